import { longDate } from '#kernel/dates.ts';
import type { Reach } from '#modules/people/index.ts';
import { counted } from '#modules/schools/index.ts';
import type { SchoolListed } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, paragraph } from '#ui/text.ts';
import { identifyPage } from '#web/identify-page.ts';
import { noSchools } from '#web/no-schools.ts';
import { listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { Eligibility, Finding } from '../../domain/finding.ts';
import { asAtForm } from '../as-at.ts';
import type { AsAt } from '../as-at.ts';
import { rulesLink } from '../school/view.ts';

interface Found {
  readonly school: SchoolListed;
  readonly eligibility: Eligibility;
}

interface Shown {
  readonly found: readonly Found[];
  readonly asAt: AsAt;
}

const rules = [
  {
    title: 'In a category of concern',
    none: 'No school is in a category of concern.',
    of: ({ categoryOfConcern }: Eligibility): Finding => categoryOfConcern,
  },
  {
    title: 'Not making necessary improvements (coasting)',
    none: 'No school is coasting.',
    of: ({ coasting }: Eligibility): Finding => coasting,
  },
  {
    title: 'Stuck',
    none: 'No school is stuck.',
    of: ({ stuck }: Eligibility): Finding => stuck,
  },
];

/** The schools that a national rule flags, rule by rule, and those that are exempt. */
export function authorityRulesView(visit: Visit<Reach>, { found, asAt }: Shown): Html {
  const exempt = found.filter(({ eligibility }) => eligibility.exempt !== null);
  const unknown = found.filter(({ eligibility }) => eligibility.categoryOfConcern.rule === null);
  if (found.length === 0) {
    const main = noSchools(visit, visit.subject);
    return identifyPage(visit, { title: 'National rules', active: 'rules', main });
  }
  return identifyPage(visit, {
    title: 'National rules',
    active: 'rules',
    problems: asAt.problems,
    main: html`
      ${paragraph(
        `What the national rules make of ${counted(found.length, 'school')}, as at ${longDate(asAt.day)}. A rule only flags: an officer decides what the authority does about a school. Academies are shown too; the authority raises a concern about one with the Regional Director.`,
      )}
      ${
        unknown.length > 0 &&
        paragraph(
          unknown.length === found.length
            ? 'No graded inspection is held of any of them, so nothing can be said. Import Ofsted’s management information.'
            : `Of ${counted(unknown.length, 'school')} no graded inspection is held, so nothing can be said of ${unknown.length === 1 ? 'it' : 'them'}: see the end of this page.`,
        )
      }
      ${asAtForm(visit, asAt)}
      ${unknown.length < found.length && rules.map((rule) => rulePart(rule, found))}
      ${heading('Exempt from the rule on coasting')}
      ${
        exempt.length === 0
          ? paragraph('No school is exempt.')
          : details({
              summary: counted(exempt.length, 'school'),
              content: html`${bulletList(
                exempt.map(
                  ({ school, eligibility }) =>
                    html`${rulesLink(school.urn, school.name)}, ${eligibility.exempt}`,
                ),
              )}`,
            })
      }
      ${
        unknown.length > 0 &&
        html`${heading('Without any graded inspection')}${details({
          summary: `${counted(unknown.length, 'school')}, of which nothing can be said`,
          content: html`${bulletList(unknown.map(({ school }) => rulesLink(school.urn, school.name)))}`,
        })}`
      }
      ${asAt.problems.length === 0 && workbookLink(visit)}`,
  });
}

/** Every school that is looked at, with what each rule makes of it. */
export function rulesWorkbook(visit: Visit<Reach>, { found, asAt }: Shown): Promise<Reply> {
  return listWorkbook<Found>(visit, {
    name: 'National rules',
    rows: found,
    filter: { 'Rules as at': longDate(asAt.day) },
    columns: [
      { title: 'URN', width: 10, value: ({ school }) => school.urn },
      { title: 'School', width: 44, value: ({ school }) => school.name },
      { title: 'Type', width: 28, value: ({ school }) => school.typeName },
      ...rules.flatMap(({ title, of }) => [
        {
          title,
          width: 22,
          value: ({ eligibility }: Found) => {
            const { rule, holds } = of(eligibility);
            return rule === null ? 'Nothing can be said' : holds ? 'Yes' : 'No';
          },
        },
        {
          title: `${title}: why`,
          width: 60,
          value: ({ eligibility }: Found) => of(eligibility).reason,
        },
      ]),
      { title: 'Exempt from coasting', width: 30, value: ({ eligibility }) => eligibility.exempt },
    ],
  });
}

function rulePart({ title, none, of }: (typeof rules)[number], found: readonly Found[]): Html {
  const flagged = found.filter(({ eligibility }) => of(eligibility).holds);
  if (flagged.length === 0) return html`${heading(title)}${paragraph(none)}`;
  return stackingTable({
    caption: `${title}: ${flagged.length}`,
    captionClasses: 'govuk-table__caption--m',
    head: ['School', 'Type', 'Why'],
    firstCellIsHeader: true,
    rows: flagged.map(({ school, eligibility }) => [
      { content: rulesLink(school.urn, school.name), classes: 'app-weight-regular' },
      school.typeName,
      of(eligibility).reason,
    ]),
  });
}
