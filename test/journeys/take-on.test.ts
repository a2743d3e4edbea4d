import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { date } from '#kernel/dates.ts';
import type { CaseId, Urn } from '#kernel/ids.ts';
import { aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import { aPdf } from '#test/builders/stored-papers.ts';
import { screens, screenshot } from '#test/harness/browser.ts';
import { follow, look, openSite, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { holdMeeting, openRecord, toCome } from './hold-meeting.ts';

let site: Site;
let folder: string;
before(async () => {
  site = await openSite();
  folder = await mkdtemp(path.join(tmpdir(), 'take-on-'));
});
after(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

type Cell = string | number | boolean | Date | null;
type Line = Readonly<Record<string, Cell>>;

/**
 * The downloaded workbook, filled in: by sheet, lines by the titles of their columns. A line goes where
 * its URN stands already, or below what is there.
 */
async function filledIn(
  downloaded: string,
  name: string,
  filled: Readonly<Record<string, readonly Line[]>>,
): Promise<string> {
  const sheets = await readXlsxFile(await readFile(downloaded));
  const written = sheets.map(({ sheet, data }) => {
    const [head = [], ...rows] = data as Cell[][];
    const titles = head.map(String);
    const urnAt = titles.indexOf('URN');
    for (const line of filled[sheet] ?? []) {
      for (const title of Object.keys(line)) assert.ok(titles.includes(title), title);
      let row = rows.find((each) => sheet === 'Cases' && each[urnAt] === line['URN']);
      if (!row) rows.push((row = titles.map(() => null)));
      for (const [title, cell] of Object.entries(line)) row[titles.indexOf(title)] = cell;
    }
    return { sheet, data: [head, ...rows].map((row) => row.map(cellOf)) };
  });
  const file = path.join(folder, name);
  await writeFile(file, await writeXlsxFile(written).toBuffer());
  return file;
}

/** A day as Excel keeps it. */
function cellOf(value: Cell) {
  if (value === null) return null;
  return value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value };
}

/** What stands in the cells of a row. */
const cellsOf = (row: Locator) =>
  row.locator('td').evaluateAll((cells) => cells.map(({ textContent }) => textContent.trim()));

const day = (text: string) => new Date(`${text}T00:00:00Z`);

test('a board that is running is taken on from a workbook, and holds its next meeting here', async () => {
  const { app, base } = site;
  const { db } = app.services;
  const urn: Urn = await aSchool(app, { name: 'Ashgrove Primary School' });
  await aSchool(app, { name: 'Birchwood Primary School' });
  const scope = { kind: 'school', urn } as const;
  const network = await aNetwork(app, urn);
  const chair = await storePerson(db, { name: 'Ruth Calloway' });
  const head = await storePerson(db, { name: 'Daniel Marsh', role: 'headteacher', scope });
  await storePerson(db, { name: 'Li Wen', role: 'chair-of-governors', scope });
  await storePerson(db, { name: 'Priya Nair', role: 'monitoring-officer', scope });
  await storePerson(db, {
    name: 'Tomasz Zielinski',
    role: 'network-lead',
    scope: { kind: 'network', id: network },
  });

  // The workbook is downloaded from the page, and lists the authority's schools.
  const watched = await site.openAs(chair);
  const { page } = watched;
  await page.goto(`${base}/cases`);
  await follow(page, /already running/);
  await look(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the workbook' }).click();
  const downloaded = path.join(folder, 'downloaded.xlsx');
  await (await downloading).saveAs(downloaded);

  const ofSchool = {
    URN: urn,
    Process: 'School Improvement Board',
    'Began on': day('2026-02-02'),
    'Why it was started': 'The inspection of November 2025.',
    'Next agenda': 'Standard Meeting',
    'Next date': day('2027-02-11'),
    'Next time': '9:30am',
  };
  const meetings = [
    { URN: urn, Meeting: 'Entry Meeting', Date: day('2026-03-05') },
    { URN: urn, Meeting: 'Standard Meeting', Date: day('2026-10-08') },
  ];
  const reading = {
    URN: urn,
    'Agreed on': day('2026-10-08'),
    'What will be done': 'Teach reading every day',
    'Who undertakes it': 'English lead',
    'By when': day('2027-01-29'),
  };
  const deputy = {
    URN: urn,
    'Agreed on': day('2026-03-05'),
    'What will be done': 'Appoint a deputy',
    'Who undertakes it': 'Chair of governors',
  };

  async function send(file: string): Promise<void> {
    await page.goto(`${base}/cases/take-on`);
    await page.getByLabel('The workbook, filled in').setInputFiles(file);
    await press(page, 'Check the workbook');
  }

  // Three lines have something wrong: each is named, and nothing is taken on.
  await send(
    await filledIn(downloaded, 'wrong.xlsx', {
      Cases: [
        { ...ofSchool, 'Began on': '31/02/2026' },
        { ...ofSchool, URN: 899_999, 'Next date': null, 'Next time': null },
      ],
      'Past meetings': meetings,
      'Open actions': [reading, { ...deputy, 'Who undertakes it': null }],
    }),
  );
  await page.getByText('3 lines need a change. Nothing has been taken on.').waitFor();
  await look(page);
  const rows = await page.getByRole('main').locator('tbody tr').all();
  assert.deepEqual(await Promise.all(rows.map(async (row) => (await cellsOf(row)).join(' | '))), [
    'Cases | 2 | “31/02/2026” under “Began on” is not a date, like 12/11/2025.',
    'Cases | 4 | No school with the URN 899999 is known here. Check the number.',
    'Open actions | 3 | Enter who undertakes the action.',
  ]);
  const count = () => db.selectFrom('cases').select('id').execute();
  assert.deepEqual(await count(), []);

  // Corrected, it is taken on: the case stands at its stage.
  await follow(page, 'Send the corrected workbook');
  await send(
    await filledIn(downloaded, 'right.xlsx', {
      Cases: [ofSchool],
      'Past meetings': meetings,
      'Open actions': [reading, deputy],
    }),
  );
  await page.getByText('Nothing is wrong. 1 process would be taken on, all at once.').waitFor();
  await look(page);
  await press(page, 'Take on 1 process');
  await page.getByText('What this workbook says is taken on.').waitFor();
  await look(page);
  await screenshot(page, 'take-on-done');
  await follow(page, 'Ashgrove Primary School');
  const caseId = page.url().split('/').at(-1) as CaseId;
  await look(page);
  const main = await page.getByRole('main').innerText();
  for (const said of [
    'Thursday 11 February 2027 at 9:30am',
    'Thursday 8 October 2026',
    'Thursday 5 March 2026',
    'Teach reading every day',
    'Appoint a deputy',
    'The inspection of November 2025.',
  ]) {
    assert.ok(main.includes(said), `“${said}” is not in\n${main}`);
  }

  // Its board is formed, a past meeting gets its file, and the next meeting is held here.
  await press(page, 'Form the board');
  await press(page, 'Add to the board');
  await page.getByText('Every seat is filled').waitFor();
  await page.goto(`${base}/cases/${caseId}`);
  await follow(page, 'Add a file to a past meeting');
  await page.locator('[name="meeting"]').selectOption({ index: 0 });
  await page.locator('[name="file"]').setInputFiles({
    name: 'Minutes of the meeting.pdf',
    mimeType: 'application/pdf',
    buffer: aPdf(),
  });
  await look(page);
  await press(page, 'Add the file');
  await page.getByRole('link', { name: 'Minutes of the meeting.pdf' }).waitFor();
  await look(page);
  const next = await toCome(site, caseId);
  assert.equal(next.form, 'sib-standard');
  app.clock.set('2027-02-11T09:30:00Z');
  await site.signIn(page, chair);
  await openRecord(site, page, next.id);
  const progress = await page.locator('#section-progress-against-agreed-actions').inputValue();
  for (const what of ['Teach reading every day', 'Appoint a deputy']) {
    assert.equal(progress.split(what).length, 2, `“${what}” stands once in\n${progress}`);
  }
  const phone = await site.openAs(head, { viewport: screens.narrow });
  await holdMeeting(site, { chair: page, head: phone.page }, { chair, head }, caseId, {
    outcome: 'Remain within the SIB process with next meeting required next term',
    next: date('2027-05-13'),
  });
  assert.equal((await toCome(site, caseId)).date, '2027-05-13');
  assert.deepEqual(
    [...watched.problems, ...phone.problems].filter(
      // A file that is kept is no page that loads.
      (problem) => !problem.includes('take-on.xlsx'),
    ),
    [],
  );
});
