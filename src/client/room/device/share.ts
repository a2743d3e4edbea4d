import type { DraftRow } from './store.ts';
import type { Draft, FoundDraft } from './types.ts';

export interface Found {
  readonly row: DraftRow;
  readonly draft: Draft;
}

/**
 * One draft of each part becomes this copy's own: an unsent one rather than one that the council
 * has, then its own, then the latest. Another unsent one stays beside it, unless it says the same
 * on the same revision.
 */
export function share(
  found: readonly Found[],
  own: string,
): { kept: FoundDraft[]; moved: DraftRow[]; dropped: DraftRow[] } {
  const kept: FoundDraft[] = [];
  const moved: DraftRow[] = [];
  const dropped: DraftRow[] = [];
  const inOrder = [...found].sort(
    (one, other) =>
      Number(isUnsent(other.draft)) - Number(isUnsent(one.draft)) ||
      Number(other.row.copy === own) - Number(one.row.copy === own) ||
      other.row.typedAt - one.row.typedAt,
  );
  const first = new Map<string, Draft>();
  for (const { row, draft } of inOrder) {
    const before = first.get(row.part);
    const isSame = before?.text === draft.text && before.parent === draft.parent;
    if (!before) {
      first.set(row.part, draft);
      kept.push({ ...draft, copy: undefined });
      if (row.copy !== own) moved.push(row);
    } else if (isSame || !isUnsent(draft)) dropped.push(row);
    else kept.push({ ...draft, copy: row.copy });
  }
  return { kept, moved, dropped };
}

/** Whether something in it is not with the council. */
export function isUnsent({ text, base, sent }: Draft): boolean {
  return text !== base || sent !== undefined;
}
