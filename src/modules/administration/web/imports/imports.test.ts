import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, suite, test } from 'node:test';
import { aBoard, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp, TestReply } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../../test/fixtures');
const gias = 'gias/edubasealldata_excerpt_2025-08-31.csv';
const ofsted = 'ofsted/state_funded_schools_excerpt_as_at_2025-08-31.csv';
const list = '/administration/imports';

suite('importing files from a page', () => {
  let app: TestApp;
  let administrator: SignedInHeaders;
  let other: SignedInHeaders;
  before(async () => {
    app = await startApp({ authority: { name: 'Coventry City Council', laCode: '331' } });
    const { db } = app.services;
    administrator = await app.signInAs(
      await storePerson(db, { role: 'administrator', name: 'Ottilie Brandt' }),
    );
    other = await app.signInAs(await storePerson(db, { role: 'administrator' }));
  });
  after(() => app.close());

  interface Sent {
    readonly name?: string;
    readonly date?: readonly [string, string, string];
    readonly headers?: SignedInHeaders;
  }

  async function send(
    content: string | Uint8Array<ArrayBuffer>,
    sent: Sent = {},
  ): Promise<TestReply> {
    const {
      name = 'edubasealldata20250831.csv',
      date = ['', '', ''],
      headers = administrator,
    } = sent;
    const form = new FormData();
    form.set('file', new File([content], name, { type: 'text/csv' }));
    for (const [index, part] of ['day', 'month', 'year'].entries()) {
      form.set(`asAt-${part}`, date[index] ?? '');
    }
    const body = new Response(form);
    const reply = await app.app.inject({
      method: 'POST',
      url: list,
      headers: { ...headers, 'content-type': body.headers.get('content-type') ?? '' },
      payload: Buffer.from(await body.arrayBuffer()),
    });
    return {
      status: reply.statusCode,
      body: reply.body,
      headers: reply.headers,
      location: reply.headers.location ?? '',
    };
  }

  const fixture = async (name: string) => new Uint8Array(await readFile(path.join(fixtures, name)));

  /** Sends a file and waits for its check; gives the address of its page. */
  async function check(name: string, sent: Sent = {}): Promise<string> {
    const reply = await send(await fixture(name), { name: path.basename(name), ...sent });
    assert.equal(reply.status, 303, reply.body);
    await app.drainJobs();
    return reply.location;
  }

  const words = async (url: string) => {
    const { status, body } = await app.get(url, administrator);
    assert.equal(status, 200);
    return readMarkup(body).words;
  };
  const schools = async () =>
    (await app.services.db.selectFrom('schools').select('urn').execute()).length;
  const imports = () => app.services.db.selectFrom('imports').selectAll().execute();
  const keptCount = async () => {
    const folder = path.join(app.services.dataDir, 'uploads', 'kept');
    return (await readdir(folder).catch(() => [])).length;
  };

  test('shows that the check is under way, with a page that loads itself again without script', async () => {
    const reply = await send(await fixture(gias));
    const { body } = await app.get(reply.location, administrator);
    assert.match(body, /Checking the file/);
    assert.match(body, /<noscript><meta http-equiv="refresh" content="2">/);
    const progress = await app.get(`${reply.location}/progress.json`, administrator);
    assert.deepEqual(JSON.parse(progress.body), { busy: true, percent: 0 });
    await app.drainJobs();
    const ended = await app.get(`${reply.location}/progress.json`, administrator);
    assert.equal((JSON.parse(ended.body) as { busy: boolean }).busy, false);
    await app.post(`${reply.location}/discard`, {}, administrator);
    assert.equal((await app.get(reply.location, administrator)).status, 404);
  });

  test('says what a file would change before anything is changed, and what looks wrong', async () => {
    const page = await check(gias);
    const text = await words(page);
    assert.match(text, /What the file would change/);
    assert.match(text, /Nothing has been changed yet/);
    assert.match(text, /Publication \| Get Information About Schools \(establishments\)/);
    assert.match(text, /Data as at \| 31 August 2025/);
    assert.match(text, /Schools \| 24 \| 0 \| 0/);
    assert.match(text, /The file looks wrong/);
    assert.match(text, /a national extract has more than 20,000/);
    assert.equal(await schools(), 0);
    assert.equal((await imports()).length, 0);
  });

  test('imports an implausible file with a reason only, and once however often it is asked', async () => {
    const page = await check(gias);
    const refused = await app.post(`${page}/import`, { reason: '  ' }, administrator);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /<a href="#reason">Enter why the file is right all the same<\/a>/);
    await app.drainJobs();
    assert.equal(await schools(), 0);

    const reason = 'A pilot with 24 schools';
    const pressed = await Promise.all(
      [1, 2, 3].map(() => app.post(`${page}/import`, { reason }, administrator)),
    );
    for (const { status, location } of pressed) {
      assert.equal(status, 303);
      assert.equal(location, page);
    }
    await app.drainJobs();
    await app.post(`${page}/import`, { reason }, administrator);
    await app.drainJobs();
    assert.equal(await schools(), 24);
    const [made, ...more] = await imports();
    assert.equal(more.length, 0);
    assert.equal(made?.overridden, true);
    assert.equal(made?.imported_by, 'Ottilie Brandt');

    const { location } = await app.get(page, administrator);
    assert.equal(location, `${list}/${made?.id}`);
    const text = await words(location);
    assert.match(text, /The file has been imported/);
    assert.match(text, /Schools \| 24 \| 0 \| 0/);
    assert.match(text, /It looked implausible, and was imported all the same/);
    assert.match(text, /The reason given: A pilot with 24 schools/);
    const events = await app.services.db.selectFrom('audit_events').selectAll().execute();
    const types = events.map(({ type }) => type).filter((type) => type !== 'signed in');
    assert.deepEqual(types, ['implausible file confirmed', 'file imported']);
    assert.match(JSON.stringify(events), /A pilot with 24 schools/);
    const past = await words(list);
    assert.match(past, /edubasealldata_excerpt_2025-08-31\.csv \| Get Information About Schools/);
    assert.match(
      past,
      /14 January 2027, 9:30am \| by Ottilie Brandt, although it looked implausible/,
    );
  });

  test('recognises Ofsted’s file by its headings, and says when a file has nothing new', async () => {
    const page = await check(ofsted);
    const text = await words(page);
    assert.match(text, /Ofsted management information \(graded inspections\)/);
    await app.post(`${page}/import`, { reason: 'A pilot' }, administrator);
    await app.drainJobs();
    const count = (await imports()).length;
    const again = await check(ofsted);
    assert.match(await words(again), /Nothing would change/);
    await app.post(`${again}/import`, { reason: 'Again' }, administrator);
    await app.drainJobs();
    assert.match(await words(again), /This very file has been imported before/);
    assert.equal((await imports()).length, count);
  });

  test('asks for the day of a file whose name does not say it, and keeps the file meanwhile', async () => {
    const sent = await send(await fixture(gias), { name: 'schools.csv' });
    assert.equal(sent.status, 303);
    await app.drainJobs();
    assert.match(await words(sent.location), /Which day is the file of\?/);
    const boxes = (day: string, month: string, year: string) => ({
      'asAt-day': day,
      'asAt-month': month,
      'asAt-year': year,
    });
    const wrong = await app.post(`${sent.location}/date`, boxes('31', '6', '2025'), administrator);
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /<a href="#asAt">The date of the data must be a real date/);
    assert.match(wrong.body, /value="31"/);
    const future = await app.post(`${sent.location}/date`, boxes('1', '2', '2027'), administrator);
    assert.match(future.body, /cannot be of 1 February 2027, which is after today/);
    await app.post(`${sent.location}/date`, boxes('31', '8', '2025'), administrator);
    await app.drainJobs();
    assert.match(await words(sent.location), /Data as at \| 31 August 2025/);
  });

  test('takes the day that was typed before the one in the name', async () => {
    const page = await check(gias, { date: ['1', '9', '2025'] });
    assert.match(await words(page), /Data as at \| 1 September 2025/);
  });

  test('refuses at once, and keeps nothing of, what is no such file', async () => {
    const kept = await keptCount();
    const cases: readonly (readonly [string | Uint8Array<ArrayBuffer>, string, RegExp])[] = [
      [
        await fixture('gias/failed_download.html'),
        'edubasealldata20250831.csv',
        /is a web page, not a CSV file/,
      ],
      [
        await fixture('gias/failed_download.json'),
        'edubasealldata20250831.csv',
        /error message or other JSON/,
      ],
      ['', 'edubasealldata20250831.csv', /The file is empty/],
      ['PK\u0003\u0004rest', 'management-information.csv', /Excel workbook or a zip file/],
      ['URN,Pupils\n900001,12\n', 'other20250831.csv', /none of the files listed below/],
      ['a,b\n1,2\n', 'schools.xlsx', /“schools\.xlsx” does not end in \.csv/],
      [
        new Uint8Array(Buffer.from('\ufeffURN,EstablishmentName\n', 'utf16le')),
        'edubasealldata20250831.csv',
        /UTF-16/,
      ],
    ];
    for (const [content, name, sentence] of cases) {
      const { status, body } = await send(content, { name, date: ['31', '8', '2025'] });
      assert.equal(status, 422, name);
      assert.match(body, sentence);
      assert.match(body, /<a href="#file">/);
      assert.match(body, /value="2025"/, 'the date that was typed is kept');
    }
    assert.equal(await keptCount(), kept);
  });

  test('refuses a form without a file, and a date that is none', async () => {
    const form = { 'asAt-day': '45', 'asAt-month': '', 'asAt-year': '' };
    const { status, body } = await app.post(list, form, administrator);
    assert.equal(status, 422);
    assert.match(body, /<a href="#file">Choose the file to import<\/a>/);
    assert.match(body, /<a href="#asAt">The date of the data must include a month and a year<\/a>/);
  });

  test('refuses a file that was cut short or names a school twice, and shows the form again', async () => {
    const whole = new TextDecoder('windows-1252').decode(await fixture(gias));
    const lines = whole.split(/\r?\n/).filter((line) => line !== '');
    const cut = whole.slice(0, whole.length - 400);
    const twice = [...lines, lines[1]].join('\r\n');
    for (const [content, sentence] of [
      [cut, /cut short/],
      [`${twice}\r\n`, /is on line 2 and again on line 26/],
    ] as const) {
      const sent = await send(content);
      await app.drainJobs();
      const { status, body } = await app.get(sent.location, administrator);
      assert.equal(status, 422);
      assert.match(body, sentence);
      assert.match(body, /<a href="#file">edubasealldata20250831\.csv: /);
      assert.match(body, /Check the file<\/button>|Check the file\s*<\/button>/);
    }
  });

  test('refuses a file over 100 MB before anything is stored', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    async function* tooMuch() {
      yield '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
      for (let sent = 0; sent <= 100; sent += 1) yield await Promise.resolve(piece);
      yield '\r\n--edge--\r\n';
    }
    const { statusCode, body } = await app.app.inject({
      method: 'POST',
      url: list,
      headers: { ...administrator, 'content-type': 'multipart/form-data; boundary=edge' },
      payload: Readable.from(tooMuch()),
    });
    assert.equal(statusCode, 413);
    assert.match(body, /<a href="#file">The file must be 100 MB or smaller/);
    assert.match(body, /Check the file/);
    assert.deepEqual(await readdir(path.join(app.services.dataDir, 'uploads')), ['kept']);
  });

  test('imports exactly the file that was checked', async () => {
    const page = await check(gias, { name: 'altered_2025-09-30.csv' });
    const token = page.split('/').at(-1) ?? '';
    const file = path.join(app.services.dataDir, 'uploads', 'kept', token, 'file.csv');
    await writeFile(file, `${await readFile(file, 'latin1')}\r\n`, 'latin1');
    const made = (await imports()).length;
    await app.post(`${page}/import`, { reason: 'Right' }, administrator);
    await app.drainJobs();
    assert.match(await words(page), /The file has changed since it was sent/);
    assert.equal((await imports()).length, made);
  });

  test('refuses the import when the person is no longer an administrator', async () => {
    const { db } = app.services;
    const leaver = await storePerson(db, { role: 'administrator' });
    const headers = await app.signInAs(leaver);
    const page = await check(gias, { headers });
    await app.post(`${page}/import`, { reason: 'Right' }, headers);
    const made = (await imports()).length;
    await db.deleteFrom('roles_held').where('person_id', '=', leaver).execute();
    await app.drainJobs();
    assert.equal((await imports()).length, made);
  });

  test('keeps a file for one day, and for the person who sent it alone', async () => {
    const page = await check(gias);
    for (const url of [page, `${page}/progress.json`]) {
      assert.equal((await app.get(url, other)).status, 404);
    }
    assert.equal((await app.post(`${page}/import`, { reason: 'x' }, other)).status, 404);
    assert.equal((await app.post(`${page}/discard`, {}, other)).status, 404);
    assert.equal((await app.get(page, administrator)).status, 200);
    app.clock.advance(24 * 60 * 60 * 1000);
    const signedIn = await app.services.db
      .selectFrom('roles_held')
      .select('person_id')
      .where('role', '=', 'administrator')
      .execute();
    const again = await app.signInAs(signedIn[0]?.person_id ?? ('' as never));
    assert.equal((await app.get(page, again)).status, 404);
    assert.match((await send(await fixture(gias), { headers: again })).location, /files/);
    assert.equal(await keptCount(), 1, 'what is older has been removed');
  });

  test('is for administrators alone', async () => {
    const board = await aBoard(app);
    const [made] = await imports();
    for (const person of [board.chair, board.head, board.governor, board.officer]) {
      const headers = await app.signInAs(person);
      assert.equal((await app.get(list, headers)).status, 404);
      assert.equal((await app.get(`${list}/${made?.id}`, headers)).status, 404);
      const kept = await keptCount();
      assert.equal((await send(await fixture(gias), { headers })).status, 404);
      assert.equal(await keptCount(), kept);
    }
    assert.match((await app.get(list)).location, /^\/sign-in/);
  });
});
