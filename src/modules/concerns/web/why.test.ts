import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, EntryId, ProceedingId, Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { beginProceeding, recordEntry } from '#modules/regional-director/index.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { aBoard, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { textOfPdf } from '#test/harness/pdf-text.ts';
import { wordText } from '#test/harness/word-text.ts';
import { showOrWithhold } from '../commands/change-concern.ts';
import { standingOfSchool } from '../queries/school-standing.ts';

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

async function present(urn: Urn) {
  const standing = await standingOfSchool(app.services.db, app.services.pack, urn);
  assert.ok(standing);
  return standing;
}

const hiddenWords = [secret, whyWithheld, 'Letters of November'];

/** What is painted in the PDF that this person downloads, its lines joined. */
async function pdfFor(headers: SignedInHeaders, urn: Urn = board.urn): Promise<string> {
  const url = `/schools/${urn}/why.pdf`;
  const reply = await app.app.inject({ url, headers });
  assert.equal(reply.statusCode, 200);
  return textOfPdf(reply.rawPayload).replaceAll(/\s+/g, ' ');
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
    const governor = await app.signInAs(board.governor);
    for (const person of [head, governor]) {
      for (const address of ['why', 'why.pdf', 'why.docx']) {
        const { status } = await app.get(`/schools/${board.urn}/${address}`, person);
        assert.equal(status, 404, address);
      }
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
      /As at Thursday 14 January 2027\./,
      /An Ofsted inspection below Good, including a judgement below Good for leadership/,
      /Graded inspection of 14 May 2024: overall effectiveness judged Requires improvement/,
      /Source: Demonstration data, invented/,
      new RegExp(shown),
      /Visit of 12 January/,
      /Ruth Calloway, Senior Advisor – School Improvement, decided on Thursday 14 January 2027/,
      /School Improvement Board process/,
      /Are we confident that this school will receive an overall Good judgement/,
      /the board agrees that the school is securely ready to leave/,
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
        (line) =>
          !/withheld|Withheld|Letters of November|audit|Two governors|as the school does/.test(
            line,
          ),
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
      const paper = await pdfFor(person);
      for (const text of [body, paper]) {
        assert.match(text, /1 item of evidence is withheld from this page, by the Senior Advisor/);
        assert.ok(text.includes(shown));
        for (const hidden of hiddenWords) assert.ok(!text.includes(hidden), hidden);
      }
      const url = `/schools/${board.urn}/why.docx`;
      const word = wordText((await app.app.inject({ url, headers: person })).rawPayload);
      assert.ok(word.includes(shown));
      for (const hidden of hiddenWords) assert.ok(!word.includes(hidden), hidden);
    }
    // The same words are found where they may be.
    const ours = await pdfFor(advisor);
    assert.ok(ours.includes(secret));
    assert.ok(ours.includes('Letters of November'));
  });

  test('is marked, and says on paper what it says on the screen', async () => {
    const paper = await pdfFor(head);
    assert.doesNotMatch(paper, /Not for the school|For the authority alone/);
    for (const words of [
      /Private & Confidential/,
      /School Causing Concern, since 14 January 2027/,
      /School Improvement Board process/,
      /Graded inspection of 14 May 2024: overall effectiveness judged Requires improvement/,
      /Leadership and management: Requires improvement/,
      /Source: Demonstration data, invented/,
      /Ruth Calloway, Senior Advisor – School Improvement, on Thursday 14 January 2027/,
      /Are we confident that this school will receive an overall Good judgement/,
      /Not coasting under the 2025 rule/,
      /Education and Inspections Act 2006/,
      /not confirmed against the original text/,
      /If engagement is lacking or progress is not sufficient: Warning Notice process/,
    ]) {
      assert.match(paper, words);
    }
  });

  test('says what comes next otherwise, and which readings of national rules are to be checked', async () => {
    const { body } = await app.get(`/schools/${board.urn}/why`, head);
    assert.match(body, /the next step is:<\/p>\s*<ul[^>]*>\s*<li>Warning Notice process/);
    assert.match(body, /How the rules are read here, to be checked/);
    assert.match(body, /A school that has entered is taken to stay/);
  });

  test('warns an officer of what is withheld, and gives them the page and files of the school', async () => {
    const why = `/schools/${board.urn}/why`;
    const { body } = await app.get(why, advisor);
    assert.match(body, /What is withheld from the school is on this page for you/);
    const ours = await pdfFor(advisor);
    assert.match(ours, /Not for the school This copy says what is withheld/);
    assert.equal(ours.match(/14 January 2027 · For the authority alone/g)?.length, 3);
    const asSchool = await app.get(`${why}?as=school`, advisor);
    assert.match(asSchool.body, /This is the page as the school reads it/);
    const theirs = wordsOf((await app.get(why, head)).body);
    const missing = theirs.filter((line) => !wordsOf(asSchool.body).includes(line));
    assert.deepEqual(missing, []);
    for (const words of hiddenWords) assert.ok(!asSchool.body.includes(words), words);
    for (const kind of ['pdf', 'docx'] as const) {
      assert.ok(asSchool.body.includes(`href="${why}.${kind}?as=school"`), kind);
      const url = `${why}.${kind}?as=school`;
      const { rawPayload } = await app.app.inject({ url, headers: advisor });
      const text = kind === 'pdf' ? textOfPdf(rawPayload) : wordText(rawPayload);
      assert.match(text, /1 item of evidence is withheld/);
      assert.doesNotMatch(text, /Not for the school/);
      for (const words of hiddenWords) assert.ok(!text.includes(words), words);
    }
    // To anyone else the address says what it always says.
    const { body: same } = await app.get(`${why}?as=school`, head);
    assert.deepEqual(wordsOf(same), theirs);
  });

  test('says what the Regional Director decided, with the conditions, and nothing else of it', async () => {
    const work = await app.workAs(board.chair);
    const source = 'Letter of the Regional Director';
    const proceeding = newId<ProceedingId>();
    must(
      await beginProceeding(work, board.urn, proceeding, {
        kind: 'opened',
        on: date('2027-01-04'),
        source,
        reason: 'A breakdown in governance.',
      }),
    );
    must(
      await recordEntry(work, proceeding, newId<EntryId>(), {
        kind: 'decision',
        on: date('2027-01-12'),
        source,
        decision: 'support',
        words: 'I shall not intervene.',
        considerationUnknown: false,
      }),
    );
    must(
      await recordEntry(work, proceeding, newId<EntryId>(), {
        kind: 'condition',
        on: date('2027-01-12'),
        source,
        words: 'Send the plan.',
        due: date('2027-03-01'),
      }),
    );
    const { body } = await app.get(`/schools/${board.urn}/why`, head);
    for (const text of [wordsOf(body).join(' '), await pdfFor(head)]) {
      assert.match(text, /Support without intervention, Tuesday 12 January 2027/);
      assert.match(text, /I shall not intervene\./);
      assert.match(text, /Source: Letter of the Regional Director, 12 January 2027/);
      assert.match(text, /Send the plan\. Due 1 March 2027\./);
      assert.doesNotMatch(text, /A breakdown in governance/);
    }
  });

  test('keeps back what the level rests on from the moment that it is withheld', async () => {
    const work = await app.workAs(board.chair);
    const concern = (await present(board.urn)).concerns.find(({ text }) => text === shown);
    assert.ok(concern);
    const typed = { shown: false, reason: whyWithheld };
    must(await showOrWithhold(work, concern.id, typed));
    const { body } = await app.get(`/schools/${board.urn}/why`, head);
    for (const text of [body, await pdfFor(head)]) {
      assert.ok(!text.includes(shown) && !text.includes('Visit of 12 January'));
      assert.match(text, /2 items of evidence are withheld from this page/);
    }
    const page = `/schools/${board.urn}/concerns/${concern.id}/showing`;
    assert.match((await app.get(page, advisor)).body, /The school has a level: its headteacher/);
    must(await showOrWithhold(work, concern.id, { shown: true, reason: 'The audit is over.' }));
    const again = await app.get(`/schools/${board.urn}/why`, head);
    assert.ok(again.body.includes(shown) && !again.body.includes('The audit is over'));
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
    assert.match(body, /Waiting for a decision: 1<\/caption>/);
    assert.match(body, /<option value="none">\d+ without a level<\/option>/);
    assert.match(body, /Brook Lane School/);
    assert.match(body, /School Causing Concern: 1<\/caption>/);
    assert.match(body, /Ashgrove School/);
    const filtered = await app.get('/identify?level=focus-school', advisor);
    assert.doesNotMatch(filtered.body, /School Causing Concern: 1<\/caption>/);
    assert.match(filtered.body, />1 School Causing Concern<\/option>/);
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

  test('leads a head and a chair of governors from their work to the page that says why', async () => {
    const why = new RegExp(`School Causing Concern[^]* href="/schools/${board.urn}/why"`);
    assert.match((await app.get('/', head)).body, why);
    assert.match((await app.get('/', await app.signInAs(board.governor))).body, why);
    assert.doesNotMatch((await app.get('/', await app.signInAs(board.officer))).body, why);
    const { db } = app.services;
    const other = await storePerson(db, {
      role: 'headteacher',
      scope: { kind: 'school', urn: plain },
    });
    const { body } = await app.get('/', await app.signInAs(other));
    assert.match(body, /Brook Lane School/);
    assert.doesNotMatch(body, /Focus School|\/why/);
  });
});

suite('the page of a school that has left its board', () => {
  test('tells what was open before the decision from what was recorded since', async () => {
    const left = await aBoard(app, { schoolName: 'Canal Street School' });
    const openThen = 'Two posts in leadership are vacant.';
    const since = 'Attendance has fallen.';
    await storeConcern(app, left.chair, left.urn, { kind: 'leadership-concern', text: openThen });
    await app.services.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('cases')
        .set({ status: 'closed' })
        .where('urn', '=', left.urn)
        .execute();
      await trx
        .insertInto('case_changes')
        .values({
          id: newId<Branded<string, 'CaseChangeId'>>(),
          case_id: left.caseId,
          position: 2,
          kind: 'closed',
          status: 'closed',
          about: 'exit',
          reason: '',
          decided_by: 'The board',
          inspected_on: null,
          at: app.clock.now(),
          by_id: left.chair,
          by_name: 'Ruth Calloway',
        })
        .execute();
    });
    await storeLevel(app, left.chair, left.urn);
    app.clock.advance(60_000);
    await storeConcern(app, left.chair, left.urn, { kind: 'performance-data', text: since });
    const { body } = await app.get(`/schools/${left.urn}/why`, await app.signInAs(left.head));
    const [reasons = '', rest = ''] = body.split('Also open, though the level does not rest on it');
    const [besides = '', later = ''] = rest.split('Recorded since the decision');
    assert.match(
      reasons,
      /The school left the School Improvement Board process on 14 January 2027/,
    );
    assert.ok(besides.includes(openThen) && !besides.includes(since));
    assert.ok(later.includes(since) && !later.includes(openThen));
  });
});

suite('the page of a school whose level ended', () => {
  test('tells the school who ended it and why, and nothing of what came after', async () => {
    const ended = await aBoard(app, { schoolName: 'Dock Road School' });
    const { urn, chair } = ended;
    const choice = { kind: 'level', level: 'focus-school' } as const;
    await storeConcern(app, chair, urn);
    await storeLevel(app, chair, urn, { choice, rationale: 'A new head.' });
    await storeLevel(app, chair, urn, {
      choice: { kind: 'end' },
      rationale: 'The head is settled.',
    });
    const hidden = { text: secret, shown: false, reason: whyWithheld };
    await storeConcern(app, chair, urn, { ...hidden, kind: 'other' });
    await storeConcern(app, chair, urn, { kind: 'visits', text: shown });
    const theirs = await app.signInAs(ended.head);
    const { status, body } = await app.get(`/schools/${urn}/why`, theirs);
    assert.equal(status, 200);
    const file = await pdfFor(theirs, urn);
    for (const text of [body, file]) {
      assert.match(text, /A new head\./);
      assert.match(text, /Ended by Ruth Calloway, Senior Advisor – School Improvement/);
      assert.match(text, /The head is settled\./);
      assert.doesNotMatch(text, /withheld from this page|Level and concerns|The policy suggests/);
      for (const words of [...hiddenWords, shown]) assert.ok(!text.includes(words), words);
    }
    assert.match(body, /has had no level of concern since 14 January 2027/);
    const level = await app.get(`/schools/${urn}/level`, await app.signInAs(chair));
    assert.match(level.body, /has had no level since 14 January 2027/);
  });
});

suite('a reason that is only a proposed reading of the policy', () => {
  test('is called by that reading, and not by what no inspector judged', async () => {
    const read = await aBoard(app, { schoolName: 'Elm Lane School' });
    const { urn, chair } = read;
    const { judgements } = aReportCard({ urn });
    const card = { urn, judgements: { ...judgements, achievement: 'needs-attention' } } as const;
    await app.services.db.transaction().execute((trx) => saveInspections(trx, [aReportCard(card)]));
    await storeLevel(app, chair, urn);
    const { body } = await app.get(`/schools/${urn}/why`, await app.signInAs(read.head));
    const [, because = ''] = body.split('Because of:');
    const title = 'Report card: an area other than leadership and governance needs attention';
    assert.ok(because.split('The help that is offered')[0]?.includes(title));
    assert.ok(body.includes(`<strong>${title}</strong>`));
    assert.match(
      body,
      /A proposed reading of what the policy calls “Judged Requires Improvement overall, with leadership and management judged Good”: the authority has yet to adopt it/,
    );
  });
});
