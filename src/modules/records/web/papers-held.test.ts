import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { date } from '#kernel/dates.ts';
import { answerPaper } from '#modules/pre-reads/index.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId } from '#kernel/ids.ts';
import { conclude, openNextRecord, aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { storeVisit } from '#test/builders/stored-evidence.ts';
import { storePaper } from '#test/builders/stored-papers.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { finaliseRecord, startCorrection } from '../commands/finalise.ts';
import { findVersion } from '../store-versions.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

/** The text of the record's page, as its chair reads it. */
async function shown({ board, recordId }: StoredRecord): Promise<string> {
  const { body } = await app.get(`/records/${recordId}`, await app.signInAs(board.chair));
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

async function wordOf({ board, recordId }: StoredRecord, version: number): Promise<string> {
  const { rawPayload } = await app.app.inject({
    url: `/records/${recordId}/versions/${version}.docx`,
    headers: await app.signInAs(board.chair),
  });
  const xml = unzipSync(rawPayload)['word/document.xml'];
  return strFromU8(xml ?? new Uint8Array()).replaceAll(/<[^>]*>/g, '');
}

suite('the pre-reads in a record', () => {
  test('say what was held of each at the meeting, and stay as they were', async () => {
    const entry = await aFinalRecord(app);
    const { board } = entry;
    // The next meeting is on 11 March: two papers are sent, a visit is recorded, and the position
    // statement never comes.
    app.clock.set('2027-02-01T09:30:00Z');
    const { id: meetingId } = await app.services.db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('status', '=', 'planned')
      .executeTakeFirstOrThrow();
    await storePaper(app, meetingId, board.head, {
      key: 'improvement-plan',
      name: 'Plan.pdf',
      datedOn: date('2026-09-07'),
    });
    await storePaper(app, meetingId, board.head, { name: 'How we see ourselves.pdf' });
    await storeVisit(app, board.urn, board.officer, { on: date('2027-01-28') });

    const standard = await openNextRecord(app, entry);
    const draft = await shown(standard);
    assert.match(
      draft,
      /Previous SIB meeting record \(from the Chair\) Record of 14 January 2027, version 1/,
    );
    assert.match(
      draft,
      /visits since previous SIB meeting \(from the [^)]*\) Visit: Reading \(28 January 2027\)/,
    );
    assert.match(
      draft,
      /School self-evaluation \(from the Headteacher\) “How we see ourselves\.pdf”, version 1, of 1 February 2027/,
    );
    assert.match(
      draft,
      /School Improvement Plan \(from the Headteacher\) “Plan\.pdf”, version 1, of 7 September 2026/,
    );
    assert.match(
      draft,
      /national assessment data available\) \(from the Headteacher\) Not held yet/,
    );

    await conclude(app, standard, 'remain-next-half-term', date('2027-05-06'));
    const final = await shown(standard);
    assert.match(final, /national assessment data available\) \(from the Headteacher\) Not held /);
    const word = await wordOf(standard, 1);
    assert.match(
      word,
      /School self-evaluation \(from the Headteacher\): “How we see ourselves\.pdf”, version 1, of 1 February 2027/,
    );
    assert.match(word, /\(from the Headteacher\): Not held/);

    // The next meeting's papers: one is new, one is unchanged. The final record does not move.
    app.clock.set('2027-04-20T09:30:00Z');
    const frozen = await findVersion(app.services.db, standard.recordId, 1);
    const { id: third } = await app.services.db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('status', '=', 'planned')
      .executeTakeFirstOrThrow();
    await storePaper(app, third, board.head, { name: 'Newer.pdf' });
    must(
      await answerPaper(
        await app.workAs(board.head),
        { id: newId<AnswerId>(), meetingId: third, paper: 'improvement-plan', byLink: false },
        { kind: 'unchanged' },
      ),
    );
    await storeVisit(app, board.urn, board.officer, { on: date('2027-03-02'), purpose: 'Late' });
    assert.equal(await shown(standard), final);
    assert.deepEqual(await findVersion(app.services.db, standard.recordId, 1), frozen);

    // A correction tells what was held at the meeting, not what is held on its own day.
    const chair = await app.workAs(board.chair);
    must(await startCorrection(chair, standard.recordId, 'A name was wrong.'));
    must(await finaliseRecord(chair, standard.recordId));
    const corrected = await wordOf(standard, 2);
    const papers = /Pre-read documents.*?Other attendees/;
    assert.equal(papers.exec(corrected)?.[0], papers.exec(word)?.[0]);

    const next = await openNextRecord(app, standard);
    assert.match(
      await shown(next),
      /School Improvement Plan \(from the Headteacher\) “Plan\.pdf”, version 1, of 7 September 2026, unchanged since last time/,
    );
  });
});
