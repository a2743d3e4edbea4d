import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { appendAudit, verifyAudit } from '#platform/audit/audit.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { schemaVersion } from '#platform/db/migrate.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import { writeBackup } from './backup.ts';
import { readBackup } from './read.ts';
import { restoreBackup } from './restore.ts';
import { sealing, sealLength } from './seal.ts';

const now = new Date('2027-01-14T10:00:00Z');
let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trajectory-backup-'));
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  for (const name of [
    'Ada',
    'O’Neill\t"tab"',
    'line\nbreak \\. and \\N',
    '名前 🙂 שלום',
    '@end {}',
  ]) {
    await addPerson(name);
  }
});
after(async () => {
  await connection.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function addPerson(name: string): Promise<void> {
  await connection.db.transaction().execute(async (trx) => {
    const id = newId<PersonId>();
    await trx.insertInto('people').values({ id, name }).execute();
    await trx
      .insertInto('mailboxes')
      .values({
        address: `${id}@example.org`,
        person_id: id,
        from_date: '2026-09-01' as never,
        until_date: null,
      })
      .execute();
    await appendAudit(trx, {
      at: new Date('2027-01-14T09:30:00Z'),
      actor: { personId: id, name },
      type: 'person added',
      subject: { kind: 'person', id },
      payload: { name },
    });
  });
}

/** The gzip stream of a backup. */
async function unsealed(file: string): Promise<Buffer> {
  return (await readFile(file)).subarray(0, -sealLength);
}

/** Packs and seals a text, as someone would who knows the format. */
async function packed(text: string | Buffer): Promise<Buffer> {
  const stream = sealing();
  stream.end(gzipSync(text));
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}

let count = 0;
const someFile = () => path.join(folder, `${(count += 1)}.backup`);
const backup = (file: string) =>
  writeBackup({ connection, file, product: '0.1.0', now: new Date('2027-01-14T09:30:00Z') });

async function everything() {
  const { db } = connection;
  return {
    people: await db.selectFrom('people').selectAll().orderBy('id').execute(),
    mailboxes: await db.selectFrom('mailboxes').selectAll().orderBy('address').execute(),
    audit: await db.selectFrom('audit_events').selectAll().orderBy('seq').execute(),
  };
}

describe('a backup', () => {
  it('brings back every row as it was, and the audit trail whole', async () => {
    const file = someFile();
    const written = await backup(file);
    assert.ok(written.ok, JSON.stringify(written));
    assert.equal(written.value.rows['people'], 5);
    const were = await everything();
    await addPerson('Someone later');
    const restored = await restoreBackup({ connection, file, now });
    assert.ok(restored.ok);
    const { audit, ...others } = await everything();
    assert.deepEqual({ ...others, audit: audit.slice(0, -1) }, were);
    assert.ok((await verifyAudit(connection.db)).intact);
  });

  it('says in the trail what was restored, and where the trail that it replaces had ended', async () => {
    const file = someFile();
    const written = await backup(file);
    assert.ok(written.ok, JSON.stringify(written));
    await addPerson('Someone whose event is lost');
    const ended = (await everything()).audit.at(-1);
    assert.ok((await restoreBackup({ connection, file, now })).ok);
    const last = (await everything()).audit.at(-1);
    assert.equal(last?.type, 'backup restored');
    assert.deepEqual(last.payload, {
      created: '2027-01-14T09:30:00.000Z',
      sha256: written.value.sha256,
      replacedEvents: ended?.seq,
      replacedHash: ended?.hash,
    });
  });

  it('signs everyone out, and leaves no job of what was there before', async () => {
    const file = someFile();
    assert.ok((await backup(file)).ok);
    const person = (await everything()).people[0];
    assert.ok(person);
    const at = new Date();
    await connection.db
      .insertInto('sessions')
      .values({
        token_hash: 'x',
        person_id: person.id,
        created_at: at,
        last_seen_at: at,
        expires_at: at,
      })
      .execute();
    assert.ok(
      !gunzipSync(await unsealed(file))
        .toString()
        .includes('@table ["sessions"'),
    );
    assert.ok((await restoreBackup({ connection, file, now, dryRun: true })).ok);
    const sessions = () => connection.db.selectFrom('sessions').select('token_hash').execute();
    assert.equal((await sessions()).length, 1, 'a dry run changes nothing');
    assert.ok((await restoreBackup({ connection, file, now })).ok);
    assert.deepEqual(await sessions(), []);
  });

  it('holds every table of the product, and no sequence is left behind', async () => {
    const file = someFile();
    const written = await backup(file);
    assert.ok(written.ok, JSON.stringify(written));
    const { rows } = await connection.pool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const left = rows.map(({ name }) => name).filter((name) => !(name in written.value.rows));
    assert.deepEqual(left, [
      'accuracy_link_guesses',
      'accuracy_links',
      'calendar_feeds',
      'kysely_migration',
      'kysely_migration_lock',
      'sessions',
      'sign_in_links',
    ]);
    const sequences = await connection.pool.query(
      `select from pg_sequences where schemaname = 'public'`,
    );
    assert.equal(sequences.rowCount, 0);
  });

  it('is of one moment while people go on working', async () => {
    const at = await everything();
    const restores = at.audit.length - at.people.length;
    const stop = new AbortController();
    const working = (async () => {
      for (let n = 0; !stop.signal.aborted; n += 1) await addPerson(`Busy ${n}`);
    })();
    try {
      for (let round = 0; round < 3; round += 1) {
        const file = someFile();
        const written = await backup(file);
        assert.ok(written.ok, JSON.stringify(written));
        const { people = 0, mailboxes, audit_events: events } = written.value.rows;
        assert.deepEqual([mailboxes, events], [people, people + restores]);
      }
    } finally {
      stop.abort();
      await working;
    }
  });

  it('is restored beside work that goes on, whatever that touches next, and breaks neither', async () => {
    const file = someFile();
    assert.ok((await backup(file)).ok);
    const worker = await connection.pool.connect();
    try {
      await worker.query('begin');
      await worker.query('select from sign_in_links');
      const restoring = restoreBackup({ connection, file, now });
      const waits = async () => {
        const { rowCount } = await connection.pool.query(
          `select from pg_locks where not granted and relation = 'sign_in_links'::regclass`,
        );
        return rowCount === 1;
      };
      // It holds every table before by now, and waits for the one that the worker has read.
      for (const end = Date.now() + 5_000; !(await waits()) && Date.now() < end;);
      await worker.query('select from authority');
      await worker.query('commit');
      assert.ok((await restoring).ok);
    } finally {
      worker.release();
    }
  });

  it('of a live installation is not restored where anyone can be anyone', async () => {
    const { db } = connection;
    const mode = async () =>
      (await db.selectFrom('authority').select('mode').executeTakeFirst())?.mode;
    await db
      .insertInto('authority')
      .values({ name: 'Avonbridge', la_code: '999', policy_pack: 'coventry', mode: 'live' })
      .execute();
    const file = someFile();
    assert.ok((await backup(file)).ok);
    await db.updateTable('authority').set({ mode: 'demo' }).execute();
    const refused = await restoreBackup({ connection, file, now });
    assert.match(
      refused.ok ? '' : refused.refusal.sentence,
      /^The backup is of a live installation, and this is a demonstration\./,
    );
    assert.equal(await mode(), 'demo');
    await db.deleteFrom('authority').execute();
    assert.ok((await restoreBackup({ connection, file, now })).ok);
    assert.equal(await mode(), 'live');
    await db.deleteFrom('authority').execute();
  });

  it('never takes the place of a file that is there', async () => {
    const file = someFile();
    await writeFile(file, 'something dear');
    const refused = await backup(file);
    assert.ok(!refused.ok && refused.refusal.code === 'file-exists');
    assert.equal(await readFile(file, 'utf8'), 'something dear');
  });
});

describe('restoring', () => {
  /** As written, and without the seal. */
  let whole: Buffer;
  let good: Buffer;
  let were: Awaited<ReturnType<typeof everything>>;
  beforeEach(async () => {
    const file = someFile();
    assert.ok((await backup(file)).ok);
    whole = await readFile(file);
    good = await unsealed(file);
    were = await everything();
  });

  async function refusal(bytes: Buffer | string): Promise<string> {
    const file = someFile();
    await writeFile(file, bytes);
    const refused = await restoreBackup({ connection, file, now });
    assert.ok(!refused.ok, 'the file is refused');
    assert.deepEqual(await everything(), were, 'nothing has changed');
    assert.match(refused.refusal.sentence, /^[A-Z/].*\.$/s);
    return refused.refusal.code;
  }

  it('refuses a file that is something else', async () => {
    assert.equal(await refusal('URN,LA (code)\r\n100000,201\r\n'), 'foreign');
    assert.equal(await refusal(gzipSync('some other text\n')), 'foreign');
    assert.equal(await refusal(await packed('some other text\n')), 'foreign');
    assert.equal(await refusal(''), 'foreign');
  });

  it('refuses one of another version', async () => {
    const text = gunzipSync(good).toString().replace(schemaVersion, '0002-schools');
    assert.equal(await refusal(await packed(text)), 'other-version');
  });

  it('refuses one in which a name was changed', async () => {
    const text = gunzipSync(good).toString().replace('Ada', 'Eve');
    assert.equal(await refusal(await packed(text)), 'altered');
  });

  it('refuses one with a row taken out, or with something added at the end', async () => {
    const text = gunzipSync(good).toString();
    assert.equal(await refusal(await packed(text.replace(/\n[^\n]*Ada[^\n]*/, ''))), 'altered');
    assert.equal(await refusal(await packed(`${text}more\n`)), 'altered');
  });

  it('refuses one that is cut short anywhere', async () => {
    const text = gunzipSync(good);
    for (const part of [0.1, 0.5, 0.99]) {
      await refusal(whole.subarray(0, Math.floor(whole.length * part)));
      await refusal(await packed(text.subarray(0, Math.floor(text.length * part))));
    }
  });

  it('says that there is no such file', async () => {
    const refused = await readBackup(path.join(folder, 'nowhere'));
    assert.ok(!refused.ok && refused.refusal.code === 'no-file');
  });

  it('refuses a file with any one byte altered, packed or unpacked', async () => {
    const text = gunzipSync(good);
    const file = someFile();
    const isRefused = async (bytes: Buffer): Promise<boolean> => {
      await writeFile(file, bytes);
      return !(await readBackup(file)).ok;
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) =>
        isRefused(withByte(whole, at, by)),
      ),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) =>
        isRefused(await packed(withByte(text, at, by))),
      ),
      { numRuns: 150 },
    );
    for (let at = 0; at < 12; at += 1)
      assert.ok(await isRefused(withByte(whole, at, 1)), `byte ${at}`);
  });
});

function withByte(bytes: Buffer, at: number, by: number): Buffer {
  const altered = Buffer.from(bytes);
  altered[at] = (altered[at] ?? 0) ^ by;
  return altered;
}
