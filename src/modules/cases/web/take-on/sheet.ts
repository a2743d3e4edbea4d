import { longInstant } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import { applySheet, checkSheet, keepSheet, takeOnWorkbook } from '#modules/case-life/index.ts';
import type { SheetId, SheetReport, TakenCase } from '#modules/case-life/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { checkUpload } from '#platform/files/files.ts';
import { button } from '#ui/components/button.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { errorOf, form as formElement, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { authorityGate } from '#web/gates.ts';
import { problemOf } from '#web/fields.ts';
import { shellPage, siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Arrival, Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';

/** Those who open cases may take on many at once. */
const gate = () => authorityGate('write', 'draft record');
const path = '/cases/take-on';

/** Larger than any sheet that people fill in, in bytes. */
const largestSheet = 5_000_000;

export const takeOnSheetRoutes = [
  route({
    method: 'GET',
    path,
    gate: gate(),
    handle: (visit) => Promise.resolve(show(visit, newId<SheetId>(), [])),
  }),
  route({
    method: 'GET',
    path: '/cases/take-on.xlsx',
    gate: gate(),
    async handle({ services, authority }) {
      return {
        kind: 'file',
        bytes: await takeOnWorkbook(services.db, services.pack, authority),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        name: `Boards and check-ins to take on, ${authority.name}.xlsx`,
      };
    },
  }),
  route({
    method: 'POST',
    path,
    gate: gate(),
    upload: {
      field: 'file',
      maxBytes: largestSheet,
      tooLarge: (visit, problems) =>
        show(visit, parseId<SheetId>(visit.form.raw('id')) ?? newId<SheetId>(), problems),
    },
    async handle(visit) {
      const id = parseId<SheetId>(visit.form.raw('id')) ?? newId<SheetId>();
      const received = visit.files.find(({ field }) => field === 'file');
      if (!received) {
        return show(visit, id, [
          { field: 'file', sentence: 'Choose the workbook that you filled in' },
        ]);
      }
      const file = await checkUpload(received);
      if (!file.ok) return show(visit, id, [problemOf(file.refusal, 'file')]);
      const kept = await keepSheet(workOf(visit), id, file.value);
      if (!kept.ok) return show(visit, id, [problemOf(kept.refusal, 'file')]);
      return redirect(`${path}/${kept.value}`);
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:sheet`,
    gate: gate(),
    handle: (visit) => showSheet(visit, []),
  }),
  route({
    method: 'POST',
    path: `${path}/:sheet`,
    gate: gate(),
    async handle(visit) {
      const id = parseId<SheetId>(visit.params['sheet'] ?? '');
      const done = id && (await applySheet(workOf(visit), id));
      if (!done) return notFound;
      if (done.ok) return redirect(`${path}/${id}?done=yes`);
      return showSheet(visit, [problemOf(done.refusal, 'problems')]);
    },
  }),
];

function show(arrival: Arrival, id: SheetId, problems: readonly FormError[]): Reply {
  const view = formPage({
    site: siteOf(arrival),
    title: 'Take on boards and check-ins that are already running',
    back: { href: '/cases', content: 'Boards and check-ins' },
    action: path,
    isMultipart: true,
    errors: problems,
    intro: html`
      ${paragraph('For many schools at once, with an Excel workbook. It lists the authority’s maintained schools that have no process here.')}
      ${heading('1. Download the workbook')}
      ${button({ content: 'Download the workbook', href: '/cases/take-on.xlsx', classes: 'govuk-button--secondary' })}
      ${paragraph('Fill in what each school has: its process, when it began and why, its next agenda, its past meetings, and the actions that are open. The first sheet says how.')}
      ${heading('2. Send it back')}`,
    fields: html`
      ${hidden('id', id)}
      ${fileUpload({
        name: 'file',
        label: { content: 'The workbook, filled in', classes: 'govuk-label--s' },
        hint: 'An Excel file (.xlsx) of up to 5 MB. It is checked first, and nothing is taken on.',
        attributes: { accept: '.xlsx' },
        errorMessage: errorOf(problems, 'file'),
      })}`,
    submit: 'Check the workbook',
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showSheet(visit: Visit<undefined>, problems: readonly FormError[]): Promise<Reply> {
  const id = parseId<SheetId>(visit.params['sheet'] ?? '');
  const checked = id && (await checkSheet(workOf(visit), id));
  if (!id || !checked) return notFound;
  if (!checked.ok) return show(visit, newId<SheetId>(), [problemOf(checked.refusal, 'file')]);
  const report = checked.value;
  const view = shellPage(visit, {
    title: 'What the workbook says',
    back: { href: path, content: 'Send another workbook' },
    problems,
    main: html`
      ${visit.query.has('done') && doneBanner(report)}
      ${heading('What the workbook says', { level: 1, caption: report.fileName })}
      ${reportPart(visit, id, report)}`,
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function doneBanner({ appliedAt }: SheetReport): Html | undefined {
  return (
    appliedAt &&
    notificationBanner({
      type: 'success',
      content: 'What this workbook says is taken on. Next, form the board of each.',
    })
  );
}

function reportPart(arrival: Arrival, id: SheetId, report: SheetReport): Html {
  const { problems, cases, unchanged, appliedAt } = report;
  if (problems.length > 0) {
    return html`
      <div id="problems">${column(
        insetText({
          content: `${counted(problems.length, 'line needs', 'lines need')} a change. Nothing has been taken on. Correct the workbook, save it, and send it again.`,
        }),
      )}</div>
      ${stackingTable({
        head: ['Sheet', 'Row', 'What to change'],
        rows: problems.map(({ sheet, row, sentence }) => [
          sheet,
          String(row),
          `${sentence}.`.replace(/\.\.$/, '.'),
        ]),
      })}
      ${paragraph(link(path, 'Send the corrected workbook'))}`;
  }
  const { pack } = arrival.services;
  if (cases.length === 0) {
    return html`
      ${paragraph(
        appliedAt
          ? `Taken on ${longInstant(appliedAt)}.`
          : `${counted(unchanged.length, 'process says', 'processes say')} what was taken on before. There is nothing new to take on.`,
      )}
      ${casesTable(pack, unchanged, true)}
      ${paragraph(link('/cases', 'See all boards and check-ins'))}`;
  }
  return html`
    ${paragraph(`Nothing is wrong. ${counted(cases.length, 'process', 'processes')} would be taken on, all at once.`)}
    ${casesTable(pack, cases, false)}
    ${
      unchanged.length > 0 &&
      paragraph(
        `${counted(unchanged.length, 'process says', 'processes say')} what was taken on before, and ${unchanged.length === 1 ? 'changes' : 'change'} nothing.`,
      )
    }
    ${formElement({
      action: `${path}/${id}`,
      content: button({
        content: `Take on ${counted(cases.length, 'process', 'processes')}`,
        preventDoubleClick: true,
      }),
    })}`;
}

/** What the workbook says of each case; one that is there already leads to its page. */
function casesTable(pack: PolicyPack, cases: readonly TakenCase[], areThere: boolean): Html {
  return stackingTable({
    head: ['School', 'Process', 'Next agenda', 'Past meetings', 'Open actions'],
    firstCellIsHeader: true,
    rows: cases.map((each) => {
      const school = `${each.school} (${each.urn})`;
      return [
        areThere ? link(`/cases/${each.caseId}`, school) : school,
        processOf(pack, each.process).name,
        meetingName(formOf(pack, each.nextForm)),
        String(each.meetings),
        String(each.actions),
      ];
    }),
  });
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
