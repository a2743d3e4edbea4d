import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { Tools } from '../command.ts';
import { runVerifyRecord } from './verify.ts';

test('a final record is verified: form, policy, when, by whom; and the first difference is said', async () => {
  const app = await startApp();
  try {
    const { recordId } = await aFinalRecord(app);
    const { db } = app.services;
    const tools = {
      database: () => Promise.resolve({ db }),
      progress: () => undefined,
    } as unknown as Tools;
    const verify = (id: string) => runVerifyRecord(id, { words: [], options: {} }, tools);
    const intact = await verify(recordId);
    assert.ok(intact.ok);
    assert.match(
      intact.value.lines.join('\n'),
      /^Version 1, form sib-entry, policy coventry\/\d+, made final by Ruth Calloway on Thursday 14 January 2027 at 9:30am, is as it was: SHA-256 [0-9a-f]{64}, as in event \d+ of the audit trail, which is intact\.$/,
    );
    const refusal = async (id: string) => {
      const verified = await verify(id);
      return verified.ok ? 'intact' : verified.refusal.sentence;
    };
    assert.match(await refusal(newId()), /^There is no record with that id/);
    await behindTriggers(sql`update audit_events set actor_name = 'Nobody' where seq = 1`);
    assert.match(
      await refusal(recordId),
      /^The versions are as .* but the trail has been altered\./,
    );
    await behindTriggers(sql`update record_versions set content = content || ' '`);
    assert.equal(
      await refusal(recordId),
      'Version 1 has been altered since it was finalised: the text is not the one that was made final.',
    );
    await behindTriggers(sql`delete from record_shares`);
    await behindTriggers(sql`delete from record_versions`);
    assert.equal(await refusal(recordId), 'Version 1 was made final and is missing.');

    async function behindTriggers(statement: ReturnType<typeof sql>): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await sql`set local session_replication_role = replica`.execute(trx);
        await statement.execute(trx);
      });
    }
  } finally {
    await app.close();
  }
});
