import { parseId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { z } from 'zod';
import type { Section } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { Edit } from '../../commands/save-edits.ts';
import type { TypedSection } from '../../commands/save-sections.ts';

/** Where "save and go on" leads; `go` of the form. */
export const onwards = ['attendance', 'outcome', 'actions', 'next-meeting', 'close'] as const;
export type Onwards = (typeof onwards)[number];

export function readOnwards(form: Form): Onwards | undefined {
  return onwards.find((each) => each === form.raw('go'));
}

/** The texts of the sections that were sent, each with the revision that it was typed on. */
export function readSections(form: Form, sections: readonly Section[]): TypedSection[] {
  return sections
    .filter(({ key }) => form.has(nameOf(key)))
    .map(({ key }) => ({
      section: key,
      text: form.raw(nameOf(key)),
      parent: readRevision(form.raw(revisionOf(key))),
    }));
}

/** One section, as a page of its own sends it. */
export function readSection(form: Form, section: string): TypedSection {
  return { section, text: form.raw('text'), parent: readRevision(form.raw('parent')) };
}

/** The name of a part's field. */
export function nameOf(part: string): string {
  return `part.${part}`;
}

/** The name of the field that says which revision of a section its text is typed on. */
export function revisionOf(section: string): string {
  return `revision.${section}`;
}

/** The id of a section's place in the room. */
export function agendaOf(section: string): string {
  return `agenda-${section}`;
}

/** The id of a section's text box. */
export function fieldOf(section: string): string {
  return `section-${section}`;
}

type EditId = Branded<string, 'EditId'>;

const edits = z
  .array(
    z.object({
      id: z.string().refine((id) => parseId<EditId>(id) !== undefined),
      part: z.string().max(200),
      parent: z.number().int().min(0).max(1_000_000_000),
      text: z.string().max(1_000_000),
    }),
  )
  .min(1)
  .max(500);

/** What the page's script sends; undefined where it cannot be read. */
export function readEdits(form: Form): Edit[] | undefined {
  let sent: unknown;
  try {
    sent = JSON.parse(form.raw('edits'));
  } catch {
    return undefined;
  }
  const read = edits.safeParse(sent);
  if (!read.success) return undefined;
  return read.data.map((edit) => ({ ...edit, text: clean(edit.text) }));
}

/** The version of the record that the page knows. */
export function readVersion(form: Form, name = 'since'): number {
  const text = form.raw(name);
  // A device that wants no news sends more than any record has.
  return /^\d{1,10}$/.test(text) ? Number(text) : 0;
}

export function readRevision(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/**
 * As every form: one kind of line end, and neither NUL nor half a sign, which no database keeps. A form
 * has no half signs, but JSON takes them, as of an emoji that a program has cut.
 */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\0', '');
}
