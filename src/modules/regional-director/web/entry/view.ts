import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { warningText } from '#ui/components/warning-text.ts';
import type { Maybe } from '#ui/components/part.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { conditionEnds, decisions, parties, subjects } from '../../domain/facts.ts';
import type { FactKind } from '../../domain/facts.ts';
import { partiesOf } from '../../domain/school.ts';
import type { SchoolStanding } from '../../domain/school.ts';
import { forms } from './fields.ts';
import type { Field } from './fields.ts';

export interface EntryShown {
  readonly kind: FactKind;
  readonly school: SchoolStanding;
  readonly action: string;
  /** The id of what the form makes. */
  readonly id: string;
  readonly typed: Form;
  readonly problems: readonly FormError[];
  /** The title of the form unless told. */
  readonly title?: string;
  readonly submit?: string;
  /** Below the form’s own introduction. */
  readonly about?: Maybe<Html>;
  /** Asks to answer the warning that extra consideration is due. */
  readonly asksForConsideration?: boolean;
  /** Below the questions. */
  readonly more?: Maybe<Html>;
}

/** The form for one entry. */
export function entryView(arrival: Arrival, shown: EntryShown): Html {
  const { kind, school, typed, problems } = shown;
  const here = `/schools/${school.urn}/regional-director`;
  const form = forms[kind];
  return formPage({
    site: siteOf(arrival),
    title: shown.title ?? form.title,
    caption: school.name,
    back: { href: here, content: 'Regional Director' },
    errors: problems,
    action: shown.action,
    intro: html`${form.intro !== undefined && paragraph(form.intro)}${shown.about}`,
    fields: html`
      ${hidden('id', shown.id)}
      ${form.fields.map((field) => fieldView(field, shown))}
      ${shown.asksForConsideration === true && considerationField(typed, problems, school)}
      ${shown.more}`,
    submit: shown.submit ?? form.submit,
    beside: link(here, 'Cancel'),
  });
}

function fieldView(field: Field, { typed, problems, school }: EntryShown): Html {
  const { name } = field;
  const errorMessage = errorOf(problems, name);
  const label = { content: field.label, classes: 'govuk-label--s' };
  const legend = { content: field.label, classes: 'govuk-fieldset__legend--s' };
  const hint = 'hint' in field ? field.hint : undefined;
  switch (field.type) {
    case 'date':
      return dateInput({
        id: name,
        namePrefix: name,
        fieldset: { legend },
        hint,
        values: Object.fromEntries(
          ['day', 'month', 'year'].map((part) => [`${name}-${part}`, typed.raw(`${name}-${part}`)]),
        ),
        errorMessage,
      });
    case 'line':
      return input({ name, label, hint, value: typed.raw(name), errorMessage });
    case 'text':
      return textarea({
        name,
        label,
        hint,
        rows: field.rows ?? 6,
        value: typed.raw(name),
        errorMessage,
      });
    case 'choice':
      return radios({
        name,
        fieldset: { legend },
        value: typed.raw(name),
        errorMessage,
        items: choicesOf(field.name, school).map(([value, content]) => ({ value, content })),
      });
    case 'choices':
      return checkboxes({
        name,
        fieldset: { legend },
        hint,
        values: typed.all(name),
        errorMessage,
        items: Object.entries(subjects).map(([value, content]) => ({ value, content })),
      });
  }
}

function choicesOf(
  name: 'party' | 'decision' | 'end',
  school: SchoolStanding,
): readonly (readonly [string, string])[] {
  switch (name) {
    case 'party':
      return partiesOf(school).map((party) => [party, parties[party]] as const);
    case 'decision':
      return Object.entries(decisions);
    case 'end':
      return Object.entries(conditionEnds);
  }
}

/** A warning that can be answered: the decision is recorded all the same. */
function considerationField(
  typed: Form,
  problems: readonly FormError[],
  { typeName }: SchoolStanding,
): Html {
  return html`
    ${warningText({
      content: `Extra consideration is due to the most suitable course of action and sponsor for a school of this type (${typeName}), and what was considered is not recorded.`,
    })}
    ${checkboxes({
      name: 'considerationUnknown',
      values: [typed.raw('considerationUnknown')],
      classes: 'govuk-checkboxes--small',
      errorMessage: errorOf(problems, 'considerationUnknown'),
      items: [
        {
          value: 'yes',
          content: 'What was considered is not known: record the decision without it',
        },
      ],
    })}`;
}

/** The policy’s words on exceptional use, where no rule makes a school eligible. */
export function exceptionalText(): Html {
  return insetText({
    content:
      'No rule makes this school eligible today. Regional Directors use warning notices on the grounds of low performance only in exceptional circumstances; where leadership or governance has broken down they may act whatever the inspection grade. An assessment can be recorded all the same, with the reason.',
  });
}
