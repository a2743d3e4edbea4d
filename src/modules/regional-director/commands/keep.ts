import { createHash } from 'node:crypto';
import type { EntryId, ProceedingId, Urn } from '#kernel/ids.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { factNames } from '../domain/facts.ts';
import type { FactKind } from '../domain/facts.ts';
import { proceedingOf } from '../domain/proceeding.ts';
import type { Content, Entry, Proceeding } from '../domain/proceeding.ts';
import { insertEntry, insertProceeding, saveProgress } from '../store.ts';

interface Kept {
  readonly id: ProceedingId;
  readonly urn: Urn;
  /** What is recorded already; none for a new proceeding. */
  readonly before: Proceeding | undefined;
  readonly entry: EntryId;
  readonly content: Content;
  /** The kind of fact that the entry is about. */
  readonly about: FactKind;
}

/**
 * Writes an entry down, with how far the proceeding has come by it, and the audit trail last. The
 * trail proves the words by their hash; they stay in their entry, which is never changed.
 */
export async function keep(
  trx: Trx,
  { actor, clock }: Pick<Work, 'actor' | 'clock'>,
  { id, urn, before, entry, content, about }: Kept,
): Promise<void> {
  const at = clock.now();
  const earlier = before?.told.flatMap(({ first, corrections }) => [first, ...corrections]) ?? [];
  const added: Entry = {
    id: entry,
    number: earlier.length + 1,
    content,
    recordedAt: at,
    recordedBy: { id: actor.id, name: actor.name },
  };
  const after = proceedingOf(id, urn, [...earlier, added]);
  if (!after) throw new Error(`The entry ${entry} makes no proceeding.`);
  const [first] = after.told;
  if (!before && first) await insertProceeding(trx, after, first.fact.on);
  await insertEntry(trx, id, { ...added, recordedBy: actor.id });
  if (before) await saveProgress(trx, after);
  const text = JSON.stringify(content);
  await appendAudit(trx, {
    at,
    actor: { personId: actor.id, name: actor.name },
    type: `${typeOf(after.kind, about)}${suffixes[content.type]}`,
    subject: { kind: `regional director ${after.kind}`, id },
    payload: {
      urn,
      entry,
      sha256: createHash('sha256').update(text).digest('hex'),
      ...(content.type === 'struck' ? {} : { on: content.fact.on }),
      ...(content.type === 'fact' ? {} : { of: content.of, reason: content.reason }),
    },
  });
}

const suffixes = { fact: '', correction: ', corrected', struck: ', struck out' } as const;

/** "representation made", "assessment closed", "concern withdrawn": what happened, for the trail. */
function typeOf(kind: Proceeding['kind'], about: FactKind): string {
  const name = factNames[about];
  return about === 'closed' || about === 'withdrawn'
    ? `${kind} ${about}`
    : name.charAt(0).toLowerCase() + name.slice(1);
}
