import pg from 'pg';
import { connect } from '#platform/db/connection.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';

const template = 'empty';
const made = new WeakMap<DatabaseServer, Promise<void>>();

/** Makes a database with the product's tables, all empty, and gives its address. */
export async function createDatabase(server: DatabaseServer, name: string): Promise<string> {
  let ready = made.get(server);
  if (!ready) made.set(server, (ready = makeTemplate(server)));
  await ready;
  await administer(server, `create database ${name} template ${template}`);
  // What making the copy left to be written is not the work's that follows.
  await administer(server, 'checkpoint');
  return server.urlFor(name);
}

/** Has work done on an empty database, made for it and then thrown away. */
export async function onEmptyDatabase<Value>(
  server: DatabaseServer,
  work: (url: string) => Promise<Value>,
): Promise<Value> {
  const name = 'passing';
  try {
    return await work(await createDatabase(server, name));
  } finally {
    await administer(server, `drop database if exists ${name} with (force)`);
  }
}

async function makeTemplate(server: DatabaseServer): Promise<void> {
  await administer(server, `create database ${template}`);
  const connection = connect({ url: server.urlFor(template) });
  try {
    await migrate(connection);
  } finally {
    await connection.close();
  }
}

/** Does something on the server itself, beside all databases that matter. */
async function administer(server: DatabaseServer, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlFor('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
