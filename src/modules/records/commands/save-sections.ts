import { randomUUID } from 'node:crypto';
import type { RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Work } from '#web/services.ts';
import type { Typed } from '../domain/section.ts';
import { saveEdits } from './save-edits.ts';
import type { Edit, EditResult } from './save-edits.ts';

export interface TypedSection extends Omit<Typed, 'edit'> {
  readonly section: string;
}

/** Saves sections that were sent with a form, in the same way as what is typed in the room. */
export async function saveSections(
  work: Work,
  id: RecordId,
  typed: readonly TypedSection[],
): Promise<Result<readonly EditResult[]>> {
  const saved = await saveEdits(work, id, typed.map(editOf), Number.MAX_SAFE_INTEGER);
  return saved.ok ? ok(saved.value.results) : saved;
}

/** A form that arrives twice changes nothing the second time: its text is there. */
export function editOf({ section, text, parent }: TypedSection): Edit {
  return { id: randomUUID(), part: section, text, parent };
}
