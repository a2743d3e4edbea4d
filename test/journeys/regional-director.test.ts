import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { coastingHistory } from '#test/builders/regional-director-stored.ts';
import { aSchool, storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openPage } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

/** Fills in the three boxes of a day in January 2027. */
async function fillDay(page: Page, legend: RegExp, day: string): Promise<void> {
  const group = page.getByRole('group', { name: legend });
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill('1');
  await group.getByLabel('Year').fill('2027');
}

suite('the Regional Director, in a browser', () => {
  let site: Site;
  let app: TestApp;
  let base: string;
  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    await storePerson(app.services.db, { name: 'Amara Okafor' });
    await coastingHistory(app, await aSchool(app, { name: 'Slackwater School', typeCode: '07' }));
    await aSchool(app, { name: 'Millrace Academy', typeCode: '34' });
  });
  after(() => site.close());

  test('an officer finds an eligible school and records its assessment to a decision', async () => {
    const { page, problems } = await openPage(site.browser);
    await page.goto(`${base}/identify/regional-director`);
    await page.getByRole('button', { name: 'Amara Okafor' }).click();
    await expectInOrder(page, 'regional-director-list');
    await page.getByRole('link', { name: 'Slackwater School' }).click();
    await page.getByText('The national rules flag the school today').waitFor();
    await expectInOrder(page, 'regional-director-eligible');

    await page.getByRole('button', { name: 'Record that an assessment was opened' }).click();
    await page.getByRole('button', { name: 'Record the assessment' }).click();
    await page.getByText('There is a problem').waitFor();
    await expectInOrder(page, 'regional-director-open-wrong');
    await page.getByRole('link', { name: 'Enter the day' }).click();
    await fillDay(page, /assessment opened/, '4');
    await page.getByLabel('Where this is known from').fill('Letter of the Regional Director');
    await page.getByRole('button', { name: 'Record the assessment' }).click();

    await page
      .getByRole('heading', { name: 'Assessment opened on Monday 4 January 2027' })
      .waitFor();
    await page.getByRole('link', { name: /^Record it ?: The day on which the Secretary/ }).click();
    await expectInOrder(page, 'regional-director-notified');
    await fillDay(page, /Secretary of State notify/, '5');
    await page.getByLabel('Where this is known from').fill('Copy of the notice');
    await page.getByRole('button', { name: 'Record the notification' }).click();

    await page.getByRole('link', { name: 'Decision', exact: true }).click();
    await page.getByLabel('Academy order').check();
    await page.getByLabel('The decision, in the words of the letter').fill('I make an order.');
    await fillDay(page, /was it decided/, '12');
    await page.getByLabel('Where this is known from').fill('Letter of the Regional Director');
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await page.getByRole('link', { name: /Extra consideration is due/ }).waitFor();
    await expectInOrder(page, 'regional-director-decision-warned');
    await page.getByLabel(/What was considered is not known/).check();
    await page.getByRole('button', { name: 'Record the decision' }).click();
    await page.getByRole('heading', { name: 'Decision: academy order' }).waitFor();

    await page.getByRole('link', { name: 'Condition set', exact: true }).click();
    await page.getByLabel('The condition, in the words of the letter').fill('Meet the sponsor.');
    await fillDay(page, /due/, '13');
    await fillDay(page, /was it set/, '12');
    await page.getByLabel('Where this is known from').fill('Letter of the Regional Director');
    await page.getByRole('button', { name: 'Record the condition' }).click();
    await page.getByText('Overdue').first().waitFor();
    await expectInOrder(page, 'regional-director-assessment');

    await page.getByRole('link', { name: /^Correct this ?: Decision: academy order/ }).click();
    await page.getByLabel('The decision, in the words of the letter').fill('I make an order now.');
    await page.getByLabel('Why it is corrected').fill('A word was missing.');
    await expectInOrder(page, 'regional-director-correct');
    await page.getByRole('button', { name: 'Record the correction' }).click();
    await page.getByText('What it said before').click();
    await page.getByText('“I make an order.”').waitFor();
    await expectInOrder(page, 'regional-director-corrected');
    assert.deepEqual(
      problems.filter((problem) => !/status of 422/.test(problem)),
      [],
    );
    await page.context().close();
  });

  test('without script, a concern about an academy is recorded and answered', async () => {
    const { page } = await openPage(site.browser, { javaScriptEnabled: false });
    await page.goto(`${base}/schools`);
    await page.getByRole('button', { name: 'Amara Okafor' }).click();
    await page.getByRole('link', { name: 'Millrace Academy' }).click();
    await page.getByRole('link', { name: 'Level', exact: true }).click();
    await page.getByRole('link', { name: 'Regional Director' }).click();
    await page.getByRole('button', { name: 'Record a concern' }).click();
    await page.getByLabel('Governance').check();
    await page.getByLabel('The concern', { exact: true }).fill('No governors.');
    await page.getByLabel('What it rests on').fill('The website of the trust.');
    await fillDay(page, /was it raised/, '4');
    await page.getByLabel('To whom').fill('The Regional Director');
    await page.getByLabel('Where this is known from').fill('Our letter');
    await page.getByRole('button', { name: 'Record the concern' }).click();
    await page.getByText('Waiting for an answer').waitFor();
    await page.getByRole('link', { name: 'Answer', exact: true }).click();
    await page.getByLabel('What the answer says').fill('The trust has been asked.');
    await page.getByLabel('Who answered').fill('The Regional Director');
    await fillDay(page, /which day/, '12');
    await page.getByLabel('Where this is known from').fill('Their letter');
    await page.getByRole('button', { name: 'Record the answer' }).click();
    await page.getByText('“The trust has been asked.”').waitFor();
    assert.equal(await page.getByText('Waiting for an answer').count(), 0);
    await page.context().close();
  });
});
