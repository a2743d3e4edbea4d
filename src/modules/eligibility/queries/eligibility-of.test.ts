import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { saveLinks, saveSchools } from '#modules/schools/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { eligibilitiesOf, eligibilityOf } from './eligibility-of.ts';

// Mill Lane was made from an infant and a junior school; Old Mill became New Mill, and is told of
// in New Mill’s history alone.
const [millLane, infants, juniors, newMill, oldMill, nursery, closed, proposed, elsewhere] = [
  900_001, 900_002, 900_003, 900_004, 900_005, 900_006, 900_007, 900_008, 900_009,
] as Urn[] as [Urn, Urn, Urn, Urn, Urn, Urn, Urn, Urn, Urn];

const asAt = date('2025-08-31');

suite('the national rules, asked of the schools that are held', () => {
  let app: TestApp;

  before(async () => {
    app = await startApp();
    await app.services.db.transaction().execute(async (trx) => {
      const school = (urn: Urn, name: string, told: object = {}) => ({
        urn,
        name,
        la_code: '999',
        la_name: 'Avonbridge',
        type_code: '01',
        ...told,
      });
      await saveSchools(trx, 'demonstration', [
        school(millLane, 'Mill Lane School'),
        school(infants, 'Mill Lane Infant School', {
          status: 'closed',
          closed_on: date('2020-08-31'),
        }),
        school(juniors, 'Mill Lane Junior School', {
          status: 'closed',
          closed_on: date('2020-08-31'),
        }),
        school(newMill, 'New Mill School'),
        school(nursery, 'Acorn Nursery School', {
          type_code: '15',
          type_name: 'Local authority nursery school',
        }),
        school(closed, 'Closing School', { status: 'closed', closed_on: date('2025-12-31') }),
        school(proposed, 'Proposed School', { status: 'proposed' }),
        school(elsewhere, 'Far Away School', { la_code: '998' }),
      ]);
      const merged = { kind: 'Predecessor - merged', link_name: null, established_on: null };
      await saveLinks(trx, 'demonstration', [
        { urn: millLane, link_urn: infants, ...merged },
        { urn: millLane, link_urn: juniors, ...merged },
        {
          urn: newMill,
          link_urn: oldMill,
          kind: 'Predecessor',
          link_name: 'Old Mill School',
          established_on: null,
        },
      ]);
      const below = { overall: 3 as const };
      await saveInspections(trx, [
        anInspection({ urn: millLane, number: '1', firstDay: date('2023-05-09'), ...below }),
        // After the day that is asked about: it must not change what is said of that day.
        anInspection({ urn: millLane, number: '0', firstDay: date('2025-10-07'), overall: 2 }),
        anInspection({ urn: infants, number: '2', firstDay: date('2018-05-08'), ...below }),
        anInspection({ urn: juniors, number: '3', firstDay: date('2017-05-09'), ...below }),
        anInspection({ urn: newMill, number: '4', firstDay: date('2024-05-14'), ...below }),
        anInspection({
          urn: newMill,
          number: '5',
          firstDay: date('2019-05-14'),
          ...below,
          predecessor: { urn: oldMill, name: 'Old Mill School' },
        }),
        anInspection({ urn: nursery, number: '6', firstDay: date('2024-05-14'), ...below }),
        anInspection({ urn: nursery, number: '7', firstDay: date('2019-05-14'), ...below }),
        anInspection({ urn: closed, number: '8', firstDay: date('2024-05-14') }),
        anInspection({ urn: elsewhere, number: '9', overall: 4, category: 'special-measures' }),
      ]);
    });
  });
  after(() => app.close());

  test('use the latest inspection of each predecessor where the school has one of its own', async () => {
    const found = await eligibilityOf(app.services.db, millLane, asAt);
    assert.equal(found?.coasting.holds, true);
    assert.deepEqual(
      found?.coasting.inspections.map(({ number }) => number),
      ['1', '2', '3'],
    );
  });

  test('take an inspection under the number that the school had before as its own', async () => {
    const found = await eligibilityOf(app.services.db, newMill, asAt);
    assert.equal(found?.coasting.holds, true);
    assert.match(found?.coasting.reason ?? '', /as Old Mill School, URN 900005/);
  });

  test('say that a type is exempt', async () => {
    const found = await eligibilityOf(app.services.db, nursery, asAt);
    assert.equal(found?.exempt, 'maintained nursery school');
    assert.equal(found?.coasting.holds, false);
  });

  test('know nothing of a school that is not in the register', async () => {
    assert.equal(await eligibilityOf(app.services.db, oldMill, asAt), undefined);
  });

  test('are asked of all open schools of an authority at once, with the same answers', async () => {
    const { db } = app.services;
    const found = await eligibilitiesOf(db, { laCode: '999' }, asAt);
    assert.deepEqual(
      found.map(({ school }) => school.urn),
      [millLane, newMill, nursery, closed],
    );
    for (const { school, eligibility } of found) {
      const single = await eligibilityOf(db, school.urn, asAt);
      assert.deepEqual(
        [eligibility.categoryOfConcern.holds, eligibility.coasting.holds, eligibility.stuck.holds],
        [single?.categoryOfConcern.holds, single?.coasting.holds, single?.stuck.holds],
        school.name,
      );
    }
    const later = await eligibilitiesOf(db, { laCode: '999' }, date('2026-01-01'));
    assert.deepEqual(
      later.map(({ school }) => school.urn),
      [millLane, newMill, nursery],
    );
  });

  test('are asked of all England', async () => {
    const found = await eligibilitiesOf(app.services.db, 'all', asAt);
    assert.deepEqual(
      found
        .filter(({ eligibility }) => eligibility.categoryOfConcern.holds)
        .map(({ school }) => school.urn),
      [elsewhere],
    );
  });
});
