import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { AnswerId, FileId, MeetingId, PackId } from '#kernel/ids.ts';
import type { PreRead } from '#policy-pack/index.ts';
import { heldInWords } from './held.ts';
import { answerNow, documentOf, senderWords } from './papers.ts';
import type { Part } from './supplements.ts';
import type { Answer, Occasion, Recorded, Standing, Version } from './papers.ts';

/** A pack is everything that is held for a meeting; a supplement is what came after it had gone out. */
export type PackKind = 'pack' | 'supplement';

/** What one document of a pack is, and what is said of it. Kept with the pack, so that it can be made again. */
export interface PackEntry {
  /** A pre-read of the meeting's form. */
  readonly paper: string;
  readonly title: string;
  readonly source: string;
  readonly version: string;
  /** In a supplement: what it is beside what its readers had. */
  readonly changed?: string;
  readonly of: EntryOf;
}

export type EntryOf =
  | { readonly kind: 'document'; readonly answer: AnswerId; readonly file: FileId }
  | { readonly kind: 'recorded'; readonly ids: readonly string[] }
  | { readonly kind: 'record'; readonly meeting: MeetingId; readonly version: number }
  | { readonly kind: 'original'; readonly meeting: MeetingId; readonly file: FileId }
  | { readonly kind: 'left-out'; readonly why: string };

/** The papers of a meeting in one file: asked for, and made or not. */
export interface Pack {
  readonly id: PackId;
  readonly meetingId: MeetingId;
  /** The day that the meeting was set for. */
  readonly meetingOn: LocalDate;
  readonly kind: PackKind;
  readonly entries: readonly PackEntry[];
  /** Of the entries, in hexadecimal: the same contents are one pack. */
  readonly contentsHash: string;
  readonly state: PackState;
  readonly askedAt: Date;
}

export type PackState =
  /** `done` of its entries have been got ready. */
  | { readonly kind: 'making'; readonly done: number }
  | {
      readonly kind: 'made';
      /** The PDF. */
      readonly file: FileId;
      /** Undefined where it was made before packs were made as Word too. */
      readonly wordFile: FileId | undefined;
      readonly pages: number;
      /** In the order of the entries: where each stands, or why it does not. */
      readonly places: readonly (
        { readonly firstPage: number; readonly pages: number } | { readonly leftOut: string }
      )[];
    }
  /** Why, in a sentence. */
  | { readonly kind: 'failed'; readonly trouble: string };

/** How much of a pack is done, from 0 to 1: putting it together counts as one document more. */
export function shareOfPack({ state, entries }: Pick<Pack, 'state' | 'entries'>): number {
  return state.kind === 'making' ? state.done / (entries.length + 1) : 1;
}

/** A paper as it stands for a meeting. */
export interface StandingPaper {
  readonly paper: PreRead;
  readonly standing: Standing;
  readonly answers: readonly Answer[];
  readonly recorded: readonly Recorded[];
}

/** Whose pack it is: which papers are theirs to read, and whether the record of the meeting before is. */
export interface Audience {
  /** Keys of pre-reads of the form. */
  readonly papers: readonly string[];
  readonly readsRecord: boolean;
}

/** Everything that is held for a meeting, for one audience, in the order of the form. */
export function packEntries(
  papers: readonly StandingPaper[],
  audience: Audience,
  occasion: Occasion,
): PackEntry[] {
  return papers
    .filter(({ paper }) => audience.papers.includes(paper.key))
    .flatMap((each) => entriesOf(each, audience, occasion));
}

/** What came of these papers since their readers had them; `parts` are the ids of what came. */
export function supplementEntries(
  changed: readonly {
    readonly paper: StandingPaper;
    readonly parts: readonly Pick<Part, 'id'>[];
  }[],
  audience: Audience,
  occasion: Occasion,
  hadThemAt: Date,
): PackEntry[] {
  return changed.flatMap(({ paper, parts }) => {
    const news = new Set(parts.map(({ id }) => id));
    const answer = answerNow(paper.standing);
    const isNews = (entry: PackEntry): boolean => {
      switch (entry.of.kind) {
        case 'document':
        case 'left-out':
          return answer !== undefined && news.has(answer.id);
        case 'recorded':
          return entry.of.ids.some((id) => news.has(id));
        case 'record':
        case 'original':
          return false;
      }
    };
    return entriesOf(paper, audience, occasion)
      .filter(isNews)
      .map((entry) => ({ ...entry, changed: changedWords(paper, entry, hadThemAt) }));
  });
}

function changedWords(
  { answers, standing }: StandingPaper,
  entry: PackEntry,
  hadThemAt: Date,
): string {
  const since = `since the papers went out on ${shortDate(dateOf(hadThemAt))}`;
  if (entry.of.kind !== 'document') return `New ${since}`;
  if (standing.kind === 'unchanged') return `Said to be unchanged ${since}`;
  const before = answers.findLast(
    (answer) => answer.kind === 'file' && answer.at <= hadThemAt && !answer.withdrawn,
  );
  return before?.kind === 'file'
    ? `New ${since}, in place of the one of ${shortDate(before.file.datedOn)}`
    : `New ${since}`;
}

function entriesOf(
  { paper, standing, answers, recorded }: StandingPaper,
  { readsRecord }: Audience,
  occasion: Occasion,
): PackEntry[] {
  const { key, label } = paper;
  const leftOut = (why: string): PackEntry => ({
    paper: key,
    title: label,
    source: '',
    version: '',
    of: { kind: 'left-out', why },
  });
  const version = documentOf(standing);
  // Beside a document: what the product holds of the same paper.
  const besides = recorded.map((entry) => recordedEntry(paper, entry));
  if (version) return [documentEntry(paper, standing, version), ...besides];
  if (standing.kind === 'recorded') return besides;
  if (standing.kind !== 'record')
    return [leftOut(heldInWords(paper, answers, [], occasion)), ...besides];
  const { previous } = standing;
  if (!previous) return [leftOut('There was no meeting before this one')];
  const on = shortDate(previous.on);
  if (!readsRecord) return [leftOut(`The record of ${on} is for those who read all of it`)];
  switch (previous.record.kind) {
    case 'not-final':
      return [leftOut(`The record of ${on} is not final yet`)];
    case 'final':
      return [
        {
          paper: key,
          title: label,
          source: `The meeting of ${on}`,
          version: `Version ${previous.record.version}, final`,
          of: {
            kind: 'record',
            meeting: previous.meetingId,
            version: previous.record.version,
          },
        },
      ];
    case 'originals':
      return previous.record.files.length === 0
        ? [
            leftOut(
              `The meeting of ${on} was before this product was used, and no file of it was added`,
            ),
          ]
        : previous.record.files.map(({ id, name }) => ({
            paper: key,
            title: label,
            source: `The meeting of ${on}: “${name}”`,
            version: 'As it was kept before this product was used',
            of: { kind: 'original', meeting: previous.meetingId, file: id },
          }));
  }
}

function documentEntry(
  { key, label }: PreRead,
  standing: Standing,
  { answer, file, number }: Version,
): PackEntry {
  const unchanged =
    standing.kind === 'unchanged'
      ? `. ${senderWords(standing.answer.by)} said on ${shortDate(dateOf(standing.answer.at))} that it is unchanged`
      : '';
  return {
    paper: key,
    title: label,
    source: `“${file.name}”, sent on ${shortDate(dateOf(answer.at))} by ${senderWords(answer.by)}${unchanged}`,
    version: `Version ${number}, of ${shortDate(file.datedOn)}`,
    of: { kind: 'document', answer: answer.id, file: file.id },
  };
}

function recordedEntry({ key, label }: PreRead, { id, what, on, at }: Recorded): PackEntry {
  return {
    paper: key,
    title: `${label}: ${what}`,
    source: `Recorded in Trajectory, to be read since ${shortDate(dateOf(at))}`,
    version: `Of ${shortDate(on)}`,
    of: { kind: 'recorded', ids: [id] },
  };
}
