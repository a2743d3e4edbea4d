import { shortDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { button } from '#ui/components/button.ts';
import { fieldset } from '#ui/components/fieldset.ts';
import { select } from '#ui/components/select.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import type { Reply, Visit } from '#web/route.ts';
import { actionParts } from '../../domain/agreed-actions.ts';
import type { RecordMatter } from '../../index.ts';
import { packOf } from '../../queries/whole-record.ts';
import { lines } from '../content-view.ts';
import { backToNotes, formFor, recordForm, recordPage, recordPath } from '../frame.ts';

export type Typed = Readonly<Record<string, string>>;

export function actionsView(visit: Visit<RecordMatter>, actions: readonly AgreedAction[]): Html {
  const { subject } = visit;
  const here = `${recordPath(subject)}/actions`;
  const section = formFor(subject).sections.find(({ kind }) => kind === 'actions');
  const back = backToNotes(subject, 'actions');
  return recordPage(visit, {
    title: section?.label ?? 'Agreed actions',
    back,
    content: html`
      ${section?.guidance.map((each) => paragraph(each))}${bulletList(section?.prompts ?? [])}
      ${actions.length === 0 && paragraph('No action is recorded yet.')}
      ${actions.map((action, index) => card(action, index + 1, here))}
      ${buttonGroup(
        button({
          content: actions.length === 0 ? 'Add an action' : 'Add another action',
          href: `${here}/new`,
        }),
        link(back.href, 'Go back to the notes'),
      )}`,
  });
}

function card(action: AgreedAction, number: number, here: string): Html {
  const shown = (text: string) => (text === '' ? 'Not recorded' : lines(text));
  return summaryList({
    card: {
      title: `Action ${number}`,
      actions: { items: [{ href: `${here}/${action.id}`, content: 'Change or remove' }] },
    },
    rows: [
      ...(['what', 'undertakes', 'monitors', 'success', 'support'] as const).map((part) => ({
        key: actionParts[part],
        value: shown(action[part]),
      })),
      {
        key: 'By when',
        value: action.byWhen === undefined ? 'Not recorded' : shortDate(action.byWhen),
      },
    ],
  });
}

export function actionForm(
  visit: Visit<RecordMatter>,
  {
    id,
    isNew,
    people,
  }: {
    readonly id: ActionId;
    readonly isNew: boolean;
    /** Those to choose from, in the order of their seats. */
    readonly people: readonly BoardMember[];
  },
  typed: Typed,
  problems: readonly FormError[],
): Reply {
  const here = `${recordPath(visit.subject)}/actions`;
  const area = (name: 'what' | 'success' | 'support', rows: number) =>
    textarea({
      name,
      label: { content: actionParts[name], classes: 'govuk-label--s' },
      rows,
      value: typed[name],
      errorMessage: errorOf(problems, name),
    });
  const { boardRoles } = packOf(visit.subject.record);
  const seat = ({ role, description }: BoardMember) =>
    boardRoles.find(({ key }) => key === role)?.label ?? description;
  const line = (name: 'undertakes' | 'monitors', example: string) =>
    fieldset({
      legend: { content: actionParts[name], classes: 'govuk-fieldset__legend--s' },
      content: html`${select({
        name: `${name}-person`,
        label: 'Someone on the board',
        hint: name === 'undertakes' ? 'It is then in their list of actions' : undefined,
        value: typed[`${name}-person`],
        errorMessage: errorOf(problems, `${name}-person`),
        items: [
          { value: '', text: 'Nobody on the board' },
          ...people.map((member) => ({
            value: member.personId,
            text: `${member.name}, ${seat(member)}`,
          })),
        ],
      })}${input({
        name,
        label: 'A name or a job (optional if you chose someone)',
        hint: example,
        value: typed[name],
        autocomplete: 'off',
        errorMessage: errorOf(problems, name),
      })}`,
    });
  return recordForm(visit, {
    title: isNew ? 'Add an action' : 'Change an action',
    problems,
    back: { href: here, content: 'The actions' },
    fields: html`${isNew && hidden('id', id)}
      ${area('what', 3)}
      ${line('undertakes', 'For example, English lead')}
      ${line('monitors', 'For example, link governor for reading')}
      ${area('success', 3)}
      ${area('support', 3)}
      ${dateInput({
        id: 'by-when',
        namePrefix: 'by-when',
        fieldset: {
          legend: { content: 'By when (optional)', classes: 'govuk-fieldset__legend--s' },
        },
        hint: 'For example, 19 3 2027',
        values: typed,
        errorMessage: errorOf(problems, 'by-when'),
      })}`,
    submit: isNew ? 'Add the action' : 'Save the action',
    after:
      !isNew &&
      html`${heading('Remove this action')}${paragraph(
        'It goes out of the record. The history of the process keeps what it said.',
      )}${formElement({
        action: `${here}/${id}/remove`,
        content: button({ content: 'Remove this action', classes: 'govuk-button--warning' }),
      })}`,
  });
}
