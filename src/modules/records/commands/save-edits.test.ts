import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, PersonId, RecordId } from '#kernel/ids.ts';
import { hasVersions, passagesOf } from '#merge/versions.ts';
import { actionsOfMeeting } from '#modules/actions/index.ts';
import { pauseCase } from '#modules/case-life/index.ts';
import { boardOf } from '#modules/cases/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aFinalRecord, anOpenRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { findRecord } from '../index.ts';
import { findAlteration } from '../queries/altered-records.ts';
import { openChoicesOf } from '../queries/open-choices.ts';
import { newsOf } from '../queries/room.ts';
import { wholeRecord } from '../queries/whole-record.ts';
import { attendanceOf, revisionsOf, revisionsOfParts, sectionsOf } from '../store-contents.ts';
import { addAction, saveAttendance, saveNext, saveNoteTaker, saveOutcome } from './hold-meeting.ts';
import { saveEdits } from './save-edits.ts';
import type { Edit, EditResult, EditsSaved } from './save-edits.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const edit = (part: string, text: string, parent = 0, id: string = randomUUID()): Edit => ({
  id,
  part,
  text,
  parent,
});

/** Sends edits together; what others have changed is asked for from the first version on. */
async function send(
  person: PersonId,
  recordId: RecordId,
  edits: readonly Edit[],
  since = Number.MAX_SAFE_INTEGER,
): Promise<EditsSaved> {
  return must(await saveEdits(await app.workAs(person), recordId, edits, since));
}

/** One edit that is saved, or kept beside another, or refused. */
async function type(
  person: PersonId,
  recordId: RecordId,
  part: string,
  text: string,
  parent = 0,
): Promise<EditResult> {
  const { results } = await send(person, recordId, [edit(part, text, parent)]);
  const [result] = results;
  assert.ok(result && results.length === 1);
  return result;
}

async function matterOf(recordId: RecordId) {
  const asking = { today: date('2027-01-14'), laCode: app.authority.laCode };
  return (await findRecord(app.services.db, recordId, asking)) ?? assert.fail('no record');
}

async function textOf(recordId: RecordId, section: string): Promise<string | undefined> {
  return (await sectionsOf(app.services.db, recordId)).get(section)?.text;
}

/** A record that two advisors hold, with a note-taker. */
async function aRoom(): Promise<StoredRecord & { readonly other: PersonId }> {
  const stored = await anOpenRecord(app);
  const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
  must(
    await saveNoteTaker(
      await app.workAs(stored.board.chair),
      stored.recordId,
      stored.board.officer,
    ),
  );
  return { ...stored, other };
}

const refusalOf = (result: EditResult | undefined) =>
  result?.kind === 'refused' ? result.refusal : assert.fail(`not refused: ${result?.kind}`);

describe('several edits at once', () => {
  test('each have their own result, and one that is refused keeps no other from being saved', async () => {
    const { board, recordId } = await aRoom();
    const first = (await matterOf(recordId)).record.version;
    const sent = [
      edit('impact-of-support', 'A mentor since May.'),
      edit('no-such-section', 'Lost?'),
      edit('decision:answer', 'not-yet'),
      edit('decision:outcome', 'no-such-outcome'),
      edit('decision:reasons', 'Leadership is new.'),
      edit('board', 'Typed where nothing is typed'),
      edit('next:', 'kind=set&date=2027-02-31&time=09:30'),
      edit('context', 'On no such text', 77),
    ];
    const { results, version } = await send(board.chair, recordId, sent);
    assert.deepEqual(
      results.map(({ id, kind }) => [id, kind]),
      sent.map(({ id }, index) => [id, [0, 2, 4].includes(index) ? 'saved' : 'refused']),
    );
    assert.deepEqual(
      results.flatMap((each) => (each.kind === 'refused' ? [each.refusal.sentence] : [])),
      [
        'The form has no such part. What you typed is not saved.',
        'Choose an outcome from the list',
        '“Board” has no text of its own to change.',
        'Enter the date of the next meeting',
        'This was typed on a text that the council does not have. Copy it, and load the page again',
      ],
    );
    assert.equal(version, first + 3);
    const { decision } = (await matterOf(recordId)).record;
    assert.deepEqual(
      [decision.answer, decision.reasons, decision.outcome],
      ['not-yet', 'Leadership is new.', undefined],
    );
    assert.equal(await textOf(recordId, 'impact-of-support'), 'A mentor since May.');
  });

  test('are at the council no sooner than the answer says', async () => {
    const { board, recordId } = await aRoom();
    let ticks = Date.parse('2027-01-14T10:00:00Z');
    const clock = { now: () => new Date((ticks += 1000)) };
    const work = { ...(await app.workAs(board.chair)), clock };
    const saved = must(await saveEdits(work, recordId, [edit('impact-of-support', 'One')], 0));
    const [revision] = await revisionsOf(app.services.db, recordId, 'impact-of-support');
    assert.ok(revision && saved.at > revision.at);
    assert.equal(saved.at.getTime(), ticks);
  });
});

describe('an edit that arrives again', () => {
  test('is saved once, and answered as it was the first time', async () => {
    const { board, recordId, other } = await aRoom();
    const sent = [
      edit('impact-of-support', 'One'),
      edit('decision:reasons', 'Because'),
      edit('decision:answer', 'yes'),
    ];
    const first = await send(board.chair, recordId, sent);
    // Somebody goes on meanwhile.
    await type(other, recordId, 'impact-of-support', 'One and two', 1);
    const again = await send(board.chair, recordId, sent);
    assert.deepEqual(again.results, first.results);
    assert.equal((await revisionsOf(app.services.db, recordId, 'impact-of-support')).length, 2);
    assert.equal(await textOf(recordId, 'impact-of-support'), 'One and two');
    const trail = await app.services.db
      .selectFrom('audit_events')
      .select('type')
      .where('subject_id', '=', recordId)
      .where('type', 'in', ['section saved', 'outcome recorded'])
      .execute();
    assert.equal(trail.filter((each) => each.type === 'outcome recorded').length, 2);
    assert.equal(trail.filter((each) => each.type === 'section saved').length, 2);
  });

  test('at the same moment, or twice in one request, is saved once too', async () => {
    const { board, recordId } = await aRoom();
    const one = edit('impact-of-support', 'One');
    const answers = await Promise.all(
      [[one], [one, one], [one]].map((edits) => send(board.chair, recordId, edits)),
    );
    for (const { results } of answers) {
      for (const each of results) assert.equal(each.kind === 'saved' && each.revision, 1);
    }
    assert.equal((await revisionsOf(app.services.db, recordId, 'impact-of-support')).length, 1);
  });

  test('is answered the same when it had been kept beside another', async () => {
    const { board, recordId, other } = await aRoom();
    await type(other, recordId, 'decision:answer', 'yes');
    const late = [edit('decision:answer', 'no')];
    const first = await send(board.chair, recordId, late);
    assert.equal(first.results[0]?.kind, 'beside');
    assert.deepEqual((await send(board.chair, recordId, late)).results, first.results);
    const parts = ['decision:answer'];
    assert.equal((await revisionsOfParts(app.services.db, recordId, parts)).length, 2);
  });
});

describe('two people in one section', () => {
  const section = 'impact-of-support';

  test('in different parts of it, both are in the text, and each is told', async () => {
    const { board, recordId } = await aRoom();
    await type(board.chair, recordId, section, 'The mentor came.\nReading rose.');
    await type(board.chair, recordId, section, 'The mentor came twice.\nReading rose.', 1);
    const saved = await type(
      board.officer,
      recordId,
      section,
      'The mentor came.\nReading rose by a tenth.',
      1,
    );
    assert.deepEqual(saved, {
      kind: 'saved',
      id: saved.id,
      part: section,
      revision: 3,
      text: 'The mentor came twice.\nReading rose by a tenth.',
      by: 'Ruth Calloway',
      overlap: false,
    });
    assert.equal(await textOf(recordId, section), saved.kind === 'saved' ? saved.text : '');
  });

  test('in the same passage, both versions are in the text with their names, until one is left', async () => {
    const { board, recordId } = await aRoom();
    await type(board.chair, recordId, section, 'Reading rose.');
    await type(board.chair, recordId, section, 'Reading rose a little.', 1);
    const saved = await type(board.officer, recordId, section, 'Reading rose a lot.', 1);
    assert.ok(saved.kind === 'saved' && saved.overlap);
    const text = (await textOf(recordId, section)) ?? '';
    assert.deepEqual(passagesOf(text), [
      {
        kind: 'versions',
        versions: [
          { by: 'Ruth Calloway', text: 'Reading rose a little.' },
          { by: 'Priya Nair', text: 'Reading rose a lot.' },
        ],
      },
    ]);
    await type(board.chair, recordId, section, 'Reading rose a little.', saved.revision);
    assert.equal(hasVersions((await textOf(recordId, section)) ?? ''), false);
    const kept = (await revisionsOf(app.services.db, recordId, section)).map((each) => each.text);
    assert.equal(kept.length, 4);
    assert.ok(kept.some((each) => each.includes('Reading rose a lot.')));
  });

  test('of ten saves at the same moment none is lost', async () => {
    const { board, recordId } = await aRoom();
    const words = Array.from({ length: 10 }, (_, number) => `word${number}x`);
    await Promise.all(
      words.map((word, number) =>
        type(number % 2 === 0 ? board.chair : board.officer, recordId, section, word),
      ),
    );
    const text = (await textOf(recordId, section)) ?? '';
    for (const word of words) assert.ok(text.includes(word), text);
    const numbers = (await revisionsOf(app.services.db, recordId, section)).map(
      ({ revision }) => revision,
    );
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('two who decide at once', () => {
  test('differently: the first stands, the other stands beside it, and whoever saw both settles it', async () => {
    const { board, recordId, other } = await aRoom();
    await type(other, recordId, 'decision:answer', 'yes');
    const second = await type(board.chair, recordId, 'decision:answer', 'not-yet');
    assert.deepEqual(second, {
      kind: 'beside',
      id: second.id,
      part: 'decision:answer',
      revision: 2,
      text: 'yes',
      by: 'Amara Okafor',
      beside: {
        text: 'not-yet',
        revision: 2,
        by: 'Ruth Calloway',
        at: app.clock.now().toISOString(),
      },
    });
    assert.equal((await matterOf(recordId)).record.decision.answer, 'yes');
    const { db } = app.services;
    const [open] = await openChoicesOf(db, recordId);
    assert.deepEqual([open?.section, open?.text], ['decision:answer', 'not-yet']);
    // Choosing what is there settles it too.
    const settled = await type(board.chair, recordId, 'decision:answer', 'yes', 2);
    assert.equal(settled.kind, 'saved');
    assert.deepEqual(await openChoicesOf(db, recordId), []);
    assert.equal((await matterOf(recordId)).record.decision.answer, 'yes');
  });

  test('the same: nothing stands beside', async () => {
    const { board, recordId, other } = await aRoom();
    const next = (time: string) => `kind=set&date=2027-03-11&time=${time}&reason=`;
    assert.equal((await type(other, recordId, 'next:', next('09:30'))).kind, 'saved');
    // However the time was typed.
    const again = await type(board.chair, recordId, 'next:', next('9.30am'));
    assert.deepEqual(
      [again.kind, again.kind === 'saved' && again.revision, again.kind === 'saved' && again.text],
      ['saved', 1, undefined],
    );
    assert.deepEqual(await openChoicesOf(app.services.db, recordId), []);
  });

  test('a third choice, made without having seen the one beside, is told of it', async () => {
    const { board, recordId, other } = await aRoom();
    await type(other, recordId, 'decision:answer', 'yes');
    await type(board.chair, recordId, 'decision:answer', 'not-yet');
    const third = edit('decision:answer', 'no', 1);
    const { results } = await send(other, recordId, [third]);
    const [told] = results;
    assert.ok(told?.kind === 'beside');
    assert.deepEqual([told.text, told.revision, told.by], ['no', 3, 'Amara Okafor']);
    assert.deepEqual(
      [told.beside.text, told.beside.revision, told.beside.by],
      ['not-yet', 2, 'Ruth Calloway'],
    );
    assert.equal((await matterOf(recordId)).record.decision.answer, 'no');
    assert.deepEqual((await send(other, recordId, [third])).results, results);
    assert.equal((await type(other, recordId, 'decision:answer', 'not-yet', 3)).kind, 'saved');
    assert.deepEqual(await openChoicesOf(app.services.db, recordId), []);
  });

  test('what is said in words is merged as any text', async () => {
    const { board, recordId, other } = await aRoom();
    await type(other, recordId, 'decision:reasons', 'Leadership is new.');
    const saved = await type(board.chair, recordId, 'decision:reasons', 'Reading fell.');
    assert.ok(saved.kind === 'saved');
    assert.equal(saved.text, 'Leadership is new.\nReading fell.');
    assert.equal((await matterOf(recordId)).record.decision.reasons, saved.text);
  });

  test('one on the plain page, one in the room: the choice in the room stands beside', async () => {
    const { board, recordId, other } = await aRoom();
    const decided = { outcome: undefined, reasons: '', concerns: '', support: '' };
    must(await saveOutcome(await app.workAs(other), recordId, { ...decided, answer: 'yes' }));
    const room = await type(board.chair, recordId, 'decision:answer', 'no');
    assert.ok(room.kind === 'beside');
    assert.deepEqual([room.text, room.by], ['yes', 'Amara Okafor']);
  });
});

describe('a choice that stands beside another', () => {
  test('is one that could be chosen', async () => {
    const { board, recordId, other } = await aRoom();
    await type(other, recordId, 'decision:outcome', 'remain-next-term');
    const told = refusalOf(await type(board.chair, recordId, 'decision:outcome', 'no-such-one'));
    assert.equal(told.sentence, 'Choose an outcome from the list');
    assert.deepEqual(await openChoicesOf(app.services.db, recordId), []);
  });

  test('holds nothing up once there is nothing to choose it for', async () => {
    const { board, recordId, other } = await aRoom();
    const id = newId<ActionId>();
    await type(other, recordId, `action:${id}:byWhen`, '2027-03-19');
    await type(board.chair, recordId, `action:${id}:byWhen`, '2027-03-26');
    const open = async () =>
      (await wholeRecord(app.services.db, await matterOf(recordId))).openChoices;
    assert.deepEqual(await open(), [`action:${id}:byWhen`]);
    await type(other, recordId, `action:${id}:removed`, 'yes');
    assert.deepEqual(await open(), []);
    const late = refusalOf(await type(board.chair, recordId, `action:${id}:byWhen`, '2027-04-09'));
    assert.equal(late.code, 'removed');
  });
});

describe('a note-taker', () => {
  test('writes in the sections, and decides nothing', async () => {
    const { board, recordId } = await aRoom();
    const [member] = await boardOf(app.services.db, board.caseId);
    const parts = [
      'decision:outcome',
      'decision:reasons',
      `attendance:${member?.id}`,
      'attendance:proceeded',
      'next:',
      `action:${newId<ActionId>()}:what`,
    ];
    const { results } = await send(board.officer, recordId, [
      edit('impact-of-support', 'Noted.'),
      ...parts.map((part) => edit(part, 'Mine')),
    ]);
    const [notes, ...decisions] = results;
    assert.equal(notes?.kind, 'saved');
    assert.deepEqual(
      decisions.map((each) => refusalOf(each).code),
      parts.map(() => 'not-the-chair'),
    );
    assert.deepEqual((await matterOf(recordId)).record.decision.reasons, '');
  });

  test('of another record, or who is one no more, writes nothing', async () => {
    const { board, recordId } = await aRoom();
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, undefined));
    const { officer, head, governor, lead } = board;
    for (const person of [officer, head, governor, lead]) {
      const work = await app.workAs(person);
      const saved = await saveEdits(work, recordId, [edit('impact-of-support', 'Mine')], 0);
      assert.equal(saved.ok || saved.refusal.code, 'not-yours');
    }
    assert.equal(await textOf(recordId, 'impact-of-support'), undefined);
  });
});

describe('an action', () => {
  test('comes field by field, and is given to whoever of the board is named in full', async () => {
    const { board, recordId, meetingId } = await aRoom();
    const id = newId<ActionId>();
    const field = (name: string) => `action:${id}:${name}`;
    const { results } = await send(board.chair, recordId, [
      edit(field('undertakes'), 'Daniel Marsh'),
      edit(field('byWhen'), '2027-03-19'),
      edit(field('monitors'), 'The governors'),
      edit(field('byWhen'), 'Easter', 1),
    ]);
    assert.deepEqual(
      results.map(({ kind }) => kind),
      ['saved', 'saved', 'saved', 'refused'],
    );
    assert.equal(refusalOf(results[3]).sentence, 'Enter a date, for example 11 3 2027');
    const { db } = app.services;
    const [action] = await actionsOfMeeting(db, meetingId);
    assert.ok(action);
    assert.deepEqual(
      [action.id, action.what, action.undertakes, action.undertakesPerson, action.monitorsPerson],
      [id, '', 'Daniel Marsh', board.head, undefined],
    );
    assert.equal(action.byWhen, '2027-03-19');
    await type(board.chair, recordId, field('what'), 'Read every day');
    await type(board.chair, recordId, field('undertakes'), 'The English lead', 1);
    await type(board.chair, recordId, field('byWhen'), '', 1);
    const [changed] = await actionsOfMeeting(db, meetingId);
    assert.deepEqual(
      [changed?.what, changed?.undertakes, changed?.undertakesPerson, changed?.byWhen],
      ['Read every day', 'The English lead', undefined, undefined],
    );
  });

  test('that was removed says so to whoever still types in it, and does not come back', async () => {
    const { board, recordId, meetingId, other } = await aRoom();
    const id = newId<ActionId>();
    await type(board.chair, recordId, `action:${id}:what`, 'Read every day');
    assert.equal((await type(other, recordId, `action:${id}:removed`, 'yes')).kind, 'saved');
    for (const [part, text, parent] of [
      ['what', 'Read twice a day', 1],
      ['success', 'All read', 0],
      ['removed', '', 1],
    ] as const) {
      const address = `action:${id}:${part}`;
      const told = refusalOf(await type(board.chair, recordId, address, text, parent));
      assert.equal(told.sentence, 'This action has been removed. Add it again if it is agreed');
    }
    // Removing it once more is no change.
    assert.equal((await type(board.chair, recordId, `action:${id}:removed`, 'yes')).kind, 'saved');
    assert.deepEqual(await actionsOfMeeting(app.services.db, meetingId), []);
    const texts = await revisionsOfParts(app.services.db, recordId, [`action:${id}:what`]);
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['Read every day'],
    );
  });

  test('of another record is not touched', async () => {
    const [mine, theirs] = [await aRoom(), await aRoom()];
    const id = newId<ActionId>();
    await type(theirs.board.chair, theirs.recordId, `action:${id}:what`, 'Theirs');
    for (const [field, text] of [
      ['what', 'Mine'],
      ['removed', 'yes'],
    ] as const) {
      const part = `action:${id}:${field}`;
      const told = refusalOf(await type(mine.board.chair, mine.recordId, part, text));
      assert.equal(told.code, 'elsewhere');
    }
    const [action] = await actionsOfMeeting(app.services.db, theirs.meetingId);
    assert.equal(action?.what, 'Theirs');
  });
});

describe('who came', () => {
  test('comes member by member, with when they arrived', async () => {
    const { board, recordId, meetingId } = await aRoom();
    const { db } = app.services;
    const members = await boardOf(db, board.caseId);
    const idOf = (role: string) => members.find((each) => each.role === role)?.id ?? assert.fail();
    const part = (role: string) => `attendance:${idOf(role)}`;
    const { results } = await send(board.chair, recordId, [
      edit(part('headteacher'), 'attended=present&substitute=&arrived=9.45am'),
      edit(part('chair-of-governors'), 'attended=substitute&substitute=Jo Field&arrived='),
      edit(part('network-lead'), 'attended=substitute&substitute=&arrived='),
      edit(part('monitoring-officer'), 'attended=apologies&substitute=Left&arrived=10:00'),
      edit(`attendance:${newId<PersonId>()}`, 'attended=present'),
      edit(part('headteacher'), 'attended=present&arrived=soon', 1),
      edit('attendance:proceeded', 'The deputy spoke.'),
    ]);
    assert.deepEqual(
      results.map((each) => (each.kind === 'refused' ? each.refusal.sentence : each.kind)),
      [
        'saved',
        'saved',
        'Enter who came in place of Tomasz Zielinski',
        'saved',
        'Someone on the list has left the board. Try again.',
        'Enter when they arrived, for example 9:45am',
        'saved',
      ],
    );
    const came = new Map((await attendanceOf(db, meetingId)).map((each) => [each.member, each]));
    assert.equal(came.size, 3);
    assert.deepEqual(came.get(idOf('headteacher')), {
      member: idOf('headteacher'),
      attended: 'present',
      substitute: '',
      arrived: '09:45',
    });
    assert.deepEqual(came.get(idOf('monitoring-officer')), {
      member: idOf('monitoring-officer'),
      attended: 'apologies',
      substitute: '',
    });
    assert.equal((await matterOf(recordId)).record.proceeded, 'The deputy spoke.');
  });
});

describe('the news', () => {
  test('are what others have changed since a version, and not what these edits did', async () => {
    const { board, recordId } = await aRoom();
    const since = (await matterOf(recordId)).record.version;
    await type(board.officer, recordId, 'impact-of-support', 'Noted.');
    const mine = await send(board.chair, recordId, [edit('decision:answer', 'yes')], since);
    assert.deepEqual(mine.news, [
      {
        part: 'impact-of-support',
        text: 'Noted.',
        revision: 1,
        by: 'Priya Nair',
        at: app.clock.now().toISOString(),
      },
    ]);
    const later = await send(board.chair, recordId, [edit('context', 'More', 1)], mine.version);
    assert.deepEqual(later.news, []);
    // What was merged into another text is told with the result.
    const both = [edit('impact-of-support', 'Mine.', 0)];
    const { results, news } = await send(board.chair, recordId, both, since);
    assert.equal(results[0]?.kind === 'saved' && results[0].text, 'Noted.\nMine.');
    assert.ok(news.every(({ part }) => part !== 'impact-of-support'));
  });

  test('have what is recorded on the plain pages', async () => {
    const { board, recordId } = await aRoom();
    const { db } = app.services;
    const work = await app.workAs(board.chair);
    const [member] = await boardOf(db, board.caseId);
    assert.ok(member);
    const action = newId<ActionId>();
    const changes: readonly (readonly [
      () => Promise<unknown>,
      Readonly<Record<string, string>>,
    ])[] = [
      [
        async () =>
          must(
            await saveAttendance(
              work,
              recordId,
              [{ member: member.id, attended: 'apologies', substitute: '' }],
              'Snow.',
            ),
          ),
        {
          [`attendance:${member.id}`]: 'attended=apologies&substitute=&arrived=',
          'attendance:proceeded': 'Snow.',
        },
      ],
      [
        async () =>
          must(
            await saveOutcome(work, recordId, {
              outcome: 'remain-next-term',
              answer: 'yes',
              reasons: 'All is well.',
              concerns: '',
              support: '',
            }),
          ),
        {
          'decision:outcome': 'remain-next-term',
          'decision:answer': 'yes',
          'decision:reasons': 'All is well.',
        },
      ],
      [
        async () =>
          must(
            await saveNext(work, recordId, {
              kind: 'set',
              date: date('2027-03-11'),
              time: '09:30' as LocalTime,
            }),
          ),
        { 'next:': 'kind=set&date=2027-03-11&time=09%3A30&reason=' },
      ],
      [
        async () =>
          must(
            await addAction(work, recordId, action, {
              what: 'Read',
              undertakes: 'All',
              monitors: '',
              success: '',
              support: '',
              byWhen: date('2027-03-19'),
            }),
          ),
        {
          [`action:${action}:what`]: 'Read',
          [`action:${action}:undertakes`]: 'All',
          [`action:${action}:byWhen`]: '2027-03-19',
        },
      ],
    ];
    for (const [changeIt, parts] of changes) {
      const matter = await matterOf(recordId);
      await changeIt();
      const news = await newsOf(db, matter, matter.record.version);
      assert.deepEqual(Object.fromEntries(news.map(({ part, text }) => [part, text])), parts);
      for (const each of news) assert.deepEqual([each.by, each.revision], ['Ruth Calloway', 1]);
    }
    // Saving the same again on a plain page is none.
    const matter = await matterOf(recordId);
    await changes[1]?.[0]();
    assert.deepEqual(await newsOf(db, matter, matter.record.version), []);
  });

  test('have the choice that stands beside another, until it is settled', async () => {
    const { board, recordId, other } = await aRoom();
    const { db } = app.services;
    const matter = await matterOf(recordId);
    await type(other, recordId, 'decision:answer', 'yes');
    await type(board.chair, recordId, 'decision:answer', 'no');
    const [told] = await newsOf(db, matter, matter.record.version);
    assert.deepEqual(
      [told?.text, told?.by, told?.beside?.text, told?.beside?.by],
      ['yes', 'Amara Okafor', 'no', 'Ruth Calloway'],
    );
    await type(other, recordId, 'decision:answer', 'no', 2);
    const [settled] = await newsOf(db, matter, matter.record.version);
    assert.deepEqual([settled?.text, settled?.beside], ['no', undefined]);
  });
});

describe('nothing at all is saved', () => {
  const refusedIn = async ({ board, recordId }: StoredRecord) => {
    const version = (await matterOf(recordId)).record.version;
    const sent = [edit('impact-of-support', 'Too late'), edit('decision:answer', 'no')];
    const saved = await saveEdits(await app.workAs(board.chair), recordId, sent, 0);
    assert.equal((await matterOf(recordId)).record.version, version);
    assert.doesNotMatch((await textOf(recordId, 'impact-of-support')) ?? '', /Too late/);
    return saved.ok || saved.refusal.code;
  };

  test('in a record that the headteacher has, that is final, or whose case is paused', async () => {
    assert.equal(await refusedIn(await aSentRecord(app)), 'with-headteacher');
    assert.equal(await refusedIn(await aFinalRecord(app)), 'final');
    const paused = await aRoom();
    const work = await app.workAs(paused.board.chair);
    must(await pauseCase(work, paused.board.caseId, 'Inspectors are in school.'));
    assert.equal(await refusedIn(paused), 'paused');
  });
});

test('all of it is as the audit trail says', async () => {
  assert.equal(await findAlteration(app.services.db), undefined);
  assert.ok((await verifyAudit(app.services.db)).intact);
});
