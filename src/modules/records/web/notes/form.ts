import type { Section } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
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
    .filter(({ key }) => form.has(fieldOf(key)))
    .map(({ key }) => ({
      section: key,
      text: form.raw(fieldOf(key)),
      parent: readRevision(form.raw(`revision.${key}`)),
      writer: readWriter(form),
    }));
}

/** One section, as the page's script saves it. */
export function readSection(form: Form, section: string): TypedSection {
  return {
    section,
    text: form.raw('text'),
    parent: readRevision(form.raw('parent')),
    writer: readWriter(form),
  };
}

/** The name and the id of a section's text box. */
export function fieldOf(section: string): string {
  return `section-${section}`;
}

function readRevision(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function readWriter(form: Form): string {
  return form.raw('writer').slice(0, 60);
}
