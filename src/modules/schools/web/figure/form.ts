import type { Urn } from '#kernel/ids.ts';
import { isMeasure } from '#modules/schools/index.ts';
import type { TypedFigure } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate } from '#web/fields.ts';

export type ReadFigure =
  | { readonly ok: true; readonly value: TypedFigure }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** Reads a figure as typed: "46.3", "46.3%", "£34,000", "1 210". Fields as in `TypedFigure`. */
export function readFigure(form: Form, urn: Urn): ReadFigure {
  const measure = form.raw('measure');
  const value = readNumber(form.text('value'));
  const asAt = readDate(form, 'asAt', 'The date of the figure');
  const isSuppressed = form.raw('suppressed') === 'yes';
  const problems: FormError[] = [];
  if (!isMeasure(measure)) problems.push({ field: 'measure', sentence: 'Choose what is measured' });
  if (value === undefined && !isSuppressed) {
    const sentence =
      form.text('value') === '' ? 'Enter the figure' : 'The figure must be a number, like 46.3';
    problems.push({ field: 'value', sentence });
  }
  if (isSuppressed && form.text('value') !== '') {
    const sentence = 'Enter a figure, or say that it is suppressed, not both';
    problems.push({ field: 'value', sentence });
  }
  if (form.text('source') === '') {
    problems.push({ field: 'source', sentence: 'Enter where the figure comes from' });
  }
  if (!asAt.ok) problems.push(problemOf(asAt.refusal, 'asAt'));
  if (!isMeasure(measure) || !asAt.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      urn,
      measure,
      value: isSuppressed ? null : (value ?? null),
      cohort: form.text('cohort'),
      period: form.text('period'),
      status: form.raw('status') === 'provisional' ? 'provisional' : 'final',
      asAt: asAt.value,
      source: form.text('source'),
    },
  };
}

function readNumber(text: string): number | undefined {
  const plain = text.replace(/^£/, '').replace(/%$/, '').replaceAll(/[,\s]/g, '');
  return /^-?\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : undefined;
}
