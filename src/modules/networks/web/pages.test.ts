import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { FocusId, RoundId, Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { closeRound, decideSchool, networkFocusOf, openRound } from '#modules/networks/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { aBoard, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { changeFocus } from '../commands/change-focus.ts';

const present = '2026/27' as AcademicYear;
const next = '2027/28' as AcademicYear;

suite('network focus and its round', () => {
  let app: TestApp;
  let board: Board;
  let low: Urn;
  let plain: Urn;
  let academy: Urn;
  let advisor: SignedInHeaders;
  const round = newId<RoundId>();
  const school = (urn: Urn) => `/identify/rounds/${round}/schools/${urn}`;
  const eventsOf = async (type: string) =>
    app.services.db.selectFrom('audit_events').selectAll().where('type', '=', type).execute();

  before(async () => {
    app = await startApp({ now: '2027-06-10T09:00:00Z' });
    board = await aBoard(app, { schoolName: 'Ashgrove School' });
    low = await aSchool(app, { name: 'Brook Lane School' });
    plain = await aSchool(app, { name: 'Cattle Market School' });
    academy = await aSchool(app, { name: 'Dovecote Academy', typeCode: '34' });
    await app.services.db
      .transaction()
      .execute((trx) =>
        saveInspections(trx, [
          anInspection({ urn: low, number: '1', firstDay: date('2023-05-09'), overall: 3 }),
        ]),
      );
    advisor = await app.signInAs(board.chair);
  });
  after(() => app.close());

  test('a round is opened once, for all maintained schools, and says that its criteria are missing', async () => {
    const wrong = await app.post('/identify/rounds/new', { id: round }, advisor);
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /Choose the academic year that the round is for/);
    for (let times = 0; times < 2; times += 1) {
      const opened = await app.post('/identify/rounds/new', { id: round, year: next }, advisor);
      assert.equal(opened.location, `/identify/rounds/${round}`);
    }
    assert.equal((await eventsOf('categorisation round opened')).length, 1);
    const { body } = await app.get(`/identify/rounds/${round}`, advisor);
    assert.match(body, /0 of 3 decided/);
    assert.match(body, /In the reasons, PCI: Progress Check-In; SIB: School Improvement Board\./);
    // No round was held here for the year before: nobody has said that a school was none.
    assert.match(body, /Nothing recorded/);
    assert.doesNotMatch(body, /Not a network focus school/);
    assert.match(body, /blank here until the authority supplies them/);
    assert.doesNotMatch(body, /Dovecote/);
    assert.equal((await app.get(school(academy), advisor)).status, 404);
  });

  test('a school is decided with what suggests it, its source and date, and the next one follows', async () => {
    const { body } = await app.get(school(low), advisor);
    assert.match(body, /Inspected on 9 May 2023\. Overall effectiveness: Requires improvement/);
    assert.match(body, /Demonstration data, invented/);
    assert.match(body, /value="less-than-good"[^>]*checked/);
    assert.match(body, /SIB or PCI process involvement[^]*PCI: Progress Check-In; SIB: School/);
    const fields = { seen: '0', choice: 'focus', reasons: 'less-than-good', rationale: '' };
    const saved = await app.post(school(low), fields, advisor);
    assert.equal(saved.location, school(plain));
    const [decided] = await eventsOf('categorisation decided');
    assert.equal(decided?.actor_id, board.chair);
    // The same form again makes nothing new.
    await app.post(school(low), fields, advisor);
    assert.equal((await eventsOf('categorisation decided')).length, 1);
  });

  test('what is wrong comes back with what was typed', async () => {
    const nothing = await app.post(school(plain), { seen: '0', rationale: 'Well led' }, advisor);
    assert.equal(nothing.status, 422);
    assert.match(nothing.body, /Choose whether Cattle Market School is a network focus school/);
    assert.match(nothing.body, />\nWell led</);
    const unsaid = {
      seen: '0',
      choice: 'focus',
      reasons: 'other',
      stated: '',
      rationale: 'Why not',
    };
    const other = await app.post(school(plain), unsaid, advisor);
    assert.equal(other.status, 422);
    assert.match(other.body, /Enter the other reason/);
  });

  test('a colleague’s decision is not overwritten unseen', async () => {
    const colleague = await storePerson(app.services.db, { name: 'Bela Colleague' });
    const work = await app.workAs(colleague);
    must(
      await decideSchool(work, round, plain, { choice: { kind: 'later' }, rationale: '', seen: 0 }),
    );
    const mine = await app.post(
      school(plain),
      { seen: '0', choice: 'not-focus', rationale: 'It is well' },
      advisor,
    );
    assert.equal(mine.status, 422);
    assert.match(mine.body, /Bela Colleague has decided on Cattle Market School since you opened/);
    assert.match(mine.body, />\nIt is well</);
  });

  test('closing is refused while a school is undecided, and names it; then it makes the facts of the year', async () => {
    const early = await app.post(`/identify/rounds/${round}/close`, {}, advisor);
    assert.equal(early.status, 422);
    assert.match(early.body, /2 schools are not decided: /);
    const work = await app.workAs(board.chair);
    const no = { choice: { kind: 'not-focus' }, rationale: 'It is well', seen: 1 } as const;
    must(await decideSchool(work, round, plain, no));
    const yes = { kind: 'focus', reasons: ['sib-or-pci'], stated: '' } as const;
    must(await decideSchool(work, round, board.urn, { choice: yes, rationale: '', seen: 0 }));
    const closed = await app.post(`/identify/rounds/${round}/close`, {}, advisor);
    assert.equal(closed.location, `/identify/rounds/${round}`);
    const facts = await Promise.all(
      [board.urn, low, plain].map((urn) => networkFocusOf(app.services.db, urn, next)),
    );
    assert.deepEqual(
      facts.map((fact) => fact?.reasons),
      [['sib-or-pci'], ['less-than-good'], undefined],
    );
    // Pressed twice, it is closed once.
    must(await closeRound(work, round));
    assert.equal((await eventsOf('categorisation round closed')).length, 1);
    const late = await decideSchool(work, round, plain, { ...no, seen: 2 });
    assert.equal(!late.ok && late.refusal.code, 'round-closed');
  });

  test('the round is exported, formulas made harmless', async () => {
    const reply = await app.get(`/identify/rounds/${round}/schools.csv`, advisor);
    assert.match(
      String(reply.headers['content-disposition']),
      /categorisation-2027-28-as-at-2027-06-10\.csv/,
    );
    const lines = reply.body.trim().split('\r\n');
    assert.equal(lines.length, 4);
    assert.match(reply.body, /Brook Lane School/);
    for (const line of lines.slice(1)) assert.match(line, /,Nothing recorded,/);
  });

  test('a school is added in the course of the year with reason and rationale, and its focus ends by a new fact', async () => {
    const id = newId<FocusId>();
    const fields = { id, urn: String(plain), reasons: 'other', stated: 'A fire', rationale: '' };
    const path = '/identify/network-focus/add';
    const wrong = await app.post(path, fields, advisor);
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /Say what has changed since the round/);
    assert.match(wrong.body, />\nA fire</);
    const added = await app.post(
      path,
      { ...fields, rationale: 'Half the rooms are shut' },
      advisor,
    );
    assert.equal(added.location, `/schools/${plain}/network-focus`);
    assert.equal((await networkFocusOf(app.services.db, plain, present))?.version, 1);
    const work = await app.workAs(board.chair);
    const end = { kind: 'end', rationale: 'All rooms are open' } as const;
    must(await changeFocus(work, plain, { id: newId<FocusId>(), change: end, seen: 1 }));
    assert.equal(await networkFocusOf(app.services.db, plain, present), undefined);
    const { body } = await app.get(`/schools/${plain}/network-focus`, advisor);
    assert.match(body, /Half the rooms are shut/);
    assert.match(body, /All rooms are open/);
    const wrongKind = await changeFocus(work, academy, {
      id: newId<FocusId>(),
      change: { kind: 'add', reasons: ['sib-or-pci'], stated: '', rationale: 'x' },
    });
    assert.equal(!wrongKind.ok && wrongKind.refusal.code, 'takes-no-part');
  });

  test('the Network Lead and the head read the fact and its reasons, and nothing of rounds or evidence', async () => {
    app.clock.set('2027-09-10T09:00:00Z');
    const lead = await app.signInAs(board.lead);
    const head = await app.signInAs(board.head);
    for (const person of [lead, head]) {
      const { status, body } = await app.get(`/schools/${board.urn}/network-focus`, person);
      assert.equal(status, 200);
      assert.match(body, /Now<\/dt>/);
      assert.match(body, /SIB or PCI process involvement[^]*SIB: School Improvement Board/);
      assert.doesNotMatch(body, /identify\/rounds|What suggests/);
      assert.equal((await app.get(`/identify/rounds/${round}`, person)).status, 404);
      assert.equal((await app.get(`/schools/${low}/network-focus`, person)).status, 404);
    }
    const list = await app.get('/identify/network-focus', lead);
    assert.match(list.body, /Ashgrove School/);
    assert.doesNotMatch(list.body, /Brook Lane/);
    assert.equal((await app.get('/identify/network-focus', head)).status, 404);
    app.clock.set('2028-09-11T09:00:00Z');
    const later = await app.signInAs(board.lead);
    const past = (await app.get(`/schools/${board.urn}/network-focus`, later)).body;
    assert.match(past, /In 2027\/28<\/dt>/);
    assert.doesNotMatch(past, /Now<\/dt>/);
    app.clock.set('2027-09-10T09:00:00Z');
  });

  test('a year that had its round is looked back on with what was decided of each school', async () => {
    const again = newId<RoundId>();
    const signedIn = await app.signInAs(board.chair);
    must(
      await openRound(await app.workAs(board.chair), {
        id: again,
        year: '2028/29' as AcademicYear,
      }),
    );
    const past = async (urn: Urn) => {
      const { body } = await app.get(`/identify/rounds/${again}/schools/${urn}`, signedIn);
      return /2027\/28<\/dt>\s*<dd[^>]*>([^<]*)/.exec(body)?.[1]?.trim();
    };
    assert.equal(await past(low), 'Network focus school');
    assert.equal(await past(plain), 'Not a network focus school');
    const newcomer = await aSchool(app, { name: 'Elm Row School' });
    const list = await app.get('/identify/network-focus', signedIn);
    assert.match(list.body, /Brook Lane School/);
    assert.doesNotMatch(list.body, /Elm Row/);
    assert.equal(
      (await app.get(`/identify/rounds/${again}/schools/${newcomer}`, signedIn)).status,
      404,
    );
  });

  test('an open concern that the school is shown suggests focus; one that is withheld does not', async () => {
    const signedIn = await app.signInAs(board.chair);
    const { body: newest } = await app.get('/identify/network-focus', signedIn);
    const open = /\/identify\/rounds\/[0-9a-f-]{36}/.exec(newest)?.[0] ?? '';
    const read = async () => (await app.get(`${open}/schools/${plain}`, signedIn)).body;
    assert.match(await read(), /Nothing that is held here is a reason/);
    const day = { ofDate: date('2027-09-08') };
    const secret = { ...day, shown: false, reason: 'Told in confidence', source: 'A quiet word' };
    await storeConcern(app, board.chair, plain, secret);
    assert.doesNotMatch(await read(), /quiet word|Concern of/);
    await storeConcern(app, board.chair, plain, { ...day, kind: 'self-evaluation' });
    const body = await read();
    assert.match(body, /Concern of 8 September 2027: The school’s self-evaluation/);
    assert.match(body, /Letter from the Chair of Governors, recorded by Ruth Calloway/);
    assert.match(body, /value="less-than-good"[^>]*checked/);
    assert.doesNotMatch(body, /retires at Easter/);
  });

  test('a Network Lead reads focus, and neither level nor reasons of it, on any page', async () => {
    const rationale = 'The level is decided on the spring results';
    await storeLevel(app, board.chair, board.urn, { rationale });
    const lead = await app.signInAs(board.lead);
    for (const page of ['', '/network-focus']) {
      const { status, body } = await app.get(`/schools/${board.urn}${page}`, lead);
      assert.equal(status, 200);
      assert.match(body, /Network focus/);
      assert.doesNotMatch(body, /Focus School|spring results|\/why|\/level/);
    }
    for (const page of ['/level', '/why'])
      assert.equal((await app.get(`/schools/${board.urn}${page}`, lead)).status, 404);
    const head = await app.signInAs(board.head);
    assert.match((await app.get(`/schools/${board.urn}/why`, head)).body, /spring results/);
  });

  test('only who decides opens a round', async () => {
    const officer = await storePerson(app.services.db, { role: 'senior-education-officer' });
    const refused = await openRound(await app.workAs(officer), {
      id: newId<RoundId>(),
      year: '2028/29' as AcademicYear,
    });
    assert.equal(!refused.ok && refused.refusal.code, 'not-yours');
  });
});
