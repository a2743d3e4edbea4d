import type { Db } from '#platform/db/connection.ts';
import type { Authority } from './services.ts';

/** The authority that this installation belongs to; set when its data are first loaded. */
export async function loadAuthority(db: Db): Promise<Authority> {
  const row = await db.selectFrom('authority').select(['name', 'la_code']).executeTakeFirst();
  return row ? { name: row.name, laCode: row.la_code } : { name: 'Your authority', laCode: '000' };
}
