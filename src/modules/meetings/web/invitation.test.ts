import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { addAttendee } from '#modules/meetings/index.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { textOfPdf } from '#test/harness/pdf-text.ts';
import { wordText } from '#test/harness/word-text.ts';

// The board of a school meets on Thursday 4 February 2027; an English lead comes to one part.

suite('the invitation to a meeting as a file', () => {
  let app: TestApp;
  let board: Board;
  let meetingId: MeetingId;
  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
    const coming = {
      name: 'Sam Ode',
      capacity: 'English lead',
      address: 'sam@example.org',
      parts: ['key-actions-and-progress'],
    };
    must(await addAttendee(await app.workAs(board.chair), meetingId, coming));
  });
  after(() => app.close());

  const download = async (kind: string, headers: SignedInHeaders) => {
    const url = `/meetings/${meetingId}/invitation.${kind}`;
    return app.app.inject({ url, headers });
  };

  test('says when and where, who comes, the agenda, and what is to be sent by when', async () => {
    const head = await app.signInAs(board.head);
    const { body } = await app.get(`/meetings/${meetingId}`, head);
    assert.match(body, /href="\/meetings\/[^"]+\/invitation\.docx"/);
    const word = await download('docx', head);
    assert.match(
      decodeURIComponent(String(word.headers['content-disposition'])),
      /Invitation – Ashgrove Primary School – Entry Meeting – 4 February 2027\.docx/,
    );
    const text = wordText(word.rawPayload).replaceAll(/\s+/g, ' ');
    for (const said of [
      /Invitation to the Entry Meeting/,
      /on Thursday 4 February 2027, for about 90 minutes/,
      /Headteacher: Daniel Marsh/,
      /Sam Ode, English lead, for: Key actions/,
      /To reach the authority by Thursday 21 January 2027/,
      /CMO: Coventry Monitoring Officer/,
    ]) {
      assert.match(text, said);
    }
    const pdf = textOfPdf((await download('pdf', head)).rawPayload);
    assert.match(pdf, /Key actions/);
  });

  test('tells who comes to one part of that part alone', async () => {
    const { person_id: guest } = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'sam@example.org')
      .executeTakeFirstOrThrow();
    const text = wordText((await download('docx', await app.signInAs(guest))).rawPayload);
    assert.match(text, /Your part of the agenda/);
    assert.match(text, /Key actions/);
    assert.doesNotMatch(text, /Self-Evaluation|Agreed outcome|Pre-read documents/i);
  });

  test('is not there for a meeting that is cancelled, nor for other boards', async () => {
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    assert.equal((await download('pdf', await app.signInAs(other.head))).statusCode, 404);
    const chair = await app.signInAs(board.chair);
    await app.post(`/meetings/${meetingId}/cancel`, { reason: 'Snow' }, chair);
    assert.equal((await download('pdf', chair)).statusCode, 404);
  });
});
