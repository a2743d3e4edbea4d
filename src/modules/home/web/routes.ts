import { shortDate } from '#kernel/dates.ts';
import { assertNever } from '#kernel/assert-never.ts';
import { holds, permitsAuthority } from '#modules/people/index.ts';
import { processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { anyone, signedIn } from '#web/gates.ts';
import { page, route } from '#web/route.ts';
import type { Route, Visit } from '#web/route.ts';
import { casesToArrange, meetingsToCome, ownCases } from '../queries/board-work.ts';
import type { CaseToArrange } from '../queries/board-work.ts';
import { recordsForChair, recordsToCheck, recordsToRead } from '../queries/record-work.ts';
import type { RecordWork } from '../queries/record-work.ts';
import { accessibilityView } from './accessibility.ts';
import { homeView } from './view.ts';
import type { Duty } from './view.ts';

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/',
    gate: signedIn,
    async handle(visit) {
      const { actor, today, services } = visit;
      const { db, pack } = services;
      const [checks, chairs, cases, toRead, meetings, own] = await Promise.all([
        recordsToCheck(db, actor.id),
        recordsForChair(db, actor.id, today),
        toArrange(visit),
        recordsToRead(db, actor.id),
        meetingsToCome(db, actor.id, today),
        ownCases(db, actor, today),
      ]);
      const duties = [
        ...checks.map((record) => ({
          what: `Check the record of ${shortDate(record.date)} for accuracy`,
          school: record.school,
          href: `/records/${record.id}/accuracy-check`,
          due: record.due,
        })),
        ...chairs.map(chairDuty),
        ...cases.map((each) => arrangeDuty(each, pack)),
      ];
      const shared = toRead.map((record) => ({
        what: `Record of ${shortDate(record.date)}${record.version > 1 ? `, version ${record.version}` : ''}`,
        school: record.school,
        href: `/records/${record.id}`,
        due: undefined,
      }));
      return page(
        homeView(visit, {
          duties,
          meetings,
          cases: own,
          shared,
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/accessibility',
    gate: anyone('whoever cannot use a page must be able to read how to say so'),
    handle: (visit) => Promise.resolve(page(accessibilityView(visit))),
  }),
];

/** The clerk arranges for all boards, a Senior Advisor for their own. */
function toArrange({ actor, services, authority, today }: Visit<undefined>) {
  if (!permitsAuthority(actor, 'arrangements', 'write')) return [];
  const only = holds(actor, 'clerk') ? undefined : actor.id;
  return casesToArrange(services.db, authority.laCode, today, only);
}

function chairDuty(record: RecordWork): Duty {
  const { school, id } = record;
  const day = shortDate(record.date);
  const here = `/records/${id}`;
  switch (record.status) {
    case 'draft':
      return { what: `Finish the notes of ${day}`, school, href: `${here}/notes`, due: undefined };
    case 'answered':
      return {
        what: `Decide on the headteacher’s answers about ${day}`,
        school,
        href: `${here}/answers`,
        due: undefined,
      };
    case 'with-headteacher':
      return {
        what: `Finalise the record of ${day}: no answer came`,
        school,
        href: here,
        due: undefined,
      };
    case 'correcting':
      return { what: `Finish the correction of ${day}`, school, href: here, due: undefined };
    case 'final':
      return { what: `Read the record of ${day}`, school, href: here, due: undefined };
    default:
      return assertNever(record.status);
  }
}

function arrangeDuty({ id, school, process, lacks }: CaseToArrange, pack: PolicyPack): Duty {
  const { name } = processOf(pack, process);
  return lacks === 'a board'
    ? { what: `Form the board of the ${name}`, school, href: `/cases/${id}/board`, due: undefined }
    : {
        what: `Set the next meeting of the ${name}`,
        school,
        href: `/cases/${id}/meetings/new`,
        due: undefined,
      };
}
