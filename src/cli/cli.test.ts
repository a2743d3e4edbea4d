import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { exchangeBounce } from '#test/builders/bounces.ts';
import { storePerson } from '#test/builders/stored.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

suite('the command line', () => {
  let database: TestDatabase;
  let connection: Connection;
  let folder: string;
  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url });
    folder = await mkdtemp(path.join(tmpdir(), 'trajectory-cli-'));
    const { db } = connection;
    await db
      .insertInto('authority')
      .values({
        name: 'Avonbridge City Council',
        la_code: '999',
        policy_pack: 'coventry',
        mode: 'demo',
      })
      .execute();
    await storePerson(db, { name: 'Amara Okafor' });
    const own = { urn: 900_001 as Urn, name: 'Foxholes Primary School', type_code: '01' };
    const away = { urn: 900_002 as Urn, name: 'Far Away Nursery School', type_code: '15' };
    await db.transaction().execute(async (trx) => {
      await saveSchools(trx, 'demonstration', [
        { ...own, la_code: '999', la_name: '' },
        { ...away, la_code: '998', la_name: '' },
      ]);
      const below = { urn: own.urn, overall: 3 } as const;
      await saveInspections(trx, [
        anInspection({ ...below, number: '1', firstDay: date('2023-05-09') }),
        anInspection({
          ...below,
          number: '2',
          firstDay: date('2019-03-05'),
          framework: 'common',
        }),
      ]);
    });
  });
  after(async () => {
    await connection.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  function trajectory(...args: string[]): Promise<Ended> {
    return run(folder, args, { DATABASE_URL: database.url });
  }

  /**
   * A failure is one sentence, the last on the error stream, and nothing on the other. Only how far
   * the work is may stand before it, on a machine so slow that the work is long.
   */
  async function refused(code: number, sentence: RegExp, ...args: string[]): Promise<void> {
    const ended = await trajectory(...args);
    const lines = ended.err.trimEnd().split('\n');
    const said = lines.pop() ?? '';
    assert.match(said, sentence);
    assert.match(said, /[.!?]$/, 'a sentence');
    for (const line of lines) assert.match(line, /…|%/, 'progress');
    assert.deepEqual([ended.code, ended.out], [code, '']);
  }

  test('shows what there is', async () => {
    for (const words of [['help'], ['--help'], []]) {
      const { code, out, err } = await trajectory(...words);
      assert.deepEqual([code, err], [0, '']);
      for (const name of [
        'import gias FILE',
        'backup FILE',
        'restore FILE',
        'verify audit',
        'invite MAIL',
      ]) {
        assert.ok(out.includes(name), name);
      }
    }
  });

  test('says what is wrong with a line that is none', async () => {
    await refused(2, /^There is no command “fly away”\. /, 'fly', 'away');
    await refused(2, /^There is no option --loud\. /, 'backup', 'x', '--loud');
    await refused(
      2,
      /^--override means nothing here\. Use it as “trajectory backup FILE”\./,
      'backup',
      'x',
      '--override',
    );
    await refused(2, /^Use it as “trajectory backup FILE”\./, 'backup');
    await refused(2, /^Use it as “trajectory verify audit”\./, 'verify', 'audit', 'more');
    await refused(
      2,
      /^The option --role needs a value after it\./,
      'invite',
      'a@b.example',
      '--role',
    );
  });

  test('names a wrong setting, and a database that is not there', async () => {
    const wrong = await run(folder, ['verify', 'audit'], { TRAJECTORY_MODE: 'test' });
    assert.deepEqual([wrong.code, wrong.out], [1, '']);
    assert.match(wrong.err, /^TRAJECTORY_MODE is "test", and must be demo or live\.\n$/);
    const gone = await run(folder, ['verify', 'audit'], {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    });
    assert.equal(gone.code, 1);
    assert.match(
      gone.err,
      /^The database cannot be reached: [^\n]+ Check DATABASE_URL, and that it is running\.\n$/,
    );
  });

  test('says what the national rules make of each school: an object a line', async () => {
    const ask = async (...args: string[]) => {
      const { code, out, err } = await trajectory('eligibility', '--json', ...args);
      assert.deepEqual([code, err], [0, '']);
      return out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    };
    const [found, ...more] = await ask('--as-at', '2025-11-17', '--authority', '999');
    assert.deepEqual(more, []);
    const { reason, early_warning: warnings, ...facts } = found ?? {};
    assert.match(String(reason), /^No category of concern: .* Coasting under the 2025 rule: /);
    assert.ok(Array.isArray(warnings));
    assert.match(
      String(warnings[0]),
      /^The latest graded inspection, of 9 May 2023, gave .*would make the school “stuck” by .*\. Source: .+\.$/,
    );
    assert.deepEqual(facts, {
      urn: 900_001,
      as_at: '2025-11-17',
      category_of_concern: false,
      coasting: true,
      coasting_rule: '2025',
      coasting_entry: '5',
      exempt: null,
      stuck: false,
      inspections: [
        { start: '2023-05-09', framework: 'education', urn_at_inspection: 900_001 },
        { start: '2019-03-05', framework: 'common', urn_at_inspection: 900_001 },
      ],
    });
    const [earlier] = await ask('--as-at', '2025-11-16');
    assert.deepEqual(
      [earlier?.['coasting_rule'], earlier?.['coasting_entry'], earlier?.['stuck']],
      ['2022', null, true],
    );
    const all = await ask('--as-at', '2025-11-16', '--all');
    assert.deepEqual(
      all.map(({ urn, exempt }) => [urn, exempt]),
      [
        [900_001, null],
        [900_002, 'maintained nursery school'],
      ],
    );
  });

  test('says it for people too, and what is wrong with the question', async () => {
    const { code, out } = await trajectory('eligibility', '--as-at', '2025-11-16', '--all');
    assert.equal(code, 0);
    assert.match(out, /^2 schools, as at 16 November 2025\.\n/);
    assert.match(out, /\nWith a reason to be looked at early: \d\.\n/);
    assert.match(out, /900001 Foxholes Primary School: coasting, stuck\n/);
    await refused(1, /is not a date\. Write it as 2026-11-30\./, 'eligibility', '--as-at', 'soon');
    await refused(1, /three figures, like 331\./, 'eligibility', '--authority', '33');
    await refused(1, /not both\./, 'eligibility', '--authority', '331', '--all');
  });

  test('prints the policy that it runs by, each label as in the policy', async () => {
    const { code, out, err } = await trajectory('policy-pack', '--json');
    assert.deepEqual([code, err], [0, '']);
    const { levels, processes, forms } = JSON.parse(out) as {
      readonly levels: readonly { readonly label: string }[];
      readonly processes: readonly { readonly key: string; readonly forms: readonly string[] }[];
      readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    assert.deepEqual(
      levels.map(({ label }) => label),
      ['School Causing Concern', 'Focus School (Early Intervention)'],
    );
    assert.deepEqual(
      processes.map(({ key, forms: used }) => [key, ...used]),
      [
        ['sib', 'sib-entry', 'sib-standard', 'sib-exit'],
        ['pci', 'pci'],
      ],
    );
    assert.deepEqual(
      Object.entries(forms).map(([key, { appendix, preReadsRequired, minutes }]) => [
        key,
        appendix,
        preReadsRequired,
        minutes,
      ]),
      [
        ['sib-entry', 'VII', true, 90],
        ['sib-standard', 'VIII', true, 90],
        ['sib-exit', 'IX', true, 90],
        ['pci', null, false, 60],
      ],
    );
    for (const { sections, preReads, outcomes } of Object.values(forms)) {
      for (const labels of [sections, preReads, outcomes] as readonly string[][]) {
        assert.ok(labels.every((label) => label !== '' && !label.endsWith(':')));
      }
    }
    const people = await trajectory('policy-pack');
    assert.match(
      people.out,
      /School Improvement Board, Entry Meeting Record \(appendix VII\): 14 sections/,
    );
  });

  test('takes in a mail that came back, and any other mail without an alarm', async () => {
    const { db } = connection;
    const id = '019bb0c2-7d3c-7000-8000-0123456789ab';
    const to = 'rosa.levin@foxholes.example';
    const at = new Date('2027-01-14T09:30:00Z');
    await db
      .insertInto('mails')
      .values({
        id,
        delivery: id,
        to_address: to,
        created_at: at,
        sent_at: at,
        person_id: null,
        template: 'Record final and shared',
        subject: '',
        body_text: '-',
        body_html: '-',
        calendar: null,
        calendar_method: null,
        state: 'sent',
        last_error: null,
      })
      .execute();
    const take = (message: Uint8Array, ...more: string[]) =>
      run(folder, ['mail', 'bounce', ...more], { DATABASE_URL: database.url }, message);
    const messageId = `${id}@boards.avonbridge.example`;
    const taken = await take(exchangeBounce({ messageId, to }));
    assert.deepEqual(taken, {
      code: 0,
      err: '',
      out: `The mail “Record final and shared” to ${to}: It came back: there is no such mailbox (5.1.10).\n`,
    });
    const mail = await db
      .selectFrom('mails')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    assert.equal(mail?.state, 'bounced');
    const other = await take(Buffer.from('Subject: Away\r\n\r\nUntil Monday.\r\n'), '--json');
    assert.deepEqual([other.code, other.out], [0, '{"ok":true,"bounced":false}\n']);
    const none = await take(Buffer.alloc(0));
    assert.deepEqual(
      [none.code, none.err],
      [1, 'Nothing came. Use it as “trajectory mail bounce < message.eml”.\n'],
    );
    await db.deleteFrom('mails').where('id', '=', id).execute();
  });

  test('invites: the role, the mail and the link', async () => {
    const ended = await trajectory(
      'invite',
      'rosa.levin@foxholes.example',
      '--role=headteacher',
      '--school=900001',
      '--name',
      'Rosa Levin',
    );
    assert.deepEqual([ended.code, ended.err], [0, '']);
    assert.match(
      ended.out,
      /^Rosa Levin <rosa\.levin@foxholes\.example> is now Headteacher, Foxholes Primary School\.\nNo mail server is set, so the invitation is kept in the outbox: give them the link yourself\.\n/,
    );
    const [link = ''] = /http:\/\/localhost:3000\/sign-in\/link\/[\w-]{43}/.exec(ended.out) ?? [];
    const files = await readdir(path.join(folder, 'data', 'outbox'));
    const eml = await readFile(path.join(folder, 'data', 'outbox', files[0] ?? ''), 'utf8');
    assert.ok(eml.replaceAll('=\r\n', '').includes(link.slice(-20)), 'the mail has the same link');
    const held = await connection.db
      .selectFrom('roles_held')
      .select(['role', 'scope_id'])
      .where('role', '=', 'headteacher')
      .execute();
    assert.deepEqual(held, [{ role: 'headteacher', scope_id: '900001' }]);
  });

  test('refuses an invitation in one sentence', async () => {
    await refused(
      1,
      /^Give a role with --role\. The roles are: senior-advisor, /,
      'invite',
      'a@b.example',
    );
    await refused(
      1,
      /^There is no role “king”\. The roles are: senior-advisor, /,
      'invite',
      'a@b.example',
      '--role',
      'king',
    );
    await refused(
      1,
      /^No school here has the URN 912345\./,
      'invite',
      'a@b.example',
      '--role',
      'headteacher',
      '--school',
      '912345',
    );
    await refused(
      1,
      /^Enter an email address in the right form/,
      'invite',
      'a at b',
      '--role',
      'clerk',
    );
  });

  test('rehearses an invitation', async () => {
    const count = () => connection.db.selectFrom('people').select('id').execute();
    const known = (await count()).length;
    const { code, out } = await trajectory(
      'invite',
      'c@d.example',
      '--role',
      'clerk',
      '--dry-run',
      '--json',
    );
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as { role: string }).role, 'clerk');
    assert.equal((await count()).length, known);
  });

  test('backs up, checks and restores', async () => {
    const written = await trajectory('backup', 'one.backup');
    assert.equal(written.code, 0, written.err);
    assert.match(
      written.out,
      /one\.backup holds [\d,]+ rows\. It was read again and is whole\.\n$/,
    );
    await refused(1, /one\.backup already\. Choose another name\./, 'backup', 'one.backup');
    await connection.db.updateTable('people').set({ name: 'Somebody Else' }).execute();
    const rehearsed = await trajectory('restore', 'one.backup', '--dry-run');
    assert.match(rehearsed.out, /^This can be restored: .* Nothing was changed \(a dry run\)\.\n$/);
    const names = async () =>
      (await connection.db.selectFrom('people').select('name').orderBy('name').execute()).map(
        ({ name }) => name,
      );
    assert.deepEqual(new Set(await names()), new Set(['Somebody Else']));
    const restored = await trajectory('restore', 'one.backup');
    assert.match(restored.out, /^Restored: /);
    assert.deepEqual(await names(), ['Amara Okafor', 'Rosa Levin']);
  });

  test('refuses to restore what is no backup', async () => {
    await writeFile(path.join(folder, 'schools.csv'), 'URN,Name\n');
    await refused(1, /schools\.csv is not a backup of Trajectory/, 'restore', 'schools.csv');
    await refused(1, /^There is no file .*nowhere\./, 'restore', 'nowhere');
  });

  test('verifies the audit trail, and finds an alteration', async () => {
    const intact = await trajectory('verify', 'audit', '--json');
    assert.equal(intact.code, 0);
    const { ok, events } = JSON.parse(intact.out) as { ok: boolean; events: number };
    assert.ok(ok && events > 0);
    const behindTheTriggers = (statement: string) =>
      connection.pool.query(
        `begin; set local session_replication_role = replica; ${statement}; commit`,
      );
    await behindTheTriggers(
      `insert into record_versions values (gen_random_uuid(), 1, 'sib-entry', 'coventry/1', '{}', 'none', '', now(), gen_random_uuid())`,
    );
    await refused(
      1,
      /^The trail is intact, and a record has been altered\. Version 1 of the record .{36} is not what was made final\./,
      'verify',
      'audit',
    );
    await behindTheTriggers('delete from record_versions');
    await connection.pool.query('alter table audit_events disable trigger audit_events_frozen');
    await connection.pool.query(`update audit_events set actor_name = 'Nobody' where seq = 1`);
    await refused(
      1,
      /^The audit trail has been altered\. Event 1 has been altered since it was written\./,
      'verify',
      'audit',
    );
    const json = await trajectory('verify', 'audit', '--json');
    assert.equal(json.code, 1);
    assert.deepEqual((JSON.parse(json.out) as { code: string }).code, 'altered');
  });

  test('says what it cannot import: no file, a folder, a file without its date', async () => {
    await refused(1, /^There is no file .*nowhere\.csv\.$/, 'import', 'gias', 'nowhere.csv');
    await refused(1, /^.* is a folder, not a file\.$/, 'import', 'gias', '.');
    await writeFile(path.join(folder, 'schools.csv'), 'URN,Name\n');
    await refused(
      1,
      /^The name of the file, “schools\.csv”, .* Add --as-at and the date, such as 2026-11-30\.$/,
      'import',
      'ofsted',
      'schools.csv',
    );
  });

  test('imports from where the file is, and says a bad file in one sentence', async () => {
    await writeFile(
      path.join(folder, 'edubasealldata20260101.csv'),
      '<!doctype html><html></html>',
    );
    const ended = await trajectory('import', 'gias', 'edubasealldata20260101.csv', '--dry-run');
    assert.deepEqual([ended.code, ended.out], [1, '']);
    assert.match(ended.err, /^[^\n]+\.\n$/);
    await refused(
      1,
      /^“soon” is not a date\. Write it as 2026-11-30\./,
      'import',
      'gias',
      'x.csv',
      '--as-at',
      'soon',
    );
  });

  test('verifies a record that is final', async () => {
    await refused(1, /^That is not the id of a record\./, 'verify', 'record', '12');
    const id = '7b4f6f0e-0f0e-4c2e-9b1e-1f2a3b4c5d6e';
    await refused(
      1,
      /^There is no record with that id that has been finalised\./,
      'verify',
      'record',
      id,
    );
  });
});

function run(
  folder: string,
  args: readonly string[],
  settings: Record<string, string>,
  input?: Uint8Array,
): Promise<Ended> {
  const main = path.join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATA_DIR: path.join(folder, 'data'), ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that does not read ends while it is written to.
  child.stdin.on('error', () => undefined).end(input);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
