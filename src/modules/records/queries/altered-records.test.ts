import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { finaliseRecord, startCorrection } from '../commands/finalise.ts';
import { findAlteration } from './altered-records.ts';
import { verifyRecord } from './verify-record.ts';

let app: TestApp;
let stored: StoredRecord;
before(async () => {
  app = await startApp();
  stored = await aFinalRecord(app);
  const work = await app.workAs(stored.board.chair);
  must(await startCorrection(work, stored.recordId, 'The number on roll was 212.'));
  must(await finaliseRecord(work, stored.recordId));
});
after(() => app.close());

describe('what is held of records', () => {
  test('is as the trail says after everything that the product does', async () => {
    assert.equal(await findAlteration(app.services.db), undefined);
    const { versions, missing } = await verifyRecord(app.services.db, stored.recordId);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      versions.map(({ version, differences }) => [version, ...differences]),
      [[1], [2]],
    );
  });

  const record = () => stored.recordId;
  const hashOf = (text: string) => sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
  const alterations: readonly (readonly [string, RegExp, () => RawBuilder<unknown>])[] = [
    [
      'the text of a final version',
      /^Version 1 of the record .{36} is not what was made final\.$/,
      () => sql`update record_versions set content = content || ' ' where version = 1`,
    ],
    [
      'its text and its hash together',
      /^Version 1 of the record .{36} is not what was made final\.$/,
      () => sql`update record_versions set content = '{}', sha256 = ${hashOf('{}')}
        where version = 1`,
    ],
    [
      'when it was made final',
      /^Version 2 of the record .{36} is not what was made final\.$/,
      () => sql`update record_versions set finalised_at = finalised_at + interval '1 day'
        where version = 2`,
    ],
    [
      'who made it final',
      /^Version 2 of the record .{36} is not what was made final\.$/,
      () => sql`update record_versions set finalised_by = ${stored.board.head} where version = 2`,
    ],
    [
      'why a version follows the one before',
      /^Version 2 of the record .{36} is not what was made final\.$/,
      () => sql`update record_versions set reason = 'Another one' where version = 2`,
    ],
    [
      'a final version taken out',
      /^Version 2 of the record .{36} was made final and is missing\.$/,
      () => sql`with shares as (delete from record_shares where version = 2)
        delete from record_versions where version = 2`,
    ],
    [
      'a final version that nobody finalised',
      /^Version 3 of the record .{36} is not what was made final\.$/,
      () => sql`insert into record_versions
        select record_id, 3, form, policy_version, content, sha256, reason, finalised_at, finalised_by
        from record_versions where version = 2`,
    ],
    [
      'which version is shown',
      /^The record .{36} does not show its newest version\.$/,
      () => sql`update records set current_version = 1 where id = ${record()}`,
    ],
    [
      'a text that someone saved',
      /^Revision 1 of “impact-of-support” in the record .{36} is not what was saved\.$/,
      () => sql`update section_revisions set text = 'All is well.'
        where section = 'impact-of-support'`,
    ],
    [
      'a saved text taken out',
      /^Revision 1 of “impact-of-support” in the record .{36} was saved and is missing\.$/,
      () => sql`delete from section_revisions where section = 'impact-of-support'`,
    ],
    [
      'a saved text that nobody saved',
      /^Revision 2 of “impact-of-support” in the record .{36} is not what was saved\.$/,
      () => sql`insert into section_revisions
        select record_id, section, 2, 1, 'All is well.', at, by from section_revisions
        where section = 'impact-of-support'`,
    ],
    [
      'what the board decided, as it was saved',
      /^Revision 1 of “decision:reasons” in the record .{36} is not what was saved\.$/,
      () => sql`update section_revisions set text = 'All is well.'
        where section = 'decision:reasons'`,
    ],
    [
      'a choice that was saved taken out',
      /^Revision 1 of “next:” in the record .{36} was saved and is missing\.$/,
      () => sql`delete from section_revisions where section = 'next:'`,
    ],
    [
      'the text that pages show',
      /^“impact-of-support” in the record .{36} is not the text that was saved last\.$/,
      () => sql`update record_sections set text = 'All is well.'
        where section = 'impact-of-support'`,
    ],
  ];
  for (const [what, sentence, statement] of alterations) {
    test(`gives away an alteration behind the triggers: ${what}`, async () => {
      const { db } = app.services;
      await assert.rejects(
        db.transaction().execute(async (trx) => {
          await sql`set local session_replication_role = replica`.execute(trx);
          await statement().execute(trx);
          assert.match((await findAlteration(trx)) ?? 'nothing found', sentence);
          // The same is found by who asks about this record alone, where a final version is altered.
          const { versions, missing } = await verifyRecord(trx, record());
          const found = versions.some(({ differences }) => differences.length > 0);
          assert.equal(found || missing.length > 0, sentence.source.startsWith('^Version'));
          throw new Error('put it back');
        }),
        /^Error: put it back$/,
      );
    });
  }
});
