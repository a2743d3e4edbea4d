import { longInstant } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { invitableRoles, invite, roles } from '#modules/people/index.ts';
import type { Invited } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import { currentPack } from '#policy-pack/index.ts';
import { loadAuthority } from '#web/authority.ts';
import { foundAuthority } from '../../authority.ts';
import { isSet, textOption } from '../command.ts';
import type { Outcome, Run } from '../command.ts';
import { openMailQueue } from '../mail.ts';

export const runInvite: Run = async (address, line, tools) => {
  const { config, clock } = tools;
  const dryRun = isSet(line, 'dry-run');
  if (textOption(line, 'role') === '') {
    const known = invitableRoles.join(', ');
    return refuse('role-missing', `Give a role with --role. The roles are: ${known}.`);
  }
  const connection = await tools.database();
  const { db } = connection;
  await foundAuthority(config, connection, clock, (text) => tools.progress(text));
  const queue = await openMailQueue(connection, config, clock);
  try {
    const work = {
      db,
      clock,
      jobs: queue.jobs,
      pack: currentPack,
      baseUrl: config.baseUrl,
      senderAddress: mailSettings(config.smtpUrl, config.baseUrl).senderAddress,
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
    if (!dryRun) await queue.jobs.drain();
    return ok(outcomeOf(invited.value, dryRun, await lastMail(db, invited.value.personId)));
  } finally {
    await queue.close();
  }
};

type Mail = { readonly state: string; readonly last_error: string | null };

function lastMail(db: Db, personId: PersonId): Promise<Mail | undefined> {
  return db
    .selectFrom('mails')
    .select(['state', 'last_error'])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function mailSentence(mail: Mail | undefined): string {
  const error = mail?.last_error ?? '';
  if (mail?.state === 'sent') return 'The invitation has been sent.';
  if (mail?.state === 'kept') {
    return 'No mail server is set, so the invitation is kept in the outbox: give them the link yourself.';
  }
  if (mail?.state === 'failed') return `The invitation could not be sent. ${error}`;
  return `The invitation is on its way; the product sends it while it runs. ${error}`.trim();
}

function outcomeOf(invited: Invited, dryRun: boolean, mail: Mail | undefined): Outcome {
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
    data: { ...invited, at: at ?? null, mail: mail?.state ?? null },
    lines: [
      roleGiven ? `${who} is now ${what}.` : `${who} was ${what} already.`,
      mailSentence(mail),
      `This link signs them in, once, until ${longInstant(until)}:`,
      url,
    ],
  };
}
