import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { endRole } from '#modules/people/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aFinalRecord, anOpenRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { findRecord } from '../index.ts';
import { findAlteration } from '../queries/altered-records.ts';
import { wholeRecord } from '../queries/whole-record.ts';
import { revisionsOf, sectionsOf } from '../store-contents.ts';
import { lateTextsOf } from '../store-late.ts';
import { takeBack } from './accuracy-check.ts';
import { sha256 } from './change.ts';
import { startCorrection } from './finalise.ts';
import { saveNoteTaker } from './hold-meeting.ts';
import { handOverTexts, settleLateText } from './late-texts.ts';
import { saveEdits } from './save-edits.ts';
import type { Edit } from './save-edits.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const section = 'impact-of-support';
const edit = (text: string, parent = 0, part = section): Edit => ({
  id: randomUUID(),
  part,
  text,
  parent,
});

async function handOver(person: PersonId, recordId: RecordId, edits: readonly Edit[]) {
  return handOverTexts(await app.workAs(person), recordId, edits);
}

const refusal = (result: Awaited<ReturnType<typeof handOver>>) => result.ok || result.refusal.code;

const late = (recordId: RecordId) => lateTextsOf(app.services.db, recordId);

async function waiting(recordId: RecordId): Promise<number> {
  const asking = { today: date('2027-01-14'), laCode: app.authority.laCode };
  const matter = await findRecord(app.services.db, recordId, asking);
  assert.ok(matter);
  return (await wholeRecord(app.services.db, matter)).lateTexts;
}

async function textOf(recordId: RecordId): Promise<string | undefined> {
  return (await sectionsOf(app.services.db, recordId)).get(section)?.text;
}

function trail(recordId: RecordId) {
  return app.services.db
    .selectFrom('audit_events')
    .select(['type', 'actor_id', 'payload'])
    .where('subject_id', '=', recordId)
    .where('type', 'like', '%late%')
    .orderBy('seq')
    .execute();
}

describe('a text that comes too late', () => {
  test('is taken in once the record is final, each once, and said in the trail', async () => {
    const { board, recordId } = await aFinalRecord(app);
    const edits = [edit('Typed on a train.', 1), edit('yes', 0, 'decision:answer')];
    for (const _ of [1, 2]) {
      assert.equal(must(await handOver(board.chair, recordId, edits)).kept, 2);
    }
    const both = await Promise.all(
      [edits, edits].map((each) => handOver(board.chair, recordId, each)),
    );
    for (const each of both) assert.equal(must(each).kept, 2);
    assert.deepEqual(
      (await late(recordId))
        .map(({ part, parent, text, byName }) => `${part}, ${parent}: ${text} ${byName}`)
        .toSorted(),
      ['decision:answer, 0: yes Ruth Calloway', `${section}, 1: Typed on a train. Ruth Calloway`],
    );
    assert.equal(await waiting(recordId), 2);
    const said = await trail(recordId);
    assert.deepEqual(
      said.map(({ type, actor_id: by }) => [type, by]),
      [
        ['text handed over late', board.chair],
        ['text handed over late', board.chair],
      ],
    );
    assert.match(JSON.stringify(said), new RegExp(sha256('Typed on a train.')));
    // The record itself says what it said.
    assert.equal(await textOf(recordId), `Notes on ${section}.`);
  });

  test('is no second copy where only the answer to it was lost', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const saved = edit('Saved, and nobody heard.');
    must(await saveEdits(await app.workAs(board.chair), recordId, [saved], 0));
    assert.equal(must(await handOver(board.chair, recordId, [saved])).kept, 1);
    assert.deepEqual(await late(recordId), []);
    assert.deepEqual(await trail(recordId), []);
  });

  test('is taken in from someone whose role has ended, or who is no note-taker any more', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const work = await app.workAs(board.chair);
    must(await saveNoteTaker(work, recordId, board.officer));
    must(await saveNoteTaker(work, recordId, undefined));
    must(await handOver(board.officer, recordId, [edit('Typed as note-taker.')]));

    app.clock.set('2027-01-15T09:30:00Z');
    try {
      await app.services.db
        .transaction()
        .execute((trx) =>
          endRole(trx, board.chair, 'senior-advisor', { kind: 'authority' }, date('2027-01-15')),
        );
      const gone = await app.workAs(board.chair);
      const saved = await saveEdits(gone, recordId, [edit('Too late')], 0);
      assert.equal(saved.ok || saved.refusal.code, 'not-yours');
      must(await handOverTexts(gone, recordId, [edit('Typed before I left.')]));
    } finally {
      app.clock.set('2027-01-14T09:30:00Z');
    }
    assert.deepEqual(
      (await late(recordId)).map(({ text, byName }) => `${text} ${byName}`).toSorted(),
      ['Typed as note-taker. Priya Nair', 'Typed before I left. Ruth Calloway'],
    );
  });

  test('is refused from everyone who never could write in the record', async () => {
    const { board, recordId } = await aSentRecord(app);
    const stranger = await anOpenRecord(app);
    const clerk = await storePerson(app.services.db, { role: 'clerk' });
    const reader = await storePerson(app.services.db, { role: 'leadership-reader' });
    const { head, governor, lead, officer } = board;
    for (const person of [head, governor, lead, officer, clerk, reader, stranger.board.officer]) {
      assert.equal(refusal(await handOver(person, recordId, [edit('Mine')])), 'not-yours');
    }
    assert.deepEqual(await late(recordId), []);
  });
});

describe('the chair, of a text that came too late', () => {
  async function aLateText(text: string, parent: number) {
    const stored = await aSentRecord(app);
    const work = await app.workAs(stored.board.chair);
    const one = edit(text, parent);
    must(await handOver(stored.board.chair, stored.recordId, [one]));
    return { ...stored, work, edit: one.id };
  }

  test('brings it into the notes, merged as any other, once the record can be written', async () => {
    const { work, recordId, edit: id, board } = await aLateText('Typed offline.', 0);
    const early = await settleLateText(work, recordId, id, 'bring in');
    assert.equal(early.ok || early.refusal.code, 'with-headteacher');
    assert.equal(await waiting(recordId), 1);
    must(await takeBack(work, recordId, 'A text was missing.'));
    for (const _ of [1, 2]) must(await settleLateText(work, recordId, id, 'bring in'));
    assert.equal(await textOf(recordId), `Notes on ${section}.\nTyped offline.`);
    const revisions = await revisionsOf(app.services.db, recordId, section);
    assert.deepEqual([revisions.length, revisions.at(-1)?.edit], [2, id]);
    assert.equal(await waiting(recordId), 0);
    const [text] = await late(recordId);
    assert.deepEqual([text?.text, text?.settled?.by], ['Typed offline.', 'Ruth Calloway']);
    const types = (await trail(recordId)).map(({ type, actor_id: by }) => [type, by]);
    assert.deepEqual(types, [
      ['text handed over late', board.chair],
      ['late text brought in', board.chair],
    ]);
  });

  test('leaves it out, even of a final record, and it stays where it was handed over', async () => {
    const { board, recordId } = await aFinalRecord(app);
    const one = edit('Never mind.', 1);
    must(await handOver(board.chair, recordId, [one]));
    const work = await app.workAs(board.chair);
    const final = await settleLateText(work, recordId, one.id, 'bring in');
    assert.equal(final.ok || final.refusal.code, 'final');
    must(await settleLateText(work, recordId, one.id, 'leave out'));
    assert.equal(await waiting(recordId), 0);
    assert.equal((await late(recordId))[0]?.text, 'Never mind.');
    assert.equal((await trail(recordId)).at(-1)?.type, 'late text left out');
    // It is settled: a correction does not bring it in by itself.
    must(await startCorrection(work, recordId, 'A word was missing.'));
    must(await settleLateText(work, recordId, one.id, 'bring in'));
    assert.equal(await textOf(recordId), `Notes on ${section}.`);
  });

  test('is told why one cannot be brought in, and it goes on waiting', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const wrong = edit('Lost?', 0, 'no-such-section');
    must(await handOver(board.chair, recordId, [wrong]));
    const work = await app.workAs(board.chair);
    const told = await settleLateText(work, recordId, wrong.id, 'bring in');
    assert.match(told.ok ? '' : told.refusal.sentence, /The form has no such part/);
    assert.equal(await waiting(recordId), 1);
    const none = await settleLateText(work, recordId, randomUUID(), 'leave out');
    assert.equal(none.ok || none.refusal.code, 'no-such-text');
  });

  test('alone decides on it', async () => {
    const { board, recordId, edit: id } = await aLateText('Typed offline.', 0);
    for (const person of [board.officer, board.head, board.governor]) {
      const told = await settleLateText(await app.workAs(person), recordId, id, 'leave out');
      assert.equal(told.ok || told.refusal.code, 'not-yours');
    }
    assert.equal(await waiting(recordId), 1);
  });
});

test('all of it is as the audit trail says', async () => {
  assert.equal(await findAlteration(app.services.db), undefined);
  assert.ok((await verifyAudit(app.services.db)).intact);
});
