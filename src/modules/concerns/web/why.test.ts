import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date, dateOf } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { whyDocument } from '../queries/why-document.ts';
import { whyOf } from '../queries/why.ts';

const secret = 'Two governors have written about the finances.';
const whyWithheld = 'An audit is under way.';
const shown = 'Reading is taught in three different ways.';

let app: TestApp;
let board: Board;
let plain: Urn;
let advisor: SignedInHeaders;
let head: SignedInHeaders;

/** The text of a page below its tabs, without the marks around it. */
function wordsOf(body: string): string[] {
  const [, main = ''] = body.split('What gets us out');
  const [, whole = ''] = body.split('<main');
  assert.ok(main.length > 0, 'the page says what gets the school out');
  const text = whole.replace(/<nav[\s\S]*?<\/nav>/g, '').replace(/<[^>]+>/g, '\n');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const hiddenWords = [secret, whyWithheld, 'Letters of November'];

/** What the files of the page are made from, for one reader. */
async function documentFor(person: PersonId) {
  const { actor, db, pack, authority, clock } = await app.workAs(person);
  const today = dateOf(clock.now());
  const matter = await findSchoolMatter(db, board.urn, { today, laCode: authority.laCode });
  assert.ok(matter);
  const why = await whyOf(db, pack, actor, matter, today, false);
  assert.ok(why);
  return whyDocument(why, { pack, authority: authority.name, at: clock.now() });
}

before(async () => {
  app = await startApp();
  board = await aBoard(app, { schoolName: 'Ashgrove School' });
  plain = await aSchool(app, { name: 'Brook Lane School' });
  const { db } = app.services;
  await db.transaction().execute((trx) =>
    saveInspections(trx, [
      anInspection({
        urn: board.urn,
        number: '1',
        firstDay: date('2024-05-14'),
        overall: 3,
        judgements: { 'leadership-and-management': 3, 'quality-of-education': 3 },
      }),
    ]),
  );
  await storeConcern(app, board.chair, board.urn, { text: shown, source: 'Visit of 12 January' });
  await storeConcern(app, board.chair, board.urn, {
    text: secret,
    source: 'Letters of November',
    shown: false,
    reason: whyWithheld,
  });
  advisor = await app.signInAs(board.chair);
  head = await app.signInAs(board.head);
});
after(() => app.close());

suite('the page that says why a school is here', () => {
  test('is not for the school before a level is confirmed', async () => {
    for (const address of ['why', 'why.pdf', 'why.docx']) {
      assert.equal((await app.get(`/schools/${board.urn}/${address}`, head)).status, 404, address);
    }
    const { body } = await app.get(`/schools/${board.urn}`, head);
    assert.doesNotMatch(body, /Why are we here|Causing Concern/);
    const officers = await app.get(`/schools/${board.urn}/why`, advisor);
    assert.match(officers.body, /has no level of concern, so there is nothing to leave/);
  });

  test('says level, triggers, evidence, who decided, what is offered and what gets the school out', async () => {
    await storeLevel(app, board.chair, board.urn, {
      choice: { kind: 'level', level: 'school-causing-concern' },
    });
    const { status, body } = await app.get(`/schools/${board.urn}/why`, head);
    assert.equal(status, 200);
    for (const words of [
      /School Causing Concern<\/strong> since 14 January 2027/,
      /An Ofsted inspection below Good, including a judgement below Good for leadership/,
      /Graded inspection of 14 May 2024: overall effectiveness judged Requires improvement/,
      /Source: Demonstration data, invented/,
      new RegExp(shown),
      /Visit of 12 January/,
      /Ruth Calloway, Senior Advisor – School Improvement, decided on Thursday 14 January 2027/,
      /School Improvement Board process/,
      /Are we confident that this school will receive an overall Good judgement/,
      /its board agrees that it is securely ready to exit/,
      /Not coasting under the 2025 rule/,
    ]) {
      assert.match(body, words);
    }
  });

  test('is the same for the head and the authority, but for what is withheld', async () => {
    const theirs = wordsOf((await app.get(`/schools/${board.urn}/why`, head)).body);
    const ours = wordsOf((await app.get(`/schools/${board.urn}/why`, advisor)).body);
    const onlyOurs = ours.filter((line) => !theirs.includes(line));
    const onlyTheirs = theirs.filter((line) => !ours.includes(line));
    assert.ok(onlyOurs.includes(secret));
    assert.deepEqual(
      onlyOurs.filter(
        (line) => !/withheld|Withheld|Letters of November|audit|Two governors/.test(line),
      ),
      [],
    );
    assert.deepEqual(onlyTheirs, [
      '1 item of evidence is withheld from this page, by the Senior Advisor – School Improvement.',
    ]);
  });

  test('gives nothing of what is withheld to the school, on the page or in its files', async () => {
    const governor = await app.signInAs(board.governor);
    for (const person of [head, governor]) {
      const { body } = await app.get(`/schools/${board.urn}/why`, person);
      for (const hidden of hiddenWords) assert.ok(!body.includes(hidden), hidden);
      for (const [kind, begins] of [
        ['pdf', '%PDF-'],
        ['docx', 'PK'],
      ] as const) {
        const file = await app.get(`/schools/${board.urn}/why.${kind}`, person);
        assert.equal(file.status, 200);
        assert.ok(file.body.startsWith(begins), kind);
      }
    }
    // Both files are drawn from one description.
    for (const id of [board.head, board.governor]) {
      const text = JSON.stringify(await documentFor(id));
      assert.match(text, /1 item of evidence is withheld from this page/);
      assert.ok(text.includes(shown));
      for (const hidden of hiddenWords) assert.ok(!text.includes(hidden), hidden);
    }
    assert.ok(JSON.stringify(await documentFor(board.chair)).includes(secret));
  });

  test('is for no other school’s head, and for no Network Lead', async () => {
    const scope = { kind: 'school', urn: plain } as const;
    const other = await storePerson(app.services.db, { role: 'headteacher', scope });
    for (const person of [other, board.lead]) {
      const headers = await app.signInAs(person);
      assert.equal((await app.get(`/schools/${board.urn}/why`, headers)).status, 404);
    }
  });
});

suite('the list of levels', () => {
  test('shows what waits for a decision, who has which level, and how many have none', async () => {
    await storeConcern(app, board.chair, plain, { kind: 'change-of-headteacher' });
    const { body } = await app.get('/identify', advisor);
    assert.match(body, /Waiting for a decision: 1/);
    assert.match(body, /Brook Lane School/);
    assert.match(body, /School Causing Concern: 1/);
    assert.match(body, /Ashgrove School/);
    const filtered = await app.get('/identify?level=focus-school', advisor);
    assert.doesNotMatch(filtered.body, /School Causing Concern: 1/);
  });

  test('shows a monitoring officer their own schools, and a head nothing', async () => {
    const { body } = await app.get('/identify', await app.signInAs(board.officer));
    assert.match(body, /Ashgrove School/);
    assert.doesNotMatch(body, /Brook Lane/);
    assert.equal((await app.get('/identify', head)).status, 404);
  });

  test('is told to who decides, among their work', async () => {
    const { body } = await app.get('/', advisor);
    assert.match(body, /Brook Lane School/);
    assert.doesNotMatch((await app.get('/', head)).body, /Brook Lane School/);
  });
});
