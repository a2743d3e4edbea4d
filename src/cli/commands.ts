import type { ImportSource } from '#modules/schools/index.ts';
import type { Command } from './command.ts';

function importing(source: ImportSource, summary: string, more: Command['options'] = []): Command {
  return {
    usage: `import ${source} FILE`,
    summary: `Import ${summary}`,
    options: ['dry-run', 'override', 'as-at', ...more],
    load: async () => (await import('./commands/import.ts')).importing(source),
  };
}

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [
  importing('gias', 'schools: an extract of Get Information About Schools'),
  importing('links', 'predecessors and successors of schools, from the same place'),
  importing('groups', 'trusts, federations and sponsors, from the same place'),
  importing('group-links', 'which academies are in which groups, from the same place'),
  importing('ofsted', 'inspections: Ofsted’s management information'),
  importing('census', 'pupils: the school census of the performance tables', ['year']),
  importing('absence', 'absence: the absence file of the performance tables', ['year']),
  importing('ks2', 'results: the key stage 2 performance tables', ['year']),
  importing('ks4', 'results: the key stage 4 performance tables', ['year']),
  importing('calendar', 'term dates and INSET days: a table (CSV) or an iCalendar file (ICS)'),
  importing('bank-holidays', 'bank holidays: bank-holidays.json of GOV.UK'),
  {
    usage: 'eligibility',
    summary:
      'Say what the national rules make of each school on a day: one JSON object a line with --json',
    options: ['as-at', 'authority', 'all'],
    load: async () => (await import('./commands/eligibility.ts')).runEligibility,
  },
  {
    usage: 'policy-pack',
    summary: 'Say which policy this installation runs by; every label of it with --json',
    options: [],
    load: async () => (await import('./commands/policy-pack.ts')).runPolicyPack,
  },
  {
    usage: 'export records FOLDER',
    summary: 'Write every final record into a folder, as Word and as PDF, by school',
    options: [],
    load: async () => (await import('./commands/export.ts')).runExportRecords,
  },
  {
    usage: 'backup FILE',
    summary: 'Write everything into one file, while the product runs; it is read again and checked',
    options: [],
    load: async () => (await import('./commands/backup.ts')).runBackup,
  },
  {
    usage: 'restore FILE',
    summary: 'Put a backup in the place of everything; the whole file is checked first',
    options: ['dry-run'],
    load: async () => (await import('./commands/backup.ts')).runRestore,
  },
  {
    usage: 'verify audit',
    summary: 'Recompute the audit trail, compare the records with it, and find what was altered',
    options: [],
    load: async () => (await import('./commands/verify.ts')).runVerifyAudit,
  },
  {
    usage: 'verify record ID',
    summary:
      'Recompute the SHA-256 of every final version of a record, and hold each against the audit trail',
    options: [],
    load: async () => (await import('./commands/verify.ts')).runVerifyRecord,
  },
  {
    usage: 'mail bounce',
    summary:
      'Read a mail that came back to the sender’s mailbox from the input stream, and mark in the outbox which one it was',
    options: [],
    load: async () => (await import('./commands/mail.ts')).runMailBounce,
  },
  {
    usage: 'invite MAIL --role ROLE [--name NAME] [--school URN | --network NAME]',
    summary: 'Give someone a role, and send and print a link that signs them in once',
    options: ['role', 'name', 'school', 'network', 'dry-run'],
    load: async () => (await import('./commands/invite.ts')).runInvite,
  },
];
