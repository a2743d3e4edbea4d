import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import {
  allPredecessors,
  groupsOf,
  predecessorsOf,
  saveLinks,
  saveMemberships,
  saveSchools,
} from '../index.ts';
import { linksOf } from './school-links.ts';

const [infants, juniors, primary, academy, centre, stranger] = [
  900_001, 900_002, 900_003, 900_004, 900_005, 900_006,
] as Urn[] as [Urn, Urn, Urn, Urn, Urn, Urn];

let database: TestDatabase;
let connection: Connection;

before(async () => {
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  const school = (urn: Urn, name: string, status: 'open' | 'closed') => {
    return { urn, name, status, la_code: '331', la_name: 'Anywhere', type_code: '01' };
  };
  await connection.db.transaction().execute(async (trx) => {
    await saveSchools(trx, 'demonstration', [
      school(juniors, 'Fenwick Junior School', 'closed'),
      school(primary, 'Fenwick Primary School', 'closed'),
      {
        ...school(academy, 'Fenwick Academy', 'open'),
        trust_code: '900100',
        trust_name: 'FENWICK TRUST',
        federation_code: '900200',
        federation_name: 'The Fenwick Federation',
      },
      school(centre, 'Fenwick Sixth Form Centre', 'open'),
    ]);
    const link = (urn: Urn, kind: string, link_urn: Urn, day: string | null) => {
      const link_name = link_urn === infants ? 'Fenwick Infant School' : null;
      return { urn, link_urn, kind, link_name, established_on: day === null ? null : date(day) };
    };
    await saveLinks(trx, 'demonstration', [
      link(primary, 'Predecessor - merged', infants, '2018-09-01'),
      link(infants, 'Successor - merged', primary, '2018-09-01'),
      link(juniors, 'Successor - merged', primary, null),
      link(academy, 'Predecessor', primary, '2023-04-01'),
      link(academy, 'Sixth Form Centre Link', centre, null),
      link(academy, 'Predecessor', stranger, '2020-01-01'),
    ]);
    await trx
      .updateTable('school_links')
      .set({ absent_since: date('2026-01-01') })
      .where('link_urn', '=', stranger)
      .execute();
    await saveMemberships(trx, 'demonstration', [
      {
        urn: academy,
        uid: 900_100,
        group_name: 'Fenwick Trust',
        group_type_code: '06',
        group_type: 'Multi-academy trust',
        joined_on: date('2023-04-01'),
      },
    ]);
  });
});
after(async () => {
  await connection.close();
  await database.drop();
});

suite('who came before a school', () => {
  test('its predecessors from either end of the links, with their names, those gone left out', async () => {
    const seen = (found: Awaited<ReturnType<typeof predecessorsOf>>) =>
      found.map(({ urn, name, establishedOn, laCode }) => [urn, name, establishedOn, laCode]);
    assert.deepEqual(seen(await predecessorsOf(connection.db, primary)), [
      [infants, 'Fenwick Infant School', '2018-09-01', null],
      [juniors, 'Fenwick Junior School', null, '331'],
    ]);
    assert.deepEqual(seen(await predecessorsOf(connection.db, academy)), [
      [primary, 'Fenwick Primary School', '2023-04-01', '331'],
    ]);
    assert.deepEqual(await predecessorsOf(connection.db, infants), []);
  });

  test('its successors and its sixth form centre', async () => {
    const { successors } = await linksOf(connection.db, juniors);
    assert.deepEqual(
      successors.map(({ urn, kind }) => [urn, kind]),
      [[primary, 'Successor - merged']],
    );
    const { others } = await linksOf(connection.db, academy);
    assert.deepEqual(
      others.map(({ urn, kind }) => [urn, kind]),
      [[centre, 'Sixth Form Centre Link']],
    );
  });

  test('those of all schools at once are those of each', async () => {
    const all = await allPredecessors(connection.db);
    assert.deepEqual(
      [...all].toSorted(([a], [b]) => a - b),
      [
        [primary, [infants, juniors]],
        [academy, [primary]],
      ],
    );
  });
});

suite('the groups of a school', () => {
  test('a trust of both sources stands once; the federation is from the register', async () => {
    const groups = await groupsOf(connection.db, academy);
    assert.deepEqual(
      groups.map(({ uid, name, type, joinedOn }) => [uid, name, type, joinedOn]),
      [
        [900_100, 'Fenwick Trust', 'Multi-academy trust', '2023-04-01'],
        [900_200, 'The Fenwick Federation', 'Federation', null],
      ],
    );
  });

  test('the groups file gives the name and the type', async () => {
    await connection.db
      .insertInto('school_groups')
      .values({
        uid: 900_200,
        name: 'The Federation of Fenwick Schools',
        type_code: '01',
        type: 'Federation',
        status: 'open',
        source: 'demonstration',
      } as never)
      .execute();
    const groups = await groupsOf(connection.db, academy);
    assert.equal(groups[1]?.name, 'The Federation of Fenwick Schools');
  });
});
