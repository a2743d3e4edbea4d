import { sql } from 'kysely';
import { shortDate } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import { lockImports, settleImport } from '#modules/schools/index.ts';
import type { Comparison, ImportReport, ImportRequest } from '#modules/schools/index.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { BankHolidays } from '../domain/year-dates.ts';
import { readBankHolidays } from '../import/bank-holidays-json.ts';
import type { BankHoliday } from '../import/bank-holidays-json.ts';
import { dayOfFile, readWhole, sameDayAsBefore } from '../import/file.ts';
import { bankHolidaysInForce, insertBankHolidays } from '../store.ts';

/**
 * Imports the bank holidays of England and Wales as GOV.UK publishes them. The list takes the place
 * of the one before from its first day on; earlier days stay. Refusals: `not-json`, `columns`,
 * `lines`, `as-at`, `implausible`.
 */
export async function importBankHolidays(request: ImportRequest): Promise<Result<ImportReport>> {
  const started = performance.now();
  const asAt = dayOfFile(request);
  if (!asAt.ok) return asAt;
  const file = readWhole(request.file);
  if (!file.ok) return file;
  const read = readBankHolidays(file.value.text);
  if (!read.ok) return read;
  const days = read.value;
  return inTransaction(request.connection.db, async (trx) => {
    await lockImports(trx, request);
    const comparison = compare(await bankHolidaysInForce(trx), days);
    const { size, sha256 } = file.value;
    const before = await sameDayAsBefore(trx, 'bank-holidays', sha256, request);
    return settleImport(trx, request, comparison, {
      facts: {
        source: 'bank-holidays',
        layout: 'bank-holidays',
        fileSize: size,
        sha256,
        asAt: before ?? asAt.value,
        rows: days.length,
        blankRows: 0,
        skippedRows: 0,
        problems: [],
        problemCount: 0,
        unrecognised: [],
        missing: [],
      },
      authorities: sql<string[]>`'{}'`,
      started,
      apply: (importId) => insertBankHolidays(trx, importId, days),
    });
  });
}

function compare(held: BankHolidays, days: readonly BankHoliday[]): Comparison {
  const inFile = new Set(days.map(({ day }) => day));
  const added = days.filter(({ day }) => !held.bankHolidays.has(day));
  const renamed = days.filter(({ day, name }) => (held.bankHolidays.get(day) ?? name) !== name);
  const first = days[0]?.day ?? held.knownUntil;
  const last = days.at(-1)?.day ?? held.knownUntil;
  const gone = [...held.bankHolidays].filter(([day]) => day >= first && !inFile.has(day));
  return {
    changes: [
      {
        subject: 'bank holidays',
        new: added.length,
        changed: renamed.length + gone.length,
        unchanged: days.length - added.length - renamed.length,
        notes: [`The list reaches from ${shortDate(first)} to ${shortDate(last)}.`],
      },
    ],
    fields: [],
    examples: [
      ...added.map(({ day, name }) => ({
        what: 'new' as const,
        urn: null,
        name: shortDate(day),
        detail: name,
      })),
      ...gone.map(([day, name]) => ({
        what: 'gone' as const,
        urn: null,
        name: shortDate(day),
        detail: name,
      })),
    ].slice(0, 20),
    doubts:
      last < held.knownUntil
        ? [
            {
              code: 'shorter',
              sentence: `The list ends on ${shortDate(last)}; the one that is held reaches to ${shortDate(held.knownUntil)}.`,
            },
          ]
        : [],
  };
}
