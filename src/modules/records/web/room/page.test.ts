import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { pauseCase } from '#modules/case-life/index.ts';
import { aFinalRecord, anOpenRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { saveNoteTaker } from '../../commands/hold-meeting.ts';
import { saveEdits } from '../../commands/save-edits.ts';
import { sectionsOf } from '../../store-contents.ts';
import { lateTextsOf } from '../../store-late.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const json = { accept: 'application/json' };
const section = 'impact-of-support';

async function ask(person: PersonId, url: string) {
  const reply = await app.get(url, { ...(await app.signInAs(person)), ...json });
  return { status: reply.status, body: reply.status === 404 ? {} : objectIn(reply.body) };
}

async function send(person: PersonId, url: string, fields: FormFields) {
  const reply = await app.post(url, fields, { ...(await app.signInAs(person)), ...json });
  return { status: reply.status, body: reply.status === 404 ? {} : objectIn(reply.body) };
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  return JSON.parse(body) as Readonly<Record<string, unknown>>;
}

const roomOf = ({ recordId }: StoredRecord) => `/records/${recordId}/room`;
const edit = (text: string, part = section, parent = 0) => ({
  id: randomUUID(),
  part,
  parent,
  text,
});
const edits = (...all: readonly object[]) => ({ edits: JSON.stringify(all) });

describe('what the script of the room sends', () => {
  test('is answered with the time, the version, each result and the news', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    const url = `${roomOf(stored)}/edits`;
    const mine = edit('Mine');
    const first = await send(board.chair, url, { since: '0', person: board.chair, ...edits(mine) });
    assert.equal(first.status, 200);
    const { version } = first.body;
    assert.equal(first.body['at'], '2027-01-14T09:30:00.000Z');
    assert.deepEqual(first.body['results'], [
      { kind: 'saved', id: mine.id, part: section, revision: 1, overlap: false },
    ]);
    const [theirs, wrong] = [edit('Theirs'), edit('x', 'decision:answer')];
    const second = await send(board.officer, url, {
      since: String(version),
      ...edits(theirs, wrong),
    });
    assert.deepEqual(second.body['results'], [
      {
        kind: 'saved',
        id: theirs.id,
        part: section,
        revision: 2,
        text: 'Mine\nTheirs',
        by: 'Ruth Calloway',
        overlap: false,
      },
      {
        kind: 'refused',
        id: wrong.id,
        part: 'decision:answer',
        problem: 'Only the chair records what the board decides. What you typed is not saved.',
      },
    ]);
    const news = await ask(board.chair, `${roomOf(stored)}/news?since=${Number(version)}`);
    assert.deepEqual(news.body, {
      at: '2027-01-14T09:30:00.000Z',
      version: Number(version) + 1,
      news: [
        {
          part: section,
          text: 'Mine\nTheirs',
          revision: 2,
          by: 'Priya Nair',
          at: '2027-01-14T09:30:00.000Z',
        },
      ],
    });
  });

  test('has line ends of one kind, and no sign that no database keeps', async () => {
    const stored = await anOpenRecord(app);
    await send(stored.board.chair, `${roomOf(stored)}/edits`, edits(edit('One\r\nTwo\0')));
    const held = (await sectionsOf(app.services.db, stored.recordId)).get(section);
    assert.equal(held?.text, 'One\nTwo');
  });

  test('is kept where a program has cut an emoji in two', async () => {
    const stored = await anOpenRecord(app);
    const typed = edit('Well done \ud83c', 'decision:reasons');
    const { chair } = stored.board;
    const { status, body } = await send(chair, `${roomOf(stored)}/edits`, edits(typed));
    assert.equal(status, 200);
    const kept = { kind: 'saved', id: typed.id, part: typed.part, revision: 1, overlap: false };
    assert.deepEqual(body['results'], [kept]);
    const { news } = (await ask(chair, `${roomOf(stored)}/news`)).body;
    assert.match(JSON.stringify(news), /"Well done \ufffd"/);
  });

  for (const [what, fields] of [
    ['nothing', {}],
    ['no JSON', { edits: '[{' }],
    ['no list', { edits: '{}' }],
    ['an empty list', { edits: '[]' }],
    ['an edit without an id', { edits: JSON.stringify([{ part: section, parent: 0, text: '' }]) }],
    ['an id that is none', { edits: JSON.stringify([{ ...edit(''), id: 'one' }]) }],
    ['a revision below nought', { edits: JSON.stringify([edit('', section, -1)]) }],
    ['half a revision', { edits: JSON.stringify([edit('', section, 0.5)]) }],
    ['a text that is none', { edits: JSON.stringify([{ ...edit(''), text: 5 }]) }],
  ] as const) {
    test(`cannot be read: ${what}`, async () => {
      const stored = await anOpenRecord(app);
      for (const to of ['edits', 'late']) {
        const reply = await send(stored.board.chair, `${roomOf(stored)}/${to}`, fields);
        assert.equal(reply.status, 422, to);
        assert.deepEqual(reply.body, { problem: 'What was sent cannot be read.' });
      }
    });
  }

  test('is not taken for someone else who has signed in since, nor from nobody', async () => {
    const stored = await anOpenRecord(app);
    const { chair } = stored.board;
    const room = roomOf(stored);
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    const typed = { since: '0', ...edits(edit('Mine')) };
    for (const to of ['edits', 'late']) {
      assert.equal((await send(other, `${room}/${to}?person=${chair}`, typed)).status, 401, to);
      assert.equal((await app.post(`${room}/${to}?person=${chair}`, typed, json)).status, 401, to);
    }
    assert.equal((await ask(other, `${room}/news?since=0&person=${chair}`)).status, 401);
    assert.equal((await app.get(`${room}/news?since=0&person=${chair}`, json)).status, 401);
    assert.equal((await ask(other, `${room}/news?since=0&person=${other}`)).status, 200);
    const { db } = app.services;
    assert.equal((await sectionsOf(db, stored.recordId)).get(section), undefined);
    assert.deepEqual(await lateTextsOf(db, stored.recordId), []);
  });

  test('is not there for those who do not write in the record', async () => {
    const stored = await anOpenRecord(app);
    const { head, governor, lead, officer } = stored.board;
    for (const person of [head, governor, lead, officer]) {
      const room = roomOf(stored);
      assert.equal((await send(person, `${room}/edits`, edits(edit('Mine')))).status, 404);
      assert.equal((await send(person, `${room}/late`, edits(edit('Mine')))).status, 404);
      assert.equal((await ask(person, `${room}/news?since=0`)).status, 404);
    }
  });
});

describe('a record that cannot be written in now', () => {
  const closed: readonly (readonly [string, () => Promise<StoredRecord>, RegExp])[] = [
    ['with-headteacher', () => aSentRecord(app), /Take it back first to change it\.$/],
    ['final', () => aFinalRecord(app), /^The record is final and cannot be changed\./],
    [
      'paused',
      async () => {
        const stored = await anOpenRecord(app);
        const work = await app.workAs(stored.board.chair);
        must(await pauseCase(work, stored.board.caseId, 'Inspectors are in school.'));
        return stored;
      },
      /pause/,
    ],
  ];
  for (const [why, make, sentence] of closed) {
    test(`says so, and takes in what comes too late: ${why}`, async () => {
      const stored = await make();
      const { chair } = stored.board;
      const room = roomOf(stored);
      const reply = await send(chair, `${room}/edits`, { since: '0', ...edits(edit('Too late')) });
      assert.equal(reply.status, 409);
      assert.equal(reply.body['closed'], why);
      assert.match(String(reply.body['sentence']), sentence);
      // A device that only wants to know asks for what comes after everything.
      const news = await ask(chair, `${room}/news?since=2147483647&person=${chair}`);
      assert.equal(news.status, 200);
      assert.deepEqual(news.body['news'], []);
      assert.deepEqual(news.body['closed'], reply.body);
      const late = await send(chair, `${room}/late`, edits(edit('Too late')));
      assert.deepEqual([late.status, late.body['kept']], [200, 1]);
      const [text] = await lateTextsOf(app.services.db, stored.recordId);
      assert.equal(text?.text, 'Too late');
    });
  }

  test('and one that can be says nothing of it', async () => {
    const stored = await anOpenRecord(app);
    const { body } = await ask(stored.board.chair, `${roomOf(stored)}/news?since=2147483647`);
    assert.deepEqual(Object.keys(body), ['at', 'version', 'news']);
    assert.deepEqual(body['news'], []);
  });
});

describe('the plain form', () => {
  const form = (text: string, revision: string, more: FormFields = {}) => ({
    [`part.${section}`]: text,
    [`revision.${section}`]: revision,
    ...more,
  });
  const post = async (person: PersonId, stored: StoredRecord, fields: FormFields) =>
    app.post(roomOf(stored), fields, await app.signInAs(person));

  test('merges as the room does, and the address of the notes leads to it', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    const work = await app.workAs(board.chair);
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    must(await saveEdits(work, recordId, [edit('One.\nTwo.')], 0));
    must(await saveEdits(work, recordId, [edit('One and a half.\nTwo.', section, 1)], 0));
    const saved = await post(other, stored, form('One.\r\nTwo.\r\nThree.', '1'));
    assert.equal(saved.status, 303);
    const held = (await sectionsOf(app.services.db, recordId)).get(section);
    assert.equal(held?.text, 'One and a half.\nTwo.\nThree.');
    const old = await app.get(`/records/${recordId}/notes`, await app.signInAs(board.chair));
    assert.match(old.location, new RegExp(`^/records/${recordId}/room`));
  });

  test('shows both versions of a passage with 409, saved, and what was refused beside it', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    const work = await app.workAs(board.chair);
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    must(await saveEdits(work, recordId, [edit('It rose.')], 0));
    must(await saveEdits(work, recordId, [edit('It rose a little.', section, 1)], 0));
    const both = await post(other, stored, form('It rose a lot.', '1'));
    assert.equal(both.status, 409);
    assert.match(
      both.body,
      /Ruth Calloway wrote:\]\nIt rose a little\.\n\[Amara Okafor wrote:\]\nIt/,
    );
    const long = 'y'.repeat(100_001);
    const wrong = await post(
      other,
      stored,
      form('It rose a lot.', '1', { 'part.context': long, 'revision.context': '1' }),
    );
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /It is 1 too long and has not been saved/);
    assert.ok(wrong.body.includes(long));
    assert.match(wrong.body, /href="#section-context"/);
  });

  test('of a text that was not saved remembers on what it was typed: sent again, it overwrites nothing', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    const work = await app.workAs(board.chair);
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    must(await saveEdits(work, recordId, [edit('One.')], 0));
    must(await saveEdits(work, recordId, [edit('One.\nTheirs.', section, 1)], 0));
    const long = await post(other, stored, form(`Mine.\n${'y'.repeat(100_001)}\nOne.`, '1'));
    assert.equal(long.status, 422);
    assert.match(long.body, new RegExp(`name="revision.${section}" value="1"`));
    assert.equal((await post(other, stored, form('Mine.\nOne.', '1'))).status, 303);
    const held = (await sectionsOf(app.services.db, recordId)).get(section);
    assert.equal(held?.text, 'Mine.\nOne.\nTheirs.');
  });

  test('keeps what was typed while the case is paused', async () => {
    const stored = await anOpenRecord(app);
    const work = await app.workAs(stored.board.chair);
    must(await pauseCase(work, stored.board.caseId, 'Inspectors are in school.'));
    const back = await post(stored.board.chair, stored, form('Typed in vain', '0'));
    assert.equal(back.status, 422);
    assert.match(back.body, /Typed in vain<\/textarea>/);
  });

  test('leads on to the page that was asked for, and to none that is not one of the record', async () => {
    const stored = await anOpenRecord(app);
    const { chair } = stored.board;
    const go = async (to: string) =>
      (await post(chair, stored, form('', '0', { go: to }))).location;
    assert.equal(await go('close'), `/records/${stored.recordId}/close`);
    assert.equal(await go('//example.org'), `${roomOf(stored)}?saved=yes`);
  });
});

describe('the room', () => {
  test('has what the script needs, and for a note-taker nothing to decide', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    const chair = (await app.get(roomOf(stored), await app.signInAs(board.chair))).body;
    const officer = (await app.get(roomOf(stored), await app.signInAs(board.officer))).body;
    for (const [body, person] of [
      [chair, board.chair],
      [officer, board.officer],
    ] as const) {
      assert.ok(body.includes(`data-room="/records/${recordId}/room"`));
      assert.ok(body.includes(`data-person="${person}"`));
      assert.match(body, new RegExp(`<textarea[^>]*name="part\\.${section}"`));
    }
    for (const part of ['decision:answer', 'decision:outcome', 'next:', 'attendance:']) {
      assert.ok(chair.includes(`data-part="${part}`), part);
      assert.ok(!officer.includes(`data-part="${part}`), part);
    }
    assert.match(chair, /<template data-new-action/);
    assert.doesNotMatch(officer, /<template data-new-action|Close the meeting/);
  });

  test('shows a choice that stands beside another to the script', async () => {
    const stored = await anOpenRecord(app);
    const { board, recordId } = stored;
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    must(await saveEdits(await app.workAs(other), recordId, [edit('yes', 'decision:answer')], 0));
    const mine = [edit('not-yet', 'decision:answer')];
    must(await saveEdits(await app.workAs(board.chair), recordId, mine, 0));
    const { body } = await app.get(roomOf(stored), await app.signInAs(board.chair));
    const beside = /data-part="decision:answer"[^>]*data-beside="([^"]*)"/.exec(body)?.[1] ?? '';
    const told = objectIn(beside.replaceAll('&quot;', '"').replaceAll('&#34;', '"'));
    assert.deepEqual([told['text'], told['revision'], told['by']], ['not-yet', 2, 'Ruth Calloway']);
  });
});

test('an edit of a record that is not there is not found', async () => {
  const chair = await storePerson(app.services.db);
  const url = `/records/${newId<PersonId>()}/room/edits`;
  assert.equal((await send(chair, url, edits(edit('x')))).status, 404);
});
