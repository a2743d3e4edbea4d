import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Urn } from '#kernel/ids.ts';
import { aSchool, storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('a level of concern, in a browser', () => {
  let site: Site;
  let app: TestApp;
  let base: string;
  let urn: Urn;
  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    const { db } = app.services;
    urn = await aSchool(app, { name: 'Ashgrove School' });
    await storePerson(db, { name: 'Amara Okafor' });
    const scope = { kind: 'school', urn } as const;
    await storePerson(db, { name: 'Daniel Marsh', role: 'headteacher', scope });
    await storePerson(db, { name: 'Priya Nair', role: 'monitoring-officer', scope });
  });
  after(() => site.close());

  test('comes from a visit, is decided by an officer, and is read by the head', async () => {
    const officer = await site.enter('Priya Nair');
    await officer.page.goto(`${base}/schools/${urn}/level`);
    await officer.page.getByRole('button', { name: 'Record a concern' }).click();
    await officer.page.getByRole('button', { name: 'Record the concern' }).click();
    await officer.page.getByText('There is a problem').waitFor();
    await expectInOrder(officer.page, 'levels-concern-wrong');
    await officer.page.getByLabel('A visit of the Coventry Monitoring Officer').check();
    const day = officer.page.getByRole('group', { name: 'Date of the concern' });
    await day.getByLabel('Day').fill('12');
    await day.getByLabel('Month').fill('1');
    await day.getByLabel('Year').fill('2027');
    await officer.page.getByLabel('Where does it come from?').fill('Visit of 12 January');
    await officer.page.getByLabel('What is the concern?').fill('Reading is taught in three ways.');
    await officer.page.getByLabel('Yes, show it to the school').check();
    await officer.page.getByRole('button', { name: 'Record the concern' }).click();
    await officer.page.getByText('Reading is taught in three ways.').first().waitFor();
    assert.equal(await officer.page.getByRole('button', { name: 'Decide' }).count(), 0);
    await officer.page.context().close();

    const advisor = await site.enter('Amara Okafor');
    await expectInOrder(advisor.page, 'levels-home');
    await advisor.page.getByRole('link', { name: 'Identify' }).click();
    await expectInOrder(advisor.page, 'levels-list');
    await advisor.page.getByRole('link', { name: 'Ashgrove School' }).first().click();
    await expectInOrder(advisor.page, 'levels-suggested');
    await advisor.page.getByRole('button', { name: 'Decide' }).click();
    await advisor.page.getByText('There is a problem').waitFor();
    await advisor.page
      .getByLabel(/Confirm: Focus School|Focus School/)
      .first()
      .check();
    await advisor.page.getByLabel('Reasons for the decision').fill('Agreed with the Headteacher.');
    await advisor.page.getByRole('button', { name: 'Decide' }).click();
    await advisor.page.getByText('Confirmed: Focus School').waitFor();
    await expectInOrder(advisor.page, 'levels-decided');
    await advisor.page.context().close();

    const head = await site.enter('Daniel Marsh');
    await head.page.goto(`${base}/schools/${urn}`);
    await head.page.getByRole('link', { name: 'Why are we here?' }).click();
    await head.page.getByText('Reading is taught in three ways.').waitFor();
    await head.page.getByText('Agreed with the Headteacher.').waitFor();
    await expectInOrder(head.page, 'levels-why');
    assert.equal(await head.page.getByRole('link', { name: 'Level and concerns' }).count(), 0);
    assert.deepEqual(
      [...officer.problems, ...advisor.problems].filter((p) => !/422/.test(p)),
      [],
    );
  });
});
