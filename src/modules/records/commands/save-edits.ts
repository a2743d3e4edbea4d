import type { PersonId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { mergeTexts } from '#merge/texts.ts';
import { formOf, sectionOf } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { addressOf, asKept, mergesAsText, partOf } from '../domain/parts.ts';
import type { PartAddress } from '../domain/parts.ts';
import { change, changed, mayWrite } from '../domain/record.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { editSection, unknownRevision } from '../domain/section.ts';
import type { Revision } from '../domain/section.ts';
import { openChoice, settleChoice, standingOf, textOn } from '../domain/standing.ts';
import type { PartStanding } from '../domain/standing.ts';
import { newsOf } from '../queries/room.ts';
import type { NewsOfPart } from '../queries/room.ts';
import { namesOf, packOf } from '../queries/whole-record.ts';
import {
  insertRevision,
  revisionsOfEdits,
  revisionsOfParts,
  sectionNow,
  textAt,
} from '../store-contents.ts';
import { keep, onRecord } from './change.ts';
import type { Scene } from './change.ts';
import { fieldChange, fieldNow } from './fields.ts';

/** What someone typed in one part of a record. */
export interface Edit {
  /** Made once, by whoever typed: an edit that arrives again is not saved again. */
  readonly id: string;
  readonly part: string;
  /** The revision of the part that it was typed on. */
  readonly parent: number;
  readonly text: string;
}

/** What became of an edit. Only the first two kinds are with the council. */
export type EditResult =
  | {
      readonly kind: 'saved';
      readonly id: string;
      readonly part: string;
      readonly revision: number;
      /** What the part says now, where that is not what was typed. */
      readonly text?: string;
      /** Whose words that has beside those that were typed; empty where the product filled them in. */
      readonly by?: string;
      /** Whether two versions of one passage came to stand in the text. */
      readonly overlap: boolean;
    }
  /** Someone else has chosen otherwise meanwhile: both are kept. */
  | {
      readonly kind: 'beside';
      readonly id: string;
      readonly part: string;
      readonly revision: number;
      /** What the part says, and who chose it; what was typed stands beside it. */
      readonly text: string;
      readonly by: string;
      readonly beside: {
        readonly text: string;
        readonly revision: number;
        readonly by: string;
        /** ISO 8601. */
        readonly at: string;
      };
    }
  | {
      readonly kind: 'refused';
      readonly id: string;
      readonly part: string;
      readonly refusal: Refusal;
    };

export interface EditsSaved {
  readonly results: readonly EditResult[];
  /** What others have changed since the version that the page knows. */
  readonly news: readonly NewsOfPart[];
  /** The version of the record with these edits. */
  readonly version: number;
  /** When the database had confirmed them. */
  readonly at: Date;
}

/**
 * Saves what was typed in a meeting room, in one transaction, each edit on its own: one that is
 * refused does not keep the others from being saved. Refuses as a whole those who may not write in
 * the record, and everything while it cannot be written in.
 */
export async function saveEdits(
  work: Work,
  id: RecordId,
  edits: readonly Edit[],
  since: number,
): Promise<Result<EditsSaved>> {
  const saved = await onRecord(work, id, 'write notes', async (scene) => {
    const writable = mayWrite(scene.matter.record);
    if (!writable.ok) return writable;
    const { results, scene: now } = await writeEdits(scene, work, edits);
    return ok({ results, matter: now.matter });
  });
  if (!saved.ok) return saved;
  const at = work.clock.now();
  const { results, matter } = saved.value;
  const { version } = matter.record;
  const made = new Set(
    results.flatMap((each) => (each.kind === 'saved' ? [`${each.part} ${each.revision}`] : [])),
  );
  // Read once it is saved: while a change is not committed, all that others change waits for it.
  const news = since < version ? await newsOf(work.db, matter, since) : [];
  return ok({
    at,
    version,
    results,
    news: news.filter(({ part, revision }) => !made.has(`${part} ${revision}`)),
  });
}

/** The same within another use case: gives the record as it then is. */
export async function writeEdits(
  scene: Scene,
  work: Work,
  edits: readonly Edit[],
): Promise<{ readonly results: EditResult[]; readonly scene: Scene }> {
  const { trx, matter } = scene;
  const before = await revisionsOfEdits(
    trx,
    matter.recordId,
    edits.map(({ id }) => id),
  );
  const results: EditResult[] = [];
  let now = scene;
  for (const edit of edits) {
    const again = results.find(({ id }) => id === edit.id);
    if (again) {
      results.push(again);
      continue;
    }
    const there = before.find((revision) => revision.edit === edit.id);
    if (there) {
      results.push(await asBefore(now, edit, there));
      continue;
    }
    const one = await writeEdit(now, work, edit);
    results.push(one.result);
    now = { ...now, matter: { ...now.matter, record: one.record } };
  }
  return { results, scene: now };
}

/** The answer to an edit that arrived before, as it was then. */
async function asBefore(
  { trx, matter }: Scene,
  { id, part, text }: Edit,
  there: Revision,
): Promise<EditResult> {
  const { revision } = there;
  const revisions = await revisionsOfParts(trx, matter.recordId, [part]);
  if (there.beside === true) {
    const said = revisions.findLast((each) => each.beside !== true);
    const stands = { text: said?.text ?? '', by: said?.by, revision };
    return choiceBeside(trx, { id, part }, stands, there);
  }
  const open = openChoice(revisions.filter((each) => each.revision <= revision));
  if (open) return choiceBeside(trx, { id, part }, there, open);
  const differs = there.text === text ? {} : { text: there.text };
  return { kind: 'saved', id, part, revision, overlap: false, ...differs };
}

/** What is told of a choice that stands beside the one that is there. */
async function choiceBeside(
  trx: Scene['trx'],
  { id, part }: Pick<Edit, 'id' | 'part'>,
  said: Pick<PartStanding, 'text' | 'by' | 'revision'>,
  { text, revision, by, at }: Revision,
): Promise<EditResult> {
  const names = await namesOf(
    trx,
    [by, said.by].flatMap((each) => each ?? []),
  );
  const named = (person: PersonId | undefined) => (person && names.get(person)) ?? '';
  const beside = { text, revision, by: named(by), at: at.toISOString() };
  const stands = { text: said.text, revision: said.revision, by: named(said.by) };
  return { kind: 'beside', id, part, ...stands, beside };
}

interface Written {
  readonly result: EditResult;
  readonly record: MeetingRecord;
}

async function writeEdit(scene: Scene, work: Work, edit: Edit): Promise<Written> {
  const { record } = scene.matter;
  const refused = (refusal: Refusal): Written => ({
    result: { kind: 'refused', id: edit.id, part: edit.part, refusal },
    record,
  });
  const address = addressOf(edit.part);
  if (!address) return refused(noSuchPart.refusal);
  if (address.kind === 'section') return writeSection(scene, work, edit, refused);
  if (!can(work.actor, 'hold the meeting', scene.matter)) {
    return refused({
      code: 'not-the-chair',
      sentence: 'Only the chair records what the board decides. What you typed is not saved.',
    });
  }
  return writeField(scene, work, edit, address, refused);
}

const noSuchPart = refuse(
  'no-such-part',
  'The form has no such part. What you typed is not saved.',
);

async function writeSection(
  scene: Scene,
  work: Work,
  { id, part, parent, text }: Edit,
  refused: (refusal: Refusal) => Written,
): Promise<Written> {
  const { trx, matter, doing } = scene;
  const { record } = matter;
  const section = sectionOf(formOf(packOf(record), record.form), part);
  if (!section) return refused(noSuchPart.refusal);
  const current = await sectionNow(trx, record.id, part);
  const base = await baseOf(scene, part, parent, current);
  const theirs = await nameOf(trx, current.by);
  const edited = editSection(record, section, current, base, { text, parent, edit: id }, doing, {
    mine: work.actor.name,
    theirs: theirs || someone,
  });
  if (!edited.ok) return refused(edited.refusal);
  if (edited.value.kind === 'unchanged') {
    const { revision, text: held } = edited.value.current;
    return { result: asSaved({ id, part, text }, revision, held, theirs), record };
  }
  const { change: made, revision, overlap } = edited.value;
  await keep(scene, work, made);
  return {
    result: asSaved({ id, part, text }, revision.revision, revision.text, theirs, overlap),
    record: made.record,
  };
}

/** The text of the revision that something was typed on. */
async function baseOf(
  { trx, matter }: Scene,
  part: string,
  parent: number,
  current: { readonly revision: number; readonly text: string },
): Promise<string | undefined> {
  if (parent === current.revision) return current.text;
  return parent === 0 ? '' : textAt(trx, matter.recordId, part, parent);
}

type FieldAddress = Exclude<PartAddress, { kind: 'section' }>;

async function writeField(
  scene: Scene,
  work: Work,
  edit: Edit,
  address: FieldAddress,
  refused: (refusal: Refusal) => Written,
): Promise<Written> {
  const { trx, matter } = scene;
  const { record } = matter;
  const part = partOf(address);
  const revisions = await revisionsOfParts(trx, record.id, [part]);
  const now = standingOf(part, await fieldNow(scene, address), revisions);
  const theirs = await nameOf(trx, now.by);
  const asText = mergesAsText(address);
  const choice = asKept(address, edit.text);
  const planned = asText
    ? mergeField(work, now, revisions, edit, theirs)
    : chooseField(now, revisions, { ...edit, text: choice });
  // A choice beside it that they have not seen stays there, and they are told of it.
  const unseen = now.beside && edit.parent < now.beside.revision ? now.beside : undefined;
  switch (planned.kind) {
    case 'unknown':
      return refused(unknownRevision().refusal);
    case 'unchanged': {
      if (unseen) {
        return { result: await choiceBeside(trx, { id: edit.id, part }, now, unseen), record };
      }
      const held = !asText && choice === now.text ? edit.text : now.text;
      return { result: asSaved(edit, now.revision, held, theirs), record };
    }
    case 'beside': {
      // What could not be chosen is refused at once, not when someone chooses it.
      const could = await fieldChange(scene, address, edit.text);
      if (!could.ok) return refused(could.refusal);
      return keepBeside(scene, work, { ...edit, text: choice }, now);
    }
    case 'take': {
      const made = await fieldChange(scene, address, planned.text);
      if (!made.ok) return refused(made.refusal);
      if (now.isUnkept) await keepPresent(scene, now);
      const { parent, id } = edit;
      await keep(scene, work, made.value, {}, { part, text: planned.text, parent, edit: id });
      const isKept = made.value.events.length > 0;
      const revision = now.revision + (isKept ? 1 : 0);
      const stands = { text: planned.text, by: scene.doing.by, revision };
      const result = unseen
        ? await choiceBeside(trx, { id, part }, stands, unseen)
        : asSaved(edit, revision, asText ? planned.text : edit.text, theirs, planned.overlap);
      return { result, record: made.value.record };
    }
  }
}

type Planned =
  | { readonly kind: 'take'; readonly text: string; readonly overlap: boolean }
  | { readonly kind: 'unchanged' | 'beside' | 'unknown' };

function mergeField(
  { actor }: Work,
  now: PartStanding,
  revisions: readonly Revision[],
  { text, parent }: Edit,
  theirs: string,
): Planned {
  const base = textOn(now, revisions, parent);
  if (base === undefined) return { kind: 'unknown' };
  const writers = { mine: actor.name, theirs: theirs || someone };
  const merged = mergeTexts(base, text, now.text, writers);
  return merged.text === now.text ? { kind: 'unchanged' } : { kind: 'take', ...merged };
}

function chooseField(now: PartStanding, revisions: readonly Revision[], edit: Edit): Planned {
  const settled = settleChoice(now, revisions, edit);
  return settled.kind === 'take' ? { kind: 'take', text: edit.text, overlap: false } : settled;
}

/** Gives a text that was changed outside the room its own revision, before another follows it. */
async function keepPresent({ trx, matter, doing }: Scene, now: PartStanding): Promise<void> {
  const { part: section, text, revision } = now;
  const kept = { section, text, revision, parent: revision - 1, by: undefined, edit: undefined };
  await insertRevision(trx, matter.recordId, matter.record.version, { ...kept, at: doing.at });
}

async function keepBeside(
  scene: Scene,
  work: Work,
  { id, part, parent, text }: Edit,
  now: PartStanding,
): Promise<Written> {
  const { trx, matter, doing } = scene;
  if (now.isUnkept) await keepPresent(scene, now);
  const revision: Revision = {
    section: part,
    revision: now.revision + 1,
    parent,
    text,
    at: doing.at,
    by: doing.by,
    edit: id,
    beside: true,
  };
  const made = change(changed(matter.record, {}), { type: 'choice kept beside', revision });
  if (!made.ok) throw new Error('A choice is always kept.');
  await keep(scene, work, made.value);
  return {
    result: await choiceBeside(
      trx,
      { id, part },
      { ...now, revision: revision.revision },
      revision,
    ),
    record: made.value.record,
  };
}

function asSaved(
  { id, part, text }: Pick<Edit, 'id' | 'part' | 'text'>,
  revision: number,
  held: string,
  theirs: string,
  overlap = false,
): EditResult {
  const merged = held === text ? {} : { text: held, by: theirs };
  return { kind: 'saved', id, part, revision, overlap, ...merged };
}

/** Whoever it was, in the marks of a passage whose writer is not known. */
const someone = 'Someone else';

async function nameOf(trx: Scene['trx'], person: PersonId | undefined): Promise<string> {
  return (person && (await namesOf(trx, [person])).get(person)) ?? '';
}
