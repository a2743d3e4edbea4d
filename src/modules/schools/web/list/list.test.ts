import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

interface Found {
  readonly schools: readonly {
    readonly name: string;
    readonly detail: string;
    readonly href: string;
  }[];
  readonly more: boolean;
}

suite('the list of schools', () => {
  let app: TestApp;
  let board: Board;
  let marys: Urn;
  let foreign: Urn;
  let advisor: SignedInHeaders;
  let head: SignedInHeaders;
  let administrator: SignedInHeaders;
  let governor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    const { db } = app.services;
    board = await aBoard(app, { schoolName: 'Ashgrove Primary School' });
    marys = await aSchool(app, { name: 'St. Mary’s & All Saints <Infants>' });
    foreign = await aSchool(app, { name: 'St Mary’s Elsewhere', laCode: '998' });
    await app.services.db.transaction().execute((trx) =>
      saveSchools(trx, 'demonstration', [
        {
          urn: 900_900 as Urn,
          name: 'Oldfield School',
          la_code: app.authority.laCode,
          la_name: app.authority.name,
          type_code: '01',
          status: 'closed',
          closed_on: date('2020-08-31'),
        },
      ]),
    );
    advisor = await app.signInAs(board.chair);
    head = await app.signInAs(board.head);
    governor = await app.signInAs(board.governor);
    administrator = await app.signInAs(await storePerson(db, { role: 'administrator' }));
  });
  after(() => app.close());

  const search = async (text: string, headers: SignedInHeaders): Promise<Found> => {
    const reply = await app.get(`/schools/search.json?q=${encodeURIComponent(text)}`, headers);
    assert.equal(reply.status, 200);
    return JSON.parse(reply.body) as Found;
  };

  test('shows the authority’s own schools that have not closed, by network, and says so', async () => {
    const { status, body } = await app.get('/schools', advisor);
    assert.equal(status, 200);
    assert.match(body, /the 2 schools of Avonbridge City Council \(local authority code 999\)/);
    assert.match(body, /the register holds 4 schools in all/);
    assert.match(body, /Not in a network/);
    assert.ok(body.includes('St. Mary’s &amp; All Saints &lt;Infants&gt;'));
    assert.doesNotMatch(body, /Elsewhere|Oldfield/);
  });

  test('names the open board with a link, to those who may see it', async () => {
    const link = `/cases/${board.caseId}`;
    assert.ok((await app.get('/schools', advisor)).body.includes(link));
    assert.ok((await app.get('/schools?q=ash', advisor)).body.includes(link));
    const { body } = await app.get('/schools', administrator);
    assert.ok(body.includes('Ashgrove Primary School'));
    assert.ok(!body.includes(link), 'an administrator has no casework');
  });

  test('shows a headteacher and a chair of governors their own school alone', async () => {
    for (const headers of [head, governor]) {
      const { status, body } = await app.get('/schools', headers);
      assert.equal(status, 200);
      assert.match(body, /<h1[^>]*>Your school</);
      assert.ok(body.includes('Ashgrove Primary School'));
      assert.ok(!body.includes('All Saints'));
      assert.doesNotMatch(body, /in all/, 'how many there are is not theirs to know');
    }
  });

  test('shows a network lead the schools of the network', async () => {
    const lead = await app.signInAs(board.lead);
    const { body } = await app.get('/schools', lead);
    assert.ok(body.includes('Ashgrove Primary School'));
    assert.ok(!body.includes('All Saints'));
  });

  test('finds by words of the name, without its punctuation, and by the first digits of a URN', async () => {
    const byName = await search('saints mary', advisor);
    assert.deepEqual(
      byName.schools.map(({ href }) => href),
      [`/schools/${marys}`],
    );
    assert.match(byName.schools[0]?.detail ?? '', new RegExp(`URN ${marys}, Community school`));
    const byUrn = await search(String(marys).slice(0, 5), advisor);
    assert.ok(byUrn.schools.some(({ href }) => href === `/schools/${marys}`));
    const closed = await search('oldfield', advisor);
    assert.match(closed.schools[0]?.detail ?? '', /closed/);
  });

  test('finds nothing that is another authority’s, or another school’s for a head', async () => {
    assert.deepEqual((await search('elsewhere', advisor)).schools, []);
    assert.deepEqual((await search(String(foreign), advisor)).schools, []);
    assert.deepEqual((await search('mary', head)).schools, []);
    assert.equal((await search('ash', head)).schools.length, 1);
    assert.equal((await search(String(board.urn), head)).schools.length, 1);
  });

  test('says what to do when nothing is found, and keeps what was typed', async () => {
    const { status, body } = await app.get('/schools?q=%22%3Cb%3Ezz', advisor);
    assert.equal(status, 200);
    assert.match(body, /No school found for “&quot;&lt;b&gt;zz”/);
    assert.match(body, /value="&quot;&lt;b&gt;zz"/);
    assert.match(body, /Only schools of Avonbridge City Council are found here/);
  });

  test('takes any text to search for', async () => {
    for (const text of ['%', '_', "';--", '\\', 'é'.repeat(500), '  ', '0', '🏫']) {
      const { status } = await app.get(`/schools?q=${encodeURIComponent(text)}`, advisor);
      assert.equal(status, 200, text);
      await search(text, advisor);
    }
  });

  test('is shut to those who may read about no school, and asks others to sign in', async () => {
    const scrutiny = await app.signInAs(
      await storePerson(app.services.db, { role: 'scrutiny-reader' }),
    );
    assert.equal((await app.get('/schools', scrutiny)).status, 404);
    assert.equal((await app.get('/schools/search.json?q=ash', scrutiny)).status, 404);
    assert.match((await app.get('/schools')).location, /^\/sign-in/);
    const json = await app.get('/schools/search.json?q=ash', { accept: 'application/json' });
    assert.equal(json.status, 401);
  });
});
