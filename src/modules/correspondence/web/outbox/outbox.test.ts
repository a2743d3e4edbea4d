import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { meetingInvitation, noteBounce, notify } from '#modules/correspondence/index.ts';
import { readNotice } from '#platform/mail/bounce.ts';
import { postfixBounce } from '#test/builders/bounces.ts';
import { storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

const content = meetingInvitation({
  school: 'Foxholes Primary School',
  meeting: 'School Improvement Board, Entry Meeting',
  date: date('2027-02-04'),
  time: '09:30' as LocalTime,
  minutes: 90,
  venue: 'at the school',
  url: 'http://localhost:3000/meetings/1',
});
const ics = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';

async function send(app: TestApp, to: PersonId): Promise<boolean> {
  const work = await app.workAs(to);
  return work.db
    .transaction()
    .execute((trx) => notify(trx, work, to, content, { method: 'REQUEST', text: ics }));
}

suite('the outbox', () => {
  for (const mode of ['demo', 'live'] as const) {
    suite(mode === 'demo' ? 'of the demonstration' : 'in live mode', () => {
      let app: TestApp;
      let clerk: PersonId;
      let as: SignedInHeaders;
      before(async () => {
        app = await startApp({ mode });
        const { db } = app.services;
        clerk = await storePerson(db, {
          name: 'Nora Quist',
          address: 'nora.quist@avonbridge.example',
          role: 'clerk',
        });
        as = await app.signInAs(clerk);
        for (let count = 0; count < 30; count += 1) {
          app.clock.advance(1000);
          await send(app, clerk);
        }
        await app.drainJobs();
      });
      after(() => app.close());

      test('lists recipient, template and state, the newest first, in pages', async () => {
        const first = await app.get('/outbox', as);
        assert.match(first.body, /nora\.quist@avonbridge\.example/);
        assert.match(first.body, /Invitation to a meeting/);
        assert.match(first.body, /Kept/);
        assert.doesNotMatch(first.body, /Sent<\/strong>/);
        assert.match(first.body, /30 mails/);
        for (const [asked, found] of [
          ['search=NORA.QUIST', 30],
          ['search=invitation', 30],
          ['search=%25', 0],
          ['search=nora_quist', 0],
          ['state=kept', 30],
          ['state=bounced&search=nora', 0],
          ['state=nonsense', 30],
        ] as const) {
          const { body } = await app.get(`/outbox?${asked}`, as);
          const words = asked === 'state=nonsense' ? '30 mails,' : `${found} mails found,`;
          assert.ok(body.includes(words), asked);
        }
        const narrowed = await app.get('/outbox?search=nora&state=kept', as);
        assert.match(narrowed.body, /outbox\?search=nora&amp;state=kept&amp;page=2/);
        const second = await app.get('/outbox?page=2', as);
        assert.equal(second.body.split('nora.quist@').length - 1, 5);
        assert.equal((await app.get('/outbox?page=99', as)).status, 200);
      });

      test('is for those who read it', async () => {
        const advisor = await storePerson(app.services.db, { name: 'Amara Okafor' });
        const others = await app.signInAs(advisor);
        assert.equal((await app.get('/outbox', others)).status, 404);
      });

      test(`${mode === 'demo' ? 'shows' : 'never shows'} what a mail says`, async () => {
        const mail = await app.services.db
          .selectFrom('mails')
          .select(['id', 'state', 'body_text'])
          .executeTakeFirstOrThrow();
        assert.equal(mail.state, 'kept');
        assert.match(mail.body_text, /Foxholes/);
        const list = await app.get('/outbox', as);
        const one = await app.get(`/outbox/${mail.id}`, as);
        const eml = await app.get(`/outbox/${mail.id}/eml`, as);
        if (mode === 'live') {
          assert.doesNotMatch(list.body, /Foxholes|meetings\/1/);
          assert.deepEqual([one.status, eml.status], [404, 404]);
          assert.doesNotMatch(one.body, /Foxholes/);
          return;
        }
        assert.match(one.body, /Foxholes Primary School: School Improvement Board, Entry Meeting/);
        assert.match(one.body, /Thursday 4 February 2027 at 9:30am/);
        assert.match(one.body, /href="http:\/\/localhost:3000\/meetings\/1"/);
        assert.equal(eml.headers['content-type'], 'message/rfc822');
        assert.match(eml.body, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
      });
    });
  }

  suite('of mails that did not arrive', () => {
    let app: TestApp;
    let clerk: PersonId;
    let as: SignedInHeaders;
    let guest: PersonId;
    before(async () => {
      app = await startApp({ mode: 'live' });
      const { db } = app.services;
      const address = 'nora.quist@avonbridge.example';
      clerk = await storePerson(db, { name: 'Nora Quist', address, role: 'clerk' });
      guest = await storePerson(db, { name: 'Rosa Levin', address: 'rosa@foxholes.example' });
      as = await app.signInAs(clerk);
    });
    beforeEach(() => app.services.db.deleteFrom('mails').execute());
    after(() => app.close());

    const mails = () => app.services.db.selectFrom('mails').selectAll().execute();

    /** Sends the guest a mail that leaves as by a mail server, which is none here. */
    async function sendAway(): Promise<void> {
      await send(app, guest);
      await app.drainJobs();
      await app.services.db
        .updateTable('mails')
        .set({ state: 'sent', sent_at: app.clock.now() })
        .where('state', '=', 'kept')
        .execute();
    }

    /** A mail to the guest that has left, and has come back. */
    async function aBouncedMail(status = '5.1.1') {
      await sendAway();
      const [mail] = await mails();
      assert.ok(mail);
      const bounce = { messageId: `${mail.delivery}@localhost`, to: mail.to_address };
      const notice = await readNotice(postfixBounce(bounce, 'failed', status));
      assert.ok(notice);
      const noted = await noteBounce({ ...app.services, clock: app.clock }, notice);
      assert.equal(noted.kind, 'bounced');
      return mail;
    }

    test('says why in a sentence, to the clerk, on their work too; and never what the mail says', async () => {
      assert.doesNotMatch((await app.get('/', as)).body, /did not arrive/);
      const mail = await aBouncedMail();
      assert.match((await app.get('/', as)).body, /Look at a mail that did not arrive/);
      const list = await app.get('/outbox?show=undelivered', as);
      const one = await app.get(`/outbox/${mail.id}/undelivered`, as);
      for (const { status, body } of [list, one]) {
        assert.equal(status, 200);
        assert.match(body, /Came back/);
        assert.match(body, /It came back: there is no such mailbox \(5\.1\.1\)\./);
        assert.doesNotMatch(body, /Foxholes Primary|meetings\/1/);
      }
      const advisor = await app.signInAs(await storePerson(app.services.db, {}));
      assert.doesNotMatch((await app.get('/', advisor)).body, /did not arrive/);
    });

    test('lists those alone, page by page', async () => {
      await aBouncedMail();
      await send(app, clerk);
      await app.drainJobs();
      const list = await app.get('/outbox?show=undelivered', as);
      assert.match(list.body, /rosa@foxholes/);
      assert.doesNotMatch(list.body, /nora\.quist@/);
      assert.match(list.body, /Did not arrive \(1\)/);
    });

    test('sends it again, to the address that has been corrected', async () => {
      const mail = await aBouncedMail();
      const here = `/outbox/${mail.id}/undelivered`;
      assert.match((await app.get(here, as)).body, /Try again/);
      await app.services.db
        .updateTable('mailboxes')
        .set({ address: 'r.levin@foxholes.example' })
        .where('person_id', '=', guest)
        .execute();
      const shown = await app.get(here, as);
      assert.match(shown.body, /Their address is now .*r\.levin@foxholes\.example/);
      assert.match(shown.body, /Send it to the corrected address/);
      const sent = await app.post(`${here}/again`, {}, as);
      assert.deepEqual([sent.status, sent.location], [303, '/outbox?show=undelivered']);
      await app.drainJobs();
      const [again] = await mails();
      assert.deepEqual(
        [again?.state, again?.to_address, again?.body_text],
        ['kept', 'r.levin@foxholes.example', mail.body_text],
      );
      // A second press, by someone who had the page open, sends nothing.
      await app.post(`${here}/again`, {}, as);
      assert.deepEqual(await mails(), [again]);
      const { events } = await trail(mail.id);
      assert.deepEqual(events, ['mail came back', 'mail sent again']);
    });

    test('cannot send a mail again whose link was a secret, and says what to do', async () => {
      const work = await app.workAs(guest);
      await work.db.transaction().execute((trx) =>
        notify(trx, work, guest, {
          ...content,
          template: 'Sign-in link',
          subject: 'Your link to sign in to Trajectory',
        }),
      );
      await app.drainJobs();
      const [mail] = await mails();
      assert.equal(mail?.body_text, '');
      await app.services.db.updateTable('mails').set({ state: 'failed' }).execute();
      const here = `/outbox/${mail.id}/undelivered`;
      const shown = await app.get(here, as);
      assert.match(shown.body, /They can ask for a new link on the sign-in page/);
      assert.doesNotMatch(shown.body, /Try again|\/again"/);
      const refused = await app.post(`${here}/again`, {}, as);
      assert.equal(refused.status, 409);
      assert.match(refused.body, /They can ask for a new link on the sign-in page/);
    });

    test('puts it aside when they were told another way', async () => {
      const mail = await aBouncedMail();
      const aside = await app.post(`/outbox/${mail.id}/undelivered/aside`, {}, as);
      assert.equal(aside.location, '/outbox?show=undelivered');
      assert.doesNotMatch((await app.get(aside.location, as)).body, /rosa|r\.levin/);
      assert.doesNotMatch((await app.get('/', as)).body, /did not arrive/);
      assert.match((await app.get('/outbox', as)).body, /They were told another way by /);
    });

    test('finds it by the address where the notice names no mail, if there is one only', async () => {
      const mail = await aBouncedMail();
      const work = { ...app.services, clock: app.clock };
      const reports = [{ action: 'failed', status: '5.2.2', recipient: mail.to_address }] as const;
      const noted = await noteBounce(work, { messageIds: [], reports });
      assert.equal(noted.kind === 'bounced' && noted.mail.id, mail.id);
      await sendAway();
      for (const notice of [
        { messageIds: [], reports },
        { messageIds: [`${guest}@elsewhere.example`], reports },
        { messageIds: ['no id of ours'], reports },
        { messageIds: [], reports: [] },
      ]) {
        assert.deepEqual(await noteBounce(work, notice), { kind: 'unknown mail' });
      }
    });

    test('is not changed by a delay', async () => {
      await sendAway();
      const [mail] = await mails();
      const bounce = { messageId: `${mail?.delivery}@localhost`, to: mail?.to_address ?? '' };
      const notice = await readNotice(postfixBounce(bounce, 'delayed', '4.4.1'));
      assert.ok(notice);
      const noted = await noteBounce({ ...app.services, clock: app.clock }, notice);
      assert.equal(noted.kind, 'nothing');
      assert.deepEqual(await mails(), [mail]);
    });

    async function trail(id: string) {
      const events = await app.services.db
        .selectFrom('audit_events')
        .select('type')
        .where('subject_kind', '=', 'mail')
        .where('subject_id', '=', id)
        .orderBy('seq')
        .execute();
      return { events: events.map(({ type }) => type) };
    }
  });

  test('tells nobody who has no mailbox', async () => {
    const app = await startApp();
    try {
      const nobody = await storePerson(app.services.db);
      await app.services.db.deleteFrom('mailboxes').execute();
      assert.equal(await send(app, nobody), false);
    } finally {
      await app.close();
    }
  });
});
