import assert from 'node:assert/strict';
import { after, before, mock, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import type { NewInspection } from '#modules/inspections/index.ts';
import { findSchool, saveLinks, saveMemberships, saveSchools } from '#modules/schools/index.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';
import { recordContextFigure } from '../../commands/record-context-figure.ts';

function inspectionsOfMany(urn: Urn): NewInspection[] {
  const facts = { urn, typeGroup: null, publishedOn: date('2026-03-20'), predecessor: null };
  return [
    {
      ...facts,
      kind: 'graded',
      framework: 'report-card',
      number: '10400004',
      type: 'S5 Inspection',
      firstDay: date('2026-02-03'),
      category: null,
      judgements: { inclusion: 'strong-standard', 'leadership-and-governance': 'needs-attention' },
      judgedOn: { 'leadership-and-governance': date('2026-05-12') },
      safeguarding: 'met',
    },
    {
      ...facts,
      kind: 'graded',
      framework: 'education-without-overall',
      number: '10400003',
      type: 'S5 Inspection',
      firstDay: date('2025-01-14'),
      category: 'requires-significant-improvement',
      judgements: { 'quality-of-education': 4, 'leadership-and-management': 3 },
      safeguarding: 'not-effective',
    },
    {
      ...facts,
      kind: 'ungraded',
      framework: 'education',
      number: '10400002',
      type: 'S8 Inspection',
      firstDay: date('2023-06-06'),
      outcome: 'School remains Good (Concerns) - S5 Next',
    },
    {
      ...facts,
      kind: 'graded',
      framework: 'section-5-2005',
      number: '300001',
      type: 'S5 Inspection',
      firstDay: date('2010-05-04'),
      predecessor: { urn: 900_001 as Urn, name: 'Ashgrove Infant School' },
      category: null,
      overall: 3,
      judgements: {},
      safeguarding: null,
    },
  ];
}

suite('the page of a school', () => {
  let app: TestApp;
  let board: Board;
  let other: Urn;
  let foreign: Urn;
  let advisor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    other = await aSchool(app, { name: 'Brook Lane School' });
    foreign = await aSchool(app, { name: 'Far Away School', laCode: '998' });
    advisor = await app.signInAs(board.chair);
    await app.services.db.transaction().execute(async (trx) => {
      await saveInspections(trx, inspectionsOfMany(board.urn));
    });
  });
  after(() => app.close());

  const words = async (urn: Urn, headers: SignedInHeaders, at = ''): Promise<string> => {
    const { status, body } = await app.get(`/schools/${urn}${at}`, headers);
    assert.equal(status, 200);
    return readMarkup(body).words;
  };

  test('shows the latest inspection, and the way to the others', async () => {
    const text = await words(board.urn, advisor);
    assert.match(text, /Graded inspection, 3 February 2026/);
    assert.doesNotMatch(text, /14 January 2025/);
    const { body } = await app.get(`/schools/${board.urn}`, advisor);
    assert.match(body, new RegExp(`href="/schools/${board.urn}/inspections">All 4 inspections`));
  });

  test('leads to each inspection in the words of its own framework, the newest first', async () => {
    const page = await words(board.urn, advisor, '/inspections');
    const text = page.slice(page.indexOf('All inspections'));
    const order = [
      'Graded inspection, 3 February 2026',
      'Report card, from November 2025',
      'Inclusion | Strong standard',
      'Leadership and governance | Needs attention | judged 12 May 2026',
      'Safeguarding | Met',
      'Graded inspection, 14 January 2025',
      'without an overall grade',
      'Category of concern | Requires significant improvement',
      'Quality of education | Inadequate',
      'Leadership and management | Requires improvement',
      'Safeguarding | Not effective',
      'Ungraded inspection, 6 June 2023',
      'School remains Good (Concerns) - S5 Next',
      'Graded inspection, 4 May 2010',
      'Judged as URN 900001 (Ashgrove Infant School)',
      'Overall effectiveness | Satisfactory',
    ];
    let at = 0;
    for (const piece of order) {
      const found = text.indexOf(piece, at);
      assert.ok(found >= at, `“${piece}” comes next in: ${text.slice(at, at + 1500)}`);
      at = found;
    }
    const newer = text.slice(0, text.indexOf('Ungraded inspection'));
    assert.ok(!newer.includes('Overall effectiveness'), 'there is no overall grade to be had');
  });

  test('shows its groups and who came before it, with their source, each of its own', async () => {
    await app.services.db.transaction().execute(async (trx) => {
      const link = (link_urn: Urn, kind: string, link_name: string, day: string | null) => ({
        urn: other,
        link_urn,
        kind,
        link_name,
        established_on: day === null ? null : date(day),
      });
      await saveLinks(trx, 'demonstration', [
        link(board.urn, 'Predecessor - merged', 'As the link has it', '2019-09-01'),
        link(foreign, 'Predecessor', 'Far Away School', null),
        link(909_999 as Urn, 'Successor', 'Brook Lane Academy', '2026-12-01'),
        link(909_998 as Urn, 'Sixth Form Centre Link', 'Brook Sixth Form', null),
        link(909_997 as Urn, 'Expansion', 'Brook Annexe', null),
      ]);
      await saveMemberships(trx, 'demonstration', [
        {
          urn: other,
          uid: 990_100,
          group_name: 'The Brook Federation',
          group_type_code: '01',
          group_type: 'Federation',
          joined_on: date('2020-04-01'),
        },
      ]);
    });
    const text = await words(other, advisor);
    assert.match(
      text,
      /Federation \| The Brook Federation \| since 1 April 2020 \| Source: Demonstration data, invented/,
    );
    const named = (await findSchool(app.services.db, board.urn))?.name ?? '';
    assert.match(
      text,
      new RegExp(`Predecessors \\| ${named} \\| URN ${board.urn}, merged, 1 September 2019`),
    );
    assert.match(text, new RegExp(`Far Away School \\| URN ${foreign}`));
    assert.match(text, /Successor \| Brook Lane Academy \| URN 909999, 1 December 2026/);
    assert.match(text, /Sixth form centre \| Brook Sixth Form \| URN 909998/);
    assert.match(text, /Linked: expansion \| Brook Annexe \| URN 909997/);
    const page = await app.get(`/schools/${other}`, advisor);
    assert.ok(page.body.includes(`href="/schools/${board.urn}"`));
    assert.ok(!page.body.includes(`href="/schools/${foreign}"`), 'no page is there for it');
    assert.match(await words(board.urn, advisor), /Successor \| Brook Lane School \| URN/);
  });

  test('shows the people, the network and the open board with its next meeting', async () => {
    await aPlannedMeeting(app, board, date('2027-02-04'));
    const text = await words(board.urn, advisor);
    assert.match(text, /Headteacher \| Daniel Marsh/);
    assert.match(text, /Chair of Governors \| Li Wen/);
    assert.match(text, /Coventry Monitoring Officer \| Priya Nair/);
    assert.match(text, /Network Lead \| Tomasz Zielinski/);
    assert.match(text, /School Improvement Board .*Open since \| 14 January 2027/);
    assert.match(text, /Next meeting \| [^|]+, Thursday 4 February 2027 at 9:30am/);
    const { body } = await app.get(`/schools/${board.urn}`, advisor);
    assert.ok(body.includes(`href="/cases/${board.caseId}"`));
    assert.ok(!body.includes('open-board'), 'one board at a time');
  });

  test('offers to open a board to those who may, where the rules allow it', async () => {
    const academy = await aSchool(app, { typeCode: '34' });
    const officer = await app.signInAs(
      await storePerson(app.services.db, { role: 'senior-education-officer' }),
    );
    const link = (urn: Urn) => `href="/schools/${urn}/open-board"`;
    assert.ok((await app.get(`/schools/${other}`, advisor)).body.includes(link(other)));
    assert.ok(!(await app.get(`/schools/${other}`, officer)).body.includes(link(other)));
    const { body } = await app.get(`/schools/${academy}`, advisor);
    assert.ok(!body.includes(link(academy)));
    assert.match(body, /not maintained by the authority \(Academy converter\)/);
  });

  test('shows a typed figure as typed, by whom, with its source and date', async () => {
    const work = await app.workAs(board.chair);
    must(
      await recordContextFigure(work, {
        urn: board.urn,
        measure: 'persistent-absence',
        value: 18.4,
        cohort: 'all',
        period: 'Autumn 2026',
        status: 'provisional',
        asAt: date('2026-12-18'),
        source: 'Head’s report to <governors>',
      }),
    );
    const text = await words(board.urn, advisor);
    assert.match(
      text,
      /Persistent absence \| Autumn 2026 \| 18.4% \| provisional \| Head’s report to <governors>, 18 December 2026. Typed by Ruth Calloway/,
    );
  });

  test('says the date of what is old, and nothing more', async () => {
    const urn = 900_950 as Urn;
    await app.services.db.transaction().execute((trx) =>
      saveSchools(trx, 'demonstration', [
        {
          urn,
          name: 'Gone School',
          la_code: app.authority.laCode,
          la_name: app.authority.name,
          type_code: '01',
          status: 'closed',
          closed_on: date('2019-08-31'),
          head_title: 'Mrs',
          head_first_name: 'Ines',
          head_last_name: 'Almeida',
          website: 'javascript:alert(1)',
        },
      ]),
    );
    const text = await words(urn, advisor);
    assert.match(text, /Closed on 31 August 2019/);
    assert.match(text, /The school has closed, so no School Improvement Board can be opened/);
    assert.match(text, /Head in the register \| Mrs Ines Almeida/);
    assert.match(text, /Source: Demonstration data, invented/);
    assert.match(text, /No inspection is known/);
    const { body } = await app.get(`/schools/${urn}`, advisor);
    assert.doesNotMatch(body, /href="javascript/);
    assert.doesNotMatch(body, /ofsted\.gov\.uk/, 'Ofsted has no page for an invented school');
  });

  test('is open to the people of the school, and to nobody else’s people', async () => {
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const headers = await app.signInAs(person);
      const { status, body } = await app.get(`/schools/${board.urn}`, headers);
      assert.equal(status, 200);
      assert.ok(!body.includes('mailto:'), 'addresses are for the authority');
      assert.ok(!body.includes('figures/new'));
      assert.equal((await app.get(`/schools/${other}`, headers)).status, 404);
    }
    assert.ok((await app.get(`/schools/${board.urn}`, advisor)).body.includes('mailto:'));
  });

  test('answers alike for a school that is elsewhere and one that is nowhere', async () => {
    const replies = await Promise.all(
      [String(foreign), '999999', '12', 'abc', `0${board.urn}`].map((urn) =>
        app.get(`/schools/${urn}`, advisor),
      ),
    );
    for (const { status, body } of replies) {
      assert.equal(status, 404);
      assert.equal(body.includes('Far Away'), false);
    }
    assert.equal(replies[0]?.body, replies[1]?.body);
  });

  test('asks the same few questions of the database however much there is to show', async () => {
    const count = async (urn: Urn) => {
      const asked = mock.method(app.services.db.getExecutor(), 'executeQuery');
      await app.get(`/schools/${urn}`, advisor);
      asked.mock.restore();
      return asked.mock.callCount();
    };
    const full = await count(board.urn);
    assert.ok(full > 0 && full <= 20, `${full} queries`);
    assert.ok((await count(other)) <= full);
  });
});
