import { permits } from '#modules/people/index.ts';
import { formFile } from '#web/form-file.ts';
import type { FormFileKind } from '#web/form-file.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can, partsFor } from '../../access.ts';
import { noteDownload } from '../../commands/note-download.ts';
import { changesBetween } from '../../domain/changes.ts';
import { contentOf, partsOf } from '../../domain/content.ts';
import { currentVersion } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { documentName, recordDocument } from '../../queries/record-document.ts';
import { historyOf, openVersion } from '../../queries/versions.ts';
import type { ReadVersion } from '../../queries/versions.ts';
import { packOf, wholeRecord } from '../../queries/whole-record.ts';
import { lateTextsWaiting } from '../../queries/late-texts.ts';
import { onRecord } from '../gates.ts';
import { finalView } from '../read/view.ts';
import { versionsView } from './view.ts';
import type { ShownVersion } from './view.ts';

const path = '/records/:record/versions';
const gate = onRecord('read the final record');

export const versionRoutes = [
  route({
    method: 'GET',
    path,
    gate,
    async handle(visit) {
      const { services, subject, actor } = visit;
      const { versions, ...had } = await historyOf(services.db, subject.recordId);
      const holds = can(actor, 'hold the meeting', subject);
      // Who has which version is for those who run the board, and for the school's headteacher.
      const seesShares = holds || permits(actor, 'audit', 'read', subject).granted;
      const parts = partsFor(actor, subject);
      const contents = versions.map(({ content }) => partsOf(content, parts));
      const shown = versions.map((version, index): ShownVersion => {
        const [after, before] = [contents[index], contents[index + 1]];
        return {
          ...version,
          // Why it was corrected may tell of parts that are not theirs.
          reason: parts ? '' : version.reason,
          changes: before && after ? changesBetween(before, after) : undefined,
        };
      });
      return page(versionsView(visit, shown, seesShares ? had : undefined));
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:version`,
    gate,
    async handle(visit) {
      const { subject, actor } = visit;
      const version = await theirs(visit);
      if (!version) return notFound;
      return page(
        finalView(visit, {
          version,
          content: version.content,
          isPart: partsFor(actor, subject) !== undefined,
          pack: packOf(subject.record),
          isLatest: version.version === currentVersion(subject.record.state),
          lateTexts: await lateTextsWaiting(visit.services.db, subject.recordId),
          holds: can(actor, 'hold the meeting', subject),
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:version.docx`,
    gate,
    handle: (visit) => final(visit, 'docx'),
  }),
  route({
    method: 'GET',
    path: `${path}/:version.pdf`,
    gate,
    handle: (visit) => final(visit, 'pdf'),
  }),
  route({
    method: 'GET',
    path: '/records/:record/draft.docx',
    gate: onRecord('read the draft'),
    handle: (visit) => draft(visit, 'docx'),
  }),
  route({
    method: 'GET',
    path: '/records/:record/draft.pdf',
    gate: onRecord('read the draft'),
    handle: (visit) => draft(visit, 'pdf'),
  }),
];

/** The version that the address names, with the sections that are this reader's. */
async function theirs(visit: Visit<RecordMatter>): Promise<ReadVersion | undefined> {
  const { services, subject, actor, params, now } = visit;
  const number = /^[1-9]\d{0,5}$/.test(params['version'] ?? '') ? Number(params['version']) : 0;
  const found = await openVersion(services.db, subject.recordId, number, actor.id, now);
  return found && { ...found, content: partsOf(found.content, partsFor(actor, subject)) };
}

async function final(visit: Visit<RecordMatter>, kind: FormFileKind): Promise<Reply> {
  const version = await theirs(visit);
  if (!version) return notFound;
  const { content, sha256 } = version;
  const download = { version: version.version, kind };
  await noteDownload(workOf(visit), visit.subject.recordId, download);
  const authority = visit.authority.name;
  const isPart = partsFor(visit.actor, visit.subject) !== undefined;
  const document = recordDocument(content, { authority, as: { kind: 'final', sha256, isPart } });
  return formFile(visit.services, document, kind, documentName(content, 'final', kind));
}

async function draft(visit: Visit<RecordMatter>, kind: FormFileKind): Promise<Reply> {
  const { services, subject, authority, now } = visit;
  const content = contentOf(await wholeRecord(services.db, subject));
  const { state, version: revision } = subject.record;
  const as = { kind: 'draft', status: state.status, at: now, revision } as const;
  const document = recordDocument(content, { authority: authority.name, as });
  return formFile(visit.services, document, kind, documentName(content, 'draft', kind));
}
