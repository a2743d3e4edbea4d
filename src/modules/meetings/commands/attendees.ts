import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, MeetingId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { recipientOf } from '#modules/correspondence/index.ts';
import { endRole, ensureRole, findOrAddPerson } from '#modules/people/index.ts';
import { boardOf, headOf, onRunning } from '#modules/cases/index.ts';
import type { CaseMatter, RunningScene } from '#modules/cases/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { isToCome } from '../domain/meeting.ts';
import { candidatesToCome } from '../queries/candidates-to-come.ts';
import { deleteAttendee, findMeeting, insertAttendee, otherAttendeesOf } from '../store.ts';
import type { MeetingMatter, OtherAttendee } from '../store.ts';
import { inviteOne, uninvite } from './invite.ts';

export interface NewAttendee {
  readonly name: string;
  /** What they are: "Deputy Headteacher". */
  readonly capacity: string;
  /** Their mailbox, or empty: then they are named on the record and get no invitation. */
  readonly address: string;
  /** Keys of the sections that they attend; empty means the whole meeting. */
  readonly parts: readonly string[];
  /** The membership for which they stand in at this meeting; a substitute attends all of it. */
  readonly standsInFor?: string | undefined;
}

/** Runs a use case on a locked meeting, for those who may say who comes to it. */
function onMeeting<Value>(
  work: Work,
  id: MeetingId,
  run: (scene: RunningScene<MeetingMatter>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return onRunning(
    work,
    {
      find: (trx, asking) => findMeeting(trx, id, asking, { lock: true }),
      may: (matter) => can(work.actor, 'arrange', matter),
      refusal: 'You cannot change who comes to this meeting.',
    },
    run,
  );
}

/** Adds someone to one meeting. With an address they are invited, and may read their parts of the record. */
export function addAttendee(
  work: Work,
  meetingId: MeetingId,
  wanted: NewAttendee,
): Promise<Result<undefined>> {
  const { actor, pack } = work;
  return onMeeting(work, meetingId, async ({ trx, matter, at: now, today }) => {
    if (matter.meeting.status === 'cancelled') {
      return refuse('cancelled', 'This meeting was cancelled.');
    }
    // Whoever is added may read the record: that is for those who read it themselves to give.
    const readsRecord = can(actor, 'read its record', matter);
    if (matter.meeting.status === 'held' && !readsRecord) {
      return refuse(
        'held',
        'The meeting has been held, so whoever is added may read its record. Ask whoever chairs the board',
      );
    }
    const sections = formOf(pack, matter.meeting.form).sections;
    if (wanted.parts.some((part) => !sections.some((section) => section.key === part))) {
      return refuse('unknown-part', 'Choose parts of the meeting from the list', 'parts');
    }
    const present = await otherAttendeesOf(trx, meetingId);
    const seat = await seatFor(trx, matter, present, wanted);
    if (!seat.ok) return seat;
    const { capacity } = seat.value;
    if (present.some((each) => each.name === wanted.name && each.capacity === capacity)) {
      return ok(undefined);
    }
    const person =
      wanted.address === '' ? undefined : await findOrAddPerson(trx, { ...wanted, from: today });
    if (person && seat.value.isNetworkLead && (await headOf(trx, matter.urn, person.id, today))) {
      return refuse(
        'lead-of-own-school',
        `${wanted.name} is headteacher of this school, so cannot stand in as its Network Lead. Name somebody else`,
        'name',
      );
    }
    if (person?.id === actor.id && !readsRecord) {
      return refuse(
        'oneself',
        'You cannot add yourself to this meeting. Ask whoever chairs the board',
        'address',
      );
    }
    const attendee = {
      id: newId<Branded<string, 'AttendeeId'>>(),
      personId: person?.id,
      name: wanted.name,
      capacity,
      parts: wanted.parts,
      standsInFor: wanted.standsInFor,
    };
    await insertAttendee(trx, meetingId, attendee);
    if (person) {
      const scope = { kind: 'meeting', id: meetingId, parts: wanted.parts } as const;
      await ensureRole(trx, person.id, 'other-attendee', scope, today);
      if (matter.meeting.status === 'planned')
        await inviteOne(trx, work, matter, matter.meeting, person.id);
    }
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'other attendee added',
      subject: { kind: 'meeting', id: meetingId },
      payload: {
        name: wanted.name,
        capacity,
        parts: wanted.parts,
        standsInFor: wanted.standsInFor,
      },
    });
    return ok(undefined);
  });
}

/** Invites to one meeting someone whom the policy lets its board add: see `candidatesToCome`. */
export async function inviteKnown(
  work: Work,
  meetingId: MeetingId,
  personId: PersonId,
): Promise<Result<undefined>> {
  const { db, clock, authority, pack } = work;
  const today = dateOf(clock.now());
  const matter = await findMeeting(db, meetingId, { today, laCode: authority.laCode });
  const coming = await otherAttendeesOf(db, meetingId);
  if (coming.some((each) => each.personId === personId)) return ok(undefined);
  const found = matter && (await candidatesToCome(db, matter, coming, pack, today));
  const person = found?.find((each) => each.personId === personId);
  const mailbox = person && (await recipientOf(db, personId, today));
  if (!person || !mailbox) {
    return refuse('unknown-person', 'Enter whom to invite', 'name');
  }
  return addAttendee(work, meetingId, {
    name: person.name,
    capacity: person.label,
    address: mailbox.address,
    parts: [],
  });
}

/** Takes someone off one meeting; their access to it ends today. */
export function removeAttendee(
  work: Work,
  meetingId: MeetingId,
  attendeeId: string,
): Promise<Result<undefined>> {
  const { actor } = work;
  return onMeeting(work, meetingId, async ({ trx, matter, at: now, today }) => {
    if (!isToCome(matter.meeting)) {
      return refuse('held', 'The meeting has been held: who came to it is part of its record.');
    }
    const present = await otherAttendeesOf(trx, meetingId);
    const attendee = present.find(({ id }) => id === attendeeId);
    if (!attendee) return ok(undefined);
    await deleteAttendee(trx, attendeeId);
    const comesAnyway = present.some(
      ({ id, personId }) => id !== attendeeId && personId === attendee.personId,
    );
    if (attendee.personId && !comesAnyway) {
      const scope = { kind: 'meeting', id: meetingId, parts: [] } as const;
      await endRole(trx, attendee.personId, 'other-attendee', scope, today);
      if (matter.meeting.status === 'planned' && !matter.board.includes(attendee.personId)) {
        await uninvite(trx, work, matter, matter.meeting, attendee.personId);
      }
    }
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'other attendee removed',
      subject: { kind: 'meeting', id: meetingId },
      payload: { name: attendee.name, capacity: attendee.capacity },
    });
    return ok(undefined);
  });
}

/** What someone is at the meeting, where they stand in for a member: "Substitute for …". */
async function seatFor(
  trx: Trx,
  { caseId }: CaseMatter,
  present: readonly OtherAttendee[],
  wanted: NewAttendee,
): Promise<Result<{ readonly capacity: string; readonly isNetworkLead: boolean }>> {
  if (wanted.standsInFor === undefined) {
    return ok({ capacity: wanted.capacity, isNetworkLead: false });
  }
  const board = await boardOf(trx, caseId);
  const member = board.find(({ id, until }) => id === wanted.standsInFor && !until);
  if (!member) return refuse('not-a-member', 'Choose for whom they stand in', 'standsInFor');
  const substitute = present.find(({ standsInFor }) => standsInFor === member.id);
  if (substitute && substitute.name !== wanted.name) {
    return refuse(
      'has-substitute',
      `${substitute.name} stands in for ${member.name} at this meeting already. Remove them first`,
      'standsInFor',
    );
  }
  if (wanted.parts.length > 0) {
    return refuse('parts-of-substitute', 'A substitute attends the whole meeting', 'whole');
  }
  return ok({
    capacity: `Substitute for ${member.name}`,
    isNetworkLead: member.role === 'network-lead',
  });
}
