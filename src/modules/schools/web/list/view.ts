import type { Urn } from '#kernel/ids.ts';
import type { OpenBoard } from '#modules/cases/index.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { noSchools } from '#web/no-schools.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Reach } from '#modules/people/index.ts';
import type { SchoolListed } from '../../queries/school-list.ts';
import { searchBox } from './search-box.ts';
import { schoolTable } from './table.ts';

interface SchoolsShown {
  readonly reach: Reach;
  /** By network, those without one last. */
  readonly schools: readonly SchoolListed[];
  readonly boards: ReadonlyMap<Urn, OpenBoard>;
  readonly counts: { readonly own: number; readonly all: number };
}

export function schoolsView(arrival: Arrival, shown: SchoolsShown): Html {
  const { reach, schools } = shown;
  const title = reach.authority ? 'Schools' : schools.length === 1 ? 'Your school' : 'Your schools';
  return shellPage(arrival, {
    title,
    scripts: ['school-search'],
    main: html`
      ${heading(title, { level: 1 })}
      ${(reach.authority || schools.length > 10) && searchBox('')}
      ${reach.authority && paragraph(scope(arrival, shown))}
      ${schools.length > 0 && workbookLink(arrival)}
      ${schools.length === 0 ? noSchools(arrival, reach) : groups(arrival, shown)}`,
  });
}

function scope({ authority }: Arrival, { counts }: SchoolsShown): string {
  const count = (number: number) => number.toLocaleString('en-GB');
  const elsewhere = counts.all - counts.own;
  const own = `These are the ${count(counts.own)} schools of ${authority.name} (local authority code ${authority.laCode}) that have not closed.`;
  return elsewhere > 0
    ? `${own} Boards are held for these alone; the register holds ${count(counts.all)} schools in all.`
    : own;
}

function groups({ services, authority }: Arrival, { reach, schools, boards }: SchoolsShown): Html {
  const networks = Map.groupBy(schools, ({ network }) => network);
  const { pack } = services;
  const { laCode } = authority;
  const hasNetworks = networks.size > 1 || !networks.has(undefined);
  if (!hasNetworks || !reach.authority) {
    return schoolTable({
      schools,
      boards,
      pack,
      caption: html`<span class="govuk-visually-hidden">Schools</span>`,
      laCode,
    });
  }
  const named = [...networks].map(([network, members], index) => ({
    id: `network-${index + 1}`,
    name: network ?? 'Not in a network',
    members,
  }));
  return html`
    <nav aria-labelledby="networks" class="app-not-printed">
      ${heading('Networks', { size: 's', id: 'networks' })}
      <ul class="govuk-list app-columns">${named.map(
        ({ id, name, members }) =>
          html`<li>${link(`#${id}`, name)} <span class="app-secondary">${members.length}</span></li>`,
      )}</ul>
    </nav>
    ${named.map(
      ({ id, name, members }) =>
        html`<section id="${id}" aria-label="${name}">${schoolTable({
          schools: members,
          boards,
          pack,
          caption: name,
          captionClasses: 'govuk-table__caption--m',
          laCode,
        })}</section>`,
    )}`;
}
