import pg from 'pg';
import { connect } from '#platform/db/connection.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';

/** Does something on the server itself, beside all databases that matter. */
export async function administer(server: DatabaseServer, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlFor('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes a database with the product's tables, all empty, and gives its address. */
export async function createDatabase(server: DatabaseServer, name: string): Promise<string> {
  await administer(server, `create database ${name}`);
  const url = server.urlFor(name);
  const connection = connect({ url });
  try {
    await migrate(connection);
  } finally {
    await connection.close();
  }
  return url;
}

/** Has the work done on a copy of a database, made for it and then thrown away. */
export async function onCopyOf<Value>(
  server: DatabaseServer,
  template: string,
  work: (url: string) => Promise<Value>,
): Promise<Value> {
  const name = `${template}_copy`;
  await administer(server, `create database ${name} template ${template}`);
  try {
    // What making the copy left to be written is not the work's.
    await administer(server, 'checkpoint');
    return await work(server.urlFor(name));
  } finally {
    await administer(server, `drop database ${name} with (force)`);
  }
}
