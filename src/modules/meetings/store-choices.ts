import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { CaseId, ChoiceId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import type { Answers, ChoiceStatus, DateChoice } from './domain/choice.ts';
import { venueColumns, venueOf } from './store.ts';

type ChoiceRow = Selectable<Database['date_choices']>;

/** The newest choice of dates that a board was offered. Inside a transaction, `lock` holds its row. */
export async function latestChoice(
  db: Db | Trx,
  caseId: CaseId,
  options: { readonly lock?: boolean } = {},
): Promise<DateChoice | undefined> {
  let query = db
    .selectFrom('date_choices')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('asked_at', 'desc')
    .limit(1);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && choiceOf(db, row);
}

export async function findChoice(
  db: Db | Trx,
  id: ChoiceId,
  options: { readonly lock?: boolean } = {},
): Promise<DateChoice | undefined> {
  let query = db.selectFrom('date_choices').selectAll().where('id', '=', id);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && choiceOf(db, row);
}

async function choiceOf(db: Db | Trx, row: ChoiceRow): Promise<DateChoice> {
  const options = await db
    .selectFrom('date_choice_options')
    .select(['number', 'date', 'time', 'reason'])
    .where('choice_id', '=', row.id)
    .orderBy('number')
    .execute();
  return {
    id: row.id,
    caseId: row.case_id,
    form: row.form,
    minutes: row.minutes,
    venue: venueOf(row),
    options,
    status: statusOf(row),
    askedAt: row.asked_at,
  };
}

function statusOf(row: ChoiceRow): ChoiceStatus {
  switch (row.status) {
    case 'open':
      return { kind: 'open' };
    case 'withdrawn':
      return { kind: 'withdrawn', reason: row.status_reason };
    case 'fixed':
      if (row.meeting_id === null) throw new Error(`Choice ${row.id} is fixed without a meeting.`);
      return { kind: 'fixed', meetingId: row.meeting_id };
  }
}

export async function insertChoice(trx: Trx, choice: DateChoice, by: PersonId): Promise<void> {
  await trx
    .insertInto('date_choices')
    .values({
      id: choice.id,
      case_id: choice.caseId,
      form: choice.form,
      minutes: choice.minutes,
      ...venueColumns(choice.venue),
      status: 'open',
      status_reason: '',
      asked_at: choice.askedAt,
      asked_by: by,
      meeting_id: null,
    })
    .execute();
  await trx
    .insertInto('date_choice_options')
    .values(choice.options.map((option) => ({ choice_id: choice.id, ...option })))
    .execute();
}

export async function fixChoice(trx: Trx, id: ChoiceId, meetingId: MeetingId): Promise<void> {
  await trx
    .updateTable('date_choices')
    .set({ status: 'fixed', status_reason: '', meeting_id: meetingId })
    .where('id', '=', id)
    .execute();
}

export async function withdrawChoice(trx: Trx, id: ChoiceId, reason: string): Promise<void> {
  await trx
    .updateTable('date_choices')
    .set({ status: 'withdrawn', status_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Keeps the link of a member: its hash alone. */
export async function insertLink(
  trx: Trx,
  link: {
    readonly choiceId: ChoiceId;
    readonly personId: PersonId;
    readonly tokenHash: string;
    readonly sentAt: Date;
  },
): Promise<void> {
  await trx
    .insertInto('date_choice_links')
    .values({
      choice_id: link.choiceId,
      person_id: link.personId,
      token_hash: link.tokenHash,
      sent_at: link.sentAt,
    })
    .execute();
}

/** Whose link has this hash, and to which choice it leads. */
export async function linkByHash(
  db: Db | Trx,
  tokenHash: string,
): Promise<
  { readonly choiceId: ChoiceId; readonly personId: PersonId; readonly name: string } | undefined
> {
  const row = await db
    .selectFrom('date_choice_links as l')
    .innerJoin('people as p', 'p.id', 'l.person_id')
    .select(['l.choice_id', 'l.person_id', 'p.name'])
    .where('l.token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && { choiceId: row.choice_id, personId: row.person_id, name: row.name };
}

/** Those who were asked by mail, by name. */
export async function askedOf(
  db: Db | Trx,
  id: ChoiceId,
): Promise<{ readonly personId: PersonId; readonly name: string }[]> {
  const rows = await db
    .selectFrom('date_choice_links as l')
    .innerJoin('people as p', 'p.id', 'l.person_id')
    .select(['p.id', 'p.name'])
    .where('l.choice_id', '=', id)
    .orderBy(sql`p.name collate "C"`)
    .execute();
  return rows.map((row) => ({ personId: row.id, name: row.name }));
}

/** What each person last said. */
export async function answersTo(
  db: Db | Trx,
  id: ChoiceId,
): Promise<ReadonlyMap<PersonId, Answers>> {
  const rows = await db
    .selectFrom('date_choice_answers')
    .select(['person_id', 'number', 'can'])
    .where('choice_id', '=', id)
    .orderBy('turn')
    .execute();
  const people = new Map<PersonId, Map<number, boolean>>();
  for (const { person_id: person, number, can } of rows) {
    const answers = people.get(person) ?? new Map<number, boolean>();
    answers.set(number, can);
    people.set(person, answers);
  }
  return people;
}

/** Adds what a person says now; what they said before stays in its rows. */
export async function insertAnswers(
  trx: Trx,
  id: ChoiceId,
  personId: PersonId,
  answers: Answers,
  at: Date,
): Promise<void> {
  const { turn } = await trx
    .selectFrom('date_choice_answers')
    .select((eb) => eb.fn.coalesce(eb.fn.max('turn'), sql<number>`0`).as('turn'))
    .where('choice_id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('date_choice_answers')
    .values(
      [...answers].map(([number, can]) => ({
        choice_id: id,
        person_id: personId,
        number,
        can,
        at,
        turn: turn + 1,
      })),
    )
    .execute();
}
