import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOf, changeStatus } from '#modules/actions/index.ts';
import { addMembers, openCase } from '#modules/cases/index.ts';
import { inviteToNext, meetingFilesOf, meetingsOf } from '#modules/meetings/index.ts';
import { startRecord } from '#modules/records/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { checkFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import { readWorkbook } from '#platform/workbooks/read-workbook.ts';
import { writeWorkbook } from '#platform/workbooks/write-workbook.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Work } from '#web/services.ts';
import { takeOnWorkbook } from '../queries/take-on-workbook.ts';
import { applySheet, checkSheet, keepSheet } from './take-on-sheet.ts';
import type { SheetId } from './take-on-sheet.ts';
import { addOpenAction, addPastFile, addPastMeeting, takeOnCase } from './take-on.ts';
import type { ToTakeOn } from './take-on.ts';

let app: TestApp;
let chairId: PersonId;
let chair: Work;
before(async () => {
  app = await startApp();
  chairId = await storePerson(app.services.db, { name: 'Ruth Calloway' });
  chair = await app.workAs(chairId);
});
after(() => app.close());

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

function aRunningCase(told: Partial<ToTakeOn> = {}): ToTakeOn {
  return {
    id: newId<CaseId>(),
    process: 'sib',
    openedOn: date('2026-02-02'),
    background: 'The inspection of November 2025.',
    nextForm: 'sib-standard',
    next: { date: date('2027-01-28'), time: '09:30' as LocalTime },
    ...told,
  };
}

function aFile(content = '%PDF-1.7 record'): CheckedFile {
  const checked = checkFile(Buffer.from(content), 'Entry meeting.pdf');
  if (!checked.ok) throw new Error(checked.refusal.sentence);
  return checked.value;
}

describe('taking on a case that is running', () => {
  let urn: Urn;
  let id: CaseId;
  beforeEach(async () => {
    urn = await aSchool(app);
    id = must(await takeOnCase(chair, urn, aRunningCase()));
  });

  it('opens it on its own day, marked, with its next meeting on its agenda', async () => {
    const { db } = app.services;
    const row = await db
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      [row.opened_on, row.taken_on, row.status, row.next_form],
      ['2026-02-02', '2027-01-14', 'open', null],
    );
    const [meeting] = await meetingsOf(db, id);
    assert.deepEqual(
      [meeting?.form, meeting?.date, meeting?.status, meeting?.takenOn],
      ['sib-standard', '2027-01-28', 'planned', false],
    );
  });

  it('invites whoever joins its board to the meeting that is planned', async () => {
    await app.services.db.deleteFrom('mails').execute();
    const person = { name: 'Li Wen', address: 'li.wen@example.org' };
    const seat = { seat: 'chair-of-governors', description: '', person };
    must(await addMembers(chair, id, [seat], inviteToNext(chair)));
    const mails = await app.services.db.selectFrom('mails').selectAll().execute();
    assert.deepEqual(
      mails.map(({ to_address: to, calendar_method: method }) => [to, method]),
      [['li.wen@example.org', 'REQUEST']],
    );
  });

  it('takes past meetings with their original files, and open actions that are agreed', async () => {
    const { db } = app.services;
    const meeting = { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-03-05') };
    must(await addPastMeeting(chair, id, meeting, aFile()));
    must(await addPastMeeting(chair, id, meeting, aFile()));
    must(await addPastFile(chair, id, meeting.id, aFile('%PDF-1.7 minutes')));
    const files = (await meetingFilesOf(db, [meeting.id])).get(meeting.id);
    assert.equal(files?.length, 2, 'the same file twice is kept once');
    const wording = {
      what: 'Read daily',
      undertakes: 'English lead',
      monitors: '',
      success: '',
      support: '',
      byWhen: date('2026-12-18'),
    };
    const action = newId<ActionId>();
    must(await addOpenAction(chair, id, meeting.id, action, wording));
    must(await addOpenAction(chair, id, meeting.id, action, wording));
    const [listed, ...others] = await actionsOf(db, id);
    assert.equal(others.length, 0);
    assert.equal(listed?.what, 'Read daily');
    must(await changeStatus(chair, action, { kind: 'complete' }));
    // The record of such a meeting is its file.
    assert.equal(code(await startRecord(chair, meeting.id)), 'taken-on');
  });

  it('carries its open actions into the record of the next meeting', async () => {
    const meeting = { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-03-05') };
    must(await addPastMeeting(chair, id, meeting, undefined));
    const wording = {
      what: 'Teach phonics every day',
      undertakes: 'Head of early years',
      monitors: '',
      success: '',
      support: '',
      byWhen: undefined,
    };
    must(await addOpenAction(chair, id, meeting.id, newId<ActionId>(), wording));
    const planned = (await meetingsOf(app.services.db, id)).find(
      ({ status }) => status === 'planned',
    );
    assert.ok(planned);
    const record = must(await startRecord(chair, planned.id));
    const sections = await app.services.db
      .selectFrom('record_sections')
      .select(['section', 'text'])
      .where('record_id', '=', record)
      .execute();
    const progress = sections.find(({ section }) => section === 'progress-against-agreed-actions');
    assert.match(progress?.text ?? '', /Teach phonics every day/);
    assert.match(progress?.text ?? '', /agreed on Thursday 5 March 2026/);
  });

  const meetings: readonly [string, Partial<{ form: string; date: string }>, string][] = [
    ['an agenda of another process', { form: 'pci' }, 'wrong-agenda'],
    ['a day to come', { date: '2027-01-15' }, 'in-the-future'],
    ['a day before the case began', { date: '2026-02-01' }, 'before-the-case'],
  ];
  for (const [what, change, expected] of meetings) {
    it(`refuses a past meeting with ${what}`, async () => {
      const { form = 'sib-entry', date: day = '2026-03-05' } = change;
      const meeting = { id: newId<MeetingId>(), form, date: date(day) };
      assert.equal(code(await addPastMeeting(chair, id, meeting, undefined)), expected);
    });
  }

  it('refuses a second meeting on a day, and actions without an owner or a meeting', async () => {
    const meeting = { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-03-05') };
    must(await addPastMeeting(chair, id, meeting, undefined));
    const second = { ...meeting, id: newId<MeetingId>() };
    assert.equal(code(await addPastMeeting(chair, id, second, undefined)), 'already-there');
    const wording = {
      what: 'Read daily',
      undertakes: '',
      monitors: '',
      success: '',
      support: '',
      byWhen: undefined,
    };
    const add = (meetingId: MeetingId | undefined, told: Partial<typeof wording>) =>
      addOpenAction(chair, id, meetingId, newId<ActionId>(), { ...wording, ...told });
    assert.equal(code(await add(meeting.id, {})), 'no-owner');
    assert.equal(code(await add(meeting.id, { undertakes: 'x', what: '' })), 'nothing');
    assert.equal(code(await add(undefined, { undertakes: 'x' })), 'no-meeting');
  });

  it('refuses a second case of the school, a day to come, and an agenda of another process', async () => {
    assert.equal(code(await takeOnCase(chair, urn, aRunningCase())), 'already-open');
    const other = await aSchool(app, { name: 'Birchwood Primary School' });
    const refused: readonly [Partial<ToTakeOn>, string][] = [
      [{ openedOn: date('2027-01-15') }, 'in-the-future'],
      [{ nextForm: 'pci' }, 'wrong-agenda'],
      [{ next: { date: date('2027-01-13'), time: '09:30' as LocalTime } }, 'past'],
      [{ background: '' }, 'no-background'],
    ];
    for (const [told, expected] of refused) {
      assert.equal(code(await takeOnCase(chair, other, aRunningCase(told))), expected);
    }
    const cases = app.services.db.selectFrom('cases').select('id').where('urn', '=', other);
    assert.deepEqual(await cases.execute(), [], 'nothing is left of what was refused');
  });

  it('adds nothing to a case that was opened here', async () => {
    const other = await aSchool(app);
    const opened = { id: newId<CaseId>(), process: 'sib', background: 'Results fell.' };
    must(await openCase(chair, other, opened));
    const meeting = { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-03-05') };
    assert.equal(code(await addPastMeeting(chair, opened.id, meeting, undefined)), 'not-taken-on');
  });
});

const head = {
  Cases: [
    'URN',
    'School',
    'Process',
    'Began on',
    'Why it was started',
    'Next agenda',
    'Next date',
    'Next time',
  ],
  'Past meetings': ['URN', 'Meeting', 'Date'],
  'Open actions': [
    'URN',
    'Agreed on',
    'What will be done',
    'Who undertakes it',
    'Who monitors it',
    'How success will be measured',
    'What support is offered',
    'By when',
  ],
} as const;
type Rows = readonly (readonly (string | number | null)[])[];

/** A workbook with these lines, kept as a sheet. */
async function sent(
  cases: Rows,
  past: Rows = [],
  actions: Rows = [],
  told: Partial<Record<keyof typeof head, readonly string[]>> = {},
): Promise<SheetId> {
  const rows = { Cases: cases, 'Past meetings': past, 'Open actions': actions };
  const bytes = await writeWorkbook(
    (Object.keys(head) as (keyof typeof head)[]).map((name) => ({
      name,
      columns: (told[name] ?? head[name]).map((title) => ({ title, width: 12 })),
      rows: rows[name],
    })),
  );
  const file = checkFile(bytes, 'Boards.xlsx');
  if (!file.ok) throw new Error(file.refusal.sentence);
  return must(await keepSheet(chair, newId<SheetId>(), file.value));
}

async function report(id: SheetId) {
  const checked = await checkSheet(chair, id);
  assert.ok(checked);
  return must(checked);
}

const line = (urn: number | string): (string | number | null)[] => [
  urn,
  'Ashgrove Primary School',
  'School Improvement Board',
  '02/02/2026',
  'The inspection of November 2025.',
  'Standard Meeting',
  '28/01/2027',
  '9:30am',
];

describe('taking on many cases from a sheet', () => {
  const counted = async () => {
    const row = await app.services.db
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };

  it('is provided with the maintained schools that have no case, and their lists', async () => {
    const maintained = await aSchool(app, { name: 'Larkfield Primary School' });
    const academy = await aSchool(app, { name: 'Moor Academy', typeCode: '34' });
    const withCase = await aSchool(app, { name: 'Nettle Lane School' });
    must(await takeOnCase(chair, withCase, aRunningCase()));
    const { db, pack } = app.services;
    const read = must(await readWorkbook(await takeOnWorkbook(db, pack, app.authority)));
    const sheet = read.find(({ name }) => name === 'Cases');
    assert.deepEqual(sheet?.rows[0], head.Cases);
    const urns = sheet.rows.map(([urn]) => urn);
    assert.ok(urns.includes(maintained));
    assert.ok(!urns.includes(academy) && !urns.includes(withCase));
    assert.deepEqual(
      read.map(({ name }) => name),
      ['How to fill this in', 'Cases', 'Past meetings', 'Open actions'],
    );
  });

  it('checks it first, takes on all of it at once, and nothing when it is sent again', async () => {
    const one = await aSchool(app, { name: 'Oak Lane School' });
    const two = await aSchool(app, { name: 'Pine Lane School' });
    const id = await sent(
      [
        line(one),
        [
          two,
          null,
          'PCI',
          '2026-05-04',
          'Left its board.',
          'Progress Check-In Meeting',
          null,
          null,
        ],
        [900_999, 'Not filled in', null, null, null, null, null, null],
      ],
      [[one, 'Entry Meeting', '05/03/2026']],
      [[one, '05/03/2026', 'Read daily', 'English lead', '', '', '', '18/12/2026']],
    );
    const before1 = await counted();
    const checked = await report(id);
    assert.deepEqual(checked.problems, []);
    assert.deepEqual(
      checked.cases.map(({ school, meetings, actions }) => [school, meetings, actions]),
      [
        ['Oak Lane School', 1, 1],
        ['Pine Lane School', 0, 0],
      ],
    );
    assert.equal(await counted(), before1, 'a check keeps nothing');
    const applied = await applySheet(chair, id);
    assert.ok(applied);
    const [first] = must(applied).cases;
    assert.ok(first);
    assert.equal((await actionsOf(app.services.db, first.caseId)).length, 1);
    assert.equal(await counted(), before1 + 2);
    const again = await applySheet(chair, id);
    assert.ok(again);
    assert.deepEqual([must(again).cases, must(again).unchanged.length], [[], 2]);
    assert.equal(await counted(), before1 + 2);
  });

  it('says of every line what is wrong with it, and takes on nothing', async () => {
    const known = await aSchool(app, { name: 'Quarry School' });
    const academy = await aSchool(app, { name: 'Rowan Academy', typeCode: '34' });
    const elsewhere = await aSchool(app, { name: 'Sedge School', laCode: '331' });
    const running = await aSchool(app, { name: 'Thorn School' });
    must(await takeOnCase(chair, running, aRunningCase()));
    const withCells = (urn: number | string, cells: Record<number, string | null>) =>
      line(urn).map((cell, index) => (index in cells ? (cells[index] ?? null) : cell));
    const id = await sent(
      [
        line(899_999),
        line(academy),
        line(elsewhere),
        line(running),
        withCells('12', {}),
        withCells(known, { 5: 'Exit' }),
        withCells(known, { 2: null }),
        withCells(known, { 3: null }),
        withCells(known, { 3: '31/02/2026' }),
        withCells(known, { 7: null }),
        withCells(known, { 6: '13/01/2027' }),
        line(known),
        line(known),
      ],
      [
        [known, 'Progress Check-In Meeting', '05/03/2026'],
        [known, 'Entry Meeting', null],
        [900_998, 'Entry Meeting', '05/03/2026'],
      ],
      [
        [known, '06/03/2026', 'Read daily', 'English lead', '', '', '', ''],
        [known, '05/03/2026', 'Read daily', null, '', '', '', ''],
      ],
    );
    const before1 = await counted();
    const { problems, cases } = await report(id);
    const said = problems.map(({ sheet, row, sentence }) => `${sheet} ${row}: ${sentence}`);
    for (const expected of [
      /^Cases 2: No school with the URN 899999 is known here/,
      /^Cases 3: Rowan Academy is not maintained by the authority/,
      /^Cases 4: Sedge School is a school of another authority/,
      /^Cases 5: Thorn School already has a School Improvement Board open/,
      /^Cases 6: “12” is not a URN/,
      /^Cases 7: “Exit” is not in the list of “Next agenda”/,
      /^Cases 8: Choose from the list under “Process”/,
      /^Cases 9: Enter the day on which it began/,
      /^Cases 10: “31\/02\/2026” under “Began on” is not a date/,
      /^Cases 11: Enter the time of the next meeting/,
      /^Cases 12: The date of the meeting must be today or in the future/,
      /^Cases 13: URN \d+ stands in row \d+ already/,
      /^Past meetings 2: “Progress Check-In Meeting” is no agenda of a School Improvement Board/,
      /^Past meetings 3: Enter the date of the meeting/,
      /^Past meetings 4: Nothing is filled in for URN 900998/,
      /^Open actions 2: No meeting of 6\/3\/2026 stands in the sheet/,
      /^Open actions 3: Enter who undertakes the action/,
    ]) {
      assert.ok(
        said.some((each) => expected.test(each)),
        `${String(expected)} is not among\n${said.join('\n')}`,
      );
    }
    const applied = await applySheet(chair, id);
    assert.ok(applied);
    assert.equal(code(applied), 'problems');
    assert.equal(await counted(), before1);
    assert.ok(cases.length <= 1);
  });

  it('is checked without waiting for anyone, and without leaving a trace', async () => {
    const urn = await aSchool(app, { name: 'Viburnum School' });
    const id = await sent(
      [line(urn)],
      [[urn, 'Entry Meeting', '05/03/2026']],
      [[urn, '05/03/2026', 'Read daily', 'English lead', '', '', '', '']],
    );
    const { db } = app.services;
    const trail = () => db.selectFrom('audit_events').select('seq').orderBy('seq').execute();
    const before1 = await trail();
    // Whoever holds the school and the end of the audit trail would stop everyone who writes.
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('schools').select('urn').where('urn', '=', urn).forUpdate().execute();
      await appendAudit(trx, {
        at: app.clock.now(),
        actor: { personId: chairId, name: 'Ruth Calloway' },
        type: 'test',
        subject: { kind: 'school', id: String(urn) },
        payload: {},
      });
      const { problems, cases } = await report(id);
      assert.deepEqual([problems, cases.length], [[], 1]);
    });
    assert.equal((await trail()).length, before1.length + 1);
  });

  it('is kept once when its form is sent twice at the same time', async () => {
    const id = newId<SheetId>();
    const file = checkFile(
      await writeWorkbook([{ name: 'Cases', columns: [], rows: [] }]),
      'B.xlsx',
    );
    const both = await Promise.all([
      keepSheet(chair, id, must(file)),
      keepSheet(chair, id, must(file)),
    ]);
    assert.deepEqual(both.map(must), [id, id]);
  });

  it('takes no day that no form would take', async () => {
    const known = await aSchool(app);
    for (const day of ['0000-01-01', '01/01/0001', '31/12/9999']) {
      const began = line(known).map((cell, index) => (index === 3 ? day : cell));
      const { problems } = await report(await sent([began]));
      assert.deepEqual(
        problems.map(({ sentence }) => sentence),
        [`“${day}” under “Began on” is not a date, like 12/11/2025`],
      );
    }
  });

  it('says which sheet or column is missing', async () => {
    const id = await sent([], [], [], { Cases: ['URN', 'Process'] });
    const { problems } = await report(id);
    assert.match(problems[0]?.sentence ?? '', /There is no column “Began on”/);
  });

  it('says that nothing is filled in', async () => {
    const { problems } = await report(await sent([]));
    assert.match(problems[0]?.sentence ?? '', /Nothing is filled in/);
  });

  it('is for those who open cases, and of an Excel workbook', async () => {
    assert.equal(code(await keepSheet(chair, newId<SheetId>(), aFile())), 'not-excel');
    const clerk = await app.workAs(await storePerson(app.services.db, { role: 'clerk' }));
    const id = await sent([line(await aSchool(app))]);
    const applied = await applySheet(clerk, id);
    assert.ok(applied);
    assert.equal(code(applied), 'not-yours');
  });
});
