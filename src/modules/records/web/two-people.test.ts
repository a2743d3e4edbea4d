import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { boardOf } from '#modules/cases/index.ts';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import { storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

// Two people who have the same form of a record open: neither overwrites the other without knowing.

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

/** A record of which two advisors have a form open, with what is hidden in it. */
async function opened(page: string) {
  const stored = await anOpenRecord(app);
  const path = `/records/${stored.recordId}/${page}`;
  const first = await app.signInAs(stored.board.chair);
  const second = await app.signInAs(await storePerson(app.services.db, { name: 'Amara Okafor' }));
  return { ...stored, path, first, second, seen: await seenOn(path, first) };
}

async function seenOn(path: string, who: SignedInHeaders): Promise<string> {
  return seenIn((await app.get(path, who)).body);
}

function seenIn(body: string): string {
  const text = /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? assert.fail('no mark');
  return text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
}

const day = (year: number, month: number, of: number, prefix = 'date') => ({
  [`${prefix}-day`]: String(of),
  [`${prefix}-month`]: String(month),
  [`${prefix}-year`]: String(year),
});

describe('the next meeting, of which two people have the form open', () => {
  const march = { kind: 'set', time: '9.15am', reason: '', ...day(2027, 3, 11) };
  const later = {
    kind: 'to-be-agreed',
    'agreed-by': 'Amara Okafor',
    ...day(2027, 1, 29, 'by-date'),
  };
  const stands = async (recordId: string) =>
    app.services.db
      .selectFrom('records')
      .select(['next_date', 'next_agreed_by'])
      .where('id', '=', recordId as never)
      .executeTakeFirstOrThrow();

  it('is shown to the second beside what they typed, and is theirs to put together', async () => {
    const { path, first, second, seen, recordId } = await opened('next-meeting');
    assert.equal((await app.post(path, { ...later, seen }, second)).status, 303);
    const told = await app.post(path, { ...march, seen }, first);
    assert.equal(told.status, 422);
    assert.match(told.body, /Someone else has recorded the next meeting while you were typing/);
    assert.match(told.body, /What someone else has saved meanwhile/);
    assert.match(told.body, /To be agreed by Amara Okafor by Friday 29 January 2027/);
    assert.match(told.body, /value="9\.15am"/);
    assert.match(told.body, /name="date-day"[^>]*value="11"/);
    assert.equal((await stands(recordId)).next_agreed_by, 'Amara Okafor');
    // Having seen it, they can save theirs.
    const again = await app.post(path, { ...march, seen: seenIn(told.body) }, first);
    assert.equal(again.status, 303);
    assert.equal((await stands(recordId)).next_date, '2027-03-11');
  });

  it('is not overwritten on the way round by a mistake in the form', async () => {
    const { path, first, second, seen, recordId } = await opened('next-meeting');
    const wrong = { ...march, ...day(2027, 2, 31), seen };
    await app.post(path, { ...later, seen }, second);
    const back = await app.post(path, wrong, first);
    assert.equal(back.status, 422);
    assert.match(back.body, /must be a real date/);
    const sent = await app.post(path, { ...march, seen: seenIn(back.body) }, first);
    assert.equal(sent.status, 422);
    assert.match(sent.body, /Someone else has recorded the next meeting/);
    assert.equal((await stands(recordId)).next_agreed_by, 'Amara Okafor');
  });

  it('is saved by one of two who send it at the same moment; the same twice is no conflict', async () => {
    const { path, first, second, seen } = await opened('next-meeting');
    const at = [
      [{ ...march, seen }, first],
      [{ ...later, seen }, second],
    ] as const;
    const replies = await Promise.all(at.map(([fields, who]) => app.post(path, fields, who)));
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const same = await opened('next-meeting');
    for (const who of [same.first, same.second]) {
      const reply = await app.post(same.path, { ...march, seen: same.seen }, who);
      assert.equal(reply.status, 303);
    }
  });
});

describe('who came, of which two people have the form open', () => {
  async function attendance() {
    const of = await opened('attendance');
    const members = await boardOf(app.services.db, of.board.caseId);
    const came = (how: string, other: Readonly<Record<string, string>> = {}) => ({
      ...Object.fromEntries(members.map(({ id }) => [`attended-${id}`, how])),
      ...other,
      seen: of.seen,
    });
    const head = members.find(({ role }) => role === 'headteacher')?.id ?? assert.fail();
    const stands = async () =>
      (
        await app.services.db
          .selectFrom('attendance')
          .select('attended')
          .where('meeting_id', '=', of.meetingId)
          .where('member_id', '=', head)
          .executeTakeFirstOrThrow()
      ).attended;
    return { ...of, came, head, stands };
  }

  it('is shown to the second beside what they chose, for the button that says everyone too', async () => {
    const { path, first, second, came, head, stands, seen } = await attendance();
    const why = 'The deputy knew everything.';
    const ill = { [`attended-${head}`]: 'apologies', proceeded: why };
    assert.equal((await app.post(path, came('present', ill), second)).status, 303);
    for (const fields of [came('present'), { everyone: 'present', seen }]) {
      const told = await app.post(path, fields, first);
      assert.equal(told.status, 422);
      assert.match(told.body, /Someone else has recorded who came while you were typing/);
      assert.match(told.body, /Daniel Marsh<\/dt>\s*<dd[^>]*>\s*Apologies/);
      assert.ok(told.body.includes(why));
      assert.match(told.body, new RegExp(`name="attended-${head}"[^>]*value="present" checked`));
      assert.equal(await stands(), 'apologies');
    }
    const told = await app.post(path, came('present'), first);
    const again = { ...came('present'), seen: seenIn(told.body) };
    assert.equal((await app.post(path, again, first)).status, 303);
    assert.equal(await stands(), 'present');
  });

  it('is not overwritten on the way round by a mistake in the form', async () => {
    const { path, first, second, came, head, stands } = await attendance();
    await app.post(path, came('apologies', { proceeded: 'Snow.' }), second);
    const nameless = came('present', { [`attended-${head}`]: 'substitute' });
    const back = await app.post(path, nameless, first);
    assert.match(back.body, /Enter who came in place of Daniel Marsh/);
    const sent = await app.post(path, { ...came('present'), seen: seenIn(back.body) }, first);
    assert.match(sent.body, /Someone else has recorded who came/);
    assert.equal(await stands(), 'apologies');
  });

  it('is saved by one of two at the same moment, and the same twice is no conflict', async () => {
    const { path, first, second, came } = await attendance();
    const replies = await Promise.all([
      app.post(path, came('present'), first),
      app.post(path, came('apologies', { proceeded: 'Snow.' }), second),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const same = await attendance();
    for (const who of [same.first, same.second]) {
      assert.equal((await app.post(same.path, same.came('present'), who)).status, 303);
    }
  });
});

describe('the outcome, of which two people have the form open', () => {
  it('is shown to the second before any mistake in what they typed', async () => {
    const { path, first, second, seen } = await opened('outcome');
    const said = { outcome: 'remain-next-term', answer: '', reasons: 'Typed first.' };
    await app.post(path, { ...said, reasons: 'Saved first.', seen }, second);
    const wrong = { ...said, outcome: 'no-such-outcome', seen };
    const told = await app.post(path, wrong, first);
    assert.equal(told.status, 422);
    assert.match(told.body, /Someone else has recorded what the board agreed/);
    assert.match(told.body, /Saved first\./);
    assert.match(told.body, /Typed first\./);
  });
});
