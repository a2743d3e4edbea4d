import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { aSentRecord } from '#test/builders/meeting-record.ts';
import { expectAccessible, openPage, screens, screenshot } from '#test/harness/browser.ts';
import { look, openSite, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('an accuracy check on a phone', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  async function mailTo(person: PersonId, template: string): Promise<string> {
    const { body_text: text } = await site.app.services.db
      .selectFrom('mails')
      .select('body_text')
      .where('person_id', '=', person)
      .where('template', '=', template)
      .executeTakeFirstOrThrow();
    return text;
  }

  test('goes from the mail by a code to the answer, and what was typed is there after a pause', async () => {
    const { board, recordId } = await aSentRecord(site.app);
    const mail = await mailTo(board.head, 'Record ready for your accuracy check');
    const [, link = ''] = /(\/accuracy-check\/[\w-]+)/.exec(mail) ?? [];
    const { page, problems } = await openPage(site.browser, { viewport: screens.narrow });
    await page.goto(site.base + link);
    await look(page);
    await press(page, 'Mail me a code');
    await look(page);
    const [, code = ''] =
      /Your code is (\d{6})/.exec(await mailTo(board.head, 'Code for an accuracy check')) ?? [];
    await page.getByLabel('Code').fill(code);
    await press(page, 'Open the check');
    await look(page);

    const context = page.getByRole('group', { name: /“Context(, paragraph 1)?”/ });
    await context.getByLabel('This fact is wrong').check();
    const wording = context.getByLabel('What it should say');
    const said = await wording.inputValue();
    assert.notEqual(said, '', 'the words of the record are there to be changed');
    await wording.fill(`${said} The roll is 212.`);
    const reasons = page.getByRole('group', { name: /“Agreed outcome, The board’s reasons”/ });
    await reasons.getByLabel('I see it differently').check();
    await reasons.getByLabel('How you see it').fill('Leadership has been here for a year.');
    await screenshot(page, 'accuracy-check-narrow');
    await press(page, 'Save and come back later');
    await page.getByText('What you have answered so far is kept.').waitFor();

    await page.goto(site.base + link);
    assert.equal(await context.getByLabel('This fact is wrong').isChecked(), true);
    assert.match(await wording.inputValue(), /The roll is 212\.$/);
    await press(page, 'Send my answers to the chair');
    await page
      .getByRole('link', { name: /Say whether “.*” is accurate/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await press(page, 'Send: what I have not answered is accurate');
    await page.getByText('Your answer has reached the chair').waitFor();
    await look(page);
    assert.match(await page.locator('ins').innerText(), /The roll is 212\./);
    await page.goto(site.base + link);
    await page.getByRole('heading', { name: 'This check has been answered' }).waitFor();
    assert.deepEqual(
      problems.filter((problem) => !/status of (403|422)/.test(problem)),
      [],
    );
    await page.context().close();

    const chair = await site.openAs(board.chair);
    await chair.page.goto(`${site.base}/records/${recordId}/answers`);
    assert.match(await chair.page.locator('ins').innerText(), /The roll is 212\./);
    const text = chair.page.getByLabel('“Context” as it will be');
    assert.match(await text.inputValue(), /The roll is 212\./);
    await look(chair.page);
    await chair.page.context().close();
  });
});
