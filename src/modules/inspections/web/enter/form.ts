import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate } from '#web/fields.ts';
import { areaChoices, checkFirstDay, checkTyped } from '../../domain/entered.ts';
import type { TypedInspection } from '../../domain/entered.ts';
import type { Framework } from '../../domain/frameworks.ts';
import type { Inspection } from '../../domain/inspection.ts';

export interface DayTyped {
  readonly kind: Inspection['kind'];
  readonly firstDay: LocalDate;
  /** Of that day. */
  readonly framework: Framework;
}

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** Reads the first page: the kind and the first day. */
export function readDay(form: Form, today: LocalDate): Read<DayTyped> {
  const kind = (['graded', 'ungraded', 'monitoring'] as const).find(
    (each) => each === form.raw('kind'),
  );
  const day = readDate(form, 'firstDay', 'The first day');
  const checked = day.ok ? checkFirstDay(day.value, today) : day;
  const problems = [
    ...(kind ? [] : [{ field: 'kind', sentence: 'Choose the kind of inspection' }]),
    ...(checked.ok ? [] : [problemOf(checked.refusal, 'firstDay')]),
  ];
  return kind && day.ok && checked.ok
    ? { ok: true, value: { kind, firstDay: day.value, framework: checked.value } }
    : { ok: false, problems };
}

/** Reads the second page: what the inspection said. */
export function readTyped(
  form: Form,
  urn: Urn,
  { kind, firstDay, framework }: DayTyped,
  today: LocalDate,
): Read<TypedInspection> {
  const published = readDate(form, 'publishedOn', 'The day of publication');
  const typed: TypedInspection = {
    urn,
    kind,
    firstDay,
    // Stands in for a day that cannot be read, so that everything else is checked too.
    publishedOn: published.ok ? published.value : firstDay,
    number: form.text('number'),
    category: form.text('category'),
    overall: form.text('overall'),
    judgements: Object.fromEntries(
      areaChoices(framework).map(([area]) => [area, form.text(`judgement-${area}`)]),
    ),
    safeguarding: form.text('safeguarding'),
    outcome: form.text('outcome'),
    readIn: form.text('readIn'),
    areas: readAreas(form),
  };
  const checked = checkTyped(typed, today);
  const problems = [
    ...(published.ok ? [] : [problemOf(published.refusal, 'publishedOn')]),
    ...(checked.ok ? [] : checked.refusals.map((refusal) => problemOf(refusal, 'publishedOn'))),
  ];
  return problems.length === 0 ? { ok: true, value: typed } : { ok: false, problems };
}

/** Areas for improvement as typed: one a line. */
export function readAreas(form: Form): string[] {
  return form
    .text('areas')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
