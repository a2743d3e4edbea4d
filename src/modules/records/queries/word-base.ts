import type { ActionId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { longInstant } from '#kernel/dates.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { WordText } from '#platform/documents/read-word.ts';
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

/** What a Word file was made of, by its properties. Refuses one of no record, of another, and of a state that the record never had. */
export function madeOf(
  { properties }: WordText,
  { record }: Pick<RecordMatter, 'record'>,
): Result<MadeOf> {
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
  if (says('fingerprint') !== undefined && version > 0 && version <= currentVersion(record.state)) {
    return ok({ kind: 'final', version });
  }
  return refuse(
    'other-state',
    'The file says that it is of a version of this record which the council does not have. Download the record as Word again, and make the changes there',
    'file',
  );
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
    } else if (first && first.by === undefined && first.edit === undefined) {
      // What was there before anyone changed it was kept when someone did.
      parts.set(part, { text: first.text, revision: first.revision });
    }
  }
  const content: RecordContent =
    version === undefined
      ? withActions(contentOf(whole), parts)
      : (JSON.parse(version.content) as RecordContent);
  return { content, parts, outcomes: form.outcomes, answers: pack.question.answers };
}

/** The record with the actions that there were then, those that have been removed since after the others. */
function withActions(content: RecordContent, parts: ReadonlyMap<string, PartThen>): RecordContent {
  const said = (action: ActionId, field: ActionField) =>
    parts.get(partOf({ kind: 'action', action, field }))?.text;
  const there = new Set<ActionId>();
  for (const part of parts.keys()) {
    const address = addressOf(part);
    if (address?.kind === 'action') there.add(address.action);
  }
  return {
    ...content,
    sections: content.sections.map((section) => {
      if (section.body.kind !== 'actions') return section;
      const still = section.body.actions.filter(({ id }) => there.has(id));
      const gone = [...there]
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

/** "a draft of 14 January 2027 at 4:12pm" */
export function madeOfWords(made: MadeOf): string {
  return made.kind === 'final'
    ? `version ${made.version}, which was final`
    : `the draft as it stood on ${longInstant(new Date(made.at))}`;
}
