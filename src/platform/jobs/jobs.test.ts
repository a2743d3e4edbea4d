import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { createJobs } from './jobs.ts';

suite('a job that runs by itself', () => {
  let database: TestDatabase;
  let connection: Connection;
  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url });
  });
  after(async () => {
    await connection.close();
    await database.drop();
  });

  const job = {
    name: 'test.every',
    payload: z.object({}),
    retries: 0,
    every: '*/10 8-17 * * *',
    handle: () => Promise.resolve(),
  };
  const onError = (error: unknown) => assert.fail(String(error));

  async function schedules() {
    const { rows } = await sql<{ name: string; cron: string; timezone: string }>`
      select name, cron, timezone from pgboss.schedule`.execute(connection.db);
    return rows;
  }

  test('has its times, in England’s, where jobs are worked on, and none where they are drained', async () => {
    const drained = createJobs({ connection, onError, poll: false });
    await drained.start([job]);
    assert.deepEqual(await schedules(), []);
    await drained.stop();
    const polled = createJobs({ connection, onError, poll: true });
    const { every: _, ...asked } = { ...job, name: 'test.asked' };
    await polled.start([job, asked]);
    assert.deepEqual(await schedules(), [
      { name: 'test.every', cron: '*/10 8-17 * * *', timezone: 'Europe/London' },
    ]);
    await polled.stop();
  });
});
