import path from 'node:path';
import type { Clock } from '#kernel/dates.ts';
import { isSecretTemplate } from '#modules/correspondence/index.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { mailDelivery } from '#platform/mail/deliver.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import type { Config } from '../config.ts';

export interface MailQueue {
  readonly jobs: Jobs;
  close(): Promise<void>;
}

/** The queue of mails, as the product has it, without working on it. */
export async function openMailQueue(
  connection: Connection,
  config: Config,
  clock: Clock,
): Promise<MailQueue> {
  const { smtpUrl, senderAddress } = mailSettings(config.smtpUrl, config.baseUrl);
  const delivery = mailDelivery({
    db: connection.db,
    clock,
    smtpUrl,
    notify: config.notify,
    folder: path.join(config.dataDir, 'outbox'),
    sender: { name: 'Trajectory', address: senderAddress },
    isSecret: config.mode === 'live' ? isSecretTemplate : () => false,
  });
  // What fails is noted on the mail itself.
  const jobs = createJobs({ connection, poll: false, onError: () => undefined });
  await jobs.start([delivery]);
  return {
    jobs,
    async close() {
      await jobs.stop();
      delivery.close();
    },
  };
}
