import { longDate, shortDate } from '#kernel/dates.ts';
import type { NationalRule } from '#modules/eligibility/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { counted } from '#modules/schools/index.ts';
import { summaryCard, summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { identifyPage } from '#web/identify-page.ts';
import { noSchools } from '#web/no-schools.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { Overview, WarnedSchool } from '../../queries/overview.ts';
import { kindNames } from '../../queries/sentences.ts';
import type { EarlyWarning } from '../../queries/sentences.ts';
import { dataPart } from './data.ts';
import { explanation } from './explanation.ts';
import { filtered, filterForm, isFiltered } from './filter.ts';
import type { Filter } from './filter.ts';

interface Shown {
  readonly overview: Overview;
  readonly filter: Filter;
}

/** The schools that there is reason to look at early, each reason with its source and date. */
export function authorityWarningsView(visit: Visit<Reach>, { overview, filter }: Shown): Html {
  const { warned, looked, data } = overview;
  const shown = filtered(warned, filter);
  return identifyPage(visit, {
    title: 'Early warning',
    active: 'warning',
    isConfidential: true,
    main: html`
      <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        ${
          looked === 0
            ? noSchools(visit, visit.subject)
            : paragraph(`${found(warned.length, looked)} This is as at ${longDate(visit.today)}.`)
        }
        ${paragraph(
          'A reason is not a judgement of the school: an officer decides whether it matters. This page is for officers of the authority. Schools do not see it.',
        )}
        ${explanation(visit.services.pack.earlyWarning, data.years)}
      </div></div>
      ${warned.length > 0 && filterForm(visit.path, filter, warned)}
      ${
        isFiltered(filter) &&
        heading(
          shown.length === 0
            ? 'No school has such a reason'
            : `${counted(shown.length, 'school')} ${shown.length === 1 ? 'has' : 'have'} such a reason`,
          { size: 's' },
        )
      }
      ${filter.order === 'network' ? byNetwork(shown) : html`${byName(shown).map((school) => card(school, 2))}`}
      ${shown.length > 0 && workbookLink(visit)}
      ${dataPart(data)}`,
  });
}

/** A row for each reason of each school that the page shows, in its order. */
export function warningsWorkbook(visit: Visit<Reach>, { overview, filter }: Shown): Promise<Reply> {
  const shown = filtered(overview.warned, filter);
  const schools = filter.order === 'network' ? shown : byName(shown);
  const rows = schools.flatMap((school) => school.warnings.map((warning) => ({ school, warning })));
  return listWorkbook<(typeof rows)[number]>(visit, {
    name: 'Early warning',
    rows,
    filter: {
      Reason: filter.kind && kindNames[filter.kind],
      Network: filter.network,
      Schools: filter.schools,
    },
    columns: [
      { title: 'URN', width: 10, value: ({ school }) => school.urn },
      { title: 'School', width: 44, value: ({ school }) => school.name },
      { title: 'Network', width: 24, value: ({ school }) => school.network },
      { title: 'Type', width: 28, value: ({ school }) => school.typeName },
      {
        title: 'Flagged already',
        width: 30,
        value: ({ school }) => school.eligibleUnder.map((rule) => eligibleWords[rule]).join(', '),
      },
      { title: 'Reason', width: 30, value: ({ warning }) => kindNames[warning.kind] },
      { title: 'In words', width: 70, value: ({ warning }) => warning.sentence },
      { title: 'Of', width: 14, value: ({ warning }) => dayCell(warning.date) },
      { title: 'Source', width: 44, value: ({ warning }) => warning.source },
    ],
  });
}

function found(warned: number, looked: number): string {
  const those = counted(looked, 'school');
  if (warned === 0) return `There is no reason to look at any of ${those} early.`;
  const without =
    looked === warned
      ? 'There is none without.'
      : looked - warned === 1
        ? 'The other one has none and is not listed.'
        : `The other ${looked - warned} have none and are not listed.`;
  return `${warned} of ${those} ${warned === 1 ? 'has' : 'have'} at least one reason to be looked at early. ${without}`;
}

function byNetwork(schools: readonly WarnedSchool[]): Html {
  const networks = Map.groupBy(schools, ({ network }) => network);
  if (networks.size === 1 && networks.has(undefined)) {
    return html`${schools.map((school) => card(school, 2))}`;
  }
  return html`${[...networks].map(
    ([network, members]) =>
      html`${heading(network ?? 'Not in a network')}${members.map((school) => card(school, 3))}`,
  )}`;
}

function byName(schools: readonly WarnedSchool[]): WarnedSchool[] {
  return schools.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.urn - b.urn);
}

const eligibleWords: Readonly<Record<NationalRule, string>> = {
  category: 'In a category of concern',
  coasting: 'Coasting',
  stuck: 'Stuck',
};

function card(school: WarnedSchool, headingLevel: 2 | 3): Html {
  const { urn, name, typeName, phase, town, warnings, eligibleUnder } = school;
  const about = [`URN ${urn}`, typeName, phase !== 'Not applicable' && phase, town];
  return summaryCard(
    {
      title: { content: link(path`/schools/${String(urn)}`, name), headingLevel },
      classes: 'app-warning',
    },
    html`
      <p class="app-secondary">${about.filter((part) => !!part).join(', ')}</p>
      ${
        eligibleUnder.length > 0 &&
        html`<p class="govuk-body">${eligibleUnder.map(
          (rule) => html`${tag({ content: eligibleWords[rule], classes: 'govuk-tag--grey' })} `,
        )}<br>${link(path`/schools/${String(urn)}/national-rules`, 'Already flagged by the national rules', `: ${name}`)}</p>`
      }
      ${summaryList({ rows: warnings.map(row) })}`,
  );
}

function row({ kind, sentence, source, date }: EarlyWarning) {
  const what = kind === 'attainment' || kind === 'attendance' ? 'Figure' : 'Inspection';
  return {
    key: kindNames[kind],
    value: html`${sentence}<br><span class="app-secondary">${what} of ${shortDate(date)}. Source: ${source}</span>`,
  };
}
