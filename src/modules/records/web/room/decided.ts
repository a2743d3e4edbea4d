import { clockTime, longDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import { boardRoleOf } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { actionParts } from '../../domain/agreed-actions.ts';
import type { ActionField } from '../../domain/parts.ts';
import { choicePart, standing, textPart } from './parts.ts';
import type { RoomShown } from './parts.ts';

// What the chair records of the meeting beside the notes, each part with its own place to be kept.

/** Who came, who sent apologies, who arrived late. */
export function attendanceParts(shown: RoomShown): Html {
  const { whole } = shown;
  const proceeded = standing(shown, { kind: 'proceeded' });
  const why =
    'If the Headteacher or the Chair of Governors was not there: why the meeting went ahead';
  return html`${button({
    content: 'Everyone else was present',
    type: 'button',
    classes: 'govuk-button--secondary',
    attributes: { 'data-all-present': '' },
  })}${whole.board.map(({ id, name, role, description }) => {
    const now = standing(shown, { kind: 'attendance', member: id });
    const came = new URLSearchParams(now.text);
    const label = `${name}, ${description === '' ? boardRoleOf(whole.pack, role).label : description}`;
    const at = (field: string) => ({ name: `${now.part}.${field}`, idPrefix: `${field}-${id}` });
    return choicePart(
      now,
      { label, isForm: true },
      html`${radios({
        ...at('attended'),
        classes: 'govuk-radios--small govuk-radios--inline',
        value: came.get('attended') ?? undefined,
        fieldset: { legend: { content: label, classes: 'govuk-fieldset__legend--s' } },
        items: [
          { value: 'present', content: 'Present' },
          { value: 'apologies', content: 'Apologies' },
          { value: 'substitute', content: 'A substitute came' },
        ],
      })}<div class="app-room__pair"><div class="app-room__substitute">${input({
        name: `${now.part}.substitute`,
        id: `substitute-${id}`,
        label: 'Name of the substitute',
        classes: 'govuk-input--width-20',
        value: came.get('substitute') ?? '',
      })}</div><div class="app-room__arrived">${input({
        name: `${now.part}.arrived`,
        id: `arrived-${id}`,
        label: 'Arrived late, at (optional)',
        classes: 'govuk-input--width-5',
        value: timeShown(came.get('arrived')),
      })}</div></div>`,
    );
  })}${textarea({
    ...textPart(proceeded, why),
    id: 'proceeded',
    label: { content: why, classes: 'govuk-label--s' },
    rows: 2,
    value: proceeded.text,
  })}`;
}

/** The fundamental question, and what the board agreed. */
export function decisionParts(shown: RoomShown): Html {
  const { whole } = shown;
  const { pack, form } = whole;
  const text = (field: 'reasons' | 'concerns' | 'support', label: string, hint?: string) => {
    const now = standing(shown, { kind: 'decision', field });
    return textarea({
      ...textPart(now, label),
      id: `decision-${field}`,
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      rows: 3,
      value: now.text,
    });
  };
  const choice = (
    field: 'answer' | 'outcome',
    legend: string,
    items: readonly { readonly key: string; readonly label: string }[],
    hint?: string,
  ) => {
    const now = standing(shown, { kind: 'decision', field });
    return choicePart(
      now,
      { label: legend },
      radios({
        name: `${now.part}.value`,
        idPrefix: `decision-${field}`,
        classes: 'govuk-radios--small',
        value: now.text || undefined,
        hint,
        fieldset: { legend: { content: legend, classes: 'govuk-fieldset__legend--s' } },
        items: items.map(({ key, label }) => ({ value: key, content: label })),
      }),
    );
  };
  return html`
    ${choice('answer', whole.question, pack.question.answers, pack.question.caption)}
    ${text('reasons', 'The board’s reasons')}
    ${choice('outcome', 'The board agrees to', form.outcomes)}
    ${
      form.asksConcernsAndSupport &&
      html`${text('concerns', 'Significant concerns', 'If there are none, say so.')}${text(
        'support',
        'Additional support required',
        'If none is required, say so.',
      )}`
    }`;
}

/** When the next meeting is, or who agrees the date by when. */
export function nextPart(shown: RoomShown): Html {
  const { whole, offered } = shown;
  const now = standing(shown, { kind: 'next' });
  const next = new URLSearchParams(now.text);
  const name = (field: string) => `${now.part}.${field}`;
  const value = (field: string) => next.get(field) ?? '';
  const set = offered.find(({ day }) => day === value('date'))?.day;
  return choicePart(
    now,
    { label: 'Date and time of the next meeting', isForm: true },
    html`${radios({
      name: name('kind'),
      idPrefix: 'next-kind',
      classes: 'govuk-radios--small',
      value: value('kind') === 'set' && set !== undefined ? set : value('kind') || undefined,
      fieldset: {
        legend: { content: 'Date of the next meeting', classes: 'govuk-fieldset__legend--s' },
      },
      items: [
        // The page shows those that fit the outcome, also while it has no connection.
        ...offered.map(({ day, outcomes }) => ({
          value: day,
          content: longDate(day),
          attributes: { 'data-outcomes': JSON.stringify(outcomes) },
        })),
        {
          value: 'set',
          content: offered.length === 0 ? 'The date is set' : 'Another date',
          conditional: html`${dateField({
            name: name('date'),
            id: 'next-date',
            label: 'Which date',
            value: value('date'),
          })}${input({
            name: name('reason'),
            id: 'next-reason',
            label: 'Why this date',
            value: value('reason'),
          })}`,
        },
        {
          value: 'to-be-agreed',
          content: 'No date yet: it is to be agreed',
          conditional: html`${input({
            name: name('by'),
            id: 'next-by',
            label: 'Who agrees it',
            value: value('by'),
          })}${dateField({
            name: name('by-date'),
            id: 'next-by-date',
            label: 'By when',
            value: value('by-date'),
          })}`,
        },
      ],
    })}${input({
      name: name('time'),
      id: 'next-time',
      label: { content: 'Start time', classes: 'govuk-label--s' },
      classes: 'govuk-input--width-5',
      value: timeShown(next.get('time')) || clockTime(whole.meeting.time),
    })}`,
  );
}

/** The agreed actions, and what a new one is made from. */
export function actionsParts(shown: RoomShown): Html {
  const { whole, people } = shown;
  return html`<div data-actions>${whole.actions.map((action, index) =>
    actionFields(shown, action.id, `Action ${index + 1}`),
  )}</div>
    <template data-new-action>${actionFields(shown, newAction, 'New action')}</template>
    <datalist id="board-names">${people.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
    ${button({
      content: 'Add an action',
      type: 'button',
      classes: 'govuk-button--secondary',
      attributes: { 'data-add-action': '' },
    })}`;
}

/** What stands for the id of an action that is still to be added. */
const newAction = 'ACTION' as ActionId;

function actionFields(shown: RoomShown, action: ActionId, title: string): Html {
  const at = (field: ActionField) => standing(shown, { kind: 'action', action, field });
  const area = (field: 'what' | 'success' | 'support', rows: number) =>
    textarea({
      ...textPart(at(field), actionParts[field]),
      id: `${field}-${action}`,
      label: { content: actionParts[field], classes: 'govuk-label--s' },
      rows,
      value: at(field).text,
    });
  const line = (field: 'undertakes' | 'monitors') => {
    const { name, attributes } = textPart(at(field), actionParts[field]);
    return input({
      name,
      id: `${field}-${action}`,
      label: { content: actionParts[field], classes: 'govuk-label--s' },
      value: at(field).text,
      autocomplete: 'off',
      attributes: { ...attributes, list: 'board-names' },
    });
  };
  const byWhen = at('byWhen');
  return html`<fieldset class="govuk-fieldset app-room__action" data-action="${action}">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s" data-action-title>${title}</legend>
    ${area('what', 2)}
    <div class="app-room__pair">${line('undertakes')}${line('monitors')}</div>
    ${area('success', 2)}${area('support', 2)}
    ${choicePart(
      byWhen,
      { label: 'By when' },
      dateField({
        name: `${byWhen.part}.value`,
        id: `byWhen-${action}`,
        label: 'By when (optional)',
        value: byWhen.text,
      }),
    )}
    ${button({
      content: html`Remove<span class="govuk-visually-hidden"> this action</span>`,
      type: 'button',
      classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
      attributes: { 'data-remove-action': action },
    })}
  </fieldset>`;
}

/** A date as one field: only the script sends it, and what it sends is read as a date. */
function dateField(field: {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
}): Html {
  const { name, id, label, value } = field;
  return html`<div class="govuk-form-group"><label class="govuk-label" for="${id}">${label}</label><input class="govuk-input govuk-input--width-10" type="date" name="${name}" id="${id}" value="${value}"></div>`;
}

function timeShown(time: string | null): string {
  return time === null || !/^\d\d:\d\d$/.test(time)
    ? (time ?? '')
    : clockTime(time as Parameters<typeof clockTime>[0]);
}
