import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { mailDelivery, requeueMails } from './deliver.ts';
import { deliverJob, queueAgain, queueMail } from './mail.ts';
import { mailFollowing } from './follow.ts';
import type { NotifySettings } from './notify.ts';
import { mailSettings } from './settings.ts';

const now = new Date('2027-01-14T09:30:00Z');
const content = {
  template: 'Meeting moved',
  subject: 'Moved: St Mary’s, now Thursday',
  paragraphs: ['It has <moved> & changed.'],
  link: { label: 'See the meeting', url: 'https://example.org/meetings/1?a=1&b=2' },
};

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

suite('mail', () => {
  let database: TestDatabase;
  let connection: Connection;
  let folder: string;
  let jobs: Jobs;
  let received: Received[] = [];
  let answer: (address: string) => Error | undefined = () => undefined;
  const opened: { close(): unknown }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => callback(answer(address) ?? null),
    onData(stream, session, callback) {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text,
        });
        callback();
      });
    },
  });

  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url });
    folder = await mkdtemp(path.join(tmpdir(), 'trajectory-mail-'));
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
  });
  afterEach(async () => {
    received = [];
    answer = () => undefined;
    for (const each of opened.splice(0)) each.close();
    await jobs.stop();
    await connection.db.deleteFrom('mails').execute();
    await connection.pool.query('delete from pgboss.job');
  });
  after(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await connection.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts delivery, queues a mail and gives it at most one try. */
  async function deliver(options: {
    readonly smtpUrl?: string | undefined;
    readonly notify?: NotifySettings;
    readonly secret?: boolean;
    readonly to?: string;
    readonly calendar?: boolean;
  }) {
    const { smtpUrl, senderAddress } = mailSettings(
      options.smtpUrl,
      'https://boards.avonbridge.example',
    );
    const delivery = mailDelivery({
      db: connection.db,
      clock: { now: () => now },
      smtpUrl,
      notify: options.notify,
      folder,
      sender: { name: 'Trajectory', address: senderAddress },
      isSecret: () => options.secret ?? false,
    });
    opened.push(delivery);
    jobs = createJobs({ connection, onError: () => undefined, poll: false });
    await jobs.start([delivery]);
    const address = options.to ?? 'rosa.levin@foxholes.example';
    await connection.db.transaction().execute((trx) =>
      queueMail(trx, jobs, { personId: null, name: 'Rosa Levin', address }, content, {
        now,
        from: 'Avonbridge City Council',
        ...(options.calendar
          ? {
              calendar: {
                method: 'REQUEST' as const,
                text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
              },
            }
          : {}),
      }),
    );
    await jobs.drain();
    return connection.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
  }

  const smtpUrl = (query = '') =>
    `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}/${query}`;

  test('leaves through the mail server, from one address', async () => {
    const mail = await deliver({ smtpUrl: smtpUrl(), calendar: true });
    assert.deepEqual([mail.state, mail.attempts, mail.last_error], ['sent', 1, null]);
    assert.deepEqual(mail.sent_at, now);
    const [one] = received;
    assert.equal(one?.from, 'trajectory@boards.avonbridge.example');
    assert.deepEqual(one.to, ['rosa.levin@foxholes.example']);
    assert.match(one.text, /^Subject: =\?UTF-8\?Q\?Moved=3A_St_Mary/m);
    assert.match(
      one.text,
      new RegExp(`^Message-ID:\\s+<${mail.delivery}@boards.avonbridge.example>`, 'm'),
    );
    assert.match(one.text, /Dear Rosa Levin/);
    assert.match(one.text, /It has &lt;moved&gt; &amp; changed\./);
    // Outlook takes the part beside the text for the invitation, others the attachment.
    const alternatives =
      /multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html[\s\S]*text\/calendar; charset=utf-8; method=REQUEST/i;
    assert.match(one.text, alternatives);
    assert.match(
      one.text,
      /application\/ics; name=invitation\.ics[\s\S]*Content-Disposition: attachment/i,
    );
  });

  test('comes from the address that SMTP_URL names', async () => {
    await deliver({ smtpUrl: smtpUrl('?from=boards@avonbridge.example') });
    assert.equal(received[0]?.from, 'boards@avonbridge.example');
  });

  test('is given up when the server refuses the recipient for good, and says why', async () => {
    answer = () => Object.assign(new Error('No such mailbox here'), { responseCode: 550 });
    const mail = await deliver({ smtpUrl: smtpUrl() });
    assert.deepEqual([mail.state, mail.attempts], ['failed', 1]);
    assert.equal(mail.last_error, 'The mail server refused the address (550).');
    assert.deepEqual(received, []);
  });

  test('says why in its own words: a server may repeat the mail', async () => {
    answer = () =>
      Object.assign(new Error('5.2.2 <rosa.levin@foxholes.example>: It has <moved>'), {
        responseCode: 552,
      });
    const mail = await deliver({ smtpUrl: smtpUrl() });
    assert.equal(
      mail.last_error,
      'The mail server refused the address: the mailbox is full (552, 5.2.2).',
    );
  });

  test('is sent again as another message, to the address that is right by then', async () => {
    answer = (to) =>
      to.startsWith('rosa') ? Object.assign(new Error('No'), { responseCode: 550 }) : undefined;
    const mail = await deliver({ smtpUrl: smtpUrl() });
    const address = 'r.levin@foxholes.example';
    await connection.db.transaction().execute((trx) => queueAgain(trx, jobs, mail.id, address));
    await jobs.drain();
    const again = await connection.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual(
      [again.state, again.attempts, again.last_error, again.to_address],
      ['sent', 1, null, address],
    );
    assert.deepEqual(received[0]?.to, [address]);
    assert.notEqual(again.delivery, mail.delivery);
    assert.match(received[0]?.text ?? '', new RegExp(`^Message-ID:\\s+<${again.delivery}@`, 'm'));
  });

  test('waits and is tried again when the server puts it off', async () => {
    answer = () => Object.assign(new Error('Try later'), { responseCode: 451 });
    const mail = await deliver({ smtpUrl: smtpUrl() });
    assert.deepEqual([mail.state, mail.attempts], ['queued', 1]);
    assert.equal(mail.last_error, 'The mail server put off the address (451).');
    answer = () => undefined;
    await connection.pool.query('update pgboss.job set start_after = now()');
    await jobs.drain();
    const later = await connection.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([later.state, later.attempts, later.last_error], ['sent', 2, null]);
    assert.equal(received.length, 1);
  });

  test('waits when the server cannot be reached', async () => {
    const mail = await deliver({ smtpUrl: 'smtp://127.0.0.1:1/' });
    assert.equal(mail.state, 'queued');
    assert.match(mail.last_error ?? '', /^The mail server could not be reached/);
  });

  test('is kept as an .eml file without a mail server', async () => {
    const mail = await deliver({});
    assert.equal(mail.state, 'kept');
    assert.ok((await readdir(folder)).includes(`${mail.id}.eml`));
    const eml = await readFile(path.join(folder, `${mail.id}.eml`), 'utf8');
    assert.match(eml, /^To: rosa\.levin@foxholes\.example\r$/m);
  });

  test('loses its text once sent, or refused, when it carries a secret', async () => {
    const sent = await deliver({ smtpUrl: smtpUrl(), secret: true });
    assert.deepEqual([sent.state, sent.body_text, sent.body_html], ['sent', '', '']);
    assert.match(received[0]?.text ?? '', /meetings\/1/);
  });

  suite('by GOV.UK Notify', () => {
    const service = '26785a09-ab16-4eb0-8407-a37497a57506';
    const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0';
    const templateId = '11111111-2222-4333-8444-555555555555';
    const notifyId = '740e5834-3a29-46b4-9a6f-16142fde533a';
    let asked: { readonly path: string; readonly body: string }[] = [];
    let answers: { readonly status: number; readonly body: object } = { status: 201, body: {} };
    const notifyServer = createServer((request, reply) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const isTrue = isToken(request.headers.authorization ?? '');
        asked.push({ path: `${request.method} ${request.url}`, body });
        reply.writeHead(isTrue ? answers.status : 403, { 'content-type': 'application/json' });
        reply.end(JSON.stringify(isTrue ? answers.body : { errors: [] }));
      });
    });
    before(async () => {
      notifyServer.listen(0, '127.0.0.1');
      await once(notifyServer, 'listening');
    });
    beforeEach(() => {
      asked = [];
      answers = { status: 201, body: { id: notifyId } };
    });
    after(() => notifyServer.close());

    /** A token as the documentation has it: HS256, this service, now, signed with the key's secret. */
    function isToken(header: string): boolean {
      const [head = '', claim = '', signature] = header.replace(/^Bearer /, '').split('.');
      const read = (part: string) =>
        JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
      const signed = createHmac('sha256', secret).update(`${head}.${claim}`).digest('base64url');
      return (
        signature === signed &&
        isDeepStrictEqual(read(head), { typ: 'JWT', alg: 'HS256' }) &&
        isDeepStrictEqual(read(claim), { iss: service, iat: now.getTime() / 1000 })
      );
    }

    const settings = (key = secret) => ({
      apiKey: `boards-${service}-${key}`,
      templateId,
      url: `http://127.0.0.1:${(notifyServer.address() as AddressInfo).port}`,
    });

    test('leaves with the key, the template and what the mail says', async () => {
      const mail = await deliver({ notify: settings() });
      assert.deepEqual([mail.state, mail.notify_id, mail.last_error], ['sent', notifyId, null]);
      const [{ path: where, body } = { path: '', body: '{}' }] = asked;
      assert.equal(where, 'POST /v2/notifications/email');
      assert.deepEqual(JSON.parse(body), {
        email_address: 'rosa.levin@foxholes.example',
        template_id: templateId,
        personalisation: { subject: mail.subject, body: mail.body_text },
        reference: mail.delivery,
      });
    });

    test('says so where it cannot bring the entry for calendars', async () => {
      const mail = await deliver({ notify: settings(), calendar: true });
      assert.match(mail.body_text, /The attached entry/);
      assert.doesNotMatch(asked[0]?.body ?? '', /attached entry/);
      assert.match(asked[0]?.body ?? '', /cannot bring the entry for your calendar/);
    });

    test('leaves what has an entry for calendars to the mail server, where there is one', async () => {
      await deliver({ notify: settings(), smtpUrl: smtpUrl(), calendar: true });
      assert.deepEqual([asked.length, received.length], [0, 1]);
      assert.match(received[0]?.text ?? '', /method=REQUEST/);
    });

    for (const [status, state, sentence] of [
      [400, 'failed', 'GOV.UK Notify refused the mail or the address (400).'],
      [429, 'queued', 'GOV.UK Notify asked to try later (429).'],
      [500, 'queued', 'GOV.UK Notify asked to try later (500).'],
    ] as const) {
      test(`says why it did not leave: ${status}`, async () => {
        answers = { status, body: { errors: [{ message: 'It has <moved>' }] } };
        const mail = await deliver({ notify: settings() });
        assert.deepEqual([mail.state, mail.last_error], [state, sentence]);
      });
    }

    test('says that the key is not accepted, or nobody answers, and tries again', async () => {
      const mail = await deliver({ notify: settings(templateId) });
      assert.deepEqual(
        [mail.state, mail.last_error],
        ['queued', 'GOV.UK Notify did not accept the key (403).'],
      );
      await jobs.stop();
      await connection.db.deleteFrom('mails').execute();
      const other = await deliver({ notify: { ...settings(), url: 'http://127.0.0.1:1' } });
      assert.deepEqual(
        [other.state, other.last_error],
        ['queued', 'GOV.UK Notify could not be reached.'],
      );
    });

    for (const [status, state, sentence] of [
      ['sending', 'sent', null],
      ['delivered', 'delivered', null],
      ['permanent-failure', 'bounced', /^It came back: there is no such mailbox/],
      ['temporary-failure', 'bounced', /^It came back: the mailbox is full/],
      ['technical-failure', 'failed', /^GOV\.UK Notify could not send it/],
    ] as const) {
      test(`hears later what became of it: ${status}`, async () => {
        await deliver({ notify: settings() });
        answers = { status: 200, body: { id: notifyId, status } };
        const follow = mailFollowing({
          db: connection.db,
          clock: { now: () => now },
          notify: settings(),
        });
        await follow.handle({}, true);
        assert.equal(asked.at(-1)?.path, `GET /v2/notifications/${notifyId}`);
        const mail = await connection.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
        assert.equal(mail.state, state);
        if (sentence === null) assert.equal(mail.last_error, null);
        else assert.match(mail.last_error ?? '', sentence);
      });
    }

    test('is not asked about a mail that it has forgotten', async () => {
      const sent = await deliver({ notify: settings() });
      answers = { status: 404, body: { errors: [] } };
      const clock = { now: () => now };
      await mailFollowing({ db: connection.db, clock, notify: settings() }).handle({}, true);
      const mail = await connection.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual(mail, sent);
    });
  });

  test('is queued again when its job is lost, and only then', async () => {
    answer = () => Object.assign(new Error('Try later'), { responseCode: 451 });
    await deliver({ smtpUrl: smtpUrl() });
    const count = async () =>
      (await connection.pool.query(`select from pgboss.job where name = '${deliverJob}'`)).rowCount;
    assert.equal(await requeueMails(connection.db, jobs), 1);
    assert.equal(await count(), 1, 'the job that waits is not doubled');
    await connection.pool.query('delete from pgboss.job');
    answer = () => undefined;
    await requeueMails(connection.db, jobs);
    await jobs.drain();
    assert.equal(received.length, 1);
  });
});
