import type { Clock } from '#kernel/dates.ts';
import type { Connection } from '#platform/db/connection.ts';
import { currentPack } from '#policy-pack/index.ts';
import type { Config } from './config.ts';

/** What a live installation begins with; the administrator changes it on the settings page. */
const first = { name: 'Coventry City Council', laCode: '331' };

/**
 * Sees that the installation belongs to an authority: on its first run the demonstration's, with
 * everything that happens there, or in live mode the one whose policy ships with the product.
 */
export async function foundAuthority(
  config: Pick<Config, 'mode' | 'baseUrl'>,
  connection: Connection,
  clock: Clock,
  log: (line: string) => void,
): Promise<void> {
  const { db } = connection;
  const there = await db.selectFrom('authority').select('name').executeTakeFirst();
  if (there) return;
  if (config.mode === 'live') {
    await db
      .insertInto('authority')
      .values({ name: first.name, la_code: first.laCode, policy_pack: currentPack.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  log('Inventing the demonstration authority, once…');
  const { seedDemonstration } = await import('./demonstration/seed.ts');
  await seedDemonstration({
    connection,
    clock,
    pack: currentPack,
    baseUrl: config.baseUrl,
    onProgress: (line) => log(`  ${line}…`),
  });
}
