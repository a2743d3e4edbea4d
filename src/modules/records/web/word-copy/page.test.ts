import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { actionsOfMeeting } from '#modules/actions/index.ts';
import { officeParts, packed } from '#test/builders/office-file.ts';
import { aFinalRecord, anOpenRecord, writeRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aPdf } from '#test/builders/stored-papers.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { editedWord } from '#test/harness/edited-word.ts';
import { sendToHeadteacher } from '../../commands/accuracy-check.ts';
import { startCorrection } from '../../commands/finalise.ts';
import { saveEdits } from '../../commands/save-edits.ts';
import { sectionsOf } from '../../store-contents.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const section = 'impact-of-support';

/** A record, and what its chair does with Word copies of it. */
async function copiesOf(stored: StoredRecord) {
  const { recordId, meetingId } = stored;
  const headers = await app.signInAs(stored.board.chair);
  const here = `/records/${recordId}`;
  const download = async (page: string): Promise<Buffer> =>
    (await app.app.inject({ url: `${here}/${page}`, headers: { ...headers } })).rawPayload;
  return {
    ...stored,
    here,
    download,
    send: (content: Buffer, name = 'Record.docx') =>
      app.postFile(
        `${here}/word`,
        { file: { name, content }, fields: { id: randomUUID() } },
        headers,
      ),
    post: (copy: string, fields: FormFields) => app.post(copy, fields, headers),
    see: async (copy: string) => words((await app.get(copy, headers)).body),
    text: async () => (await sectionsOf(app.services.db, recordId)).get(section)?.text ?? '',
    action: async () => (await actionsOfMeeting(app.services.db, meetingId))[0],
  };
}

async function written() {
  const stored = await anOpenRecord(app);
  await writeRecord(app, stored);
  return copiesOf(stored);
}

function words(body: string): string {
  return body
    .replaceAll(/<(?:style|script)[^]*?<\/(?:style|script)>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const audit = async (type: string) =>
  app.services.db.selectFrom('audit_events').select('payload').where('type', '=', type).execute();

describe('a Word copy of a record that comes back', () => {
  test('with one cell changed proposes that, and it is taken over', async () => {
    const { download, send, see, post, action, text } = await written();
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml.replace('Two days of a specialist leader', 'Four days of a specialist leader'),
    );
    const sent = await send(file);
    assert.equal(sent.status, 303);
    const copy = sent.location;
    const shown = await see(copy);
    assert.match(shown, /Action 1: what support the school is offered/);
    assert.match(shown, /\[Removed: Two \] \[Added: Four \] days of a specialist leader/);
    assert.equal(shown.split('Your decision').length, 2);
    assert.equal((await action())?.support, 'Two days of a specialist leader');
    assert.match(words((await post(copy, {})).body), /Choose for at least one change/);
    const taken = await post(copy, { 'change-1': 'accepted' });
    assert.equal((await action())?.support, 'Four days of a specialist leader');
    assert.match(await see(taken.location), /1 taken over, 0 left out\. See the record/);
    assert.equal(await text(), 'Notes on impact-of-support.');
    assert.match(await see(copy), /Taken over by Ruth Calloway/);
    assert.equal((await audit('word copy handed in')).length, 1);
    assert.equal((await audit('word copy decided on')).length, 1);
  });

  test('waits on “Your work” of the chair, and is named before the record is made final', async () => {
    const stored = await aFinalRecord(app);
    const { download, send, post, board, recordId, here } = await copiesOf(stored);
    const file = editedWord(await download('versions/1.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Six days were given.'),
    );
    const copy = (await send(file)).location;
    const work = async (person = board.chair) =>
      (await app.get('/', await app.signInAs(person))).body.includes('what came back from Word');
    assert.equal(await work(), false, 'a final record waits for a correction');
    must(await startCorrection(await app.workAs(board.chair), recordId, 'A figure was wrong.'));
    assert.equal(await work(), true);
    for (const person of [board.head, board.governor]) assert.equal(await work(person), false);
    const finalise = async () =>
      words((await app.get(`${here}/finalise`, await app.signInAs(board.chair))).body);
    assert.match(await finalise(), /1 change that came back from Word is not decided on/);
    await post(copy, { 'change-1': 'declined' });
    assert.equal(await work(), false);
    assert.doesNotMatch(await finalise(), /came back from Word/);
  });

  test('unchanged proposes nothing, and is kept as it came', async () => {
    const { download, send, see, here } = await written();
    const file = await download('draft.docx');
    const copy = (await send(file)).location;
    assert.match(await see(copy), /nothing was changed in it/);
    assert.deepEqual(await download(`${copy.slice(here.length + 1)}/file`), file);
  });

  test('is put together with what was written since, and both stand where they meet', async () => {
    const { download, send, see, post, text, board, recordId } = await written();
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Notes on impact-of-support. It helped.'),
    );
    const work = await app.workAs(board.chair);
    const since = 'The bursar has left.\n\nNotes on impact-of-support.';
    const typed = { id: randomUUID(), part: section, parent: 1, text: since };
    must(await saveEdits(work, recordId, [typed], 0));
    const copy = (await send(file)).location;
    const shown = await see(copy);
    assert.match(shown, /The record has been changed since this copy was made/);
    assert.match(shown, /This has been changed in the record since/);
    await post(copy, { all: 'accepted' });
    assert.equal(await text(), 'The bursar has left.\n\nNotes on impact-of-support. It helped.');
    const second = { id: randomUUID(), part: section, parent: 3, text: 'Nothing helped.' };
    must(await saveEdits(work, recordId, [second], 0));
    const again = editedWord(file, (xml) => xml.replace('It helped.', 'It helped much.'));
    const met = await post((await send(again)).location, { 'change-1': 'accepted' });
    assert.match(words(met.body), /Both versions stand in the notes/);
    assert.match(await text(), /Nothing helped\.[^]*It helped much\./);
  });

  test('says what it cannot place, and what is left out stays as it was', async () => {
    const { download, send, see, post, action } = await written();
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml
        .replace('19 March 2027', 'As soon as possible')
        .replace('Two days', 'Five days')
        .replace(
          /(<w:p>(?:(?!<w:p>).)*?After the meeting the Chair)/,
          '<w:p><w:r><w:t>Typed at the foot.</w:t></w:r></w:p>$1',
        )
        .replace(/about 90 minutes/, 'about two hours'),
    );
    const comments = `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:author="Daniel Marsh"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment></w:comments>`;
    const commented = packed({ ...unzipSync(new Uint8Array(file)), 'word/comments.xml': comments });
    const copy = (await send(commented)).location;
    const shown = await see(copy);
    assert.match(shown, /What is not taken over/);
    assert.match(shown, /1 comment is not taken over: Daniel Marsh: Is this right\?/);
    for (const each of [
      /Agreed actions: By when: As soon as possible/,
      /Typed at the foot\./,
      /Time and date: .*about two hours/,
    ]) {
      assert.match(shown, each);
    }
    await post(copy, { 'change-1': 'declined' });
    assert.match(await see(copy), /Left out by Ruth Calloway/);
    assert.equal((await action())?.support, 'Two days of a specialist leader');
  });

  test('of an older draft leaves alone the actions that came and went since', async () => {
    const { download, send, see, post, action, board, recordId, meetingId } = await written();
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml.replace('Two days of', 'Four days of'),
    );
    const work = await app.workAs(board.chair);
    const first = await action();
    const added = (field: string, text: string) => ({
      id: randomUUID(),
      part: `action:${second}:${field}`,
      parent: 0,
      text,
    });
    const second = randomUUID();
    must(await saveEdits(work, recordId, [added('what', 'Meet the parents')], 0));
    const copy = (await send(file)).location;
    assert.match(await see(copy), /Action 1: what support the school is offered/);
    assert.doesNotMatch(await see(copy), /removed/);
    await post(copy, { all: 'accepted' });
    const gone = { ...added('', ''), part: `action:${first?.id}:removed`, text: 'yes' };
    must(await saveEdits(work, recordId, [gone], 0));
    const left = (await actionsOfMeeting(app.services.db, meetingId)).map(({ what }) => what);
    assert.deepEqual(left, ['Meet the parents']);
    const again = (await send(file)).location;
    assert.equal((await post(again, { 'change-1': 'accepted' })).status, 422);
    assert.match(await see(again), /Your decision/);
  });

  test('of another record, of none, or no Word document, is said to be so and is not kept', async () => {
    const { download } = await written();
    const other = await written();
    const kept = async () =>
      (await app.services.db.selectFrom('files').select('id').execute()).length;
    const files = await kept();
    const stranger = editedWord(await download('draft.docx'), (xml) => xml.replace('Two', '2'));
    const bad: readonly [Buffer, string, RegExp][] = [
      [
        stranger,
        'Record.docx',
        /is a copy of another record, not of this one: the record of the entry meeting of Thursday 14 January 2027 at Ashgrove/,
      ],
      [
        editedWord(
          await other.download('draft.docx'),
          (xml) => xml.replace('Two', '2'),
          'Trajectory draft',
        ),
        'Record.docx',
        /of a version of this record which the council does not have/,
      ],
      [packed(officeParts('word')), 'Record.docx', /is not a Word copy that was downloaded/],
      [aPdf(), 'Record.pdf', /must be a Word document/],
      [Buffer.from('PK\u0003\u0004'), 'Record.docx', /damaged/],
    ];
    for (const [content, name, sentence] of bad) {
      const sent = await other.send(content, name);
      assert.equal(sent.status, 422);
      assert.match(words(sent.body), sentence);
    }
    assert.equal(await kept(), files);
  });

  test('of a final version waits for a correction', async () => {
    const stored = await aFinalRecord(app);
    const { download, send, see, post, text, board, recordId } = await copiesOf(stored);
    const file = editedWord(await download('versions/1.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Six days were given.'),
    );
    const copy = (await send(file)).location;
    const shown = await see(copy);
    assert.match(shown, /It was made of version 1, made final on Thursday 14 January 2027/);
    assert.match(shown, /to take something over, start a correction first/);
    assert.doesNotMatch(shown, /Take it over|Your decision|changed since this copy/);
    assert.match(shown, /Start a correction Leave it out/);
    const early = await post(copy, { 'change-1': 'accepted' });
    assert.match(words(early.body), /final and cannot be changed/);
    must(await startCorrection(await app.workAs(board.chair), recordId, 'A figure was wrong.'));
    assert.match(await see(copy), /A correction of version 1 has been started\./);
    const { location } = await post(copy, { 'change-1': 'accepted' });
    assert.equal(await text(), 'Six days were given.');
    assert.match(await see(location), /1 taken over, 0 left out\. Go on to finalise/);
  });

  test('waits while the record is with the headteacher, and says until when', async () => {
    const { download, send, see, post, text, board, recordId, here } = await written();
    must(await sendToHeadteacher(await app.workAs(board.chair), recordId));
    assert.match(
      await see(`${here}/word`),
      /is with the headteacher until Thursday 21 January 2027/,
    );
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Six days were given.'),
    );
    const copy = (await send(file)).location;
    assert.doesNotMatch(await see(copy), /Take it over|Start a correction/);
    const early = await post(copy, { all: 'accepted' });
    assert.match(words(early.body), /Take it back first to change it/);
    assert.equal(await text(), 'Notes on impact-of-support.');
  });

  test('of a final version can be left out without a correction', async () => {
    const stored = await aFinalRecord(app);
    const { download, send, see, post } = await copiesOf(stored);
    const file = editedWord(await download('versions/1.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Six days were given.'),
    );
    const copy = (await send(file)).location;
    assert.equal((await post(copy, { all: 'declined' })).status, 303);
    assert.match(await see(copy), /Left out by Ruth Calloway/);
  });

  test('that is sent twice is kept once, with its file, and decided on once by whoever is first', async () => {
    const { download, text, board, here } = await written();
    const other = await written();
    const [chair, officer] = [await app.signInAs(board.chair), await app.signInAs(board.officer)];
    const file = editedWord(await download('draft.docx'), (xml) =>
      xml.replace('Notes on impact-of-support.', 'Notes on impact-of-support. It helped.'),
    );
    const files = async () =>
      (await app.services.db.selectFrom('files').select('id').execute()).length;
    const there = await files();
    const id = randomUUID();
    const sendTo = (record: string, content: Buffer) =>
      app.postFile(`${record}/word`, { file: { name: 'R.docx', content }, fields: { id } }, chair);
    const sent = await Promise.all([1, 2, 3].map(() => sendTo(here, file)));
    assert.deepEqual(
      sent.map(({ location }) => location),
      Array(3).fill(`${here}/word/${id}`),
    );
    assert.equal(await files(), there + 1);
    // Its form, sent for another record: refused and not kept, rather than taken for what is there.
    const elsewhere = await sendTo(other.here, await other.download('draft.docx'));
    assert.equal(elsewhere.status, 422);
    assert.match(words(elsewhere.body), /This form was sent before, for another record/);
    assert.equal(await files(), there + 1);
    const decide = (all: string, as: object) => app.post(`${here}/word/${id}`, { all }, as);
    await Promise.all([
      decide('accepted', chair),
      decide('accepted', chair),
      decide('accepted', officer),
    ]);
    assert.equal(await text(), 'Notes on impact-of-support. It helped.');
    const settled = await app.services.db
      .selectFrom('word_changes_settled')
      .selectAll()
      .where('copy_id', '=', id as never)
      .execute();
    assert.equal(settled.length, 1);
  });

  test('is only for those who write in the record', async () => {
    const { board, here } = await written();
    for (const person of [board.head, board.governor]) {
      const reply = await app.get(`${here}/word`, await app.signInAs(person));
      assert.equal(reply.status, 404);
    }
  });
});
