import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Urn } from '#kernel/ids.ts';
import { aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openBrowser, openPage } from '#test/harness/browser.ts';

suite('a level of concern, in a browser', () => {
  let browser: Browser;
  let app: TestApp;
  let site: string;
  let urn: Urn;
  before(async () => {
    browser = await openBrowser();
    app = await startApp();
    const { db } = app.services;
    urn = await aSchool(app, { name: 'Ashgrove School' });
    await storePerson(db, { name: 'Amara Okafor' });
    const scope = { kind: 'school', urn } as const;
    await storePerson(db, { name: 'Daniel Marsh', role: 'headteacher', scope });
    await storePerson(db, { name: 'Priya Nair', role: 'monitoring-officer', scope });
    site = await app.app.listen({ port: 0, host: '127.0.0.1' });
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  async function signedIn(name: string) {
    const watched = await openPage(browser);
    await watched.page.goto(`${site}/sign-in`);
    await watched.page.getByRole('button', { name }).click();
    return watched;
  }

  test('comes from a visit, is decided by an officer, and is read by the head', async () => {
    const officer = await signedIn('Priya Nair');
    await officer.page.goto(`${site}/schools/${urn}/level`);
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

    const advisor = await signedIn('Amara Okafor');
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

    const head = await signedIn('Daniel Marsh');
    await head.page.goto(`${site}/schools/${urn}`);
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
