import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LocalTime } from '#kernel/dates.ts';
import { boardOf } from '#modules/cases/index.ts';
import { anOpenRecord, writeRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { textOfPdf } from '#test/harness/pdf-text.ts';
import { wordText } from '#test/harness/word-text.ts';
import { answerCheck, sendToHeadteacher } from '../../commands/accuracy-check.ts';
import { finaliseRecord } from '../../commands/finalise.ts';
import { saveAttendance } from '../../commands/hold-meeting.ts';
import { attendanceOf } from '../../store-contents.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

async function aMeeting() {
  const stored = await anOpenRecord(app);
  const { board, recordId, meetingId } = stored;
  const members = await boardOf(app.services.db, board.caseId);
  const idOf = (role: string) => members.find((each) => each.role === role)?.id ?? assert.fail();
  const url = `/records/${recordId}/attendance`;
  const headers = await app.signInAs(board.chair);
  return {
    ...stored,
    members,
    head: idOf('headteacher'),
    governor: idOf('chair-of-governors'),
    get: async () => (await app.get(url, headers)).body,
    post: (fields: FormFields) => app.post(url, fields, headers),
    came: async () =>
      new Map((await attendanceOf(app.services.db, meetingId)).map((each) => [each.member, each])),
  };
}

describe('who came late', () => {
  test('is recorded with the time, for someone of the board and for a substitute', async () => {
    const { head, governor, post, came, get } = await aMeeting();
    const saved = await post({
      [`attended-${head}`]: 'present',
      [`arrived-${head}`]: '9.45 am',
      [`attended-${governor}`]: 'substitute',
      [`substitute-${governor}`]: 'Jo Field',
      [`substitute-arrived-${governor}`]: '10:05',
      // What was typed for the other choice counts for nothing.
      [`substitute-arrived-${head}`]: 'nonsense',
    });
    assert.equal(saved.status, 303);
    const recorded = await came();
    assert.equal(recorded.get(head)?.arrived, '09:45');
    assert.equal(recorded.get(governor)?.arrived, '10:05');
    const page = await get();
    assert.match(page, new RegExp(`name="arrived-${head}"[^>]*value="9:45am"`));
    assert.match(page, new RegExp(`name="substitute-arrived-${governor}"[^>]*value="10:05am"`));
    // Saved as it stands on the page, nothing changes.
    await post({
      [`attended-${head}`]: 'present',
      [`arrived-${head}`]: '9:45am',
      [`attended-${governor}`]: 'substitute',
      [`substitute-${governor}`]: 'Jo Field',
      [`substitute-arrived-${governor}`]: '10:05am',
    });
    assert.deepEqual(await came(), recorded);
    await post({ [`attended-${head}`]: 'present', [`arrived-${head}`]: '' });
    assert.equal((await came()).get(head)?.arrived, undefined);
  });

  test('comes back with what was typed when it is no time, for both at once', async () => {
    const { head, governor, post, came } = await aMeeting();
    const back = await post({
      [`attended-${head}`]: 'present',
      [`arrived-${head}`]: 'quarter <to>',
      [`attended-${governor}`]: 'substitute',
      [`substitute-${governor}`]: 'Jo Field',
      [`substitute-arrived-${governor}`]: '25:00',
      proceeded: 'Snow.',
    });
    assert.equal(back.status, 422);
    assert.match(back.body, /Enter when Daniel Marsh arrived, for example 9:45am/);
    assert.match(back.body, /Enter when the substitute for Li Wen arrived, for example 9:45am/);
    assert.ok(back.body.includes(`href="#arrived-${head}"`));
    assert.ok(back.body.includes(`href="#substitute-arrived-${governor}"`));
    assert.match(back.body, /value="quarter &lt;to&gt;"/);
    assert.match(back.body, /value="25:00"/);
    assert.match(back.body, /value="Jo Field"/);
    assert.match(back.body, /Snow\.<\/textarea>/);
    assert.equal((await came()).size, 0);
  });

  test('is not asked of whoever sent apologies', async () => {
    const { head, post, came } = await aMeeting();
    const saved = await post({ [`attended-${head}`]: 'apologies', [`arrived-${head}`]: 'never' });
    assert.equal(saved.status, 303);
    assert.deepEqual((await came()).get(head), {
      member: head,
      attended: 'apologies',
      substitute: '',
    });
  });

  test('is still known when everyone is said to have been present', async () => {
    const { head, governor, members, board, recordId, post, came } = await aMeeting();
    const arrived = '09:45' as LocalTime;
    const recordedBefore = [
      { member: head, attended: 'present', substitute: '', arrived },
      { member: governor, attended: 'substitute', substitute: 'Jo Field', arrived },
    ] as const;
    must(await saveAttendance(await app.workAs(board.chair), recordId, recordedBefore, ''));
    assert.equal((await post({ everyone: 'present' })).status, 303);
    const recorded = await came();
    assert.equal(recorded.size, members.length);
    assert.equal(recorded.get(head)?.arrived, '09:45');
    assert.deepEqual(recorded.get(governor), {
      member: governor,
      attended: 'present',
      substitute: '',
    });
  });

  test('stands in the record, in its Word document and in its PDF', async () => {
    const stored = await aMeeting();
    const { board, recordId, head, governor, post } = stored;
    await writeRecord(app, stored);
    await post({
      [`attended-${head}`]: 'present',
      [`arrived-${head}`]: '9:45am',
      [`attended-${governor}`]: 'substitute',
      [`substitute-${governor}`]: 'Jo Field',
      [`substitute-arrived-${governor}`]: '10:05am',
    });
    const chair = await app.workAs(board.chair);
    must(await sendToHeadteacher(chair, recordId));
    must(await answerCheck(await app.workAs(board.head), recordId, [], 'accurate'));
    must(await finaliseRecord(chair, recordId));
    const headers = await app.signInAs(board.governor);
    const here = `/records/${recordId}`;
    const file = async (type: string) =>
      (await app.app.inject({ url: `${here}/versions/1.${type}`, headers: { ...headers } }))
        .rawPayload;
    const texts = [
      (await app.get(here, headers)).body.replaceAll(/<[^>]*>/g, ''),
      wordText(await file('docx')),
      textOfPdf(await file('pdf')).replaceAll(/\s+/g, ' '),
    ];
    for (const text of texts) {
      assert.match(text, /present from 9:45am/);
      assert.match(text, /apologies; Jo Field came as substitute from 10:05am/);
    }
  });
});
