import { checkUpload, largestHandedIn } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import type { FormError } from '#ui/form.ts';
import { page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { partsFor } from '../../access.ts';
import { partsOf } from '../../domain/content.ts';
import type { RecordContent } from '../../domain/content.ts';
import { currentVersion } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { recordDocument } from '../../queries/record-document.ts';
import { verifyRecord } from '../../queries/verify-record.ts';
import type { VerifiedVersion } from '../../queries/verify-record.ts';
import { onRecord } from '../gates.ts';
import { checkPaperView } from './view.ts';
import type { Finding } from './view.ts';

const path = '/records/:record/check-paper';
const gate = onRecord('read the final record');

/** So many versions are written again at the most, the newest first. */
const mostVersions = 20;

export const checkPaperRoutes = [
  route({ method: 'GET', path, gate, handle: (visit) => Promise.resolve(show(visit)) }),
  route({
    method: 'POST',
    path,
    gate,
    perMinute: 30,
    upload: {
      field: 'file',
      maxBytes: largestHandedIn,
      tooLarge: (visit, problems) => Promise.resolve(show(visit, { problems })),
    },
    async handle(visit) {
      const { form, files } = visit;
      const upload = files.find(({ field }) => field === 'file');
      const typed = form.text('fingerprint');
      if (upload) {
        const checked = await checkUpload(upload);
        if (!checked.ok) return refused(visit, typed, 'file', checked.refusal.sentence);
        const found = await findByBytes(visit, checked.value);
        return found
          ? show(visit, { found })
          : refused(
              visit,
              typed,
              'file',
              'The file must be a Word document or a PDF, as downloaded here',
            );
      }
      if (typed === '') {
        return refused(visit, typed, 'fingerprint', 'Enter the fingerprint, or choose the file');
      }
      // In the PDF signs without a width stand in it, so that it breaks at the end of a line.
      const fingerprint = typed.replace(/[\s:\u200B\u2060\u00AD-]/g, '').toLowerCase();
      if (!/^[0-9a-f]{64}$/.test(fingerprint)) {
        const sentence = `A fingerprint has 64 figures and letters from a to f. This has ${fingerprint.length} characters${/[^0-9a-f]/.test(fingerprint) ? ', and others among them' : ''}`;
        return refused(visit, typed, 'fingerprint', sentence);
      }
      const { versions } = await verifyRecord(visit.services.db, visit.subject.recordId);
      const version = versions.find(({ sha256 }) => sha256 === fingerprint);
      return show(visit, { typed, found: { by: 'fingerprint', ...standing(visit, version) } });
    },
  }),
];

/** The version that gives these bytes, to this reader; undefined for a file of another kind. */
async function findByBytes(
  visit: Visit<RecordMatter>,
  { kind, bytes }: CheckedFile,
): Promise<Finding | undefined> {
  if (kind !== 'word' && kind !== 'pdf') return undefined;
  const { services, subject, actor, authority } = visit;
  const { documents } = services;
  const parts = partsFor(actor, subject);
  const { versions } = await verifyRecord(services.db, subject.recordId);
  for (const version of versions.toReversed().slice(0, mostVersions)) {
    const { sha256 } = version;
    // An altered version is in no paper that was made before.
    if (version.recomputed !== sha256) continue;
    const content = partsOf(JSON.parse(version.content) as RecordContent, parts);
    const document = recordDocument(content, {
      authority: authority.name,
      as: { kind: 'final', sha256, isPart: parts !== undefined },
    });
    const written = await (kind === 'word' ? documents.word(document) : documents.pdf(document));
    if (bytes.equals(written)) return { by: 'file', ...standing(visit, version) };
  }
  return { by: 'file', version: undefined, newest: currentVersion(subject.record.state) };
}

function standing({ subject }: Visit<RecordMatter>, version: VerifiedVersion | undefined) {
  return { version, newest: currentVersion(subject.record.state) };
}

function refused(
  visit: Visit<RecordMatter>,
  typed: string,
  field: string,
  sentence: string,
): Reply {
  return show(visit, { typed, problems: [{ field, sentence }] });
}

function show(
  visit: Visit<RecordMatter>,
  shown: {
    readonly typed?: string;
    readonly problems?: readonly FormError[];
    readonly found?: Finding;
  } = {},
): Reply {
  const { typed = '', problems = [], found } = shown;
  const view = checkPaperView(visit, { typed, problems, found });
  return page(view, problems.length === 0 ? 200 : 422);
}
