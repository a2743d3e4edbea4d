import assert from 'node:assert/strict';
import { mergeTexts } from '#merge/texts.ts';
import type { Beside, Edit, Held, Result } from '../../src/client/room/sync/wire.ts';

interface Opened {
  readonly part: string;
  readonly merge: 'text' | 'choice';
  readonly text: string;
}

interface Revision {
  readonly revision: number;
  readonly text: string;
  readonly by: string;
  readonly beside: boolean;
}

/** The council: the rules of saving, in memory. */
export class Council {
  readonly #revisions = new Map<string, Revision[]>();
  readonly #merges = new Map<string, Opened['merge']>();
  /** The version of the record at which a part was last changed. */
  readonly #changed = new Map<string, number>();
  version = 1;
  readonly #answers = new Map<string, Result>();

  constructor(parts: readonly Opened[]) {
    for (const { part, merge, text } of parts) {
      this.#merges.set(part, merge);
      this.#revisions.set(part, [{ revision: 1, text, by: 'Ada', beside: false }]);
    }
  }

  /** Whether it has answered an edit of this id. */
  knows(id: string): boolean {
    return this.#answers.has(id);
  }

  /** What has changed since a version of the record. */
  news(since: number): Held[] {
    return [...this.#changed].filter(([, at]) => at > since).map(([part]) => this.held(part));
  }

  all(part: string): readonly Revision[] {
    return this.#revisions.get(part) ?? [];
  }

  held(part: string): Held {
    const all = this.all(part);
    const stands = all.findLast(({ beside }) => !beside);
    const newest = all.at(-1);
    if (!stands || !newest) return { part, revision: 0, text: '', by: '' };
    const { revision, text, by } = stands;
    return { part, revision, text, by, beside: newest.beside ? besideOf(newest) : undefined };
  }

  save(edit: Edit, by: string): Result {
    const before = this.#answers.get(edit.id);
    if (before) return before;
    const result =
      this.#merges.get(edit.part) !== 'choice' ? this.#merge(edit, by) : this.#choose(edit, by);
    this.#answers.set(edit.id, result);
    return result;
  }

  #add(part: string, text: string, by: string, beside = false): number {
    const all = this.#revisions.get(part) ?? [];
    this.#revisions.set(part, all);
    this.version += 1;
    this.#changed.set(part, this.version);
    const revision = all.length + 1;
    all.push({ revision, text, by, beside });
    return revision;
  }

  #merge({ id, part, parent, text }: Edit, by: string): Result {
    const now = this.held(part);
    const base = parent === 0 ? { text: '' } : this.all(part)[parent - 1];
    assert.ok(base, 'an edit names a revision that is there');
    const whole = mergeTexts(base.text, text, now.text, { mine: by, theirs: now.by }).text;
    const revision = whole === now.text ? now.revision : this.#add(part, whole, by);
    return whole === text
      ? { kind: 'saved', id, part, revision }
      : { kind: 'saved', id, part, revision, text: whole, by: now.by };
  }

  #choose({ id, part, parent, text }: Edit, by: string): Result {
    const now = this.held(part);
    if (parent === this.all(part).length) {
      return { kind: 'saved', id, part, revision: this.#add(part, text, by) };
    }
    if (text === now.text && !now.beside)
      return { kind: 'saved', id, part, revision: now.revision };
    this.#add(part, text, by, true);
    const newest = this.all(part).at(-1);
    assert.ok(newest);
    return {
      kind: 'beside',
      id,
      part,
      revision: now.revision,
      text: now.text,
      by: now.by,
      beside: besideOf(newest),
    };
  }
}

function besideOf({ text, by, revision }: Revision): Beside {
  return { text, by, revision, at: '2027-01-14T10:00:00Z' };
}
