import { PgBoss } from 'pg-boss';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import type { Connection } from './connection.ts';
import * as foundation from './migrations/0001-foundation.ts';
import * as schools from './migrations/0002-schools.ts';
import * as cases from './migrations/0003-cases.ts';
import * as installationMode from './migrations/0004-installation-mode.ts';
import * as registerLinks from './migrations/0005-register-links.ts';
import * as performanceFigures from './migrations/0006-performance.ts';
import * as inspectionHistory from './migrations/0007-inspection-history.ts';
import * as levels from './migrations/0008-levels.ts';
import * as networkFocus from './migrations/0009-network-focus.ts';
import * as regionalDirector from './migrations/0010-regional-director.ts';
import * as files from './migrations/0011-files.ts';
import * as preReads from './migrations/0012-pre-reads.ts';
import * as calendar from './migrations/0013-calendar.ts';
import * as actionProgress from './migrations/0014-action-progress.ts';
import * as evidenceOfTheSchool from './migrations/0015-evidence-of-the-school.ts';
import * as caseLife from './migrations/0016-case-life.ts';
import * as supplements from './migrations/0017-supplements.ts';
import * as meetingRoom from './migrations/0018-meeting-room.ts';
import * as accuracyCheck from './migrations/0019-accuracy-check.ts';
import * as wordCopies from './migrations/0020-word-copies.ts';
import * as mailAndCalendars from './migrations/0021-mail-and-calendars.ts';
import * as packs from './migrations/0022-packs.ts';
import * as keptMails from './migrations/0023-kept-mails.ts';
import * as packsAsWord from './migrations/0024-packs-as-word.ts';

const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-schools': schools,
  '0003-cases': cases,
  '0004-installation-mode': installationMode,
  '0005-register-links': registerLinks,
  '0006-performance': performanceFigures,
  '0007-inspection-history': inspectionHistory,
  '0008-levels': levels,
  '0009-network-focus': networkFocus,
  '0010-regional-director': regionalDirector,
  '0011-files': files,
  '0012-pre-reads': preReads,
  '0013-calendar': calendar,
  '0014-action-progress': actionProgress,
  '0015-evidence-of-the-school': evidenceOfTheSchool,
  '0016-case-life': caseLife,
  '0017-supplements': supplements,
  '0018-meeting-room': meetingRoom,
  '0019-accuracy-check': accuracyCheck,
  '0020-word-copies': wordCopies,
  '0021-mail-and-calendars': mailAndCalendars,
  '0022-packs': packs,
  '0023-kept-mails': keptMails,
  '0024-packs-as-word': packsAsWord,
};

/** The name of the newest migration: a backup says it, and only the same one may be restored. */
export const schemaVersion = Object.keys(migrations).sort().at(-1) ?? '';

/** Brings the database up to this version of the product. Returns the names of the migrations run. */
export async function migrate(connection: Connection): Promise<string[]> {
  const migrator = new Migrator({
    db: connection.db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error)
    throw error instanceof Error ? error : new Error('The migration failed', { cause: error });
  await prepareQueue(connection);
  return (results ?? []).map((result) => result.migrationName);
}

/** The job queue keeps its tables in a schema of its own, which it makes and upgrades itself. */
async function prepareQueue(connection: Connection): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => connection.pool.query(text, values) },
    supervise: false,
    schedule: false,
  });
  await boss.start();
  await boss.stop({ graceful: false });
}
