import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { recordContextFigure } from '../../src/modules/schools/commands/record-context-figure.ts';

const names = [
  'Ashgrove Primary School',
  'Brook Lane Community School',
  'St Brannoc’s Catholic Primary School with a Name as Long as They Come',
  'Cattle Market Infant School',
  'Dovecote Nursery School',
];

/** Facts, inspections under three frameworks and figures, for the page to show. */
async function fill(app: TestApp, { urn, chair }: Board): Promise<void> {
  await app.services.db.transaction().execute(async (trx) => {
    await saveSchools(trx, 'demonstration', [
      {
        urn,
        name: 'Ashgrove Primary School',
        la_code: app.authority.laCode,
        la_name: app.authority.name,
        type_code: '01',
        phase: 'Primary',
        establishment_number: 2001,
        low_age: 3,
        high_age: 11,
        gender: 'Mixed',
        nursery: 'Has Nursery Classes',
        religious_character: 'Does not apply',
        capacity: 420,
        street: '14 Ropewalk',
        town: 'Avonbridge',
        postcode: 'ZZ9 4AB',
        telephone: '01632 960123',
        website: 'www.ashgrove-primary-school-of-avonbridge.example.org/welcome',
        head_title: 'Mr',
        head_first_name: 'Daniel',
        head_last_name: 'Marsh',
        head_job_title: 'Headteacher',
      },
    ]);
    const facts = { urn, typeGroup: null, publishedOn: null, predecessor: null, category: null };
    await saveInspections(trx, [
      {
        ...facts,
        kind: 'graded',
        framework: 'education-without-overall',
        number: '10400003',
        type: 'S5 Inspection',
        firstDay: date('2025-01-14'),
        judgements: {
          'quality-of-education': 3,
          'behaviour-and-attitudes': 2,
          'personal-development': 2,
          'leadership-and-management': 3,
          'early-years': 2,
        },
        safeguarding: 'effective',
      },
      {
        ...facts,
        kind: 'ungraded',
        framework: 'education',
        number: '10400002',
        type: 'S8 Inspection',
        firstDay: date('2023-06-06'),
        outcome: 'School remains Good (Concerns) - S5 Next',
      },
      {
        ...facts,
        predecessor: { urn: 900_001 as Urn, name: 'Ashgrove Infant School' },
        kind: 'graded',
        framework: 'common',
        number: '300001',
        type: 'S5 Inspection',
        firstDay: date('2018-05-04'),
        overall: 2,
        judgements: { 'leadership-and-management': 2, 'early-years': 1 },
        safeguarding: 'effective',
      },
    ]);
  });
  const work = await app.workAs(chair);
  for (const [measure, value, period] of [
    ['pupils', 398, 'Autumn 2026'],
    ['free-school-meals', 31.4, 'Autumn 2026'],
    ['persistent-absence', 21.9, '2025/26'],
    ['ks2-expected', 48, '2025/26'],
    ['ks2-expected', 55, '2024/25'],
    ['absence', 6.2, '2022/23'],
    ['absence', null, '2024/25'],
    ['absence', 7.1, '2025/26'],
  ] as const) {
    must(
      await recordContextFigure(work, {
        urn,
        measure,
        value,
        cohort: 'all',
        period,
        status: 'final',
        asAt: date(period === '2024/25' ? '2025-09-30' : '2026-10-02'),
        source: 'School’s own return',
      }),
    );
  }
}

suite('finding and reading about a school, in a browser', () => {
  let app: TestApp;
  let board: Board;
  let site: Site;
  let base: string;

  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    board = await aBoard(app);
    await fill(app, board);
    await aPlannedMeeting(app, board, date('2027-02-04'));
    for (const name of names.slice(1)) await aSchool(app, { name });
  });
  after(() => site.close());

  async function inspect(page: Page, name: string): Promise<void> {
    await screenshot(page, name);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }

  for (const [screen, viewport] of Object.entries(screens)) {
    test(`every page is without barriers on a ${screen} screen`, async () => {
      const { page, problems } = await site.openAs(board.chair, { viewport });
      for (const [name, url] of [
        ['schools', '/schools'],
        ['schools-search', '/schools?q=s'],
        ['schools-none', '/schools?q=zzz'],
        ['school', `/schools/${board.urn}`],
        ['school-figures', `/schools/${board.urn}/figures`],
        ['school-figure', `/schools/${board.urn}/figures/new`],
      ] as const) {
        await page.goto(base + url);
        await inspect(page, `${name}-${screen}`);
      }
      await page.getByRole('button', { name: 'Add the figure' }).click();
      await page.getByRole('alert').waitFor();
      await inspect(page, `school-figure-errors-${screen}`);
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('422')),
        [],
      );
      await page.context().close();
    });
  }

  test('a school is found as one types, and opened with the keyboard alone', async () => {
    const { page, problems } = await site.openAs(board.chair);
    await page.goto(`${base}/schools`);
    const field = page.getByRole('combobox', { name: 'Find a school' });
    await field.pressSequentially('ash pri');
    const option = page.getByRole('option', { name: /Ashgrove Primary School/ });
    await option.waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    assert.match((await page.getByRole('status').textContent()) ?? '', /^1 school found/);
    await field.press('ArrowDown');
    assert.equal(await option.getAttribute('aria-selected'), 'true');
    assert.equal(
      await field.getAttribute('aria-activedescendant'),
      await option.getAttribute('id'),
    );
    await inspect(page, 'schools-suggestions-desktop');
    await field.press('Enter');
    await page.waitForURL(`${base}/schools/${board.urn}`);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  test('Escape closes the suggestions, Enter without a choice searches, and a press opens', async () => {
    const { page, problems } = await site.openAs(board.chair, { viewport: screens.narrow });
    await page.goto(`${base}/schools`);
    const field = page.getByRole('combobox', { name: 'Find a school' });
    await field.pressSequentially('brannoc');
    await page.getByRole('option').waitFor();
    await inspect(page, 'schools-suggestions-narrow');
    await field.press('Escape');
    assert.equal(await page.getByRole('option').count(), 0);
    assert.equal(await field.inputValue(), 'brannoc');
    await field.press('Enter');
    await page.waitForURL(`${base}/schools?q=brannoc`);
    await field.fill('market');
    await page.getByRole('option', { name: /Cattle Market/ }).click();
    await page.getByRole('heading', { level: 1, name: /Cattle Market/ }).waitFor();
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  test('the search works without script', async () => {
    const { page } = await site.openAs(board.chair, { javaScriptEnabled: false });
    await page.goto(`${base}/schools`);
    await page.getByLabel('Find a school').fill('dovecote');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Dovecote Nursery School' }).click();
    await page.getByRole('heading', { level: 1, name: /Dovecote/ }).waitFor();
    await page.context().close();
  });

  test('a headteacher reads about the own school and finds no other', async () => {
    const { page, problems } = await site.openAs(board.head, { viewport: screens.narrow });
    await page.goto(`${base}/schools`);
    await inspect(page, 'schools-headteacher-narrow');
    await page.getByRole('link', { name: 'Ashgrove Primary School', exact: true }).click();
    await page.getByRole('heading', { name: 'Latest inspection' }).waitFor();
    assert.equal(await page.getByRole('link', { name: /Add a figure/ }).count(), 0);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  test('the administrator sees no board', async () => {
    const person = await storePerson(app.services.db, { role: 'administrator' });
    const { page } = await site.openAs(person);
    await page.goto(`${base}/schools/${board.urn}`);
    await page.getByRole('heading', { name: 'People' }).waitFor();
    assert.equal(await page.getByText('School Improvement Board').count(), 0);
    await page.context().close();
  });
});
