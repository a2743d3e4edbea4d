import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '#kernel/dates.ts';
import { fileImport } from '#modules/administration/jobs/import-file.ts';
import { isSecretTemplate } from '#modules/correspondence/index.ts';
import { signInLinkDelivery } from '#modules/people/jobs/sign-in-link.ts';
import { requeuePacks } from '#modules/pre-reads/index.ts';
import { packMaking } from '#modules/pre-reads/jobs/make-pack.ts';
import { paperTending } from '#modules/pre-reads/jobs/tend-papers.ts';
import { checkTending } from '#modules/records/jobs/tend-checks.ts';
import { weeklyDigests } from '#modules/reminders/jobs/digest.ts';
import { buildAssets } from '#platform/assets/assets.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { mailDelivery, requeueMails } from '#platform/mail/deliver.ts';
import { mailFollowing } from '#platform/mail/follow.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import { findConverter } from '#platform/office/converter.ts';
import { currentPack } from '#policy-pack/index.ts';
import { loadAuthority } from '#web/authority.ts';
import type { Services } from '#web/services.ts';
import { projectRoot } from './config.ts';
import type { Config } from './config.ts';

export interface Composition {
  readonly services: Services;
  readonly jobs: Jobs;
  /** Begins to work on what waits in the queue, and queues again the mail and packs that lost their job. */
  startJobs(): Promise<void>;
  /** Lets the jobs at hand end, and closes what was opened here. The connection stays open. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly config: Pick<Config, 'mode' | 'baseUrl' | 'dataDir' | 'smtpUrl' | 'notify'>;
  readonly connection: Connection;
  readonly clock: Clock;
  /** False where jobs are run by `jobs.drain()` instead. */
  readonly poll: boolean;
  /** Told of what no person saw: a job that failed. */
  readonly onError: (error: unknown) => void;
  /** Where LibreOffice is looked for, as in PATH. */
  readonly officeFolders: string;
  /** Told when something takes a few seconds. */
  readonly log: (line: string) => void;
}

/** Makes everything that pages, jobs and commands work with, on a database that has been migrated. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const { config, connection, clock, poll, onError, log, officeFolders } = options;
  const { db } = connection;
  const { mode, baseUrl, dataDir, notify } = config;
  const { smtpUrl, senderAddress } = mailSettings(config.smtpUrl, baseUrl);
  const jobs = createJobs({ connection, onError, poll });
  const documents = createDocuments();
  const assets = await buildAssets({
    cacheDir: path.join(projectRoot, '.cache', 'assets'),
    onBuild: () => log('Building styles and scripts…'),
  });
  const services: Services = {
    db,
    clock,
    jobs,
    documents,
    assets,
    pack: currentPack,
    version: productVersion(),
    mode,
    baseUrl,
    senderAddress,
    dataDir,
    keepsMail: smtpUrl === undefined && notify === undefined,
  };
  const mail = mailDelivery({
    db,
    clock,
    smtpUrl,
    notify,
    folder: path.join(dataDir, 'outbox'),
    sender: { name: 'Trajectory', address: senderAddress },
    isSecret: mode === 'live' ? isSecretTemplate : () => false,
  });
  const following = notify ? [mailFollowing({ db, clock, notify })] : [];
  const work = async () => ({ ...services, authority: await loadAuthority(db) });
  const signInLinks = signInLinkDelivery(work);
  const preReads = paperTending(work);
  const checks = checkTending(work);
  const converter = await findConverter(officeFolders);
  const packs = packMaking(async () => ({ ...(await work()), documents, converter }));
  const digests = weeklyDigests(work);
  const imports = fileImport({ connection, clock, dataDir });

  return {
    services,
    jobs,
    async startJobs() {
      // Those that send mail before the mail itself, so that one drain does both.
      await jobs.start([
        signInLinks,
        preReads,
        packs,
        checks,
        digests,
        mail,
        imports,
        ...following,
      ]);
      await requeueMails(db, jobs);
      await requeuePacks({ db, jobs });
    },
    async close() {
      await jobs.stop();
      mail.close();
      await documents.close();
    },
  };
}

function productVersion(): string {
  const file = path.join(projectRoot, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
