import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { storePerson } from '#test/builders/stored.ts';

const minute = 60_000;

suite('the sign-in page of the demonstration', () => {
  let app: TestApp;
  let advisor: PersonId;
  let left: PersonId;
  before(async () => {
    app = await startApp();
    const { db } = app.services;
    advisor = await storePerson(db, { name: 'Amara Okafor' });
    left = await storePerson(db, { name: 'Piers Lockwood', until: date('2027-01-14') });
  });
  after(() => app.close());

  test('lists the people by role, without those whose roles have ended', async () => {
    const { status, body } = await app.get('/sign-in');
    assert.equal(status, 200);
    assert.match(body, /Senior Advisor – School Improvement/);
    assert.match(body, new RegExp(`formaction="/sign-in/as/${advisor}"`));
    assert.doesNotMatch(body, /Piers Lockwood/);
  });

  test('signs in as the person pressed, and goes to the page that was asked for', async () => {
    const reply = await app.post(`/sign-in/as/${advisor}`, { next: '/cases?x=1' });
    assert.equal(reply.status, 303);
    assert.equal(reply.location, '/cases?x=1');
    const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
    assert.match((await app.get('/', { cookie })).body, /Amara Okafor/);
    assert.match(String(reply.headers['set-cookie']), /HttpOnly; SameSite=Lax/i);
  });

  test('never goes to another site', async () => {
    for (const next of [
      '//evil.example/',
      'https://evil.example/',
      '/\\evil.example',
      '/\t/e.example',
    ]) {
      const { location } = await app.post(`/sign-in/as/${advisor}`, { next });
      assert.equal(location, '/', next);
    }
  });

  test('keeps no token in the database, and gives a new one at each sign-in', async () => {
    const first = await signIn(app, advisor);
    const second = await signIn(app, advisor, { cookie: first.cookie });
    assert.notEqual(first.token, second.token);
    const { location } = await app.get('/cases', { cookie: first.cookie });
    assert.equal(location, '/sign-in?next=%2Fcases', 'the session before has ended');
    const sessions = await app.services.db.selectFrom('sessions').selectAll().execute();
    assert.equal(JSON.stringify(sessions).includes(second.token), false);
  });

  test('does not sign in someone who has left, or nobody', async () => {
    const replies = [
      await app.post(`/sign-in/as/${left}`, {}),
      await app.post('/sign-in/as/7b4f6f0e-0f0e-4c2e-9b1e-1f2a3b4c5d6e', {}),
      await app.post('/sign-in/as/nobody', {}),
    ];
    for (const reply of replies) {
      assert.equal(reply.status, 404);
      assert.equal(reply.headers['set-cookie'], undefined);
    }
  });

  test('does not take the form of another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const reply = await app.post(`/sign-in/as/${advisor}`, {}, headers);
    assert.equal(reply.status, 403);
    assert.equal(reply.headers['set-cookie'], undefined);
  });

  test('writes each sign-in and sign-out in the audit trail', async () => {
    const { cookie } = await signIn(app, advisor);
    const out = await app.post('/sign-out', {}, { cookie });
    assert.equal(out.location, '/sign-in');
    assert.equal((await app.get('/cases', { cookie })).location, '/sign-in?next=%2Fcases');
    const events = await app.services.db
      .selectFrom('audit_events')
      .select(['type', 'actor_id', 'payload'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    assert.deepEqual(events, [
      { type: 'signed out', actor_id: advisor, payload: {} },
      { type: 'signed in', actor_id: advisor, payload: { by: 'demonstration' } },
    ]);
  });

  test('signs out who has left at midnight', async () => {
    const leaver = await storePerson(app.services.db, {
      name: 'Nell Ferris',
      until: date('2027-01-15'),
    });
    const { cookie } = await signIn(app, leaver);
    assert.equal((await app.get('/cases', { cookie })).status, 200);
    app.clock.set('2027-01-14T23:59:30Z');
    assert.equal((await app.get('/cases', { cookie })).location, '/sign-in?next=%2Fcases');
    app.clock.set('2027-01-14T09:30:00Z');
  });

  test('has no form for an address', async () => {
    assert.equal((await app.post('/sign-in', { address: 'a@b.example' })).status, 404);
  });
});

suite('the sign-in page in live mode', () => {
  let app: TestApp;
  let advisor: PersonId;
  before(async () => {
    app = await startApp({ mode: 'live', baseUrl: 'https://boards.avonbridge.example' });
    const { db } = app.services;
    advisor = await storePerson(db, { address: 'amara.okafor@avonbridge.example' });
    await storePerson(db, {
      name: 'Piers Lockwood',
      address: 'piers@avonbridge.example',
      until: date('2027-01-14'),
    });
  });
  after(() => app.close());

  test('shuts the demonstration, and shows nobody', async () => {
    const { body } = await app.get('/sign-in');
    assert.match(body, /Your email address/);
    assert.doesNotMatch(body, /Amara Okafor/);
    assert.equal((await app.post(`/sign-in/as/${advisor}`, {})).status, 404);
  });

  test('says the same and does the same for an address that is known, unknown or of someone who left', async () => {
    const addresses = [
      'amara.okafor@avonbridge.example',
      'nobody@avonbridge.example',
      'piers@avonbridge.example',
    ];
    const answers = [];
    for (const address of addresses) {
      const { status, body } = await app.post('/sign-in', { address });
      answers.push(`${status} ${body.replaceAll(address, 'ADDRESS')}`);
    }
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0] ?? '', /^200 [^]*If ADDRESS is known here, a link is on its way\./);
    await app.drainJobs();
    const mails = await app.services.db.selectFrom('mails').select('to_address').execute();
    assert.deepEqual(mails, [{ to_address: 'amara.okafor@avonbridge.example' }]);
  });

  test('gives back an address that cannot be one', async () => {
    const { status, body } = await app.post('/sign-in', { address: 'amara at council' });
    assert.equal(status, 422);
    assert.match(body, /Enter an email address in the right form, like name@example.org/);
    assert.match(body, /value="amara at council"/);
  });

  test('signs in by a link that shows a button first and works once', async () => {
    const url = await linkFor(app, 'amara.okafor@avonbridge.example', '/cases');
    for (const times of [1, 2, 3]) {
      const opened = await app.get(url);
      assert.equal(opened.status, 200, `opened ${times} times`);
      assert.match(opened.body, /<button[^>]*>Sign in<\/button>/);
      assert.match(opened.body, /name="next" value="\/cases"/);
      assert.equal(opened.headers['set-cookie'], undefined);
    }
    const [path = ''] = url.split('?');
    const pressed = await app.post(path, { next: '/cases' });
    assert.equal(pressed.status, 303);
    assert.equal(pressed.location, '/cases');
    assert.match(String(pressed.headers['set-cookie']), /^__Host-trajectory=.*Secure/);
    const again = await app.post(path, {});
    const unknown = await app.post('/sign-in/link/never-was', {});
    assert.equal(again.status, 403);
    assert.match(again.body, /This link does not work any more/);
    assert.equal(unknown.body, again.body);
  });

  test('refuses a link after a quarter of an hour, and not before', async () => {
    const early = await linkFor(app, 'amara.okafor@avonbridge.example');
    app.clock.advance(15 * minute - 1);
    assert.equal((await app.post(early, {})).status, 303);
    const late = await linkFor(app, 'amara.okafor@avonbridge.example');
    app.clock.advance(15 * minute);
    assert.equal((await app.post(late, {})).status, 403);
  });

  test('lets one of two that press the same link at once', async () => {
    const url = await linkFor(app, 'amara.okafor@avonbridge.example');
    const pressed = await Promise.all([1, 2, 3, 4].map(() => app.post(url, {})));
    assert.deepEqual(
      pressed.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 403, 403, 403],
    );
  });

  test('sends no more than three links that are open at once', async () => {
    app.clock.advance(20 * minute);
    const count = async () =>
      (await app.services.db.selectFrom('mails').select('id').execute()).length;
    const sentBefore = await count();
    for (let times = 0; times < 5; times += 1) {
      await app.post('/sign-in', { address: 'amara.okafor@avonbridge.example' }, fromElsewhere());
    }
    await app.drainJobs();
    assert.equal((await count()) - sentBefore, 3);
  });

  test('takes the link out of the outbox once it is sent, and keeps its token nowhere', async () => {
    const mails = await app.services.db.selectFrom('mails').selectAll().execute();
    assert.ok(mails.length > 3);
    for (const mail of mails) {
      assert.deepEqual([mail.state, mail.body_text, mail.body_html], ['kept', '', '']);
    }
  });

  test('stops who asks too often', async () => {
    const statuses = [];
    const headers = fromElsewhere();
    for (let times = 0; times < 12; times += 1) {
      statuses.push((await app.post('/sign-in', { address: 'x@y.example' }, headers)).status);
    }
    assert.deepEqual(statuses.slice(0, 10), Array<number>(10).fill(200));
    assert.deepEqual(statuses.slice(10), [429, 429]);
  });
});

/** Headers of a request from an address of its own, so that tests do not use up each other's tries. */
let elsewhere = 0;
function fromElsewhere(): { 'x-forwarded-for': string } {
  elsewhere += 1;
  return { 'x-forwarded-for': `192.0.2.${elsewhere}` };
}

/** Asks for a link and reads it from the mail, before it is taken out of the outbox. */
async function linkFor(app: TestApp, address: string, next = '/'): Promise<string> {
  await app.services.db.updateTable('sign_in_links').set({ used_at: app.clock.now() }).execute();
  await app.post('/sign-in', { address, next }, fromElsewhere());
  const { readdir, readFile, rm } = await import('node:fs/promises');
  const folder = `${app.services.dataDir}/outbox`;
  await rm(folder, { recursive: true, force: true });
  await app.drainJobs();
  const [file = ''] = await readdir(folder);
  const eml = (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('=\r\n', '');
  const found = /https:\/\/boards\.avonbridge\.example(\/sign-in\/link\/[^\s"]+)/.exec(eml);
  return (found?.[1] ?? '').replaceAll('=3D', '=');
}

async function signIn(app: TestApp, person: PersonId, headers: object = {}) {
  const reply = await app.post(`/sign-in/as/${person}`, {}, headers);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { cookie, token: cookie.split('=')[1] ?? '' };
}
