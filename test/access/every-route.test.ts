import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { academicYearOf } from '#kernel/academic-year.ts';
import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type {
  AnswerId,
  EnteredInspectionId,
  MeetingId,
  PackId,
  PersonId,
  ProceedingId,
  RoundId,
} from '#kernel/ids.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { accessTable, findActor } from '#modules/people/index.ts';
import type { Actor, Role } from '#modules/people/index.ts';
import { Form } from '#platform/http/form.ts';
import { aTypedInspection } from '#test/builders/inspections.ts';
import {
  aFinalRecord,
  anOpenRecord,
  aSentRecord,
  writeRecord,
} from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { storePaper } from '#test/builders/stored-papers.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { addMembers } from '../../src/modules/cases/commands/form-board.ts';
import { beginProceeding } from '#modules/regional-director/index.ts';
import { recordSupport, recordVisit } from '#modules/visits/index.ts';
import type { SupportId, VisitId } from '#modules/visits/index.ts';
import { openRound } from '#modules/networks/index.ts';
import { addAttendee } from '../../src/modules/meetings/commands/attendees.ts';
import {
  answerCheck,
  sendToHeadteacher,
} from '../../src/modules/records/commands/accuracy-check.ts';
import { finaliseRecord, startCorrection } from '../../src/modules/records/commands/finalise.ts';
import { saveNoteTaker, saveShownLive } from '../../src/modules/records/commands/hold-meeting.ts';
import { papersOfMeeting } from '#modules/pre-reads/index.ts';
import { orderPack } from '../../src/modules/pre-reads/commands/order-pack.ts';
import { entriesNow } from '../../src/modules/pre-reads/queries/packs.ts';
import { routes } from '../../src/routes.ts';
import type { Route } from '#web/route.ts';

// Every route is asked as every role, for what is the person's own and for what is somebody else's.
// What is expected is written here once more, by hand, from the agreed table: not taken from the code.

type Stage = 'draft' | 'with the headteacher' | 'answered' | 'final' | 'being corrected';
type Whose = 'own' | 'another';
type Expectation = (asked: { role: Role; whose: Whose; stage: Stage }) => boolean;

const anywhere =
  (...roles: Role[]): Expectation =>
  ({ role }) =>
    roles.includes(role);
const ownOf =
  (...roles: Role[]): Expectation =>
  ({ role, whose }) =>
    whose === 'own' && roles.includes(role);
const either =
  (...all: Expectation[]): Expectation =>
  (asked) =>
    all.some((each) => each(asked));
const when =
  (stages: readonly Stage[], expectation: Expectation): Expectation =>
  (asked) =>
    stages.includes(asked.stage) && expectation(asked);

const everyone: Expectation = () => true;
const administrator = anywhere('administrator');
const chair = anywhere('senior-advisor');
const officers = anywhere('senior-advisor', 'senior-education-officer');
const board = ownOf('monitoring-officer', 'network-lead');
const seesArrangements = either(
  anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'clerk',
    'leadership-reader',
  ),
  ownOf('monitoring-officer', 'network-lead', 'headteacher', 'chair-of-governors', 'extra-member'),
);
const shared: readonly Stage[] = ['final', 'being corrected'];
const readsFinal = when(
  shared,
  either(
    officers,
    anywhere('senior-advisor-education', 'leadership-reader'),
    board,
    ownOf('headteacher', 'chair-of-governors', 'extra-member', 'other-attendee'),
  ),
);
const readsDraft = either(
  when(['draft', 'with the headteacher', 'answered', 'being corrected'], either(officers, board)),
  when(['with the headteacher'], ownOf('headteacher')),
);
/** Other attendees see the papers of their own parts: the one asked here comes for the context alone. */
const readsPapers = either(
  anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education', 'clerk'),
  ownOf('monitoring-officer', 'network-lead', 'headteacher', 'chair-of-governors', 'extra-member'),
);
const writesPapers = either(anywhere('clerk'), ownOf('headteacher'));
const authorityFacts = anywhere(
  'senior-advisor',
  'senior-education-officer',
  'senior-advisor-education',
  'network-board-member',
  'clerk',
  'leadership-reader',
  'legal-officer',
  'administrator',
);
const schoolPeople: readonly Role[] = [
  'monitoring-officer',
  'network-lead',
  'headteacher',
  'chair-of-governors',
  'extra-member',
  'diocese',
];

/** By the gate's name; a gate that is not here fails the test. */
const expected: Readonly<Record<string, Expectation>> = {
  'signed in': everyone,
  'school: list': either(authorityFacts, anywhere(...schoolPeople)),
  'school: see': either(authorityFacts, ownOf(...schoolPeople)),
  'school: add a figure': officers,
  'figures: see': either(authorityFacts, ownOf(...schoolPeople)),
  'inspections: see': either(authorityFacts, ownOf(...schoolPeople)),
  'inspections: enter': officers,
  'inspections: withdraw': officers,
  'level: see suggestions': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education'),
    ownOf('monitoring-officer'),
  ),
  'level: list': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'monitoring-officer',
  ),
  'level: read': either(
    anywhere(
      'senior-advisor',
      'senior-education-officer',
      'senior-advisor-education',
      'leadership-reader',
    ),
    ownOf('monitoring-officer', 'headteacher', 'chair-of-governors'),
  ),
  'level: decide': chair,
  'level: add a concern': either(officers, ownOf('monitoring-officer')),
  'concern: resolve': either(officers, ownOf('monitoring-officer')),
  'concern: change whether it is shown': chair,
  'eligibility: see': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education'),
    ownOf('monitoring-officer'),
  ),
  'regional director: see': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education'),
    ownOf('monitoring-officer'),
  ),
  'regional director: record': officers,
  'regional director: record what happened': officers,
  'early warning: list': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'monitoring-officer',
  ),
  'regional director: list': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'monitoring-officer',
  ),
  'eligibility: list': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'monitoring-officer',
  ),
  'network focus: list': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'monitoring-officer',
    'network-lead',
    'leadership-reader',
  ),
  'network focus: see': either(
    anywhere(
      'senior-advisor',
      'senior-education-officer',
      'senior-advisor-education',
      'leadership-reader',
    ),
    ownOf('monitoring-officer', 'network-lead', 'headteacher', 'chair-of-governors'),
  ),
  'network focus: change': chair,
  'categorisation: decide': chair,
  'round: see': anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education'),
  'round: see, school': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
  ),
  'round: decide': chair,
  'round: decide, school': chair,
  'read arrangements': anywhere(
    'senior-advisor',
    'senior-education-officer',
    'senior-advisor-education',
    'clerk',
    'leadership-reader',
  ),
  'case: open': chair,
  'case: decide on its life': chair,
  'case: see': seesArrangements,
  'case: form the board': anywhere('senior-advisor', 'clerk'),
  'case: hand over duties': chair,
  'case: see its history': either(
    ({ role, whose }) => role === 'senior-advisor' && whose === 'own',
    anywhere('senior-education-officer'),
  ),
  'meeting: see': either(seesArrangements, ownOf('other-attendee')),
  'meeting: read its whole record': either(
    officers,
    anywhere('senior-advisor-education', 'leadership-reader'),
    board,
    ownOf('headteacher', 'chair-of-governors', 'extra-member'),
  ),
  'meeting: bring in its record': chair,
  'meeting: arrange': anywhere('senior-advisor', 'clerk'),
  'meeting of a case: arrange': anywhere('senior-advisor', 'clerk'),
  'pre-reads: read': readsPapers,
  'pre-reads pack: read': readsPapers,
  'pre-read: read': readsPapers,
  'pre-read: send': writesPapers,
  'pre-read: say what is needed': anywhere('senior-advisor', 'clerk'),
  'pre-read document: read': readsPapers,
  'pre-read document: withdraw': writesPapers,
  'record: open': chair,
  'record: read': either(readsDraft, readsFinal),
  'record: read the draft': readsDraft,
  'record: read the final record': readsFinal,
  'record: write notes': chair,
  'record: hold the meeting': chair,
  // The chair lets the board of the own record follow, as long as it is being written.
  'record: follow the notes': when(
    ['draft'],
    ownOf(
      'senior-advisor',
      'headteacher',
      'chair-of-governors',
      'network-lead',
      'monitoring-officer',
      'extra-member',
    ),
  ),
  // The monitoring officer was its note-taker, and is it no more.
  'record: hand over what was typed while they could write in it': either(
    chair,
    ownOf('monitoring-officer'),
  ),
  'record: see how the check stands': ({ role, whose, stage }) =>
    role === 'headteacher' && whose === 'own' && stage !== 'draft',
  'actions: list': either(
    officers,
    anywhere(
      'senior-advisor-education',
      'leadership-reader',
      'monitoring-officer',
      'network-lead',
      'headteacher',
      'chair-of-governors',
      'extra-member',
    ),
  ),
  'actions: see, school': either(
    officers,
    anywhere('senior-advisor-education', 'leadership-reader'),
    board,
    ownOf('headteacher', 'chair-of-governors', 'extra-member'),
  ),
  'action: see': when(
    shared,
    either(
      officers,
      anywhere('senior-advisor-education', 'leadership-reader'),
      board,
      ownOf('headteacher', 'chair-of-governors', 'extra-member'),
    ),
  ),
  // The headteacher undertakes it, the monitoring officer monitors it.
  'action: add progress': when(shared, either(chair, ownOf('headteacher', 'monitoring-officer'))),
  'action: propose completion': when(shared, ownOf('headteacher')),
  'action: confirm completion': when(shared, either(chair, ownOf('monitoring-officer'))),
  'action: change its status': when(shared, chair),
  'visits: see': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education', 'clerk'),
    ownOf('monitoring-officer', 'headteacher', 'chair-of-governors'),
  ),
  'visits: record a visit': ownOf('monitoring-officer'),
  'visits: record support': either(officers, ownOf('monitoring-officer')),
  // The visit to the own school is shared with it, the other is not.
  'visit: read': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education'),
    ownOf('monitoring-officer', 'headteacher', 'chair-of-governors'),
  ),
  'visit: correct': ownOf('monitoring-officer'),
  'visit: share': ownOf('monitoring-officer'),
  'visit: reply': ownOf('headteacher'),
  'support: change': either(officers, ownOf('monitoring-officer')),
  'self-evaluation: read': either(
    anywhere('senior-advisor', 'senior-education-officer', 'senior-advisor-education', 'clerk'),
    ownOf('monitoring-officer', 'network-lead', 'headteacher', 'chair-of-governors'),
  ),
  // The chair types them during the meeting.
  'self-evaluation: judge': either(anywhere('senior-advisor', 'clerk'), ownOf('headteacher')),
  'self-evaluation: comment': chair,
  'question: adopt': anywhere('administrator', 'senior-advisor'),
  'write administration': administrator,
  'write administration, role': administrator,
  'import: see': administrator,
  'write draft record': chair,
  'read outbox': anywhere('administrator', 'clerk'),
  'read outbox, in the demonstration': anywhere('administrator', 'clerk'),
  'write outbox, of one mail': anywhere('administrator', 'clerk'),
};

/** Gates to things that this test makes none of: nobody is let in to what does not exist. */
const madeNone = ['kept file: own', 'import: see', 'write administration, role'];

let app: TestApp;
let own: StoredRecord;
let another: StoredRecord;
/** The self-evaluation that was sent for each. */
const documents = new Map<StoredRecord, AnswerId>();
/** Everything that was sent for each, in one file. */
const packs = new Map<StoredRecord, PackId>();
/** It takes in the schools of both. */
const roundId = newId<RoundId>();
const actors = new Map<Role, Actor>();
before(async () => {
  app = await startApp();
  own = await anOpenRecord(app);
  documents.set(own, await storePaper(app, own.meetingId, own.board.head));
  another = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
  const { id: nextMeeting } = await app.services.db
    .selectFrom('meetings')
    .select('id')
    .where('case_id', '=', another.board.caseId)
    .where('status', '=', 'planned')
    .executeTakeFirstOrThrow();
  documents.set(another, await storePaper(app, nextMeeting, another.board.head));
  packs.set(own, await storePack(own.meetingId));
  packs.set(another, await storePack(another.meetingId));
  for (const stored of [own, another]) await assess(stored);
  const advisor = await app.workAs(own.board.chair);
  must(await openRound(advisor, { id: roundId, year: academicYearOf(dateOf(app.clock.now())) }));
  for (const stored of [own, another]) await enter(stored);
  for (const { board: seats } of [own, another]) {
    await storeConcern(app, seats.chair, seats.urn);
  }
  must(await saveShownLive(advisor, own.recordId, true));
  must(await saveNoteTaker(advisor, own.recordId, own.board.officer));
  must(await saveNoteTaker(advisor, own.recordId, undefined));
  await visit(own, true);
  await visit(another, false);
  // The school of the own board has a level; the other has none.
  await storeLevel(app, own.board.chair, own.board.urn);
  for (const role of Object.keys(accessTable) as Role[]) actors.set(role, await personIn(role));
});
after(() => app.close());

/** The Regional Director assesses the school of the record. */
async function assess({ board: { urn, chair: by } }: StoredRecord): Promise<void> {
  const assessment = {
    kind: 'opened',
    on: dateOf(app.clock.now()),
    source: 'Letter',
    reason: 'A breakdown in governance.',
  } as const;
  must(await beginProceeding(await app.workAs(by), urn, newId<ProceedingId>(), assessment));
}

/** Its monitoring officer has visited the school of the record, and knows of support. */
async function visit({ board: { urn, officer } }: StoredRecord, isShared: boolean): Promise<void> {
  const work = await app.workAs(officer);
  const on = dateOf(app.clock.now());
  const text = { on, visitors: 'Priya Nair', purpose: 'Reading', seen: 'Phonics.', follows: '' };
  must(await recordVisit(work, urn, { ...text, id: newId<VisitId>(), shared: isShared }));
  const support = { what: 'A coach', receiver: 'English lead', provider: 'The authority' };
  const since = { from: on, until: undefined, impact: '' };
  must(await recordSupport(work, urn, { ...support, ...since, id: newId<SupportId>() }));
}

/** An officer has entered an inspection of the school of the record. */
async function enter({ board: { urn, chair: by } }: StoredRecord): Promise<void> {
  const id = newId<EnteredInspectionId>();
  must(await enterInspection(await app.workAs(by), id, aTypedInspection({ urn })));
}

/** Someone with the role: at the own board where the role is limited, else of the authority. */
async function personIn(role: Role): Promise<Actor> {
  const { board: seats, meetingId } = own;
  const work = await app.workAs(seats.chair);
  const atTheBoard: Partial<Record<Role, () => PersonId | Promise<PersonId>>> = {
    'senior-advisor': () => seats.chair,
    headteacher: () => seats.head,
    'chair-of-governors': () => seats.governor,
    'network-lead': () => seats.lead,
    'monitoring-officer': () => seats.officer,
    'extra-member': async () => {
      const person = { name: 'Grace O’Neill', address: 'grace@example.org' };
      const seat = { seat: 'extra', description: 'Deputy Headteacher', person };
      const [member] = must(await addMembers(work, seats.caseId, [seat]));
      assert.ok(member);
      return member.personId;
    },
    'other-attendee': async () => {
      const guest = { name: 'Fatima Rahman', capacity: 'English lead', address: 'f@example.org' };
      must(await addAttendee(work, meetingId, { ...guest, parts: ['context'] }));
      const { person_id: person } = await app.services.db
        .selectFrom('other_attendees')
        .select('person_id')
        .where('meeting_id', '=', meetingId)
        .executeTakeFirstOrThrow();
      assert.ok(person);
      return person;
    },
    diocese: () =>
      storePerson(app.services.db, { role, scope: { kind: 'school', urn: seats.urn } }),
  };
  const id = () => atTheBoard[role]?.() ?? storePerson(app.services.db, { role });
  const actor = await findActor(app.services.db, await id(), dateOf(app.clock.now()));
  assert.ok(actor);
  return actor;
}

async function paramsOf(stored: StoredRecord): Promise<Record<string, string>> {
  const { board: seats, meetingId, recordId } = stored;
  const action = await app.services.db
    .selectFrom('actions')
    .select('id')
    .where('case_id', '=', seats.caseId)
    .executeTakeFirst();
  const proceeding = await app.services.db
    .selectFrom('director_proceedings')
    .select('id')
    .where('urn', '=', seats.urn)
    .executeTakeFirstOrThrow();
  const entered = await app.services.db
    .selectFrom('entered_inspections')
    .select('id')
    .where('urn', '=', seats.urn)
    .executeTakeFirstOrThrow();
  const mail = await app.services.db.selectFrom('mails').select('id').executeTakeFirstOrThrow();
  const concern = await app.services.db
    .selectFrom('concerns')
    .select('id')
    .where('urn', '=', seats.urn)
    .executeTakeFirstOrThrow();
  const visited = await app.services.db
    .selectFrom('visits')
    .select('id')
    .where('urn', '=', seats.urn)
    .executeTakeFirstOrThrow();
  const support = await app.services.db
    .selectFrom('support_entries')
    .select('id')
    .where('urn', '=', seats.urn)
    .executeTakeFirstOrThrow();
  return {
    urn: String(seats.urn),
    visit: visited.id,
    support: support.id,
    concern: concern.id,
    case: seats.caseId,
    meeting: meetingId,
    record: recordId,
    proceeding: proceeding.id,
    entry: proceeding.id,
    entered: entered.id,
    day: '2026-02-03',
    kind: 'view',
    action: action?.id ?? recordId,
    event: recordId,
    version: '1',
    section: 'context',
    person: seats.head,
    member: recordId,
    attendee: recordId,
    token: 'none',
    mail: mail.id,
    role: recordId,
    file: recordId,
    paper: 'self-evaluation',
    document: documents.get(stored) ?? recordId,
    pack: packs.get(stored) ?? recordId,
    import: recordId,
    round: roundId,
  };
}

/** A pack of what was sent for a meeting, without the record of the meeting before. */
async function storePack(meetingId: MeetingId): Promise<PackId> {
  const today = dateOf(app.clock.now());
  const papers = await papersOfMeeting(app.services.db, meetingId, {
    pack: app.services.pack,
    today,
  });
  if (!papers) throw new Error('The meeting has no papers');
  const sent = { papers: ['self-evaluation'], readsRecord: false };
  const packed = {
    kind: 'pack',
    entries: entriesNow(papers, sent),
    by: { personId: null, name: 'Test' },
  } as const;
  const { services } = app;
  const id = await services.db
    .transaction()
    .execute((trx) => orderPack(trx, services, papers, packed));
  if (id === undefined) throw new Error('No pack was ordered');
  return id;
}

const entered = new Error('let in');

/** Whether the gate lets the person in. The handler is never run. */
async function isLetIn(route: Route, actor: Actor, params: Record<string, string>) {
  const arrival = {
    services: app.services,
    actor,
    authority: app.authority,
    path: route.path,
    params,
    query: new Form(new URLSearchParams()),
    now: app.clock.now(),
    today: dateOf(app.clock.now()),
  };
  try {
    const reply = await route.answer(arrival, () => Promise.reject(entered));
    assert.ok(
      reply !== 'signed-out' && reply.kind === 'not-found',
      'whoever is refused sees “not found”',
    );
    return false;
  } catch (error) {
    if (error === entered) return true;
    throw error;
  }
}

async function walk(which: readonly Route[], stage: Stage): Promise<void> {
  const params = { own: await paramsOf(own), another: await paramsOf(another) };
  const wrong: string[] = [];
  let asked = 0;
  for (const route of which) {
    if (route.gate.startsWith('anyone:')) continue;
    const expectation = expected[route.gate];
    assert.ok(expectation || madeNone.includes(route.gate), `no expectation for “${route.gate}”`);
    for (const [role, actor] of actors) {
      for (const whose of ['own', 'another'] as const) {
        // The other board's record is final throughout.
        const at = whose === 'own' ? stage : 'final';
        const should =
          !madeNone.includes(route.gate) && (expectation?.({ role, whose, stage: at }) ?? false);
        const is = await isLetIn(route, actor, params[whose]);
        asked += 1;
        if (is !== should) {
          wrong.push(
            `${route.method} ${route.path}: ${role}, ${whose}, ${at}: ${is ? 'let in' : 'refused'}`,
          );
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(asked > 0);
}

const isAboutRecords = (route: Route) => /:record|:action/.test(route.path);

describe('every route, as every role, for one’s own and for another’s', () => {
  it('lets in whom it should, and shows everyone else “not found”', () =>
    walk(
      routes.filter((route) => !isAboutRecords(route)),
      'draft',
    ));

  const stages: readonly [Stage, () => Promise<unknown>][] = [
    ['draft', () => writeRecord(app, own)],
    [
      'with the headteacher',
      async () => must(await sendToHeadteacher(await app.workAs(own.board.chair), own.recordId)),
    ],
    [
      'answered',
      async () => {
        const work = await app.workAs(own.board.head);
        must(await answerCheck(work, own.recordId, [], 'accurate'));
      },
    ],
    [
      'final',
      async () => must(await finaliseRecord(await app.workAs(own.board.chair), own.recordId)),
    ],
    [
      'being corrected',
      async () =>
        must(
          await startCorrection(await app.workAs(own.board.chair), own.recordId, 'A wrong date'),
        ),
    ],
  ];
  for (const [stage, reach] of stages) {
    it(`does so with a record that is ${stage}`, async () => {
      await reach();
      await walk(routes.filter(isAboutRecords), stage);
    });
  }

  it('sends whoever is signed out to the sign-in page', async () => {
    for (const route of routes.filter(({ gate }) => !gate.startsWith('anyone:'))) {
      const url = route.path.replace(/:(\w+)/g, own.recordId);
      if (route.method === 'GET') {
        const { status, location } = await app.get(url);
        assert.equal(status, 303, url);
        assert.match(location, /^\/sign-in\?next=/, url);
      } else {
        assert.equal((await app.post(url, {})).status, 401, url);
      }
    }
  });

  it('does the same with whoever has opened an accuracy check by its link and code', async () => {
    const { board: seats, recordId } = await aSentRecord(app);
    const mail = async (template: string) =>
      app.services.db
        .selectFrom('mails')
        .select('body_text as text')
        .where('person_id', '=', seats.head)
        .where('template', '=', template)
        .executeTakeFirstOrThrow();
    const { text } = await mail('Record ready for your accuracy check');
    const [, link = ''] = /(\/accuracy-check\/[\w-]+)/.exec(text) ?? [];
    await app.post(`${link}/code`, {});
    const [, code = ''] = /(\d{6})/.exec((await mail('Code for an accuracy check')).text) ?? [];
    const opened = await app.post(`${link}/open`, { code });
    const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
    assert.match(String(opened.headers['set-cookie']), new RegExp(`; Path=${link};.*HttpOnly`));
    assert.equal((await app.get(`${link}/check`, { cookie })).status, 200);
    for (const headers of [{ cookie }, { cookie: cookie.replace(/^[^=]*/, 'trajectory') }]) {
      for (const route of routes.filter(({ gate }) => !gate.startsWith('anyone:'))) {
        const url = route.path.replace(':person', seats.head).replace(/:(\w+)/g, recordId);
        const reply =
          route.method === 'GET' ? await app.get(url, headers) : await app.post(url, {}, headers);
        assert.equal(reply.status, route.method === 'GET' ? 303 : 401, url);
        assert.match(reply.location, route.method === 'GET' ? /^\/sign-in\?next=/ : /^$/, url);
      }
    }
  });
});
