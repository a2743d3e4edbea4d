import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import { appendAudit, verifyAudit } from './audit.ts';
import type { AuditEvent } from './audit.ts';
import { canonicalJson } from './canonical.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
before(async () => {
  database = await createTestDatabase();
  connection = connect({ url: database.url });
});
after(async () => {
  await connection.close();
  await database.drop();
});

function anEvent(event: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: new Date('2027-01-14T09:30:00.123Z'),
    actor: { personId: null, name: 'Command line' },
    type: 'case opened',
    subject: { kind: 'case', id: 'a1' },
    payload: { reason: 'Because “it” matters', nested: { list: [1, 'two', null, true] } },
    ...event,
  };
}

const append = (...events: AuditEvent[]) =>
  connection.db.transaction().execute((trx) => appendAudit(trx, ...events));

describe('the audit trail', () => {
  it('verifies what was written, over many transactions at once', async () => {
    await append(anEvent(), anEvent({ type: 'board members added' }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(anEvent({ payload: { n } }))));
    const verdict = await verifyAudit(connection.db);
    assert.ok(verdict.intact);
    assert.equal(verdict.events, 22);
    assert.match(verdict.lastHash, /^[0-9a-f]{64}$/);
  });

  it('goes with the transaction: a change that is rolled back leaves no event', async () => {
    const first = await verifyAudit(connection.db);
    await assert.rejects(
      connection.db.transaction().execute(async (trx) => {
        await appendAudit(trx, anEvent());
        throw new Error('the change failed');
      }),
      /the change failed/,
    );
    assert.deepEqual(await verifyAudit(connection.db), first);
  });

  it('cannot be changed or removed by a statement', async () => {
    const { db } = connection;
    await assert.rejects(
      db.updateTable('audit_events').set({ actor_name: 'Nobody' }).execute(),
      /never changed/,
    );
    await assert.rejects(db.deleteFrom('audit_events').execute(), /never changed/);
  });

  for (const [what, statement] of [
    ['a name', sql`update audit_events set actor_name = 'Nobody' where seq = 7`],
    ['a time', sql`update audit_events set at = at + interval '1 millisecond' where seq = 7`],
    [
      'what was written',
      sql`update audit_events set payload = payload || '{"n": 99}' where seq = 7`,
    ],
    ['an event taken out', sql`delete from audit_events where seq = 7`],
    ['a hash', sql`update audit_events set hash = repeat('0', 64) where seq = 7`],
  ] as const) {
    it(`finds ${what} altered behind the trigger`, async () => {
      await assert.rejects(
        connection.db.transaction().execute(async (trx) => {
          await sql`alter table audit_events disable trigger audit_events_frozen`.execute(trx);
          await statement.execute(trx);
          const verdict = await verifyAudit(trx);
          assert.ok(!verdict.intact);
          assert.ok(verdict.seq === 7 || verdict.seq === 8);
          assert.match(verdict.problem, /^Event \d+ /);
          throw new Error('put it back');
        }),
        /put it back/,
      );
    });
  }
});

describe('canonical JSON', () => {
  it('says the same whatever the order of the keys, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.equal(canonicalJson(JSON.parse(text)), text);
      }),
    );
    assert.equal(canonicalJson({ b: 1, a: [{ d: undefined, c: 2 }] }), '{"a":[{"c":2}],"b":1}');
  });
});
