import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Urn } from '#kernel/ids.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { saveSchools } from '../store.ts';
import { searchSchools } from './search-schools.ts';

let database: TestDatabase;
let connection: Connection;

before(async () => {
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  const schools: [number, string, string, 'open' | 'closed'][] = [
    [900001, 'St. Mary’s Catholic Primary School', '331', 'open'],
    [900002, 'The St Mary Magdalene Academy', '331', 'open'],
    [900003, "St Mary's Infant School", '331', 'closed'],
    [900104, 'Saint Thomas à Becket & St Hilda School', '331', 'open'],
    [901005, 'Larkfield Primary School', '332', 'open'],
  ];
  await connection.db.transaction().execute((trx) =>
    saveSchools(
      trx,
      'demonstration',
      schools.map(([urn, name, la_code, status]) => ({
        urn: urn as Urn,
        name,
        la_code,
        la_name: 'Anywhere',
        type_code: '01',
        status,
      })),
    ),
  );
});
after(async () => {
  await connection.close();
  await database.drop();
});

async function found(text: string, more: { laCode?: string; limit?: number } = {}) {
  const schools = await searchSchools(connection.db, { text, ...more });
  return schools.map(({ urn }) => Number(urn));
}

suite('searching schools', () => {
  test('finds words of the name as they begin, in any order, however they are spelt', async () => {
    assert.deepEqual(await found('MARYS prim'), [900001]);
    assert.deepEqual(await found('primary st.'), [900001]);
    assert.deepEqual(await found('st thomas a becket and st'), [900104]);
    assert.deepEqual(await found('ary'), []);
  });

  test('puts names that begin as typed first, and closed schools last', async () => {
    assert.deepEqual(await found('st mary'), [900001, 900002, 900003]);
  });

  test('finds a URN by how it begins', async () => {
    assert.deepEqual(await found('901005'), [901005]);
    assert.deepEqual(await found('9001'), [900104]);
    assert.deepEqual(await found('9000050'), []);
  });

  test('keeps to an authority and to a number of results', async () => {
    assert.deepEqual(await found('primary', { laCode: '332' }), [901005]);
    assert.equal((await found('school', { limit: 2 })).length, 2);
  });

  test('finds nothing for nothing, and takes what is typed for no pattern', async () => {
    for (const text of ['', '   ', '%', '_', "'", '\\', '🏫'])
      assert.deepEqual(await found(text), []);
  });
});
