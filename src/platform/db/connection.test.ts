import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { connect } from './connection.ts';

suite('connections to the database', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.drop());

  test('one that breaks while it is in use fails what it was used for, and nothing else', async () => {
    const connection = connect({ url: database.url, maxConnections: 2 });
    const { db } = connection;
    const broken = db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
      // No query is at hand when it breaks.
      await pause(100);
      await sql`select 1`.execute(trx);
    });
    await assert.rejects(broken);
    const { rows } = await sql`select 1 as one`.execute(db);
    assert.deepEqual(rows, [{ one: 1 }]);
    await connection.close();
  });

  test('none is left after closing, which would hold the process up for ten seconds', async () => {
    for (const used of ['the pool', 'both'] as const) {
      const connection = connect({ url: database.url });
      await connection.pool.query('select');
      if (used === 'both') await sql`select`.execute(connection.db);
      await connection.close();
      assert.equal(connection.pool.totalCount, 0, used);
    }
  });
});
