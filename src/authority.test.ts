import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '#kernel/dates.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { foundAuthority } from './authority.ts';
import { ConfigError } from './config.ts';

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

const baseUrl = 'http://localhost:3000';
const found = (mode: 'demo' | 'live') =>
  foundAuthority({ mode, baseUrl }, connection, systemClock, () => undefined);

describe('an installation', () => {
  test('that is live is never opened as a demonstration, where anyone can be anyone', async () => {
    await found('live');
    await found('live');
    await assert.rejects(
      found('demo'),
      (error) =>
        error instanceof ConfigError &&
        error.message.startsWith('The data are of a live installation'),
    );
  });

  test('that is a demonstration does not become a live one', async () => {
    await connection.db.updateTable('authority').set({ mode: 'demo' }).execute();
    await found('demo');
    await assert.rejects(
      found('live'),
      (error) =>
        error instanceof ConfigError && error.message.startsWith('The data are of a demonstration'),
    );
  });
});
