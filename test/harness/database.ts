import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { connect } from '#platform/db/connection.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openDatabaseServer } from '#platform/postgres/embedded-server.ts';
import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';

const project = path.resolve(import.meta.dirname, '../..');

export interface TestDatabase {
  readonly url: string;
  /** Takes the database away, cutting off what is still connected. Call it in `after`. */
  drop(): Promise<void>;
}

/**
 * Opens the server that all test processes share. It is left running between them; whoever runs
 * them all stops it, and may say by `TEST_FILES` where it keeps its files.
 */
export function openTestServer(): Promise<DatabaseServer> {
  const files = process.env['TEST_FILES'] ?? path.join(project, '.cache');
  const dataDir = path.join(files, 'test-database');
  return openDatabaseServer({ dataDir, log: () => undefined, fast: true });
}

/**
 * Makes a database of the test's own, migrated and empty, by copying a template: about 100 ms.
 *
 *     let database: TestDatabase;
 *     before(async () => { database = await createTestDatabase(); });
 *     after(() => database.drop());
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await openTestServer();
  try {
    const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
    await administer(server, async (client) => {
      const template = await lockTemplate(server, client);
      await client.query(`create database ${name} template ${template}`);
    });
    return {
      url: server.urlFor(name),
      drop: async () => {
        await administer(server, (client) => drop(client, name));
        await server.release();
      },
    };
  } catch (error) {
    await server.release();
    throw error;
  }
}

/**
 * Finds the template for this schema, made when it is not there yet. It stays as long as the
 * client is connected: who would replace it waits.
 */
async function lockTemplate(server: DatabaseServer, client: pg.Client): Promise<string> {
  const template = `template_${await schemaHash()}`;
  for (;;) {
    await client.query('select pg_advisory_lock_shared(1)');
    if (await isThere(client, template)) return template;
    await client.query('select pg_advisory_unlock_shared(1)');
    await client.query('select pg_advisory_lock(1)');
    if (!(await isThere(client, template))) await makeTemplate(server, client, template);
    await client.query('select pg_advisory_unlock(1)');
  }
}

async function makeTemplate(
  server: DatabaseServer,
  client: pg.Client,
  template: string,
): Promise<void> {
  await clearLeftovers(client);
  const unfinished = `unfinished_${template}`;
  await client.query(`create database ${unfinished}`);
  const connection = connect({ url: server.urlFor(unfinished) });
  try {
    await migrate(connection);
  } finally {
    await connection.close();
  }
  await client.query(`alter database ${unfinished} rename to ${template}`);
}

/** Templates of schemas that have changed since, and databases whose test was killed. */
async function clearLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test|template|unfinished)_'`,
  );
  for (const { datname } of rows) {
    const owner = /^test_(\d+)_/.exec(datname)?.[1];
    if (owner === undefined || !isAlive(Number(owner))) await drop(client, datname);
  }
}

async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isThere(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query('select from pg_database where datname = $1', [name]);
  return found.rowCount === 1;
}

async function administer(
  server: DatabaseServer,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlFor('postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A digest of everything that decides what `migrate` makes. */
async function schemaHash(): Promise<string> {
  const hash = createHash('sha256');
  const sources = path.join(project, 'src/platform/db');
  const files = await readdir(sources, { recursive: true, withFileTypes: true });
  const names = files
    .filter((file) => file.isFile() && !file.name.endsWith('.test.ts'))
    .map((file) => path.join(file.parentPath, file.name));
  // The job queue makes its own tables.
  names.push(path.join(project, 'node_modules/pg-boss/package.json'));
  for (const name of names.sort()) hash.update(name).update(await readFile(name));
  return hash.digest('hex').slice(0, 16);
}
