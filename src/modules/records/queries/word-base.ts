import { parseId } from '#kernel/ids.ts';
import type { ActionId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { longInstant } from '#kernel/dates.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { WordText } from '#platform/documents/word/read-word.ts';
import { contentOf } from '../domain/content.ts';
import type { ActionContent, RecordContent, WholeRecord } from '../domain/content.ts';
import { addressOf, fieldTexts, partOf } from '../domain/parts.ts';
import type { ActionField } from '../domain/parts.ts';
import { currentVersion } from '../domain/record.ts';
import { standingOf } from '../domain/standing.ts';
import { originNames } from '../domain/word-marks.ts';
import { allRevisions } from '../store-word-copies.ts';
import type { MadeOf } from '../store-word-copies.ts';
import { findVersion } from '../store-versions.ts';
import type { RecordMatter } from '../store.ts';
import type { PartThen, WordBase } from './word-findings.ts';

/**
 * What a Word file was made of, by its properties. Refuses one of no record, of another, and of a
 * state that the record never had.
 */
export async function madeOf(
  db: Db | Trx,
  { properties }: WordText,
  { record }: Pick<RecordMatter, 'record'>,
): Promise<Result<MadeOf>> {
  const says = (name: keyof typeof originNames) => properties.get(originNames[name]);
  const id = says('record');
  if (id === undefined) {
    return refuse(
      'no-record',
      'The file is not a Word copy that was downloaded from a record here, so that it cannot be said what in it has changed. Download the record as Word, make the changes there, and send that',
      'file',
    );
  }
  if (id !== record.id) {
    return refuse('other-record', 'The file is a copy of another record, not of this one', 'file');
  }
  const revision = Number(says('revision'));
  const at = says('madeAt') ?? '';
  if (
    says('revision') !== undefined &&
    revision <= record.version &&
    !Number.isNaN(Date.parse(at))
  ) {
    return ok({ kind: 'draft', revision, at });
  }
  const version = Number(says('version'));
  const final =
    Number.isInteger(version) && version > 0 && version <= currentVersion(record.state)
      ? await findVersion(db, record.id, version)
      : undefined;
  if (final && final.sha256 === says('fingerprint')) {
    return ok({ kind: 'final', version, at: final.at.toISOString() });
  }
  return refuse(
    'other-state',
    'The file says that it is of a version of this record which the council does not have. Download the record as Word again, and make the changes there',
    'file',
  );
}

/** The record that a Word file says it is of; undefined where it says none. */
export function recordNamedIn({ properties }: WordText): RecordId | undefined {
  return parseId<RecordId>(properties.get(originNames.record) ?? '');
}

/** The record as a Word file has it that was made of this state. */
export async function wordBase(db: Db | Trx, whole: WholeRecord, made: MadeOf): Promise<WordBase> {
  const { record, form, pack } = whole;
  const version =
    made.kind === 'final' ? await findVersion(db, record.id, made.version) : undefined;
  const revisions = await allRevisions(db, record.id);
  const isThen = (each: (typeof revisions)[number]): boolean =>
    made.kind === 'draft'
      ? each.recordVersion <= made.revision
      : version !== undefined && each.at <= version.at;
  const now = new Map<string, string>([
    ...[...whole.sections].map(([section, { text }]) => [section, text] as const),
    ...fieldTexts(whole),
  ]);
  const parts = new Map<string, PartThen>();
  for (const part of new Set([...now.keys(), ...revisions.map(({ section }) => section)])) {
    const of = revisions.filter(({ section }) => section === part);
    const then = of.filter(isThen);
    const [first] = of;
    if (then.length === of.length) {
      // Nothing has been saved in it since: it says what it said.
      const standing = standingOf(
        part,
        now.get(part) ?? of.at(-1)?.text ?? '',
        of.map((each) => ({ ...each, parent: undefined })),
      );
      parts.set(part, { text: standing.text, revision: standing.revision });
    } else if (then.length > 0) {
      const said = then.findLast(({ beside }) => beside !== true);
      parts.set(part, { text: said?.text ?? '', revision: then.at(-1)?.revision ?? 0 });
    } else if (first && isPresent(first)) {
      // What was there before anyone changed it was kept when someone did.
      parts.set(part, { text: first.text, revision: first.revision });
    }
  }
  // An action that nobody has changed has no revision: it was there from the beginning.
  const came = Map.groupBy(revisions, ({ section }) => actionIn(section));
  const there = [...new Set([...parts.keys()].flatMap((part) => actionIn(part) ?? []))].filter(
    (id) => came.get(id)?.some((each) => isThen(each) || isPresent(each)) ?? true,
  );
  const content: RecordContent =
    version === undefined
      ? withActions(contentOf(whole), parts, there)
      : (JSON.parse(version.content) as RecordContent);
  return { content, parts, outcomes: form.outcomes, answers: pack.question.answers };
}

/** Whether a revision keeps what was there before anyone changed it. */
function isPresent({ by, edit }: { readonly by: unknown; readonly edit: unknown }): boolean {
  return by === undefined && edit === undefined;
}

function actionIn(part: string): ActionId | undefined {
  const address = addressOf(part);
  return address?.kind === 'action' ? address.action : undefined;
}

/** The record with the actions that there were then, those that have been removed since after the others. */
function withActions(
  content: RecordContent,
  parts: ReadonlyMap<string, PartThen>,
  there: readonly ActionId[],
): RecordContent {
  const said = (action: ActionId, field: ActionField) =>
    parts.get(partOf({ kind: 'action', action, field }))?.text;
  return {
    ...content,
    sections: content.sections.map((section) => {
      if (section.body.kind !== 'actions') return section;
      const still = section.body.actions.filter(({ id }) => there.includes(id));
      const gone = there
        .filter((id) => still.every((action) => action.id !== id) && said(id, 'removed') !== 'yes')
        .map((id): ActionContent => ({
          id,
          what: said(id, 'what') ?? '',
          undertakes: said(id, 'undertakes') ?? '',
          monitors: said(id, 'monitors') ?? '',
          success: said(id, 'success') ?? '',
          support: said(id, 'support') ?? '',
          byWhen: null,
        }));
      return { ...section, body: { kind: 'actions', actions: [...still, ...gone] } };
    }),
  };
}

/** "the draft as it stood on Thursday 14 January 2027 at 4:12pm" */
export function madeOfWords(made: MadeOf): string {
  const at = longInstant(new Date(made.at));
  return made.kind === 'final'
    ? `version ${made.version}, made final on ${at}`
    : `the draft as it stood on ${at}`;
}
