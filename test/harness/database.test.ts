import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from './database.ts';

suite('a database for a test', () => {
  test('is migrated, empty, and its own', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      await ask(one.url, 'create table mine (id int)');
      assert.deepEqual(await ask(two.url, "select to_regclass('mine') as mine"), [{ mine: null }]);
      assert.deepEqual(await ask(two.url, 'select count(*)::int as people from people'), [
        { people: 0 },
      ]);
    } finally {
      await Promise.all([one.drop(), two.drop()]);
    }
  });

  test('is gone afterwards, also when something is still connected', async () => {
    const database = await createTestDatabase();
    const forgotten = new pg.Client({ connectionString: database.url });
    const cutOff = new Promise((resolve) => forgotten.on('error', resolve));
    await forgotten.connect();
    await database.drop();
    await cutOff;
    await assert.rejects(ask(database.url, 'select 1'));
  });
});

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
