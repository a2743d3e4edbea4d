import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { AnswerId, MeetingId, PackId, PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import type { Answer, Said, Sender } from './domain/papers.ts';
import type { Step, StepDone } from './domain/steps.ts';
import type { SupplementTold } from './domain/supplements.ts';

/** An answer with the school that it is of. */
export type StoredAnswer = Answer & { readonly urn: Urn };

/** Every answer that the schools have given, in their order. */
export async function answersOf(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly StoredAnswer[]>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('pre_reads as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('people as p', 'p.id', 'r.by')
    .leftJoin('files as f', 'f.id', 'r.file_id')
    .leftJoin('pre_read_withdrawals as w', 'w.answer_id', 'r.id')
    .leftJoin('people as wp', 'wp.id', 'w.by')
    .select(['r.id', 'r.urn', 'r.meeting_id', 'r.paper', 'r.kind', 'r.dated_on', 'r.unchanged_of'])
    .select(['r.at', 'r.by', 'r.by_link', 'p.name as sender', 'm.date as meeting_on'])
    .select(['f.id as file_id', 'f.name as file_name', 'f.size', 'f.sha256'])
    .select(['w.reason', 'w.at as withdrawn_at', 'wp.name as withdrawn_by'])
    .where('r.urn', 'in', [...new Set(urns)])
    .orderBy('r.urn')
    .orderBy('r.number')
    .execute();
  const answers = rows.map((row): StoredAnswer => ({
    ...saidOf(row),
    id: row.id,
    urn: row.urn,
    meetingId: row.meeting_id,
    meetingOn: row.meeting_on,
    paper: row.paper,
    at: row.at,
    by: { id: row.by, name: row.sender, byLink: row.by_link },
    withdrawn:
      row.withdrawn_at === null
        ? undefined
        : { reason: row.reason ?? '', at: row.withdrawn_at, by: row.withdrawn_by ?? '' },
  }));
  return Map.groupBy(answers, ({ urn }) => urn);
}

interface SaidRow {
  readonly kind: Said['kind'];
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly dated_on: LocalDate | null;
  readonly unchanged_of: AnswerId | null;
}

function saidOf(row: SaidRow): Said {
  if (row.kind === 'file') {
    const { file_id: id, file_name: name, size, sha256, dated_on: datedOn } = row;
    if (id === null || name === null || size === null || sha256 === null || datedOn === null) {
      throw new Error('A document that was handed in has no file');
    }
    return { kind: 'file', file: { id: id as never, name, size, sha256, datedOn } };
  }
  if (row.kind === 'unchanged') {
    if (row.unchanged_of === null) throw new Error('What is unchanged is not said');
    return { kind: 'unchanged', of: row.unchanged_of };
  }
  return { kind: row.kind };
}

export interface NewAnswer {
  readonly id: AnswerId;
  readonly urn: Urn;
  readonly meetingId: MeetingId;
  readonly paper: string;
  readonly said: Said;
  readonly at: Date;
  readonly by: Pick<Sender, 'id' | 'byLink'>;
}

/** Holds the papers of a school until the transaction ends, so that answers are counted one by one. */
export async function lockPapers(trx: Trx, urn: Urn): Promise<void> {
  await lockFor(trx, `pre-reads ${urn}`);
}

/** Adds an answer. The caller holds the school's papers. */
export async function insertAnswer(trx: Trx, answer: NewAnswer): Promise<void> {
  const { said } = answer;
  const last = await trx
    .selectFrom('pre_reads')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('urn', '=', answer.urn)
    .executeTakeFirst();
  await trx
    .insertInto('pre_reads')
    .values({
      id: answer.id,
      urn: answer.urn,
      number: (last?.number ?? 0) + 1,
      meeting_id: answer.meetingId,
      paper: answer.paper,
      kind: said.kind,
      file_id: said.kind === 'file' ? said.file.id : null,
      dated_on: said.kind === 'file' ? said.file.datedOn : null,
      unchanged_of: said.kind === 'unchanged' ? said.of : null,
      at: answer.at,
      by: answer.by.id,
      by_link: answer.by.byLink,
    })
    .execute();
}

/** What an answer's id has been used for, if it has. */
export async function usedFor(
  trx: Trx,
  id: AnswerId,
): Promise<{ readonly meetingId: MeetingId; readonly paper: string } | undefined> {
  const row = await trx
    .selectFrom('pre_reads')
    .select(['meeting_id', 'paper'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { meetingId: row.meeting_id, paper: row.paper };
}

export async function insertWithdrawal(
  trx: Trx,
  id: AnswerId,
  withdrawal: { readonly reason: string; readonly at: Date; readonly by: PersonId },
): Promise<void> {
  await trx
    .insertInto('pre_read_withdrawals')
    .values({ answer_id: id, ...withdrawal })
    .execute();
}

export interface StoredStep extends StepDone {
  readonly name: string;
  readonly pack: PackId | null;
}

/** What was told to whom of each meeting's papers, oldest first. */
export async function stepsOf(
  db: Db | Trx,
  meetings: readonly MeetingId[],
): Promise<ReadonlyMap<MeetingId, readonly StoredStep[]>> {
  if (meetings.length === 0) return new Map();
  const rows = await db
    .selectFrom('pre_read_mails as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.meeting_id', 'm.step', 'm.person_id', 'm.meeting_on', 'm.at', 'p.name'])
    .select('m.pack_id as pack')
    .where('m.meeting_id', 'in', [...meetings])
    .orderBy('m.at')
    .orderBy(sql`p.name collate "C"`)
    .execute();
  const steps = rows.map(({ person_id: person, meeting_on: meetingOn, ...row }) => ({
    ...row,
    person,
    meetingOn,
  }));
  return Map.groupBy(steps, (step) => step.meeting_id);
}

/** Who was told of which supplements to each meeting's papers, oldest first. */
export async function supplementsToldOf(
  db: Db | Trx,
  meetings: readonly MeetingId[],
): Promise<ReadonlyMap<MeetingId, readonly StoredSupplement[]>> {
  if (meetings.length === 0) return new Map();
  const rows = await db
    .selectFrom('pre_read_supplement_mails as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.meeting_id', 'm.person_id as person', 'm.part', 'm.at', 'p.name'])
    .select('m.pack_id as pack')
    .where('m.meeting_id', 'in', [...meetings])
    .orderBy('m.at')
    .orderBy(sql`p.name collate "C"`)
    .execute();
  return Map.groupBy(rows, ({ meeting_id: meeting }) => meeting);
}

export interface StoredSupplement extends SupplementTold {
  readonly at: Date;
  readonly name: string;
  readonly pack: PackId | null;
}

/** Notes that someone was told of parts of papers; false when they had been of all. */
export async function noteSupplements(
  trx: Trx,
  meetingId: MeetingId,
  {
    person,
    parts,
    pack,
  }: {
    readonly person: PersonId;
    readonly parts: readonly string[];
    readonly pack: PackId | undefined;
  },
  at: Date,
): Promise<boolean> {
  const noted = await trx
    .insertInto('pre_read_supplement_mails')
    .values(
      parts.map((part) => ({
        meeting_id: meetingId,
        person_id: person,
        part,
        at,
        pack_id: pack ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('part')
    .execute();
  return noted.length > 0;
}

/** Notes that someone was told; false when they had been. */
export async function noteStep(
  trx: Trx,
  meetingId: MeetingId,
  step: {
    readonly step: Step;
    readonly person: PersonId;
    readonly meetingOn: LocalDate;
    readonly pack: PackId | undefined;
  },
  at: Date,
): Promise<boolean> {
  const noted = await trx
    .insertInto('pre_read_mails')
    .values({
      meeting_id: meetingId,
      step: step.step,
      person_id: step.person,
      meeting_on: step.meetingOn,
      at,
      pack_id: step.pack ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('step')
    .executeTakeFirst();
  return noted !== undefined;
}

/** A link by which someone sends papers for a meeting. */
export interface SendingLink {
  readonly meetingId: MeetingId;
  readonly personId: PersonId;
}

export async function insertLink(
  trx: Trx,
  link: SendingLink & { readonly tokenHash: string; readonly at: Date },
): Promise<void> {
  const { tokenHash, meetingId, personId, at } = link;
  await trx
    .insertInto('pre_read_links')
    .values({ token_hash: tokenHash, meeting_id: meetingId, person_id: personId, created_at: at })
    .execute();
}

export async function linkByHash(db: Db, tokenHash: string): Promise<SendingLink | undefined> {
  return db
    .selectFrom('pre_read_links')
    .select(['meeting_id as meetingId', 'person_id as personId'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}
