import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { saveBenchmarks } from '#modules/performance/index.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { storeFigures } from '#test/builders/stored-figures.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';

const path = '/identify/early-warning';

suite('early warning, as a page on 14 January 2027', () => {
  let app: TestApp;
  /** Well below England; one step from being eligible; too small to say; far off, but long ago. */
  let board: Board;
  let brook: Urn;
  let small: Urn;
  let past: Urn;
  let advisor: SignedInHeaders;

  const read = async (query = '', headers = advisor): Promise<string> => {
    const { status, body } = await app.get(path + query, headers);
    assert.equal(status, 200);
    return readMarkup(body).words;
  };

  before(async () => {
    app = await startApp();
    const { db } = app.services;
    board = await aBoard(app, { schoolName: 'Ashgrove Primary School' });
    brook = await aSchool(app, { name: 'Brook Lane School' });
    small = await aSchool(app, { name: 'Cowslip School' });
    past = await aSchool(app, { name: 'Dunnock School' });
    const elsewhere = await aSchool(app, { name: 'Egret School', laCode: '998' });
    const names = new Map([
      [board.urn, 'Ashgrove Primary School'],
      [small, 'Cowslip School'],
      [past, 'Dunnock School'],
    ]);
    await db.transaction().execute(async (trx) => {
      await saveSchools(
        trx,
        'demonstration',
        [...names].map(([urn, name]) => ({
          urn,
          name,
          la_code: app.authority.laCode,
          la_name: app.authority.name,
          type_code: '01',
          phase: 'Primary',
        })),
      );
      await saveInspections(trx, [
        anInspection({ urn: brook, number: '1', firstDay: date('2023-05-09'), overall: 3 }),
        anInspection({ urn: elsewhere, number: '2', firstDay: date('2023-05-09'), overall: 3 }),
      ]);
      await saveBenchmarks(
        trx,
        ['2023/24', '2025/26'].map((period) => ({
          area: 'england' as const,
          area_code: 'NAT',
          schools: 'primary' as const,
          measure: 'ks2-expected',
          cohort: 'Year 6',
          period,
          source: 'ks2',
          value: '62',
          pupils: null,
          status: 'final' as const,
          as_at: date('2026-12-10'),
          source_text: 'National row of the key stage 2 tables',
        })),
      );
    });
    const result = { measure: 'ks2-expected', cohort: 'Year 6', value: 40 } as const;
    await storeFigures(db, [
      { ...result, urn: board.urn, period: '2025/26', pupils: 30 },
      { ...result, urn: small, period: '2025/26', pupils: 10 },
      { ...result, urn: past, period: '2023/24', pupils: 30 },
    ]);
    advisor = await app.signInAs(await storePerson(db, { role: 'senior-advisor' }));
  });
  after(() => app.close());

  test('gives each reason with its source and date, and says how many schools have none', async () => {
    const words = await read();
    assert.match(
      words,
      /2 of 4 schools have at least one reason to be looked at early\. The other 2 have none and are not listed\. This is as at Thursday 14 January 2027\./,
    );
    assert.match(
      words,
      /Attainment \| Pupils at the expected standard in reading, writing and maths at key stage 2: 40% in 2025\/26, against 62% for primary schools in England: 22 percentage points below\. \| Figure of 31 August 2026\. Source: Absence file of 2025\/26; compared with National row of the key stage 2 tables/,
    );
    assert.match(
      words,
      /One step from being eligible \| The latest graded inspection, of 9 May 2023, gave Requires improvement overall\. Needs attention in leadership and governance at the next one would make the school “not making necessary improvements” in law \(coasting\) and “stuck” by the Department for Education’s policy\. .*?Inspection of 9 May 2023\. Source: /,
    );
  });

  test('has nothing to say of too few pupils, of years long ago, or of another authority’s school', async () => {
    const words = await read();
    for (const name of ['Cowslip School', 'Dunnock School', 'Egret School']) {
      assert.doesNotMatch(words, new RegExp(name));
    }
    assert.match(words, /1 figure: too few pupils/);
  });

  test('explains itself: the kinds, the age of the data, the small numbers, the thresholds', async () => {
    const words = await read();
    assert.match(words, /the last 2 complete academic years only, now 2024\/25 and 2025\/26/);
    assert.match(words, /where fewer than 11 pupils stand behind it/);
    assert.match(
      words,
      /are no part of the authority’s policy\. The authority has not adopted them/,
    );
    assert.match(words, /Schools are not ranked/);
    assert.match(words, /15 percentage points or more below, where that is 3 pupils or more/);
    assert.match(words, /Of 3 schools no inspection is held/);
  });

  test('shows one kind of reason, one network, or one kind of school when asked', async () => {
    const shown = async (query: string) => {
      const words = await read(query);
      return ['Ashgrove Primary School', 'Brook Lane School'].filter((name) =>
        words.includes(`${name} |`),
      );
    };
    assert.deepEqual(await shown('?kind=attainment'), ['Ashgrove Primary School']);
    assert.deepEqual(await shown('?kind=one-step'), ['Brook Lane School']);
    assert.deepEqual(await shown('?kind=decline'), []);
    assert.deepEqual(await shown('?network=%E2%80%93'), ['Brook Lane School']);
    assert.deepEqual(await shown('?schools=academies'), []);
    assert.deepEqual(await shown('?schools=maintained&order=name'), [
      'Ashgrove Primary School',
      'Brook Lane School',
    ]);
    assert.deepEqual(await shown('?kind=nonsense'), [
      'Ashgrove Primary School',
      'Brook Lane School',
    ]);
    assert.match(await read('?kind=decline'), /No school has such a reason/);
  });

  test('is nothing that a school, a governor or a network sees, here or on any page of the school', async () => {
    const { urn, head, governor, lead } = board;
    for (const person of [head, governor, lead]) {
      const headers = await app.signInAs(person);
      const { status, body } = await app.get(path, headers);
      assert.notEqual(status, 200);
      assert.doesNotMatch(body, /percentage points below/);
      for (const page of ['', '/why', '/national-rules', '/figures']) {
        const { body: other } = await app.get(`/schools/${urn}${page}`, headers);
        assert.doesNotMatch(other, /Early warning|percentage points below/);
      }
    }
  });

  test('reaches a monitoring officer for the schools that they monitor', async () => {
    const scope = { kind: 'school', urn: brook } as const;
    const { db } = app.services;
    const officer = await storePerson(db, { role: 'monitoring-officer', scope });
    const words = await read('', await app.signInAs(officer));
    assert.match(words, /1 of 1 school has at least one reason/);
    assert.match(words, /Brook Lane School/);
    assert.doesNotMatch(words, /Ashgrove Primary School/);
  });
});
