import { createHash } from 'node:crypto';
import type { RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { deleteAction, insertAction, updateAction } from '#modules/actions/index.ts';
import { onRunning } from '#modules/cases/index.ts';
import type { RunningScene } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { RecordAction } from '../access.ts';
import type { RecordEvent } from '../domain/events.ts';
import type { Change, Doing, MeetingRecord } from '../domain/record.ts';
import { partsChanged } from '../domain/parts.ts';
import type { Revision } from '../domain/section.ts';
import {
  insertAnswers,
  insertRevision,
  replaceAttendance,
  revisionsOfParts,
  saveRevision,
  updateAnswer,
} from '../store-contents.ts';
import { findRecord, updateRecord } from '../store.ts';
import type { RecordMatter } from '../store.ts';

/** Where a use case stands: the record, locked; who does it, when; and the open transaction. */
export interface Scene extends Omit<RunningScene<RecordMatter>, 'at'> {
  readonly doing: Doing;
}

/**
 * Runs a use case on the locked record, for those who may: access is asked again here, of the row
 * as it is now.
 */
export function onRecord<Value>(
  work: Work,
  id: RecordId,
  action: RecordAction,
  run: (scene: Scene) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { actor } = work;
  return onRunning(
    work,
    {
      find: (trx, asking) => findRecord(trx, id, asking, { lock: true }),
      may: (matter) => can(actor, action, matter),
      refusal: 'You cannot change this record.',
    },
    ({ at, ...scene }) => run({ ...scene, doing: { at, by: actor.id } }),
  );
}

/** Applies one rule to the record, and keeps what it decided. */
export function changeRecord(
  work: Work,
  id: RecordId,
  action: RecordAction,
  rule: (scene: Scene) => Promise<Result<Change>>,
): Promise<Result<MeetingRecord>> {
  return onRecord(work, id, action, async (scene) => {
    const decided = await rule(scene);
    if (!decided.ok) return decided;
    await keep(scene, work, decided.value);
    return ok(decided.value.record);
  });
}

/** Writes what happened: the rows, and the audit trail last. `more` is added to what the trail says. */
export async function keep(
  { trx, matter, doing }: Pick<Scene, 'trx' | 'matter' | 'doing'>,
  { actor }: Work,
  { record, events }: Change,
  more: AuditEvent['payload'] = {},
  edited?: EditedPart,
): Promise<void> {
  if (events.length === 0) return;
  for (const event of events) await write(trx, record, event, doing);
  const parts = await keepParts(trx, record, events, doing, edited);
  await updateRecord(trx, record);
  await appendAudit(
    trx,
    ...events.map((event, index) => ({
      at: doing.at,
      actor: { personId: actor.id, name: actor.name },
      type: event.type,
      subject: { kind: 'record', id: record.id },
      payload: {
        caseId: matter.caseId,
        ...payloadOf(event),
        // All that came about together stands with the first of the events.
        ...(index === 0 && parts.length > 0 && { parts: parts.map(proofOf) }),
        ...more,
      },
    })),
  );
}

/** The part whose edit brought a change about. */
export interface EditedPart {
  readonly part: string;
  readonly text: string;
  readonly parent: number;
  readonly edit: string | undefined;
}

/** Gives every part that the events change a revision, so that the meeting room hears of it; and gives those. */
async function keepParts(
  trx: Trx,
  record: MeetingRecord,
  events: readonly RecordEvent[],
  { at, by }: Doing,
  edited: EditedPart | undefined,
): Promise<Revision[]> {
  const kept = events.flatMap((event) =>
    event.type === 'choice kept beside' ? [event.revision] : [],
  );
  const texts = new Map(events.flatMap(partsChanged));
  if (edited && !texts.has(edited.part)) texts.set(edited.part, edited.text);
  if (texts.size === 0) return kept;
  const revisions = await revisionsOfParts(trx, record.id, [...texts.keys()]);
  for (const [part, text] of texts) {
    const before = revisions.filter(({ section }) => section === part);
    const newest = before.at(-1)?.revision ?? 0;
    const said = before.findLast(({ beside }) => beside !== true)?.text ?? '';
    const isEdited = edited?.part === part;
    if (!isEdited && said === text) continue;
    const revision: Revision = {
      section: part,
      revision: newest + 1,
      parent: isEdited ? edited.parent : newest,
      text,
      at,
      by,
      edit: isEdited ? edited.edit : undefined,
    };
    await insertRevision(trx, record.id, record.version, revision);
    kept.push(revision);
  }
  return kept;
}

/** What the trail says of a revision of a part, so that an altered one is found. */
function proofOf({ section: part, revision, text }: Revision) {
  return { part, revision, sha256: sha256(text) };
}

/** What an event changes beside the record's own row. */
async function write(
  trx: Trx,
  record: MeetingRecord,
  event: RecordEvent,
  doing: Doing,
): Promise<void> {
  switch (event.type) {
    case 'section saved':
      return saveRevision(trx, record.id, record.version, event.revision, event.filledFrom);
    case 'choice kept beside':
      return insertRevision(trx, record.id, record.version, event.revision);
    case 'attendance recorded':
      return replaceAttendance(trx, record.meetingId, event.attendance);
    case 'action agreed':
      return insertAction(trx, event.action);
    case 'action changed':
      return updateAction(trx, event.action);
    case 'action removed':
      return deleteAction(trx, event.action.id);
    case 'accuracy check answered':
      return insertAnswers(trx, record.id, event.round, event.answers, doing);
    case 'accuracy answer decided':
      return updateAnswer(trx, record.id, event.round, event.answer);
    case 'outcome recorded':
    case 'next meeting recorded':
    case 'note-taker named':
    case 'notes shown to the board':
    case 'notes not shown to the board':
    case 'record sent for accuracy check':
    case 'record taken back':
    case 'accuracy check handed over':
    case 'record finalised':
    case 'record correction started':
      return;
  }
}

/** What the trail says of an event. Long texts are proved by their hash; they stay in their rows. */
function payloadOf(event: RecordEvent): NonNullable<AuditEvent['payload']> {
  switch (event.type) {
    case 'section saved': {
      const { section, revision, parent, text } = event.revision;
      const { filledFrom } = event;
      return {
        section,
        revision,
        parent,
        sha256: sha256(text),
        ...(filledFrom === undefined ? {} : { filledFrom }),
      };
    }
    case 'choice kept beside': {
      const { section, revision, parent, text } = event.revision;
      return { part: section, revision, parent, text };
    }
    case 'outcome recorded':
      return { ...event.decision };
    case 'attendance recorded':
      return {
        attendance: event.attendance.map((each) => ({ ...each })),
        proceeded: event.proceeded,
      };
    case 'action agreed':
    case 'action changed':
    case 'action removed': {
      const { id, what, undertakes, monitors, success, support, byWhen } = event.action;
      return { action: id, what, undertakes, monitors, success, support, byWhen };
    }
    case 'next meeting recorded':
      return { next: { ...event.next } };
    case 'note-taker named':
      return { noteTaker: event.noteTaker ?? null };
    case 'notes shown to the board':
    case 'notes not shown to the board':
      return {};
    case 'record sent for accuracy check':
      return { to: event.to, dueOn: event.dueOn, round: event.round };
    case 'record taken back':
      return { reason: event.reason };
    case 'accuracy check handed over':
      return { from: event.from, to: event.to };
    case 'accuracy check answered':
      return {
        round: event.round,
        answers: event.answers.map(({ section, part, answer, comment }) => ({
          section,
          part,
          answer,
          comment,
        })),
      };
    case 'accuracy answer decided': {
      const { section, part, answer, decided } = event.answer;
      return {
        round: event.round,
        section,
        part,
        answer,
        decision: decided?.decision,
        reason: decided?.reason,
      };
    }
    case 'record finalised':
    case 'record correction started':
      return { version: event.version, reason: event.reason };
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
