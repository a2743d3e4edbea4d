import { createHash } from 'node:crypto';
import { clockTime, dateOf, longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { FileId, PackId } from '#kernel/ids.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { finalDocument } from '#modules/records/index.ts';
import { abbreviationsIn, meetingInFull } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { fileNameOf } from '#platform/documents/file-name.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { DocumentTrouble } from '#platform/documents/documents.ts';
import type { PackBody, PackDocument, PackItem } from '#platform/documents/pack/pack-document.ts';
import { fileToSend, findFiles, keepFile } from '#platform/files/files.ts';
import { fileKind } from '#platform/files/kinds.ts';
import { ConversionTrouble } from '#platform/office/converter.ts';
import type { Converter } from '#platform/office/converter.ts';
import type { Work } from '#web/services.ts';
import type { Pack, PackEntry } from '../domain/packs.ts';
import { papersOfMeeting } from '../queries/meeting-papers.ts';
import type { MeetingPapers } from '../queries/meeting-papers.ts';
import { recordedInFull } from '../queries/recorded.ts';
import { recordedDocuments } from '../queries/recorded-documents.ts';
import {
  findPack,
  lockUnmadePack,
  notePackFailed,
  notePackMade,
  notePackProgress,
} from '../store-packs.ts';

export type PackWork = Omit<Work, 'actor'> & {
  readonly documents: Documents;
  /** Undefined where no LibreOffice is installed. */
  readonly converter: Converter | undefined;
};

/** All documents of one pack together take no more, in bytes: it has to be mailed about and opened on a phone. */
const largestPack = 80_000_000;

/** Makes a pack that was asked for, from what was settled then. On the last try a failure is noted for people. */
export async function makePack(work: PackWork, id: PackId, lastTry: boolean): Promise<void> {
  const { db, pack: policy, clock, authority } = work;
  const pack = await findPack(db, id);
  if (!pack || pack.state.kind === 'made') return;
  const today = dateOf(clock.now());
  const matter = await findMeeting(db, pack.meetingId, { today, laCode: authority.laCode });
  const papers = await papersOfMeeting(db, pack.meetingId, { pack: policy, today });
  if (!matter || !papers) return;
  try {
    const items = await itemsOf(work, pack, papers);
    const made = await work.documents.pack(packDocument(work, pack, { matter, papers, items }));
    await keep(work, pack, papers, made);
  } catch (error) {
    if (lastTry) {
      const trouble =
        error instanceof DocumentTrouble ? error.message : 'The pack could not be put together.';
      await notePackFailed(db, id, trouble);
    }
    throw error;
  }
}

async function keep(
  { db, clock }: PackWork,
  pack: Pack,
  { caseId, schoolName }: MeetingPapers,
  made: Awaited<ReturnType<Documents['pack']>>,
): Promise<void> {
  const at = clock.now();
  const pdf = fileOf(packFileName(pack, schoolName, 'pdf'), 'pdf', made.bytes);
  const word = fileOf(packFileName(pack, schoolName, 'docx'), 'word', made.word);
  await db.transaction().execute(async (trx) => {
    if (!(await lockUnmadePack(trx, pack.id))) return;
    const [file, wordFile] = [newId<FileId>(), newId<FileId>()];
    await keepFile(trx, file, pdf, { at, by: null });
    await keepFile(trx, wordFile, word, { at, by: null });
    const { pages, places } = made;
    await notePackMade(trx, pack.id, { file, wordFile, pages, places, at });
    await appendAudit(trx, {
      at,
      actor: { personId: null, name: 'Pre-read documents' },
      type: 'pre-read pack made',
      subject: { kind: 'meeting', id: pack.meetingId },
      payload: { caseId, pack: pack.id, kind: pack.kind, pages, sha256: pdf.sha256 },
    });
  });
}

function fileOf(name: string, kind: 'pdf' | 'word', made: Uint8Array) {
  const bytes = Buffer.from(made);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, kind, size: bytes.length, sha256, bytes };
}

/** "Pre-read documents – Ashgrove Primary School – 14 January 2027.pdf" */
function packFileName({ kind, meetingOn }: Pack, school: string, ending: 'pdf' | 'docx'): string {
  const title = kind === 'pack' ? 'Pre-read documents' : 'Supplement to pre-read documents';
  return fileNameOf([title, school, shortDate(meetingOn)], ending);
}

/** Gets every document of a pack ready, one after the other, and notes how far it is. */
async function itemsOf(work: PackWork, pack: Pack, papers: MeetingPapers): Promise<PackItem[]> {
  const items: PackItem[] = [];
  let size = 0;
  for (const [index, entry] of pack.entries.entries()) {
    const { title, source, version, changed } = entry;
    let body = await bodyOf(work, pack, entry, papers);
    const bytes = 'bytes' in body ? body.bytes.length : 0;
    if (size + bytes > largestPack && 'bytes' in body) {
      body = {
        kind: 'left-out',
        why: `With it the pack would be larger than ${largestPack / 1e6} MB`,
        url: body.url,
      };
    } else size += bytes;
    items.push({ title, source, version, ...(changed === undefined ? {} : { changed }), body });
    await notePackProgress(work.db, pack.id, index + 1);
  }
  return items;
}

async function bodyOf(
  work: PackWork,
  pack: Pack,
  { of, paper: key }: PackEntry,
  papers: MeetingPapers,
): Promise<PackBody> {
  const { db, authority, baseUrl } = work;
  const here = `${baseUrl}/meetings/${pack.meetingId}/pre-reads`;
  const gone = (url: string): PackBody => ({
    kind: 'left-out',
    why: 'It is not there any more',
    url,
  });
  switch (of.kind) {
    case 'left-out':
      return { kind: 'left-out', why: of.why, url: '' };
    case 'record': {
      const form = await finalDocument(db, of.meeting, of.version, authority.name);
      return form ? { kind: 'forms', forms: [form] } : gone(here);
    }
    case 'recorded': {
      const paper = papers.papers.find((each) => each.paper.key === key);
      const recorded = paper?.recorded.filter(({ id }) => of.ids.includes(id)) ?? [];
      if (!paper || recorded.length === 0) return gone(`${here}/${key}`);
      const full = await recordedInFull(db, papers.urn, { paper: paper.paper, recorded });
      const printed = { school: papers.schoolName, authority: authority.name, at: pack.askedAt };
      return { kind: 'forms', forms: recordedDocuments(full, printed) };
    }
    case 'document': {
      const url = `${here}/documents/${of.answer}`;
      const paper = papers.papers.find((each) => each.paper.key === key);
      const isWithdrawn = paper?.answers.find(({ id }) => id === of.answer)?.withdrawn;
      if (isWithdrawn) return { kind: 'left-out', why: 'It was withdrawn', url: '' };
      return fileBody(work, of.file, url);
    }
    case 'original':
      return fileBody(work, of.file, `${baseUrl}/meetings/${of.meeting}/files/${of.file}`);
  }
}

/** A file that someone handed in, as far as it can be put into a PDF. */
async function fileBody({ db, converter }: PackWork, id: FileId, url: string): Promise<PackBody> {
  const [about] = await findFiles(db, [id]);
  const file = about && (await fileToSend(db, id));
  if (!file) return { kind: 'left-out', why: 'It is not there any more', url };
  const { bytes } = file;
  const { kind } = about;
  if (kind === 'pdf') return { kind: 'pdf', bytes, url };
  if (kind === 'png') return { kind: 'picture', format: 'png', bytes, url };
  if (kind === 'jpeg') return { kind: 'picture', format: 'jpg', bytes, url };
  const { name } = fileKind(kind);
  if (!converter) {
    return {
      kind: 'left-out',
      why: `It is ${name}, and LibreOffice, which turns it into a PDF, is not installed`,
      url,
    };
  }
  try {
    return { kind: 'pdf', bytes: await converter.toPdf(bytes, officeEndings[kind]), url };
  } catch (error) {
    if (!(error instanceof ConversionTrouble)) throw error;
    return { kind: 'left-out', why: error.message, url };
  }
}

const officeEndings = {
  word: 'docx',
  excel: 'xlsx',
  powerpoint: 'pptx',
  odt: 'odt',
  ods: 'ods',
  odp: 'odp',
} as const;

function packDocument(
  { authority, pack: policy }: PackWork,
  { kind, meetingOn, askedAt }: Pack,
  {
    matter,
    papers,
    items,
  }: {
    readonly matter: MeetingMatter;
    readonly papers: MeetingPapers;
    readonly items: readonly PackItem[];
  },
): PackDocument {
  const { form, schoolName, urn } = papers;
  const { time } = matter.meeting;
  const occasion = `${meetingInFull(form)}, ${longDate(meetingOn)}`;
  return {
    language: 'en-GB',
    title: kind === 'pack' ? 'Pre-read documents' : 'Supplement to the pre-read documents',
    occasion: `${schoolName}: ${occasion}${matter.meeting.date === meetingOn ? ` at ${clockTime(time)}` : ''}`,
    marking: form.marking,
    subject: `${schoolName} (URN ${urn})`,
    footLine: `${kind === 'pack' ? 'Pre-read documents' : 'Supplement'} · Put together on ${longInstant(askedAt)}`,
    author: authority.name,
    created: askedAt,
    intro: [
      kind === 'pack'
        ? 'Everything that was held for the meeting when this was put together. What comes later is sent as a supplement.'
        : 'What came or changed after the pre-read documents had gone out. They stand otherwise as they were.',
      ...spelledOut(items, policy),
    ],
    items,
  };
}

/** What the abbreviations in the titles stand for, in a line. */
function spelledOut(items: readonly PackItem[], policy: Work['pack']): string[] {
  const titles = items.map(({ title }) => title).join(' ');
  const meanings = abbreviationsIn(policy, titles).map(({ short, full }) => `${short}: ${full}.`);
  return meanings.length === 0 ? [] : [meanings.join(' ')];
}
