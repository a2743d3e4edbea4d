import { shortDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { radios } from '#ui/components/radios.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { shellPage } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { changeStatus } from '../../commands/change-status.ts';
import type { StatusWanted } from '../../commands/change-status.ts';
import { statusText } from '../../index.ts';
import type { ActionMatter } from '../../index.ts';
import { onAction } from '../gates.ts';

const path = '/actions/:action';

export const actionPageRoutes = [
  route({
    method: 'GET',
    path,
    gate: onAction('see'),
    handle: async (visit) => {
      const { status } = visit.subject.action;
      const reason = status.kind === 'stopped' ? status.reason : '';
      return show(visit, { status: status.kind, reason }, []);
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onAction('change its status'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed = { status: form.raw('status'), reason: form.text('reason') };
      const wanted = read(typed);
      if (!wanted) {
        return show(visit, typed, [{ field: 'status', sentence: 'Choose how the action stands' }]);
      }
      const changed = await changeStatus(workOf(visit), subject.action.id, wanted);
      if (changed.ok) return redirect(`/cases/${subject.caseId}`);
      return show(visit, typed, [problemOf(changed.refusal, 'status')]);
    },
  }),
];

interface Typed {
  readonly status: string;
  readonly reason: string;
}

function read({ status, reason }: Typed): StatusWanted | undefined {
  switch (status) {
    case 'open':
    case 'complete':
      return { kind: status };
    case 'stopped':
      return { kind: status, reason };
    default:
      return undefined;
  }
}

function show(visit: Visit<ActionMatter>, typed: Typed, problems: readonly FormError[]): Reply {
  const { subject, actor } = visit;
  const { action, agreed } = subject;
  const shown = (text: string) =>
    text === '' ? 'Not recorded' : html`<span class="app-record__lines">${text}</span>`;
  const main = column(
    heading('Agreed action', { level: 1, caption: subject.schoolName }),
    summaryList({
      rows: [
        { key: 'What will be done', value: shown(action.what) },
        { key: 'Who undertakes it', value: shown(action.undertakes) },
        { key: 'Who monitors it', value: shown(action.monitors) },
        { key: 'How success is measured', value: shown(action.success) },
        { key: 'Support offered', value: shown(action.support) },
        {
          key: 'By when',
          value: action.byWhen === undefined ? 'Not recorded' : shortDate(action.byWhen),
        },
        { key: 'State', value: statusText(action.status) },
      ],
    }),
    agreed && can(actor, 'change its status', subject) && changeForm(visit, typed, problems),
  );
  return page(
    shellPage(visit, {
      title: `Agreed action: ${subject.schoolName}`,
      isConfidential: true,
      back: { href: `/cases/${subject.caseId}`, content: 'The case' },
      problems,
      main,
    }),
    problems.length === 0 ? 200 : 422,
  );
}

function changeForm(
  { subject }: Visit<ActionMatter>,
  typed: Typed,
  problems: readonly FormError[],
): Html {
  return formElement({
    action: `/actions/${subject.action.id}`,
    content: html`${radios({
      name: 'status',
      value: typed.status,
      fieldset: { legend: { content: 'How it stands', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorOf(problems, 'status'),
      items: [
        { value: 'open', content: 'Open' },
        { value: 'complete', content: 'Complete' },
        {
          value: 'stopped',
          content: 'Stopped',
          conditional: textarea({
            name: 'reason',
            label: 'Why it is stopped',
            rows: 3,
            value: typed.reason,
            errorMessage: errorOf(problems, 'reason'),
          }),
        },
      ],
    })}${button({ content: 'Save', preventDoubleClick: true })}`,
  });
}
