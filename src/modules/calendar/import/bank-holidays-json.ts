import { z } from 'zod';
import { parseLocalDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export interface BankHoliday {
  readonly day: LocalDate;
  readonly name: string;
}

const division = z.object({
  events: z.array(z.object({ title: z.string().min(1).max(200), date: z.string() })),
});
const shape = z.object({ 'england-and-wales': division });

/** Reads the bank holidays of England and Wales from GOV.UK's `bank-holidays.json`, in order. */
export function readBankHolidays(text: string): Result<readonly BankHoliday[]> {
  const notIt = 'This is not the list of bank holidays of GOV.UK (bank-holidays.json)';
  let data: unknown;
  try {
    data = JSON.parse(text.replace('\ufeff', ''));
  } catch {
    return refuse(
      'not-json',
      /^\s*</.test(text)
        ? `${notIt}, but a web page: the download probably failed.`
        : `${notIt}: it is not whole, or not JSON.`,
    );
  }
  const parsed = shape.safeParse(data);
  if (!parsed.success) return refuse('columns', `${notIt}: it has no “england-and-wales”.`);
  const days = new Map<LocalDate, string>();
  for (const { title, date } of parsed.data['england-and-wales'].events) {
    const day = parseLocalDate(date);
    if (!day) return refuse('lines', `${notIt}: “${date}” (${title}) is not a date.`);
    const before = days.get(day);
    if (before !== undefined) {
      return refuse('lines', `${shortDate(day)} is there twice: ${before}, and ${title}.`);
    }
    days.set(day, title);
  }
  if (days.size === 0) return refuse('empty', `${notIt}: it lists no day.`);
  return ok(
    [...days].map(([day, name]) => ({ day, name })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  );
}
