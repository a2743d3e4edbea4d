import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { screens } from '#test/harness/browser.ts';
import { fillDate, follow, look, openSite, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { holdMeeting, openRecord, toCome } from './hold-meeting.ts';

suite('what happens at a school between two meetings, in a browser', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  test('a visit and support are recorded, and stand in the next record as new since last time', async () => {
    const { app, base } = site;
    const { board } = await aFinalRecord(app);
    const list = `${base}/schools/${board.urn}/visits`;

    // The monitoring officer records the visit on a phone, still at the school.
    app.clock.set('2027-02-10T15:30:00Z');
    const officer = await site.openAs(board.officer, { viewport: screens.narrow });
    const phone = officer.page;
    await phone.goto(base);
    await phone.goto(list);
    await look(phone);
    await press(phone, 'Record a visit');
    assert.equal(await phone.getByLabel('Who visited?').inputValue(), 'Priya Nair');
    await phone.getByLabel('What was it about?').fill('Early reading in years 1 and 2');
    await press(phone, 'Save the visit');
    await phone.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal(
      await phone.getByLabel('What was it about?').inputValue(),
      'Early reading in years 1 and 2',
    );
    await look(phone);
    await phone
      .getByLabel('What was seen?')
      .fill('Phonics is taught every day. Nine of ten books matched what pupils can read.');
    await phone.getByLabel('What follows? (optional)').fill('The same again in year 3.');
    await phone.getByLabel('Yes, share it with the school').check();
    await press(phone, 'Save the visit');
    await phone.getByText('Nine of ten books').waitFor();
    await look(phone);

    // The school says its side of it, and the chair records what support it has.
    const head = await site.openAs(board.head);
    await head.page.goto(list);
    await follow(head.page, '10 February 2027');
    await head.page
      .getByLabel('Add what the school says of the visit')
      .fill('The books in year 3 come at Easter.');
    await press(head.page, 'Add it');
    await head.page.getByText('The books in year 3 come at Easter.').waitFor();
    await look(head.page);
    const chair = await site.openAs(board.chair);
    const { page } = chair;
    await page.goto(list);
    await press(page, 'Record support');
    await page.getByLabel('What is it?').fill('Six days of a reading coach');
    await page.getByLabel('Who in the school has it?').fill('Year 3 teachers');
    await page.getByLabel('From whom?').fill('Birchwood Primary School');
    await fillDate(page, 'from', date('2027-02-01'));
    await look(page);
    await press(page, 'Save the support');
    await page.getByText('Since 1 February 2027').waitFor();
    await look(page);

    // Its impact is added before the board meets.
    app.clock.set('2027-03-11T09:00:00Z');
    await site.signIn(page, board.chair);
    await page.goto(list);
    await follow(page, /^Change/);
    await page
      .getByLabel('What difference has it made? (optional)')
      .fill('Lessons are planned together.');
    await look(page);
    await press(page, 'Save the change');
    await page.getByText('Lessons are planned together.').waitFor();

    // The board meets, and finds both in the record, with their sources.
    await page.goto(`${base}/cases/${board.caseId}`);
    await follow(page, /11 March 2027/);
    await press(page, /^(Open the record|Write the notes)/);
    await look(page);
    const section = (key: string) => page.locator(`#section-${key}`).inputValue();
    const mark = ' – *new since last time*';
    assert.ok(
      (await section('context')).includes(
        `Visits since 14 January 2027:\n\n- 10 February 2027, Priya Nair: Early reading in years 1 and 2. What was seen: Phonics is taught every day. Nine of ten books matched what pupils can read. What follows: The same again in year 3. (recorded by Priya Nair on 10 February 2027)${mark}`,
      ),
      await section('context'),
    );
    assert.equal(
      await section('impact-of-support'),
      `- Six days of a reading coach, for Year 3 teachers, from Birchwood Primary School, since 1 February 2027: Lessons are planned together. (recorded by Ruth Calloway on 11 March 2027)${mark}`,
    );
    assert.deepEqual(
      [...chair.problems, ...head.problems, ...officer.problems].filter(
        // The form that came back answers 422.
        (problem) => !problem.includes('422'),
      ),
      [],
    );
  });

  test('the school judges itself, its board comments, and the fundamental question is seen over time', async () => {
    const { app, base } = site;
    app.clock.set('2027-01-14T09:30:00Z');
    const { board } = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
    const here = `${base}/schools/${board.urn}/self-evaluation`;
    const why = 'Needs are found early, and met in lessons.';

    // The head judges two areas in January, under the framework in force.
    app.clock.set('2027-01-20T16:00:00Z');
    const headPage = await site.openAs(board.head);
    const { page: head } = headPage;
    await head.goto(here);
    await press(head, 'Enter the judgements');
    await head.locator('[name="grade-inclusion"]').selectOption('expected-standard');
    await head.locator('[name="grade-achievement"]').selectOption({ label: 'Needs attention' });
    await head.locator('[name="why-achievement"]').fill('Writing is behind.');
    await press(head, 'Save the judgements');
    await head.getByText('Enter why, for Inclusion').first().waitFor();
    assert.equal(await head.locator('[name="why-achievement"]').inputValue(), 'Writing is behind.');
    await look(head);
    await head.locator('[name="why-inclusion"]').fill(why);
    await press(head, 'Save the judgements');
    await head.getByText('Report card, from November 2025').first().waitFor();

    // Before the board meets, one of them has changed: the earlier stays beside it.
    app.clock.set('2027-03-01T16:00:00Z');
    await site.signIn(head, board.head);
    await head.goto(here);
    await press(head, 'Judge again');
    assert.equal(await head.locator('[name="why-inclusion"]').inputValue(), why);
    await head.locator('[name="grade-achievement"]').selectOption('expected-standard');
    await head.locator('[name="why-achievement"]').fill('Writing has caught up.');
    await press(head, 'Save the judgements');
    assert.match(
      (await head.locator('.app-judgements desc').textContent()) ?? '',
      /^20 January 2027: .*Achievement: Needs attention.*1 March 2027: .*Achievement: Expected standard/,
    );
    await look(head);

    // The board comments at its second meeting, and answers the question there.
    app.clock.set('2027-03-11T09:40:00Z');
    const chairPage = await site.openAs(board.chair);
    const { page: chair } = chairPage;
    const { id: next } = await toCome(site, board.caseId);
    const record = await openRecord(site, chair, next);
    const ofSchool = () => chair.locator('#section-self-evaluation').inputValue();
    const mark = ' – *new since last time*';
    const inclusion = `- Inclusion: Expected standard. ${why} (Daniel Marsh, 1 March 2027)${mark}`;
    assert.ok((await ofSchool()).includes(inclusion), await ofSchool());
    await chair.goto(here);
    await press(chair, 'Add the board’s comments');
    await chair.locator('[name="comment-achievement"]').fill('The board read twelve books.');
    await look(chair);
    await press(chair, 'Save the comments');
    await chair.getByText('The board read twelve books.').first().waitFor();
    await look(chair);
    await chair.goto(`${record}/sections/self-evaluation/fill`);
    await look(chair);
    await press(chair, 'Use what is held now');
    assert.ok(
      (await ofSchool()).includes('- The board on 11 March 2027: The board read twelve books.'),
      await ofSchool(),
    );
    const held = {
      outcome: 'Remain within the SIB process with next meeting required next term',
      answer: 'Yes',
      next: date('2027-06-10'),
    };
    await holdMeeting(site, { chair, head }, board, board.caseId, held);

    // Each answer stands on the page of the case, and opens its record.
    await chair.goto(`${base}/cases/${board.caseId}`);
    await chair.getByRole('heading', { name: 'The fundamental question over time' }).waitFor();
    await look(chair);
    const points = chair.locator('.app-chart__point');
    assert.deepEqual(
      await points.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label'))),
      [
        '14 January 2027, Entry Meeting: Not yet. Read the record',
        '11 March 2027, Standard Meeting: Yes. Read the record',
      ],
    );
    await points.last().click();
    await chair.waitForURL((url) => url.href.startsWith(record));
    await chair.getByText('The board read twelve books.').waitFor();
    await look(chair);
    assert.deepEqual(
      [...chairPage.problems, ...headPage.problems].filter((each) => !each.includes('422')),
      [],
    );
  });
});
