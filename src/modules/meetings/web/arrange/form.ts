import { clockTime, parseLocalDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate, readTime } from '#web/fields.ts';
import type { Arrangement, Meeting, Venue } from '../../index.ts';

/** What stands in the form, as typed. */
export type Typed = Readonly<Record<string, string>>;

const longest = 500;

export type ReadArrangement =
  | { readonly ok: true; readonly value: Arrangement }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** Reads the form of a meeting's time and place. `minutes` is what the policy's form expects. */
export function readArrangement(form: Form, minutes: number): ReadArrangement {
  const date = readOn(form);
  const time = readTime(form, 'time', 'The time of the meeting');
  const venue = readVenue(form);
  const problems = [
    ...(date.ok ? [] : [problemOf(date.refusal, 'date')]),
    ...(time.ok ? [] : [problemOf(time.refusal, 'time')]),
    ...(venue ? [] : [{ field: 'venue', sentence: 'Choose where the meeting is' }]),
    ...['detail', 'hybridDetail', 'elsewhere', 'venueReason', 'reason', 'whyThisDay'].flatMap(
      (field) =>
        form.text(field).length > longest
          ? [{ field, sentence: `This must be ${longest} characters or fewer` }]
          : [],
    ),
  ];
  if (!date.ok || !time.ok || !venue || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { date: date.value, time: time.value, minutes, venue, reason: form.text('reason') },
  };
}

/** The date that was chosen among those offered, or typed. */
function readOn(form: Form): Result<LocalDate> {
  const on = form.raw('on');
  const chosen = parseLocalDate(on);
  return chosen === undefined ? readDate(form, 'date', 'The date of the meeting') : ok(chosen);
}

/** Where the meeting is; undefined until that is chosen. */
export function readVenue(form: Form): Venue | undefined {
  switch (form.raw('venue')) {
    case 'school':
      return { kind: 'school' };
    case 'teams':
      return { kind: 'teams', detail: form.text('detail') };
    case 'hybrid':
      return { kind: 'hybrid', detail: form.text('hybridDetail') };
    case 'elsewhere':
      return {
        kind: 'elsewhere',
        detail: form.text('elsewhere'),
        reason: form.text('venueReason'),
      };
    default:
      return undefined;
  }
}

/** What was typed, to be shown again. */
export function typedIn(form: Form): Typed {
  return Object.fromEntries(form.entries());
}

/** The form filled with a meeting as it stands. */
export function typedFrom(meeting: Meeting): Typed {
  const { venue } = meeting;
  return {
    ...dateBoxes('date', meeting.date),
    time: clockTime(meeting.time),
    venue: venue.kind,
    detail: venue.kind === 'teams' ? venue.detail : '',
    hybridDetail: venue.kind === 'hybrid' ? venue.detail : '',
    elsewhere: venue.kind === 'elsewhere' ? venue.detail : '',
    venueReason: venue.kind === 'elsewhere' ? venue.reason : '',
    reason: '',
    whyThisDay: '',
  };
}
