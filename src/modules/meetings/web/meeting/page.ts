import { boardOf, bySeat, isPresent, standingOf } from '#modules/cases/index.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { readablePapers } from '#modules/pre-reads/index.ts';
import { recordOfMeeting } from '#modules/records/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { preReadDates } from '../../domain/pre-reads.ts';
import { findMeeting, meetingChangesOf, meetingFilesOf, otherAttendeesOf } from '../../index.ts';
import { broughtInOf } from '../../queries/brought-in.ts';
import { candidatesToCome } from '../../queries/candidates-to-come.ts';
import { onMeeting } from '../gates.ts';
import { meetingView } from './view.ts';

export const meetingPageRoutes = [
  route({
    method: 'GET',
    path: '/meetings/:meeting',
    gate: onMeeting('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db, pack } = services;
      const { meeting, meetingId, caseId } = subject;
      const asking = { today, laCode: visit.authority.laCode };
      const mayArrange = subject.case.status === 'open' && can(actor, 'arrange', subject);
      const [members, others, record, changes, files, setBy, calendar] = await Promise.all([
        boardOf(db, caseId),
        otherAttendeesOf(db, meetingId),
        recordOfMeeting(db, actor, subject),
        meetingChangesOf(db, [meetingId]),
        meetingFilesOf(db, [meetingId]),
        meeting.setBy && findMeeting(db, meeting.setBy.meeting, asking),
        calendarFor(db, subject.urn),
      ]);
      const form = formOf(pack, meeting.form);
      return page(
        meetingView(visit, {
          matter: subject,
          form,
          standing: await standingOf(db, actor, subject),
          readsPapers: readablePapers(actor, subject, form).length > 0,
          members: bySeat(
            members.filter((member) => isPresent(member, today)),
            pack.boardRoles,
          ),
          others: can(actor, 'see who else comes', subject)
            ? others
            : others.filter(({ personId }) => personId === actor.id),
          due: preReadDates(meeting.date, pack.periods, calendar),
          calendar,
          record,
          isPast: meeting.date <= today,
          mayArrange,
          changes: changes.get(meetingId) ?? [],
          files: files.get(meetingId) ?? [],
          readsFiles: can(actor, 'read its whole record', subject),
          bringsIn: can(actor, 'bring in its record', subject),
          broughtIn: meeting.takenOn ? await broughtInOf(db, meetingId) : undefined,
          setBy: setBy?.meeting,
          toInvite: mayArrange ? await candidatesToCome(db, subject, others, pack, today) : [],
        }),
      );
    },
  }),
];
