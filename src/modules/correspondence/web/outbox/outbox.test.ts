import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { meetingInvitation, notify } from '#modules/correspondence/index.ts';
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
        assert.match(first.body, /Sent/);
        assert.match(first.body, /30 mails/);
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
        assert.equal(mail.state, 'sent');
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
