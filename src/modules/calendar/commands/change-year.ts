import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { placeInYear } from '#kernel/school-days.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Json } from '#platform/db/tables/foundation.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { problemsIn, sameDates, sixBlocks } from '../domain/year-dates.ts';
import type { DatesProblem, YearDates } from '../domain/year-dates.ts';
import { insertYear, versionsOf } from '../store.ts';

/** What the person saw when they typed: the version that theirs is to follow; 0 where there was none. */
export interface TypedYear {
  readonly year: AcademicYear;
  readonly urn: Urn | undefined;
  readonly after: number;
  readonly dates: YearDates;
}

/** The first problem of a year as a refusal: its field is `autumn-1` … or `inset`. */
export function refusalOf({ at, sentence }: DatesProblem): Refusal {
  const block = 'block' in at ? sixBlocks[at.block] : undefined;
  const text = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return {
    code: 'dates',
    sentence: text,
    field: block ? `${block.term}-${block.half}-first` : 'inset',
  };
}

/**
 * Keeps the dates of a year as typed, as a new version. Refused: dates that cannot be (all problems
 * are in the caller's hands; the first is told), and a year that someone has changed meanwhile.
 */
export async function changeYear(work: Work, typed: TypedYear): Promise<Result<number>> {
  const { db, actor, clock } = work;
  const { year, urn, dates, after } = typed;
  if (!permitsAuthority(actor, 'administration', 'write')) {
    return refuse('not-yours', 'You cannot change the calendar.');
  }
  const [problem] = problemsIn(year, dates);
  if (problem) return { ok: false, refusal: refusalOf(problem) };
  return inTransaction(db, async (trx) => {
    await lockFor(trx, `calendar ${year} ${urn ?? ''}`);
    if (urn !== undefined) {
      const school = await trx
        .selectFrom('schools')
        .select('urn')
        .where('urn', '=', urn)
        .executeTakeFirst();
      if (!school) return refuse('unknown', `No school in the register has the URN ${urn}.`);
    }
    const [held] = await versionsOf(trx, year, urn);
    if (held && sameDates(held.dates, dates)) return ok(held.version);
    if ((held?.version ?? 0) !== after) {
      return refuse(
        'changed-meanwhile',
        `${held?.recordedBy ?? 'Somebody'} has changed these dates since you opened the page. What you typed is kept below: compare it with the dates as they are now, and send it again.`,
        'autumn-1-first',
      );
    }
    const version = after + 1;
    const at = clock.now();
    await insertYear(trx, {
      urn,
      year,
      version,
      dates,
      importId: undefined,
      recordedAt: at,
      recordedBy: actor.name,
    });
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: 'calendar changed',
      subject: { kind: 'calendar', id: year },
      payload: { year, urn: urn ?? null, version, dates: toJson(dates) },
    });
    return ok(version);
  });
}

function toJson({ blocks, inset, source }: YearDates): Json {
  return {
    blocks:
      blocks?.map((block) => ({
        block: placeInYear(block),
        first: block.first,
        last: block.last,
      })) ?? null,
    inset: inset.map(({ day, name }) => ({ day, name })),
    source,
  };
}
