import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import { casesUpForReview } from '#modules/case-life/index.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { authorityGate } from '#web/gates.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import { page, route } from '#web/route.ts';
import { openCases } from '../../queries/open-cases.ts';
import type { OpenCase } from '../../queries/open-cases.ts';

export const caseListRoutes = [
  route({
    method: 'GET',
    path: '/cases',
    gate: authorityGate('read', 'arrangements'),
    async handle(visit) {
      const { services, authority, today } = visit;
      const { db, pack } = services;
      const cases = await openCases(db, { laCode: authority.laCode, today });
      const reviews = await casesUpForReview(db, authority.laCode);
      const meeting = (form: string) => meetingName(formOf(pack, form));
      const rows = cases.map((each) => [
        html`${link(`/cases/${each.id}`, each.school)}<br><span class="govuk-hint">${processOf(pack, each.process).name}, since ${shortDate(each.openedOn)}${each.takenOn !== undefined && ', taken on'}${each.paused && ', paused'}${reviews.has(each.id) && ', up for review'}</span>`,
        each.network ?? '–',
        each.lastHeld ? `${meeting(each.lastHeld.form)}, ${shortDate(each.lastHeld.date)}` : '–',
        each.planned
          ? html`${link(
              `/meetings/${each.planned.id}`,
              each.planned.status === 'planned'
                ? `${meeting(each.planned.form)}, ${longDate(each.planned.date)} at ${clockTime(each.planned.time)}`
                : `${meeting(each.planned.form)}, ${each.planned.status}: no new date yet`,
            )}${each.planned.status === 'planned' && each.planned.date < today && html`<br><span class="govuk-hint">The day has passed: not closed yet</span>`}`
          : 'Not set',
      ]);
      return page(
        shellPage(visit, {
          title: 'Boards and check-ins',
          main: html`
            ${heading('Boards and check-ins', { level: 1 })}
            ${paragraph(cases.length === 0 ? 'No School Improvement Board and no Progress Check-In is open. To open one, find the school first.' : openWords(cases, pack))}
            ${cases.length === 0 && paragraph(link('/schools', 'Find a school'))}
            ${permitsAuthority(visit.actor, 'draft record', 'write') && paragraph(link('/cases/take-on', 'Take on boards and check-ins that are already running'))}
            ${
              cases.length > 0 &&
              stackingTable({
                head: ['School', 'Network', 'Last meeting', 'Next meeting'],
                firstCellIsHeader: true,
                rows,
              })
            }
            ${cases.length > 0 && workbookLink(visit)}`,
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/cases.xlsx',
    gate: authorityGate('read', 'arrangements'),
    async handle(visit) {
      const { services, authority, today } = visit;
      const { db, pack } = services;
      const [rows, reviews] = await Promise.all([
        openCases(db, { laCode: authority.laCode, today }),
        casesUpForReview(db, authority.laCode),
      ]);
      const meeting = (held: { readonly form: string } | undefined) =>
        held && meetingName(formOf(pack, held.form));
      return listWorkbook<OpenCase>(visit, {
        name: 'Boards and check-ins',
        rows,
        columns: [
          { title: 'URN', width: 10, value: ({ urn }) => urn },
          { title: 'School', width: 40, value: ({ school }) => school },
          { title: 'Process', width: 28, value: ({ process }) => processOf(pack, process).name },
          { title: 'Since', width: 14, value: ({ openedOn }) => dayCell(openedOn) },
          { title: 'Paused', width: 10, value: ({ paused }) => (paused ? 'Yes' : 'No') },
          { title: 'Taken on', width: 14, value: ({ takenOn }) => dayCell(takenOn) },
          {
            title: 'Up for review',
            width: 14,
            value: ({ id }) => (reviews.has(id) ? 'Yes' : 'No'),
          },
          { title: 'Network', width: 24, value: ({ network }) => network },
          { title: 'Last meeting', width: 20, value: ({ lastHeld }) => meeting(lastHeld) },
          { title: 'Held on', width: 14, value: ({ lastHeld }) => dayCell(lastHeld?.date) },
          { title: 'Next meeting', width: 20, value: ({ planned }) => meeting(planned) },
          {
            title: 'How it stands',
            width: 14,
            value: ({ planned }) => planned?.status ?? 'not set',
          },
          {
            title: 'Planned for',
            width: 14,
            value: ({ planned }) =>
              planned?.status === 'planned' ? dayCell(planned.date) : undefined,
          },
          {
            title: 'At',
            width: 10,
            value: ({ planned }) =>
              planned?.status === 'planned' ? clockTime(planned.time) : undefined,
          },
        ],
      });
    },
  }),
];

/** "12 are open: 9 School Improvement Board, 3 Progress Check-In." */
function openWords(cases: readonly OpenCase[], { processes }: PolicyPack): string {
  const each = processes.flatMap(({ key, name }) => {
    const count = cases.filter(({ process }) => process === key).length;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return `${cases.length} ${cases.length === 1 ? 'is' : 'are'} open: ${each.join(', ')}.`;
}
