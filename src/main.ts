import { systemClock } from '#kernel/dates.ts';
import { createShutdown } from '#platform/lifecycle/shutdown.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { sentenceFor } from './sentence.ts';

// Starts the product: settings, database, jobs, pages. What takes long to load is loaded while the
// database starts.

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const shutdown = createShutdown(say);
let config: Config | undefined;

try {
  config = readConfig(process.env);
  shutdown.closeOnSignals();
  await start(config);
} catch (error) {
  const sentence = sentenceFor(error, config);
  process.stderr.write(
    sentence === undefined
      ? `Trajectory could not start.\n${error instanceof Error ? error.stack : String(error)}\n`
      : `Trajectory could not start. ${sentence}\n`,
  );
  await shutdown.close();
  process.exit(1);
}

async function start(settings: Config): Promise<void> {
  const clock = systemClock;
  say(`Starting Trajectory with the data in ${settings.dataDir}…`);
  const loading = Promise.all([import('./compose.ts'), import('./app.ts')]);
  // Its failure is met below, when it is waited for.
  loading.catch(() => undefined);
  const { openDatabase } = await import('./open-database.ts');
  const connection = await openDatabase(settings, shutdown, say);
  const { foundAuthority } = await import('./authority.ts');
  await foundAuthority(settings, connection, clock, say);

  const [{ compose }, { buildApp }] = await loading;
  const composition = await compose({
    config: settings,
    connection,
    clock,
    poll: true,
    officeFolders: process.env['PATH'] ?? '',
    onError: (error) => logError('A job failed', error),
    log: say,
  });
  shutdown.onClose('the jobs', () => composition.close());
  const app = await buildApp(composition.services, {
    onError: (error, request) => logError(`${request} failed`, error),
  });
  shutdown.onClose('the web server', () => app.close());
  await app.listen({ port: settings.port, host: settings.host });
  await composition.startJobs();
  for (const line of welcome(settings, composition.services.version)) say(line);
}

function welcome(settings: Config, version: string): string[] {
  const { baseUrl, mode, smtpUrl } = settings;
  const mail =
    smtpUrl === undefined
      ? [`  Mail       ${baseUrl}/outbox (no mail server is set, so it is kept here)`]
      : [];
  return [
    '',
    `Trajectory ${version} is ready.`,
    '',
    `  Open       ${baseUrl}`,
    ...(mode === 'demo' ? [`  Sign in    ${baseUrl}/sign-in (a demonstration: be anyone)`] : []),
    ...mail,
    '',
    'Ctrl-C stops it.',
  ];
}

function logError(what: string, error: unknown): void {
  // The job queue tells of its own errors by objects that are none, with the same members.
  const isTold = typeof error === 'object' && error !== null && 'stack' in error;
  const detail = isTold ? String(error.stack) : String(error);
  process.stderr.write(`${new Date().toISOString()} ${what}: ${detail}\n`);
}
