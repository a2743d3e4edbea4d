import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { actionsOfMeeting } from '#modules/actions/index.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { boardOf, bySeat } from '#modules/cases/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { otherAttendeesOf, preReadDates, schoolAndVenue } from '#modules/meetings/index.ts';
import { papersHeld } from '#modules/pre-reads/index.ts';
import { asAdopted } from '#modules/question/index.ts';
import { formOf, policyPack, questionOn } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { WholeRecord } from '../domain/content.ts';
import { isStillThere } from '../domain/parts.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { answersOf, attendanceOf, sectionsOf } from '../store-contents.ts';
import { lateTextsWaiting } from './late-texts.ts';
import { openChoicesOf } from './open-choices.ts';
import type { RecordMatter } from '../store.ts';

/** The policy pack that a record is written under: "coventry/1". */
export function packOf({ policyVersion }: Pick<MeetingRecord, 'policyVersion'>): PolicyPack {
  const [id = '', version] = policyVersion.split('/');
  return policyPack(id, Number(version));
}

/** A record with all that stands in it. */
export async function wholeRecord(db: Db | Trx, matter: RecordMatter): Promise<WholeRecord> {
  const { record, meeting } = matter;
  const pack = await asAdopted(db, packOf(record));
  const form = formOf(pack, record.form);
  const members = await boardOf(db, matter.caseId);
  const sections = await sectionsOf(db, record.id);
  const actions = await actionsOfMeeting(db, meeting.id);
  const attendance = await attendanceOf(db, meeting.id);
  const others = await otherAttendeesOf(db, meeting.id);
  const calendar = await calendarFor(db, matter.urn);
  const answers = record.round === 0 ? [] : await answersOf(db, record.id, record.round);
  const board = bySeat(boardAt(members, meeting.date), pack.boardRoles);
  const { question } = record.decision;
  const asked = pack.question.versions.find(({ key }) => key === question);
  return {
    record,
    pack,
    form,
    meeting,
    case: matter.case,
    schoolName: matter.schoolName,
    sections,
    actions,
    attendance,
    others,
    answers,
    board,
    headteacher: members.find(
      ({ role, personId }) => role === 'headteacher' && matter.board.includes(personId),
    ),
    unanswered: pack.question.unanswered,
    openChoices: (await openChoicesOf(db, record.id))
      .map(({ section }) => section)
      .filter((part) => isStillThere(part, { board, actions })),
    lateTexts: await lateTextsWaiting(db, record.id),
    question: (asked ?? questionOn(pack, meeting.date)).text,
    venue: schoolAndVenue(matter.schoolName, meeting.venue),
    papers: await papersHeld(db, meeting.id, { pack, today: meeting.date }),
    preReadsBy: preReadDates(meeting.date, pack.periods, calendar).distributedBy,
    names: await namesOf(db, [
      ...peopleOf(record),
      ...[...sections.values()].flatMap(({ by }) => by ?? []),
      ...answers.flatMap(({ decided }) => decided?.by ?? []),
    ]),
  };
}

/**
 * Those who were on the board on a day. A seat that was empty then shows who has taken it since:
 * boards are often written down after they have met.
 */
export function boardAt(members: readonly BoardMember[], day: LocalDate): BoardMember[] {
  const left = members.filter(({ until }) => until === undefined || until > day);
  const there = left.filter(({ from }) => from <= day);
  const since = left.filter(
    ({ from, role, description }) =>
      from > day &&
      !there.some((member) => member.role === role && member.description === description),
  );
  return [...there, ...since];
}

function peopleOf({ state, noteTaker }: MeetingRecord): PersonId[] {
  const people = noteTaker ? [noteTaker] : [];
  switch (state.status) {
    case 'draft':
      return people;
    case 'with-headteacher':
      return [...people, state.sending.sentTo];
    case 'answered':
      return [...people, state.sending.sentTo, state.answered.by];
    case 'final':
    case 'correcting':
      return [
        ...people,
        state.check.sentTo,
        ...(state.check.answered ? [state.check.answered.by] : []),
      ];
  }
}

/** The names of people by their ids. */
export async function namesOf(
  db: Db | Trx,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
