import { z } from 'zod';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { sql } from 'kysely';
import bundled from './data/bank-holidays.json' with { type: 'json' };
import type { BankHolidays, YearDates } from './domain/year-dates.ts';

/** A version of a year's dates as it is kept. */
export interface KeptYear {
  readonly urn: Urn | undefined;
  readonly year: AcademicYear;
  readonly version: number;
  readonly dates: YearDates;
  readonly importId: string | undefined;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

const day = z.custom<LocalDate>((value) => typeof value === 'string');
const content = z.object({
  blocks: z
    .array(
      z.object({
        term: z.enum(['autumn', 'spring', 'summer']),
        half: z.literal([1, 2]),
        first: day,
        last: day,
      }),
    )
    .nullable(),
  inset: z.array(z.object({ day, name: z.string() })),
  source: z.string(),
});

/** The dates in force: the authority's (`undefined` among the schools), and those of these schools. */
export async function yearsInForce(
  db: Db | Trx,
  schools: readonly Urn[] | 'all',
): Promise<KeptYear[]> {
  let query = db
    .selectFrom('calendar_versions as v')
    .selectAll()
    .where(
      sql<boolean>`v.version = (select max(w.version) from calendar_versions as w
        where w.year = v.year and w.urn is not distinct from v.urn)`,
    )
    .orderBy('v.year')
    .orderBy('v.urn');
  if (schools !== 'all') {
    query = query.where((eb) =>
      eb.or([
        eb('v.urn', 'is', null),
        ...(schools.length > 0 ? [eb('v.urn', 'in', [...schools])] : []),
      ]),
    );
  }
  return (await query.execute()).map(keptYear);
}

/** Every version of a year's dates, the newest first. */
export async function versionsOf(
  db: Db | Trx,
  year: AcademicYear,
  urn: Urn | undefined,
): Promise<KeptYear[]> {
  const rows = await db
    .selectFrom('calendar_versions')
    .selectAll()
    .where('year', '=', year)
    .where(sql<boolean>`urn is not distinct from ${urn ?? null}::integer`)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(keptYear);
}

function keptYear(row: {
  urn: Urn | null;
  year: AcademicYear;
  version: number;
  content: unknown;
  import_id: string | null;
  recorded_at: Date;
  recorded_by: string;
}): KeptYear {
  return {
    urn: row.urn ?? undefined,
    year: row.year,
    version: row.version,
    dates: content.parse(row.content),
    importId: row.import_id ?? undefined,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  };
}

export async function insertYear(trx: Trx, kept: KeptYear): Promise<void> {
  await trx
    .insertInto('calendar_versions')
    .values({
      urn: kept.urn ?? null,
      year: kept.year,
      version: kept.version,
      content: JSON.stringify(kept.dates),
      import_id: kept.importId ?? null,
      recorded_at: kept.recordedAt,
      recorded_by: kept.recordedBy,
    })
    .execute();
}

/** The list that the product comes with: GOV.UK's, Open Government Licence v3. */
const shipped: readonly (readonly [LocalDate, string])[] = bundled['england-and-wales'].events.map(
  (event) => [date(event.date), event.title],
);

/**
 * The bank holidays in force: the newest list that was imported, and before its first day, which the
 * list of GOV.UK moves on from year to year, those that the product came with.
 */
export async function bankHolidaysInForce(db: Db | Trx): Promise<BankHolidays> {
  const rows = await db
    .selectFrom('bank_holidays')
    .select(['day', 'name'])
    .where(
      'import_id',
      '=',
      db
        .selectFrom('imports')
        .select('id')
        .where('source', '=', 'bank-holidays')
        .orderBy('imported_at', 'desc')
        .limit(1),
    )
    .orderBy('day')
    .execute();
  const imported = rows.map((row) => [row.day, row.name] as const);
  const [first] = imported[0] ?? [];
  return listOf(
    first === undefined ? shipped : [...shipped.filter(([each]) => each < first), ...imported],
  );
}

function listOf(days: readonly (readonly [LocalDate, string])[]): BankHolidays {
  return { bankHolidays: new Map(days), knownUntil: days.at(-1)?.[0] ?? date('2000-01-01') };
}

/** What holds where nothing has been loaded. */
export const shippedBankHolidays: BankHolidays = listOf(shipped);

export async function insertBankHolidays(
  trx: Trx,
  importId: string,
  days: readonly { readonly day: LocalDate; readonly name: string }[],
): Promise<void> {
  await trx
    .insertInto('bank_holidays')
    .values(days.map((each) => ({ import_id: importId, day: each.day, name: each.name })))
    .execute();
}
