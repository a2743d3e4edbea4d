import { createHash } from 'node:crypto';
import { longInstant } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { findAlteration } from '#modules/records/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { Run } from '../command.ts';

export const runVerifyAudit: Run = async (_word, _line, tools) => {
  const { db } = await tools.database();
  const verdict = await verifyAudit(db, (events) =>
    tools.progress(`${events.toLocaleString('en-GB')} events…`),
  );
  if (!verdict.intact) {
    return refuse('altered', `The audit trail has been altered. ${verdict.problem}`);
  }
  tools.progress('Comparing the records with the trail…');
  const alteration = await findAlteration(db);
  if (alteration !== undefined) {
    return refuse('altered', `The trail is intact, and a record has been altered. ${alteration}`);
  }
  const { events, lastHash } = verdict;
  return ok({
    data: verdict,
    lines: [
      `The audit trail is intact: ${events.toLocaleString('en-GB')} ${events === 1 ? 'event' : 'events'}. The texts of records are as it says.`,
      `The last hash is ${lastHash}. Keep it elsewhere, to find out later whether the end was cut off.`,
    ],
  });
};

export const runVerifyRecord: Run = async (word, _line, tools) => {
  const id = parseId<RecordId>(word);
  if (id === undefined) return refuse('bad-id', 'That is not the id of a record.');
  const { db } = await tools.database();
  const versions = await db
    .selectFrom('record_versions')
    .select(['version', 'content', 'sha256', 'finalised_at'])
    .where('record_id', '=', id)
    .orderBy('version')
    .execute();
  if (versions.length === 0) {
    return refuse('no-versions', 'There is no record with that id that has been finalised.');
  }
  const altered = versions.find(
    ({ content, sha256 }) => createHash('sha256').update(content).digest('hex') !== sha256,
  );
  if (altered) {
    return refuse('altered', `Version ${altered.version} has been altered since it was finalised.`);
  }
  return ok({
    data: {
      intact: true,
      versions: versions.map(({ version, sha256 }) => ({ version, sha256 })),
    },
    lines: versions.map(
      ({ version, sha256, finalised_at: at }) =>
        `Version ${version}, final since ${longInstant(at)}, is as it was: SHA-256 ${sha256}.`,
    ),
  });
};
