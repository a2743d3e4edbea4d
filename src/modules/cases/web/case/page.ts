import { clockTime } from '#kernel/dates.ts';
import { actionsOf } from '#modules/actions/index.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { reviewsOf } from '#modules/case-life/index.ts';
import {
  choiceOfCase,
  meetingFilesOf,
  meetingStates,
  meetingsOf,
} from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { permits } from '#modules/people/index.ts';
import { mayAdoptQuestion } from '#modules/question/index.ts';
import { answersOverTime, recordLinksOf } from '#modules/records/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { boardOf, bySeat, isPresent, standingOf } from '../../index.ts';
import { onCase } from '../gates.ts';
import { caseView } from './view.ts';

export const casePageRoutes = [
  route({
    method: 'GET',
    path: '/cases/:case',
    gate: onCase('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db, pack } = services;
      const asking = { today, laCode: visit.authority.laCode };
      const [members, meetings, links, actions, calendar, offered, answers] = await Promise.all([
        boardOf(db, subject.caseId),
        meetingsOf(db, subject.caseId),
        recordLinksOf(db, actor, subject),
        actionsOf(db, subject.caseId),
        calendarFor(db, subject.urn),
        choiceOfCase(db, subject.caseId),
        answersOverTime(db, actor, { caseId: subject.caseId }, asking),
      ]);
      const { granted: seesRecords } = permits(actor, 'final record', 'read', subject);
      const { granted: seesReasons } = permits(actor, 'level and reasons', 'read', subject);
      const files = await meetingFilesOf(
        db,
        meetings.filter(({ takenOn }) => takenOn).map(({ id }) => id),
      );
      const reviews = (await reviewsOf(db, [subject.case])).get(subject.caseId) ?? [];
      const mayArrange = subject.case.status === 'open' && can(actor, 'form the board', subject);
      return page(
        caseView(visit, {
          matter: subject,
          process: processOf(pack, subject.case.process),
          members: bySeat(
            members.filter((member) => isPresent(member, today)),
            pack.boardRoles,
          ),
          former: members.filter((member) => !isPresent(member, today)),
          meetings,
          calendar,
          offered: offered?.choice.status.kind === 'open' ? offered : undefined,
          links,
          answers,
          mayAdopt: mayAdoptQuestion(actor),
          files,
          reviews,
          standing: await standingOf(db, actor, subject),
          mayDecide: can(actor, 'decide on its life', subject),
          actions: seesRecords ? actions : undefined,
          // The reasons are in the record too: whoever may read that one may read them here.
          seesBackground: seesRecords || seesReasons,
          mayArrange,
          seesHistory: can(actor, 'see its history', subject),
          today,
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/cases/:case.xlsx',
    gate: onCase('see'),
    async handle(visit) {
      const { services, subject, actor } = visit;
      const { db, pack } = services;
      const [meetings, links] = await Promise.all([
        meetingsOf(db, subject.caseId),
        recordLinksOf(db, actor, subject),
      ]);
      return listWorkbook<Meeting>(visit, {
        name: 'Meetings',
        rows: meetings,
        columns: [
          { title: 'School', width: 40, value: () => subject.schoolName },
          {
            title: 'Process',
            width: 28,
            value: () => processOf(pack, subject.case.process).name,
          },
          { title: 'Meeting', width: 24, value: ({ form }) => meetingName(formOf(pack, form)) },
          { title: 'Date', width: 14, value: ({ date }) => dayCell(date) },
          {
            title: 'Time',
            width: 10,
            value: ({ takenOn, time }) => (takenOn ? undefined : clockTime(time)),
          },
          { title: 'State', width: 14, value: ({ status }) => meetingStates[status].word },
          { title: 'Taken on', width: 10, value: ({ takenOn }) => (takenOn ? 'Yes' : 'No') },
          {
            title: 'Record',
            width: 28,
            value: ({ id }) => {
              const record = links.get(id);
              return record?.kind === 'there' ? record.state : undefined;
            },
          },
        ],
      });
    },
  }),
];
