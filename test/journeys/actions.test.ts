import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { actionsOf } from '#modules/actions/index.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import type { TestApp } from '#test/harness/app.ts';
import { screens } from '#test/harness/browser.ts';
import { look, openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('an agreed action between meetings, on a phone', () => {
  let site: Site;
  let app: TestApp;
  let stored: StoredRecord;
  let base: string;
  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    stored = await aFinalRecord(app);
    const [action] = await actionsOf(app.services.db, stored.board.caseId);
    assert.ok(action);
    // The action is the chair of governors' own.
    await app.services.db
      .updateTable('actions')
      .set({ undertakes_person: stored.board.governor })
      .where('id', '=', action.id)
      .execute();
    app.clock.set('2027-03-22T12:30:00Z');
  });
  after(() => site.close());

  test('a governor sees that it is overdue, shows a photo, and says that it is complete; the officer confirms it', async () => {
    const { page, problems } = await site.enter('Li Wen', { viewport: screens.narrow });
    await page.getByRole('heading', { name: 'Actions that are overdue' }).waitFor();
    await look(page);
    await page
      .getByRole('link', { name: /daily session/ })
      .first()
      .click();
    await look(page);
    await page.getByRole('button', { name: 'Add progress' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await look(page);
    await page.getByLabel('What has been done').fill('Sessions every day since half-term');
    await page.getByLabel('A file that shows it').setInputFiles({
      name: 'timetable.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByRole('button', { name: 'Add progress' }).click();
    await page.getByText('Sessions every day since half-term').waitFor();
    await page.getByRole('link', { name: 'timetable.png' }).waitFor();
    await look(page);
    await page.getByText('Say that it is complete').click();
    await page.getByRole('button', { name: 'It is complete' }).click();
    await page.getByText('To be confirmed').waitFor();
    await page.goto(`${base}/actions/yours?status=to-confirm`);
    await page.getByText('1 action, the soonest due first.').waitFor();
    await look(page);
    // The form that came back, because nothing was said, answers 422.
    assert.deepEqual(
      problems.filter((problem) => !problem.includes('422')),
      [],
    );

    const officer = await site.enter('Priya Nair', { viewport: screens.narrow });
    await officer.page
      .getByRole('link', { name: /daily session/ })
      .first()
      .click();
    await officer.page.getByRole('radio', { name: 'Yes, it is complete' }).check();
    await look(officer.page);
    await officer.page.getByRole('button', { name: 'Answer' }).click();
    await officer.page.getByText('Confirmed as complete').waitFor();
    await look(officer.page);
    assert.deepEqual(officer.problems, []);
  });

  test('can be chosen away: what one is reminded of', async () => {
    const { page, problems } = await site.enter('Ruth Calloway', { viewport: screens.narrow });
    await page.goto(`${base}/reminders`);
    await look(page);
    await page.getByRole('checkbox', { name: 'An agreed action is overdue' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your choice is saved.').waitFor();
    assert.equal(
      await page.getByRole('checkbox', { name: 'An agreed action is overdue' }).isChecked(),
      false,
    );
    assert.deepEqual(problems, []);
  });
});
