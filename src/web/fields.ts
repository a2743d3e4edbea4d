import { localDate, parseClockTime, parseLocalDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';

/** A refusal as a form's error summary shows it. `fallback` is the field for one that names none. */
export function problemOf(refusal: Refusal, fallback: string): FormError {
  return { field: refusal.field ?? fallback, sentence: refusal.sentence };
}

/**
 * A date from three boxes (`date-day`, `date-month`, `date-year`). `what` begins the sentences:
 * "The date of the meeting".
 */
export function readDate(form: Form, prefix: string, what: string): Result<LocalDate> {
  const parts = ['day', 'month', 'year'].map((part) => form.text(`${prefix}-${part}`));
  const missing = ['day', 'month', 'year'].filter((_, index) => parts[index] === '');
  if (missing.length === 3) return refuse('missing', `Enter ${lower(what)}`, prefix);
  if (missing.length > 0) {
    return refuse('incomplete', `${what} must include a ${missing.join(' and a ')}`, prefix);
  }
  const [day = '', month = '', year = ''] = parts;
  const read = localDate(wholeNumber(year), monthOf(month) ?? wholeNumber(month), wholeNumber(day));
  return read === undefined || read < '1900' || read > '2200'
    ? refuse('no-such-day', `${what} must be a real date, like 14 1 2027`, prefix)
    : ok(read);
}

/** A date in one line, as people type it: "4 January 2027", "4/1/2027", "4.1.2027", "2027-01-04". */
export function parseTypedDate(text: string): LocalDate | undefined {
  const typed = text.trim();
  const iso = parseLocalDate(typed);
  if (iso !== undefined) return iso;
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[ /.-]+(\d{1,2}|[a-z]{3,9})[ /.-]+(\d{4})$/i.exec(typed) ?? [];
  return localDate(wholeNumber(year), monthOf(month) ?? wholeNumber(month), wholeNumber(day));
}

/** The boxes of a date, filled. */
export function dateBoxes(prefix: string, date: LocalDate | undefined): Record<string, string> {
  if (date === undefined) return {};
  const [year = '', month = '', day = ''] = date.split('-');
  return {
    [`${prefix}-day`]: String(Number(day)),
    [`${prefix}-month`]: String(Number(month)),
    [`${prefix}-year`]: year,
  };
}

export function readTime(form: Form, name: string, what: string): Result<LocalTime> {
  const typed = form.text(name);
  if (typed === '') return refuse('missing', `Enter ${lower(what)}`, name);
  const time = parseClockTime(typed);
  return time === undefined
    ? refuse('no-such-time', `${what} must be a time, like 9:30am or 2pm`, name)
    : ok(time);
}

function monthOf(text: string): number | undefined {
  const months = [
    'jan',
    'feb',
    'mar',
    'apr',
    'may',
    'jun',
    'jul',
    'aug',
    'sep',
    'oct',
    'nov',
    'dec',
  ];
  const index = months.indexOf(text.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
}

function wholeNumber(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
