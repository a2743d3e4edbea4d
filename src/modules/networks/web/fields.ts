import type { PolicyPack } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import type { Html } from '#ui/html.ts';
import type { Reasons } from '../domain/reasons.ts';
import { spelledOut } from './words.ts';

/** The reasons of the policy, to tick; the one that has to be put into words opens a box for them. */
export function reasonFields(
  pack: PolicyPack,
  ticked: Reasons,
  problems: readonly FormError[],
): Html {
  return checkboxes({
    name: 'reasons',
    values: ticked.reasons,
    fieldset: { legend: { content: 'Reasons', classes: 'govuk-fieldset__legend--s' } },
    classes: 'govuk-checkboxes--small',
    errorMessage: errorOf(problems, 'reasons'),
    items: pack.categorisation.reasons.map(({ key, label, stated }) => ({
      value: key,
      content: label,
      hint: spelledOut(pack, label) || undefined,
      conditional: stated
        ? textarea({
            name: 'stated',
            label: 'The reason',
            rows: 2,
            value: ticked.stated,
            errorMessage: errorOf(problems, 'stated'),
          })
        : undefined,
    })),
  });
}

export function readReasonFields(form: Form): Reasons {
  return { reasons: form.all('reasons'), stated: form.text('stated') };
}

export function rationaleField(value: string, hint: string, problems: readonly FormError[]): Html {
  return textarea({
    name: 'rationale',
    label: { content: 'Rationale', classes: 'govuk-label--s' },
    hint,
    rows: 3,
    value,
    errorMessage: errorOf(problems, 'rationale'),
  });
}
