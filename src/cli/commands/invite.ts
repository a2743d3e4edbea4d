import path from 'node:path';
import { longInstant } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { isSecretTemplate } from '#modules/correspondence/index.ts';
import { invite, roles } from '#modules/people/index.ts';
import type { Invited } from '#modules/people/index.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { mailDelivery } from '#platform/mail/deliver.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import { currentPack } from '#policy-pack/index.ts';
import { loadAuthority } from '#web/authority.ts';
import { foundAuthority } from '../../authority.ts';
import { isSet, textOption } from '../command.ts';
import type { Outcome, Run } from '../command.ts';

export const runInvite: Run = async (address, line, tools) => {
  const { config, clock } = tools;
  const dryRun = isSet(line, 'dry-run');
  const connection = await tools.database();
  const { db } = connection;
  await foundAuthority(config, connection, clock, (text) => tools.progress(text));
  const { smtpUrl, senderAddress } = mailSettings(config.smtpUrl, config.baseUrl);
  const delivery = mailDelivery({
    db,
    clock,
    smtpUrl,
    folder: path.join(config.dataDir, 'outbox'),
    sender: { name: 'Trajectory', address: senderAddress },
    isSecret: config.mode === 'live' ? isSecretTemplate : () => false,
  });
  const failures: unknown[] = [];
  const jobs = createJobs({ connection, poll: false, onError: (error) => failures.push(error) });
  await jobs.start([delivery]);
  try {
    const work = {
      db,
      clock,
      jobs,
      pack: currentPack,
      baseUrl: config.baseUrl,
      authority: await loadAuthority(db),
    };
    const input = {
      address,
      name: textOption(line, 'name'),
      role: textOption(line, 'role'),
      school: textOption(line, 'school'),
      network: textOption(line, 'network'),
    };
    const invited = await invite(work, { kind: 'command line' }, input, { dryRun });
    if (!invited.ok) return invited;
    // The mail leaves now, whether or not the product runs: a mail that it sends first is not sent again.
    if (!dryRun) await jobs.drain();
    return ok(outcomeOf(invited.value, { dryRun, sent: failures.length === 0 }));
  } finally {
    await jobs.stop();
    delivery.close();
  }
};

function outcomeOf(
  invited: Invited,
  { dryRun, sent }: { readonly dryRun: boolean; readonly sent: boolean },
): Outcome {
  const { name, address, role, at, url, until, roleGiven } = invited;
  const what = at === undefined ? roles[role].name : `${roles[role].name}, ${at}`;
  const who = `${name} <${address}>`;
  if (dryRun) {
    return {
      data: { dryRun, personName: name, address, role, at: at ?? null, roleGiven },
      lines: [`${who} would be ${what}. Nothing was changed (a dry run).`],
    };
  }
  return {
    data: { ...invited, at: at ?? null, sent },
    lines: [
      roleGiven ? `${who} is now ${what}.` : `${who} was ${what} already.`,
      sent
        ? 'The invitation has been sent.'
        : 'The invitation could not be sent yet; the product tries again while it runs.',
      `This link signs them in, once, until ${longInstant(until)}:`,
      url,
    ],
  };
}
