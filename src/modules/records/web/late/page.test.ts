import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { boardOf } from '#modules/cases/index.ts';
import { aSentRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { takeBack } from '../../commands/accuracy-check.ts';
import { handOverTexts } from '../../commands/late-texts.ts';
import { sectionsOf } from '../../store-contents.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

/** A record that the headteacher has, with texts that came when it could not be written in any more. */
async function lateTexts(...texts: readonly (readonly [part: string, text: string])[]) {
  const stored = await aSentRecord(app);
  const { board, recordId } = stored;
  const edits = texts.map(([part, text]) => ({ id: randomUUID(), part, text, parent: 0 }));
  const chair = await app.workAs(board.chair);
  must(await handOverTexts(chair, recordId, edits));
  const headers = await app.signInAs(board.chair);
  const here = `/records/${recordId}`;
  return {
    ...stored,
    edits,
    get: async (page = 'late') => (await app.get(`${here}/${page}`, headers)).body,
    post: (fields: FormFields) => app.post(`${here}/late`, fields, headers),
    takeBack: async () => must(await takeBack(chair, recordId, 'A text was missing.')),
  };
}

const section = 'impact-of-support';

describe('what was typed on a device and not sent in time', () => {
  test('is on a page of its own, in words, and the room and the close page lead there', async () => {
    const {
      get,
      takeBack: back,
      recordId,
      board,
    } = await lateTexts(
      [section, 'On a <b>train</b>.\nTwo lines.'],
      ['decision:answer', 'not-yet'],
    );
    const body = await get();
    assert.match(body, /Impact of support/);
    assert.match(body, /Typed by Ruth Calloway, handed over on [^<]*14 January 2027/);
    assert.match(body, /On a &lt;b&gt;train&lt;\/b&gt;\./);
    assert.match(body, /The answer to the fundamental question/);
    assert.match(body, /Not yet/);
    assert.match(body, /Nothing can be brought in while the record cannot be written in/);
    assert.doesNotMatch(body, /value="bring in"/);
    await back();
    for (const page of ['room', 'close']) {
      assert.ok((await get(page)).includes(`href="/records/${recordId}/late"`), page);
    }
    assert.match(await get(), /value="bring in"/);
    for (const person of [board.head, board.officer, board.governor]) {
      const hidden = await app.get(`/records/${recordId}/late`, await app.signInAs(person));
      assert.equal(hidden.status, 404);
    }
  });

  test('is brought into the notes or left out, and then stays to be read', async () => {
    const {
      get,
      post,
      takeBack: back,
      recordId,
      edits: [first, second],
    } = await lateTexts([section, 'Typed on a train.'], ['context', 'Typed in a tunnel.']);
    const early = await post({ edit: first?.id ?? '', how: 'bring in' });
    assert.equal(early.status, 422);
    assert.match(early.body, /Take it back first to change it/);
    await back();
    assert.equal((await post({ edit: first?.id ?? '', how: 'bring in' })).status, 303);
    assert.equal((await post({ edit: second?.id ?? '', how: 'leave out' })).status, 303);
    const held = await sectionsOf(app.services.db, recordId);
    assert.match(held.get(section)?.text ?? '', /Typed on a train\./);
    assert.doesNotMatch(held.get('context')?.text ?? '', /tunnel/);
    const body = await get();
    assert.match(body, /Nothing is waiting/);
    assert.match(body, /Typed in a tunnel\./);
    assert.match(body, /Ruth Calloway looked at it on/);
    assert.ok(!(await get('close')).includes('not sent in time'));
  });

  test('is told why one of it cannot be brought in', async () => {
    const {
      post,
      takeBack: back,
      edits: [wrong],
    } = await lateTexts(['next:', 'kind=set&date=2027-02-31&time=09:30']);
    await back();
    const told = await post({ edit: wrong?.id ?? '', how: 'bring in' });
    assert.equal(told.status, 422);
    assert.match(told.body, /Enter the date of the next meeting/);
    assert.ok(told.body.includes(`href="#text-${wrong?.id}"`));
    for (const fields of [
      { edit: randomUUID(), how: 'leave out' },
      { edit: wrong?.id ?? '', how: 'burn' },
    ]) {
      assert.equal((await post(fields)).status, 404);
    }
  });

  test('of a choice that was made otherwise meanwhile stands beside it, to be chosen', async () => {
    const {
      post,
      get,
      takeBack: back,
      recordId,
      edits: [answer],
    } = await lateTexts(['decision:answer', 'yes']);
    await back();
    assert.equal((await post({ edit: answer?.id ?? '', how: 'bring in' })).status, 303);
    assert.match(await get('choices'), /The answer to the fundamental question/);
    assert.match(await get('close'), /Two answers were given to one question at the same time/);
    assert.ok((await get('close')).includes(`href="/records/${recordId}/choices"`));
  });

  test('names whose attendance it is', async () => {
    const { board, recordId, get } = await lateTexts();
    const [member] = await boardOf(app.services.db, board.caseId);
    const edit = {
      id: randomUUID(),
      part: `attendance:${member?.id}`,
      text: 'attended=present&substitute=&arrived=09:45',
      parent: 0,
    };
    must(await handOverTexts(await app.workAs(board.chair), recordId, [edit]));
    const body = await get();
    assert.ok(body.includes(`Whether ${member?.name} came`));
    assert.match(body, /Present from 9:45am/);
  });
});
