import type { Clock } from '#kernel/dates.ts';
import type { Connection } from '#platform/db/connection.ts';
import { currentPack } from '#policy-pack/index.ts';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';

/** What a live installation begins with; the administrator changes it on the settings page. */
const first = { name: 'Coventry City Council', laCode: '331' };

const otherMode = {
  live: 'The data are of a live installation. Set TRAJECTORY_MODE to live; or, for a demonstration, DATA_DIR or DATABASE_URL to other data.',
  demo: 'The data are of a demonstration. For a live installation set DATA_DIR or DATABASE_URL to data of its own; or TRAJECTORY_MODE to demo.',
} as const;

/**
 * Sees that the installation belongs to an authority: on its first run the demonstration's, with
 * everything that happens there, or in live mode the one whose policy ships with the product.
 * It stays what it was founded as.
 *
 * @throws ConfigError where the mode is the other one: in a demonstration anyone can be anyone
 */
export async function foundAuthority(
  config: Pick<Config, 'mode' | 'baseUrl'>,
  connection: Connection,
  clock: Clock,
  log: (line: string) => void,
): Promise<void> {
  const { db } = connection;
  const there = await db.selectFrom('authority').select('mode').executeTakeFirst();
  if (there && there.mode !== config.mode) throw new ConfigError(otherMode[there.mode]);
  if (there) return;
  if (config.mode === 'live') {
    await db
      .insertInto('authority')
      .values({
        name: first.name,
        la_code: first.laCode,
        policy_pack: currentPack.id,
        mode: 'live',
      })
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
