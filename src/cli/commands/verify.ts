import { longInstant } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { findAlteration, verifyRecord } from '#modules/records/index.ts';
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
  const { versions, missing } = await verifyRecord(db, id);
  if (versions.length === 0 && missing.length === 0) {
    return refuse('no-versions', 'There is no record with that id that has been finalised.');
  }
  const [gone] = missing;
  if (gone !== undefined) {
    return refuse('altered', `Version ${gone} was made final and is missing.`);
  }
  const altered = versions.find(({ differences }) => differences.length > 0);
  if (altered) {
    return refuse(
      'altered',
      `Version ${altered.version} has been altered since it was finalised: ${altered.differences.join(', and ')}.`,
    );
  }
  const trail = await verifyAudit(db, (events) =>
    tools.progress(`${events.toLocaleString('en-GB')} events…`),
  );
  if (!trail.intact) {
    return refuse(
      'altered',
      `The versions are as the audit trail says, but the trail has been altered. ${trail.problem}`,
    );
  }
  return ok({
    data: {
      intact: true,
      versions: versions.map((each) => ({
        version: each.version,
        sha256: each.sha256,
        form: each.form,
        policy: each.policyVersion,
        at: each.at,
        by: each.by,
        reason: each.reason,
        event: each.event,
      })),
    },
    lines: versions.flatMap((each) => [
      `Version ${each.version}, form ${each.form}, policy ${each.policyVersion}, made final by ${each.by} on ${longInstant(each.at)}, is as it was: SHA-256 ${each.sha256}, as in event ${each.event} of the audit trail, which is intact.`,
      ...(each.reason === '' ? [] : [`It corrects the one before: ${each.reason}`]),
    ]),
  });
};
