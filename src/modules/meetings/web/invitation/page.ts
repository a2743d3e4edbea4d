import { boardOf, bySeat, isPresent } from '#modules/cases/index.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { formFile } from '#web/form-file.ts';
import type { FormFileKind } from '#web/form-file.ts';
import { notFound, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { can } from '../../access.ts';
import { preReadDates } from '../../domain/pre-reads.ts';
import { isToCome, otherAttendeesOf } from '../../index.ts';
import type { MeetingMatter } from '../../index.ts';
import { invitationDocument, invitationName } from '../../queries/invitation-document.ts';
import { onMeeting } from '../gates.ts';

export const invitationRoutes = [
  route({
    method: 'GET',
    path: '/meetings/:meeting/invitation.docx',
    gate: onMeeting('see'),
    handle: (visit) => invitation(visit, 'docx'),
  }),
  route({
    method: 'GET',
    path: '/meetings/:meeting/invitation.pdf',
    gate: onMeeting('see'),
    handle: (visit) => invitation(visit, 'pdf'),
  }),
];

/** The invitation as a file, for the day on which the members of the board are those of the meeting. */
async function invitation(visit: Visit<MeetingMatter>, kind: FormFileKind): Promise<Reply> {
  const { services, subject, actor, authority, now } = visit;
  const { db, pack } = services;
  const { meeting, meetingId, caseId, urn } = subject;
  if (!isToCome(meeting) || meeting.status === 'postponed') return notFound;
  const members = (await boardOf(db, caseId)).filter((each) => isPresent(each, meeting.date));
  const others = await otherAttendeesOf(db, meetingId);
  const seesAll = can(actor, 'see who else comes', subject);
  const own = others.filter(({ personId }) => personId === actor.id);
  const comesToAll = seesAll || own.some(({ parts }) => parts.length === 0);
  const invited = {
    matter: subject,
    form: formOf(pack, meeting.form),
    members: bySeat(members, pack.boardRoles),
    others: seesAll ? others : own,
    parts: comesToAll ? undefined : own.flatMap(({ parts }) => parts),
    due: preReadDates(meeting.date, pack.periods, await calendarFor(db, urn)),
  };
  const document = invitationDocument(invited, { pack, authority: authority.name, at: now });
  return formFile(services, document, kind, invitationName(invited, kind));
}
