import { page, notFound, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { can, partsFor } from '../../access.ts';
import { contentOf, partsOf } from '../../domain/content.ts';
import { currentVersion } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { openVersion } from '../../queries/versions.ts';
import { whoClosed } from '../../queries/who-closed.ts';
import { packOf, wholeRecord } from '../../queries/whole-record.ts';
import { lateTextsWaiting } from '../../queries/late-texts.ts';
import { onRecord } from '../gates.ts';
import { draftView, finalView } from './view.ts';

export const readRoutes = [
  route({
    method: 'GET',
    path: '/records/:record',
    gate: onRecord('read'),
    handle: (visit) =>
      can(visit.actor, 'read the draft', visit.subject) ? readDraft(visit) : readFinal(visit),
  }),
];

async function readDraft(visit: Visit<RecordMatter>) {
  const { services, subject, actor, today, query } = visit;
  const closed =
    query.raw('closed') === 'before' && (await whoClosed(services.db, subject.recordId));
  const whole = await wholeRecord(services.db, subject);
  return page(
    draftView(visit, {
      whole,
      content: contentOf(whole),
      writes: can(actor, 'write notes', subject),
      holds: can(actor, 'hold the meeting', subject),
      checks: can(actor, 'check its accuracy', subject),
      readsFinal: can(actor, 'read the final record', subject),
      today,
      closedBefore: closed && closed.by !== actor.id ? closed : undefined,
    }),
  );
}

async function readFinal(visit: Visit<RecordMatter>) {
  const { services, subject, actor, now } = visit;
  const { record } = subject;
  const number = currentVersion(record.state);
  const version = await openVersion(services.db, record.id, number, actor.id, now);
  if (!version) return notFound;
  const parts = partsFor(actor, subject);
  return page(
    finalView(visit, {
      version,
      content: partsOf(version.content, parts),
      isPart: parts !== undefined,
      pack: packOf(record),
      isLatest: true,
      holds: can(actor, 'hold the meeting', subject),
      lateTexts: await lateTextsWaiting(services.db, record.id),
    }),
  );
}
