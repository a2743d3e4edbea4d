import { shortDate } from '#kernel/dates.ts';
import { blockName } from '#kernel/school-days.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, parseTypedDate, problemOf, readDate } from '#web/fields.ts';
import { sixBlocks } from '../../domain/year-dates.ts';
import type { BlockDates, InsetDay, YearDates } from '../../domain/year-dates.ts';

/** What stands in the form, as typed. */
export type Typed = Readonly<Record<string, string>>;

export type ReadYear =
  | { readonly ok: true; readonly value: YearDates }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** The names of a block's fields begin with this: `autumn-1`. */
export const keyOf = ({ term, half }: Pick<BlockDates, 'term' | 'half'>): string =>
  `${term}-${half}`;

const longest = 500;

/** Reads the dates of a year. A school can keep the authority's terms. */
export function readYear(form: Form, isSchool: boolean): ReadYear {
  const problems: FormError[] = [];
  const terms = form.raw('terms');
  if (isSchool && terms !== 'authority' && terms !== 'own') {
    problems.push({ field: 'terms', sentence: 'Choose whose term dates the school has' });
  }
  const blocks: BlockDates[] = [];
  if (!isSchool || terms === 'own') {
    for (const block of sixBlocks) {
      const name = blockName(block);
      const first = readDate(form, `${keyOf(block)}-first`, `The first day of ${name}`);
      const last = readDate(form, `${keyOf(block)}-last`, `The last day of ${name}`);
      if (!first.ok) problems.push(problemOf(first.refusal, `${keyOf(block)}-first`));
      if (!last.ok) problems.push(problemOf(last.refusal, `${keyOf(block)}-last`));
      if (first.ok && last.ok) blocks.push({ ...block, first: first.value, last: last.value });
    }
  }
  const inset = readInset(form.text('inset'), problems);
  const source = form.text('source');
  if (source.length > longest) {
    problems.push({ field: 'source', sentence: `This must be ${longest} characters or fewer` });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { blocks: blocks.length === 0 ? null : blocks, inset, source } };
}

/** One day a line: "4 January 2027", or with its name, "4 January 2027, Staff training". */
function readInset(text: string, problems: FormError[]): InsetDay[] {
  const days = new Map<string, InsetDay>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [typed = '', ...rest] = line.split(',');
    const day = parseTypedDate(typed);
    const name = rest.join(',').trim() || 'INSET day';
    if (!day) {
      problems.push({
        field: 'inset',
        sentence: `Line ${index + 1} of the INSET days must begin with a real date, like 4 January 2027`,
      });
    } else if (name.length > 100) {
      problems.push({
        field: 'inset',
        sentence: `The name on line ${index + 1} of the INSET days must be 100 characters or fewer`,
      });
    } else days.set(day, { day, name });
  }
  return [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The form filled with the dates as they are. */
export function typedFrom(dates: YearDates | undefined): Typed {
  const typed: Record<string, string> = {
    terms: dates?.blocks ? 'own' : 'authority',
    source: dates?.source ?? '',
    inset: (dates?.inset ?? [])
      .map(({ day, name }) =>
        name === 'INSET day' ? shortDate(day) : `${shortDate(day)}, ${name}`,
      )
      .join('\n'),
  };
  for (const block of dates?.blocks ?? []) {
    Object.assign(typed, dateBoxes(`${keyOf(block)}-first`, block.first));
    Object.assign(typed, dateBoxes(`${keyOf(block)}-last`, block.last));
  }
  return typed;
}
