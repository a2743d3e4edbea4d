import { dateOf, instantOf } from '#kernel/dates.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { boardOf, findCase, isPresent } from '#modules/cases/index.ts';
import type { BoardMember, CaseMatter } from '#modules/cases/index.ts';
import {
  agendaChanged,
  meetingAdjourned,
  meetingCancelled,
  meetingInvitation,
  meetingMoved,
  meetingPostponed,
  notify,
  recipientOf,
  uninvited,
} from '#modules/correspondence/index.ts';
import type { MeetingFacts } from '#modules/correspondence/index.ts';
import { formOf, meetingInFull } from '#policy-pack/index.ts';
import { invitation } from '#platform/calendar/calendar-invitation.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { MailContent } from '#platform/mail/mail.ts';
import type { Work } from '#web/services.ts';
import { calendarUid, placeOf } from '../domain/calendar-entry.ts';
import { preReadDates } from '../domain/pre-reads.ts';
import type { Meeting } from '../domain/meeting.ts';
import { venueWords } from '../domain/venue.ts';
import { countMessage, meetingsOf, noteInvited, otherAttendeesOf } from '../store.ts';
import { latestChoice } from '../store-choices.ts';
import { askMembers } from './ask-dates.ts';

export type Happening =
  | { readonly what: 'arranged' | 'not expected' }
  | {
      readonly what: 'moved' | 'postponed' | 'adjourned' | 'cancelled' | 'agenda changed';
      /** The meeting as it was. */
      readonly from: Meeting;
    };

/** Mails the board and the other attendees, each with an entry for their calendar. */
export async function inviteEveryone(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Meeting,
  happening: Happening,
): Promise<void> {
  const others = (await otherAttendeesOf(trx, meeting.id)).flatMap(
    ({ personId }) => personId ?? [],
  );
  const people = [...new Set([...matter.board, ...others])];
  for (const person of people) await invite(trx, work, matter, meeting, happening, person);
  if (people.length > 0) await noteInvited(trx, meeting.id, work.clock.now());
}

/** Mails one person who was added later. */
export async function inviteOne(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Meeting,
  person: PersonId,
): Promise<void> {
  await invite(trx, work, matter, meeting, { what: 'arranged' }, person);
}

/** Takes the meeting out of the calendar of one person who is not expected any more. */
export async function uninvite(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Meeting,
  person: PersonId,
): Promise<void> {
  // Calendars take what is newer alone: the next invitation to anyone is newer still.
  const told = { ...meeting, sequence: meeting.sequence + 1 };
  await countMessage(trx, told);
  await invite(trx, work, matter, told, { what: 'not expected' }, person);
}

/**
 * Invites those who join a board to the meeting that is planned, or asks them about the dates that the
 * board has been offered, in the transaction that adds them.
 */
export function inviteToNext(work: Work) {
  return async (
    trx: Trx,
    matter: CaseMatter,
    added: readonly { readonly personId: PersonId }[],
  ): Promise<void> => {
    const planned = (await meetingsOf(trx, matter.caseId)).find(
      ({ status }) => status === 'planned',
    );
    if (!planned) {
      const choice = await latestChoice(trx, matter.caseId, { lock: true });
      if (choice?.status.kind !== 'open') return;
      const people = added.map(({ personId }) => personId);
      await askMembers(trx, work, matter, choice, people);
      return;
    }
    for (const { personId } of added) await inviteOne(trx, work, matter, planned, personId);
  };
}

/**
 * Takes the meeting that is planned out of the calendar of someone who leaves the board before it, unless
 * they come to it all the same: in another seat, or as an other attendee.
 */
export function uninviteFromNext(work: Work) {
  return async (
    trx: Trx,
    matter: CaseMatter,
    left: Pick<BoardMember, 'personId' | 'until'>,
  ): Promise<void> => {
    const planned = (await meetingsOf(trx, matter.caseId)).find(
      ({ status }) => status === 'planned',
    );
    if (!planned || left.until === undefined || planned.date < left.until) return;
    const { personId } = left;
    const seats = await boardOf(trx, matter.caseId);
    const others = await otherAttendeesOf(trx, planned.id);
    const comes =
      seats.some((seat) => seat.personId === personId && isPresent(seat, planned.date)) ||
      others.some((each) => each.personId === personId);
    if (!comes) await uninvite(trx, work, matter, planned, personId);
  };
}

/** The same for someone who leaves several boards at once, because a role of theirs ends. */
export function uninviteFromBoards(work: Work) {
  const asking = { today: dateOf(work.clock.now()), laCode: work.authority.laCode };
  return async (
    trx: Trx,
    left: Pick<BoardMember, 'personId' | 'until'> & { readonly cases: readonly CaseId[] },
  ): Promise<void> => {
    for (const caseId of left.cases) {
      const matter = await findCase(trx, caseId, asking);
      if (matter) await uninviteFromNext(work)(trx, matter, left);
    }
  };
}

async function invite(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Meeting,
  happening: Happening,
  person: PersonId,
): Promise<void> {
  const recipient = await recipientOf(trx, person, dateOf(work.clock.now()));
  if (!recipient) return;
  const facts = factsOf(work, matter, meeting);
  const start = instantOf(meeting.date, meeting.time);
  const content = await contentOf(trx, work, matter, meeting, happening, facts);
  if (isInNoCalendar(happening)) {
    await notify(trx, work, person, content);
    return;
  }
  const method =
    happening.what === 'arranged' ||
    happening.what === 'moved' ||
    happening.what === 'agenda changed'
      ? 'REQUEST'
      : 'CANCEL';
  const text = invitation({
    uid: calendarUid(meeting.id, work.baseUrl),
    sequence: meeting.sequence,
    method,
    stamp: work.clock.now(),
    start,
    end: new Date(start.getTime() + meeting.minutes * 60_000),
    summary: `${facts.meeting}: ${matter.schoolName}`,
    location: placeOf(matter.schoolName, meeting.venue, true),
    description: `See ${facts.url}`,
    url: facts.url,
    organiser: { name: work.authority.name, address: work.senderAddress },
    attendees: [{ name: recipient.name, address: recipient.address }],
  });
  await notify(trx, work, person, content, { method, text });
}

/**
 * An adjourned meeting did begin, and stays in calendars on that day until it has its new one; what
 * was postponed is in none, so that there is nothing to take out or to rename.
 */
function isInNoCalendar(happening: Happening): boolean {
  switch (happening.what) {
    case 'arranged':
    case 'not expected':
    case 'moved':
    case 'postponed':
      return false;
    case 'adjourned':
      return true;
    case 'cancelled':
    case 'agenda changed':
      return happening.from.status !== 'planned';
  }
}

function factsOf(work: Work, matter: CaseMatter, meeting: Meeting): MeetingFacts {
  const form = formOf(work.pack, meeting.form);
  return {
    school: matter.schoolName,
    meeting: meetingInFull(form),
    date: meeting.date,
    time: meeting.time,
    minutes: meeting.minutes,
    venue: venueWords(meeting.venue),
    url: `${work.baseUrl}/meetings/${meeting.id}`,
  };
}

async function contentOf(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  meeting: Meeting,
  happening: Happening,
  facts: MeetingFacts,
): Promise<MailContent> {
  switch (happening.what) {
    case 'arranged': {
      const calendar = await calendarFor(trx, matter.urn);
      const { collectedBy } = preReadDates(meeting.date, work.pack.periods, calendar);
      return meetingInvitation({ ...facts, preReadsDue: collectedBy });
    }
    case 'not expected':
      return uninvited(facts);
    case 'moved':
      return meetingMoved({ ...facts, before: happening.from });
    case 'postponed':
      return meetingPostponed(facts);
    case 'adjourned':
      return meetingAdjourned(facts);
    case 'agenda changed':
      return agendaChanged(facts);
    case 'cancelled':
      return meetingCancelled(facts);
  }
}
