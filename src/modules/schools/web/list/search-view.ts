import type { Urn } from '#kernel/ids.ts';
import type { OpenBoard } from '#modules/cases/index.ts';
import type { SchoolFound } from '#modules/schools/index.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Reach } from '#modules/people/index.ts';
import { searchBox } from './search-box.ts';
import { schoolTable } from './table.ts';

interface SearchShown {
  readonly text: string;
  readonly reach: Reach;
  readonly schools: readonly SchoolFound[];
  /** Whether there are others that are not shown. */
  readonly more: boolean;
  readonly boards: ReadonlyMap<Urn, OpenBoard>;
}

export function searchView(arrival: Arrival, shown: SearchShown): Html {
  const { text, schools, more, boards } = shown;
  const title = schools.length === 0 ? `No school found for “${text}”` : `Schools like “${text}”`;
  return shellPage(arrival, {
    title,
    scripts: ['school-search'],
    back: { href: '/schools', content: 'All schools' },
    main: html`
      ${heading('Schools', { level: 1 })}
      ${searchBox(text)}
      ${schools.length === 0 && nothing(arrival, shown)}
      ${
        schools.length > 0 &&
        schoolTable({
          schools,
          boards,
          pack: arrival.services.pack,
          caption: found(text, schools.length, more),
          captionClasses: 'govuk-table__caption--m',
          laCode: arrival.authority.laCode,
        })
      }
      ${schools.length > 0 && workbookLink(arrival)}`,
  });
}

function found(text: string, count: number, more: boolean): string {
  if (more) return `The first ${count} schools for “${text}”: type more of the name to narrow it`;
  return `${count} ${count === 1 ? 'school' : 'schools'} for “${text}”`;
}

function nothing({ authority }: Arrival, { text, reach }: SearchShown): Html {
  return html`
    ${heading(`No school found for “${text}”`)}
    ${bulletList([
      'Check the spelling, or type only the beginning of a word: “mar” finds St Mary’s.',
      'A URN has six digits; its first digits are enough.',
      reach.authority
        ? `Only schools of ${authority.name} are found here, because boards are held for these alone.`
        : 'Only your own schools are found here.',
    ])}
    ${paragraph(link('/schools', 'See all schools'))}`;
}
