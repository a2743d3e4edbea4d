import type pg from 'pg';
import { casework } from './casework.ts';
import { ownLaCode } from './names.ts';
import { people } from './people.ts';
import { register } from './register.ts';
import type { Statement } from './statement.ts';

export interface AuthoritySize {
  /** In the register, of all authorities. */
  readonly schools: number;
  /** The authority's own among them. */
  readonly own: number;
  readonly cases: number;
  /** What is wanted beside it. */
  readonly more: readonly Statement[];
}

/** Fills an empty database with an authority, its casework and all of England's schools. */
export async function fillAuthority(client: pg.Client, size: AuthoritySize): Promise<void> {
  await client.query('begin');
  await client.query(
    `insert into authority (name, la_code, policy_pack) values ('Avonbridge City Council', $1, 'coventry')`,
    [ownLaCode],
  );
  for (const { text, values } of [...register(size), ...people(size), ...casework(size), ...size.more]) {
    await client.query(text, [...values]);
  }
  await client.query('commit');
  // What the server does by itself within minutes, done before anything is measured.
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
}
