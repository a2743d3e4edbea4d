import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { aWrittenRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { answerCheck, sendToHeadteacher, takeBack } from './accuracy-check.ts';
import { finaliseRecord } from './finalise.ts';
import { tendChecks } from './tend-checks.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const reminder = 'Reminder of an accuracy check';
const silence = 'No answer to an accuracy check';

async function tendOn(day: string, time = '08:35'): Promise<number> {
  app.clock.set(`${day}T${time}:00Z`);
  return tendChecks({ ...app.services, authority: app.authority });
}

async function mailsTo(person: PersonId, template: string): Promise<string[]> {
  const mails = await app.services.db
    .selectFrom('mails')
    .select('body_text')
    .where('person_id', '=', person)
    .where('template', '=', template)
    .orderBy('created_at')
    .execute();
  return mails.map(({ body_text: text }) => text);
}

async function eventsOf(recordId: RecordId) {
  const events = await app.services.db
    .selectFrom('audit_events')
    .select(['type', 'actor_id', 'payload'])
    .where('subject_id', '=', recordId)
    .orderBy('seq')
    .execute();
  return events.filter(({ type }) => /^accuracy|finalised/.test(type));
}

const linkIn = (mail = '') => /(\/accuracy-check\/[\w-]+)/.exec(mail)?.[1] ?? '';

/** The check of a meeting of Thursday 14 January 2027, to be answered by Friday 22 January. */
async function sentOnFriday(): Promise<StoredRecord> {
  app.clock.set('2027-01-14T09:30:00Z');
  const stored = await aWrittenRecord(app);
  app.clock.set('2027-01-15T09:30:00Z');
  must(await sendToHeadteacher(await app.workAs(stored.board.chair), stored.recordId));
  return stored;
}

describe('a check that waits', () => {
  test('is reminded of once, by a link that takes over when it is opened; silence is told once, on a school day', async () => {
    const { board, recordId } = await sentOnFriday();
    assert.equal(await tendOn('2027-01-19'), 0);
    assert.equal(await tendOn('2027-01-20'), 1);
    assert.equal(await tendOn('2027-01-20', '08:45'), 0);
    assert.equal(await tendOn('2027-01-21'), 0);
    const reminders = await mailsTo(board.head, reminder);
    assert.equal(reminders.length, 1);
    const [sent] = await mailsTo(board.head, 'Record ready for your accuracy check');
    const [first, second] = [linkIn(sent), linkIn(reminders[0])];
    assert.notEqual(first, second);
    assert.equal((await app.get(first)).status, 200, 'the link before is not taken away');
    await app.post(`${second}/code`, {});
    const [mail = ''] = await mailsTo(board.head, 'Code for an accuracy check');
    const opened = await app.post(`${second}/open`, { code: /(\d{6})/.exec(mail)?.[1] ?? '' });
    assert.equal(opened.location, `${second}/check`);
    assert.equal((await app.get(first)).status, 403);

    assert.equal(await tendOn('2027-01-22'), 0);
    assert.equal(await tendOn('2027-01-23'), 0, 'a Saturday');
    assert.equal(await tendOn('2027-01-25'), 1);
    assert.equal(await tendOn('2027-01-26'), 0);
    const [told = '', ...others] = await mailsTo(board.chair, silence);
    assert.deepEqual(others, []);
    assert.match(told, /No answer came by Friday 22 January 2027/);
    assert.match(told, new RegExp(`/records/${recordId}/finalise`));
    const page = await app.get(`/records/${recordId}`, await app.signInAs(board.chair));
    assert.match(page.body, /No answer came by Friday 22 January 2027\./);
    const late = await app.get(
      `/records/${recordId}/accuracy-check`,
      await app.signInAs(board.head),
    );
    assert.match(late.body, /That day has passed\. You can still answer/);
    must(await finaliseRecord(await app.workAs(board.chair), recordId));
    const events = await eventsOf(recordId);
    assert.deepEqual(
      events.map(({ type }) => type),
      [
        'accuracy check reminded of',
        'accuracy code sent',
        'accuracy check opened',
        'accuracy link refused',
        'accuracy check not answered',
        'record finalised',
      ],
    );
    const last = events.slice(-2).map(({ payload }) => payload as Record<string, unknown>);
    assert.equal(last[0]?.['dueOn'], '2027-01-22');
    assert.equal(last[0]?.['to'], board.head);
    assert.equal(last[1]?.['noAnswerBy'], '2027-01-22');
  });

  test('is told of anew in another round, and not at all once it is answered', async () => {
    const { board, recordId } = await sentOnFriday();
    const work = await app.workAs(board.chair);
    assert.equal(await tendOn('2027-01-20'), 1);
    must(await takeBack(work, recordId, 'A section was missing.'));
    must(await sendToHeadteacher(work, recordId));
    assert.equal(await tendOn('2027-01-21'), 0);
    assert.equal(await tendOn('2027-01-25'), 1);
    assert.equal((await mailsTo(board.head, reminder)).length, 2);
    must(await answerCheck(await app.workAs(board.head), recordId, [], 'accurate'));
    assert.equal(await tendOn('2027-01-28'), 0);
    assert.deepEqual(await mailsTo(board.chair, silence), []);
  });

  test('is told of by one of two that tend it at once', async () => {
    const { board } = await sentOnFriday();
    const told = await Promise.all([tendOn('2027-01-20'), tendOn('2027-01-20')]);
    assert.equal(told[0] + told[1], 1);
    assert.equal((await mailsTo(board.head, reminder)).length, 1);
  });
});
