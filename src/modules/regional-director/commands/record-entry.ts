import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId, ProceedingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { Fact, FactKind, Opened } from '../domain/facts.ts';
import { correct, record } from '../domain/proceeding.ts';
import type { Content, Proceeding } from '../domain/proceeding.ts';
import { findProceeding, lookAt, proceedingOfEntry } from '../store.ts';
import type { Looked } from '../store.ts';
import { keep } from './keep.ts';

/**
 * Records what happened next in an assessment or a concern. `id` comes with the form, so that
 * sending it twice makes one entry. Refuses as `record` does.
 */
export function recordEntry(
  work: Work,
  proceeding: ProceedingId,
  id: EntryId,
  fact: Fact,
): Promise<Result<EntryId>> {
  return addTo(work, proceeding, id, ({ known, looked, today }) => {
    const content = record(known, id, fact, { school: looked.school, today });
    return Promise.resolve(content.ok ? ok({ content: content.value, about: fact.kind }) : content);
  });
}

export interface Correction {
  /** The entry that first told of it. */
  readonly of: EntryId;
  /** What it should say; undefined to strike it out. Grounds of an assessment are looked up again. */
  readonly fact: Fact | undefined;
  readonly reason: string;
}

/**
 * Corrects an entry, or strikes it out, by another that says why: nothing is written over. `id`
 * comes with the form. Refuses as `correct` does.
 */
export function correctEntry(
  work: Work,
  proceeding: ProceedingId,
  id: EntryId,
  { of, fact, reason }: Correction,
): Promise<Result<EntryId>> {
  return addTo(work, proceeding, id, async ({ trx, known, looked, today }) => {
    const told = known.told.find((each) => each.id === of);
    const { school } = looked;
    const corrected = fact?.kind === 'opened' ? await withGrounds(trx, known, fact, today) : fact;
    const content = correct(known, of, { fact: corrected, reason }, { school, today });
    if (!content.ok) return content;
    return ok({
      content: content.value,
      about: told?.fact.kind ?? known.told[0]?.fact.kind ?? 'opened',
    });
  });
}

interface Scene {
  readonly trx: Trx;
  readonly known: Proceeding;
  readonly looked: Looked;
  readonly today: LocalDate;
}

/** Adds an entry to the locked proceeding, for those who may: access is asked again here. */
async function addTo(
  work: Work,
  proceeding: ProceedingId,
  id: EntryId,
  rule: (scene: Scene) => Promise<Result<{ readonly content: Content; readonly about: FactKind }>>,
): Promise<Result<EntryId>> {
  const { db, clock, actor, authority } = work;
  const today = dateOf(clock.now());
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findProceeding(trx, proceeding, asking, { lock: true });
    const looked = matter && (await lookAt(trx, matter.urn, today));
    if (!matter || !looked || !can(actor, 'record', matter)) {
      return refuse('not-yours', 'You cannot record this for this school.');
    }
    const sent = await proceedingOfEntry(trx, id);
    if (sent === proceeding) return ok(id);
    if (sent) return refuse('form-used', 'This form has been used already. Send it again', 'on');
    const { proceeding: known, urn } = matter;
    const decided = await rule({ trx, known, looked, today });
    if (!decided.ok) return decided;
    await keep(trx, work, { id: proceeding, urn, before: known, entry: id, ...decided.value });
    return ok(id);
  });
}

/** The opening with what the rules found on its day, where the day is another. */
async function withGrounds(
  trx: Trx,
  known: Proceeding,
  fact: Opened,
  today: LocalDate,
): Promise<Opened> {
  if (known.kind !== 'assessment') return fact;
  const { opened } = known.assessment;
  if (fact.on === opened.on || fact.on > today) return { ...fact, grounds: opened.grounds };
  const looked = await lookAt(trx, known.urn, fact.on);
  return { ...fact, grounds: looked?.grounds ?? [] };
}
