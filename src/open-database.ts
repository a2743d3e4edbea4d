import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { Shutdown } from '#platform/lifecycle/shutdown.ts';
import type { Config } from './config.ts';

/**
 * Opens the database that the settings name, or the embedded one of the data directory, and brings
 * its tables up to this version. The shutdown closes it.
 *
 * @throws with a sentence for the person who started the program, where the cause can be named
 */
export async function openDatabase(
  config: Config,
  shutdown: Shutdown,
  log: (line: string) => void,
): Promise<Connection> {
  const connection = connect({
    url: config.databaseUrl ?? (await openEmbedded(config, shutdown, log)),
    onError: (error) => log(`A database connection was lost: ${error.message}`),
  });
  shutdown.onClose('the database connections', () => connection.close());
  const migrations = await migrate(connection);
  if (migrations.length > 0) log('The database is ready.');
  return connection;
}

async function openEmbedded(
  config: Config,
  shutdown: Shutdown,
  log: (line: string) => void,
): Promise<string> {
  const { openDatabaseServer } = await import('#platform/postgres/embedded-server.ts');
  const server = await openDatabaseServer({ dataDir: config.dataDir, log, keepsUp: true });
  shutdown.onClose('the database server', () => server.stop());
  return server.url;
}
