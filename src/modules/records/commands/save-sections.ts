import type { RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { formOf, sectionOf } from '#policy-pack/index.ts';
import type { Section } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { editSection } from '../domain/section.ts';
import type { SectionText, Typed } from '../domain/section.ts';
import { namesOf, packOf } from '../queries/whole-record.ts';
import { revisionsOf, sectionIn, sectionsOf } from '../store-contents.ts';
import { keep, onRecord } from './change.ts';
import type { Scene } from './change.ts';

export interface TypedSection extends Typed {
  readonly section: string;
}

/** What became of one typed section. Whatever was not saved is still with whoever typed it. */
export type SectionSaved =
  | {
      readonly kind: 'saved';
      readonly section: string;
      readonly revision: number;
      readonly at: Date;
    }
  | { readonly kind: 'unchanged'; readonly section: string; readonly revision: number }
  | {
      readonly kind: 'conflict';
      readonly section: string;
      readonly label: string;
      readonly current: SectionText;
      /** Who wrote the text that is there. */
      readonly by: string;
      readonly typed: string;
    }
  | { readonly kind: 'refused'; readonly section: string; readonly refusal: Refusal };

/**
 * Saves sections, each on its own: one that conflicts or is too long does not keep the others from
 * being saved. Refuses as a whole only those who may not write in the record.
 */
export async function saveSections(
  work: Work,
  id: RecordId,
  typed: readonly TypedSection[],
): Promise<Result<readonly SectionSaved[]>> {
  return onRecord(work, id, 'write notes', async (scene) => {
    const { saved } = await writeSections(scene, work, typed);
    return ok(saved);
  });
}

/** The same within another use case: gives the record as it then is. */
export async function writeSections(
  scene: Scene,
  work: Work,
  typed: readonly TypedSection[],
): Promise<{ readonly saved: SectionSaved[]; readonly scene: Scene }> {
  const form = formOf(packOf(scene.matter.record), scene.matter.record.form);
  const saved: SectionSaved[] = [];
  let now = scene;
  for (const each of typed) {
    const section = sectionOf(form, each.section);
    if (!section) continue;
    const one = await writeSection(now, work, section, each);
    saved.push(one.saved);
    now = { ...now, matter: { ...now.matter, record: one.record } };
  }
  return { saved, scene: now };
}

async function writeSection(
  scene: Scene,
  work: Work,
  { key, label, ...section }: Section,
  typed: TypedSection,
): Promise<{ readonly saved: SectionSaved; readonly record: MeetingRecord }> {
  const { trx, matter, doing } = scene;
  const { record } = matter;
  const current = sectionIn(await sectionsOf(trx, record.id), key);
  const since = await revisionsOf(trx, record.id, key, Math.max(0, typed.parent));
  const edited = editSection(record, { key, label, ...section }, current, since, typed, doing);
  if (!edited.ok)
    return { saved: { kind: 'refused', section: key, refusal: edited.refusal }, record };
  switch (edited.value.kind) {
    case 'unchanged':
      return { saved: { kind: 'unchanged', section: key, revision: current.revision }, record };
    case 'conflict': {
      const names = current.by && (await namesOf(trx, [current.by]));
      const by = (current.by && names && names.get(current.by)) ?? '';
      return {
        saved: { kind: 'conflict', section: key, label, current, by, typed: typed.text },
        record,
      };
    }
    case 'saved': {
      const { change, revision } = edited.value;
      await keep(scene, work, change);
      const { revision: number, at } = revision;
      return {
        saved: { kind: 'saved', section: key, revision: number, at },
        record: change.record,
      };
    }
  }
}
