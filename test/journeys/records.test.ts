import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import {
  aFinalRecord,
  anOpenRecord,
  aSentRecord,
  aWrittenRecord,
} from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { answerCheck } from '../../src/modules/records/commands/accuracy-check.ts';

suite('records in the browser', () => {
  let app: TestApp;
  let site: Site;
  let base: string;

  before(async () => {
    site = await openSite();
    ({ app, base } = site);
  });
  after(() => site.close());

  async function textOf(recordId: string, section: string): Promise<string | undefined> {
    const row = await app.services.db
      .selectFrom('record_sections')
      .select('text')
      .where('record_id', '=', recordId as never)
      .where('section', '=', section)
      .executeTakeFirst();
    return row?.text;
  }

  test('a chair holds the entry meeting, the head checks it, and the board has it', async () => {
    const board = await aBoard(app, { schoolName: 'Larkfield Primary School' });
    const meetingId = await aPlannedMeeting(app, board);
    // Without script: every step works by its form alone.
    const chair = await site.openAs(board.chair, { javaScriptEnabled: false });
    const { page } = chair;
    await page.goto(`${base}/meetings/${meetingId}`);
    await page.getByRole('button', { name: 'Open the record' }).click();
    await page.getByLabel('Key actions / progress').fill('Phonics training is complete.');
    await page.getByRole('button', { name: 'Save and record attendance' }).click();
    const here = page.url().replace(/\/attendance$/, '');
    assert.equal(
      await textOf(here.split('/').at(-1) ?? '', 'key-actions-and-progress'),
      'Phonics training is complete.',
    );
    await page.getByRole('button', { name: 'Everyone was present' }).click();
    await page.getByRole('button', { name: 'Save and record the outcome' }).click();
    await page.getByLabel('Not yet').check();
    await page.getByLabel('The board’s reasons').fill('Leadership is new.');
    await page
      .getByLabel('Remain within the SIB process with next meeting required next term')
      .check();
    await page.getByRole('button', { name: 'Save the outcome' }).click();
    await page.getByRole('button', { name: 'Save and record actions' }).click();
    await page.getByRole('button', { name: 'Add an action' }).click();
    await page.getByLabel('What will be done').fill('Appoint a deputy');
    await page
      .getByRole('group', { name: 'Who undertakes it' })
      .getByLabel(/^A name or a job/)
      .fill('Governors');
    await page.getByRole('button', { name: 'Add the action' }).click();
    await page.getByRole('link', { name: 'Go back to the notes' }).click();
    await page.getByRole('button', { name: 'Save and record the next meeting' }).click();
    await page.getByLabel('Yes, the date is set').check();
    await page.getByLabel('Day').first().fill('22');
    await page.getByLabel('Month').first().fill('4');
    await page.getByLabel('Year').first().fill('2027');
    await page.getByLabel('Start time').fill('9:30am');
    await page.getByRole('button', { name: 'Save the next meeting' }).click();
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page.getByRole('button', { name: 'Send to Daniel Marsh' }).click();
    await page.getByText('With the headteacher').waitFor();

    const head = await site.openAs(board.head, { viewport: screens.narrow });
    await head.page.goto(`${here}/accuracy-check`);
    await head.page.getByRole('button', { name: 'All of it is accurate' }).click();
    await head.page.getByText('Your answer has reached the chair').waitFor();

    await page.goto(here);
    await page.getByRole('button', { name: 'Go on to finalise' }).click();
    await page.getByRole('button', { name: 'Make the record final' }).click();
    await page.getByText(/Version 1, made final by Ruth Calloway/).waitFor();

    const governor = await site.openAs(board.governor);
    await governor.page.goto(here);
    const download = governor.page.waitForEvent('download');
    await governor.page.getByRole('link', { name: 'Word document' }).click();
    assert.match((await download).suggestedFilename(), /Larkfield Primary School.*version 1\.docx/);
    for (const watched of [chair, head, governor]) {
      assert.deepEqual(watched.problems, []);
      await watched.page.context().close();
    }
  });

  test('every page is accessible and fits a narrow screen', async () => {
    const open = await anOpenRecord(app);
    const written = await aWrittenRecord(app);
    const sent = await aSentRecord(app);
    const answered = await aSentRecord(app);
    const final = await aFinalRecord(app);
    const actionOf = ({ board }: StoredRecord) =>
      app.services.db
        .selectFrom('actions')
        .select('id')
        .where('case_id', '=', board.caseId)
        .executeTakeFirstOrThrow();
    const comment = 'It was May.';
    const answers = [
      { section: 'background', part: '1', answer: 'fact-wrong', comment },
      {
        section: 'agreed-actions',
        part: (await actionOf(answered)).id,
        answer: 'fact-wrong',
        comment,
      },
      { section: 'context', part: '1', answer: 'differently', comment },
    ] as const;
    const head = await app.workAs(answered.board.head);
    must(await answerCheck(head, answered.recordId, answers, 'accurate'));
    const [action] = await app.services.db
      .selectFrom('actions')
      .select('id')
      .where('case_id', '=', final.board.caseId)
      .execute();
    const pages: [PersonId, string, readonly string[]][] = [
      [
        open.board.chair,
        `/records/${open.recordId}`,
        [
          '',
          '/room',
          '/close',
          '/outcome',
          '/attendance',
          '/next-meeting',
          '/actions',
          '/actions/new',
          '/note-taker',
          '/sections/background/history',
        ],
      ],
      [written.board.chair, `/records/${written.recordId}`, ['', '/room', '/close', '/actions']],
      [sent.board.head, `/records/${sent.recordId}`, ['', '/accuracy-check']],
      [sent.board.chair, `/records/${sent.recordId}`, ['', '/take-back']],
      [answered.board.head, `/records/${answered.recordId}`, ['/accuracy-check']],
      [answered.board.chair, `/records/${answered.recordId}`, ['', '/answers', '/finalise']],
      [final.board.chair, `/records/${final.recordId}`, ['', '/versions', '/correct']],
      [final.board.governor, `/records/${final.recordId}`, ['', '/versions/1']],
      [final.board.chair, `/actions/${action?.id ?? ''}`, ['']],
    ];
    for (const [screen, viewport] of Object.entries(screens)) {
      for (const [person, address, paths] of pages) {
        const { page, problems } = await site.openAs(person, { viewport });
        for (const path of paths) {
          const reply = await page.goto(base + address + path);
          assert.equal(reply?.status(), 200, address + path);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
          const name = path.replaceAll('/', '-') || '-read';
          await screenshot(page, `record${name}-${screen}`);
        }
        assert.deepEqual(problems, []);
        await page.context().close();
      }
    }
  });
});
