import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import type { School } from '#modules/schools/index.ts';
import { roleLabel } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { summaryCard, summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit as Visiting } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { presentSupport } from '../../domain/support.ts';
import type { Support } from '../../domain/support.ts';
import { isShared, presentVisit } from '../../domain/visit.ts';
import type { Visit } from '../../domain/visit.ts';
import { versionWords } from '../words.ts';

export interface Listed {
  readonly school: School;
  /** Those that are theirs to see, the newest first. */
  readonly visits: readonly Visit[];
  /** They see on which days there were visits, and no more. */
  readonly datesOnly: boolean;
  /** They read what is not shared with the school too. */
  readonly readsAll: boolean;
  /** Undefined for those who may not read it. */
  readonly support: readonly Support[] | undefined;
  readonly mayRecord: boolean;
  readonly mayRecordSupport: boolean;
}

export function listView(arrival: Visiting<SchoolMatter>, shown: Listed): Html {
  const { school, datesOnly, support } = shown;
  return schoolPage(arrival, {
    school,
    matter: arrival.subject,
    active: 'visits',
    main: html`
      ${heading('Visits')}
      ${datesOnly ? dates(shown) : visitsPart(arrival, shown)}
      ${support && supportPart(shown, support)}
      ${(shown.visits.length > 0 || (support?.length ?? 0) > 0) && workbookLink(arrival)}`,
  });
}

/** The visits and the support of the page, a row each: the days alone for whoever sees no more. */
export function visitsWorkbook(
  arrival: Visiting<SchoolMatter>,
  { school, visits, datesOnly, readsAll, support = [] }: Listed,
): Promise<Reply> {
  const rows = [
    ...visits.map((each) => {
      const { on, purpose, visitors } = presentVisit(each);
      const about = datesOnly ? {} : { about: purpose, who: visitors };
      const shared = readsAll ? { shared: isShared(each) ? 'Yes' : 'Not yet' } : {};
      return { what: 'Visit', on, ...about, ...shared };
    }),
    ...support.map((each) => {
      const { what, receiver, provider, from, until, impact } = presentSupport(each);
      return { what: 'Support', on: from, until, about: what, who: provider, receiver, impact };
    }),
  ];
  type Row = {
    readonly what: string;
    readonly on: LocalDate;
    readonly until?: LocalDate | undefined;
    readonly about?: string;
    readonly who?: string;
    readonly receiver?: string;
    readonly impact?: string;
    readonly shared?: string;
  };
  return listWorkbook<Row>(arrival, {
    name: 'Visits and support',
    rows,
    filter: { School: `${school.name} (URN ${school.urn})` },
    columns: [
      { title: 'What', width: 12, value: ({ what }) => what },
      { title: 'Day', width: 14, value: ({ on }) => dayCell(on) },
      { title: 'Until', width: 14, value: ({ until }) => dayCell(until) },
      { title: 'About', width: 50, value: ({ about }) => about },
      { title: 'Who visited, or from whom', width: 34, value: ({ who }) => who },
      { title: 'Who has it', width: 28, value: ({ receiver }) => receiver },
      { title: 'Impact', width: 50, value: ({ impact }) => impact },
      { title: 'Shared with the school', width: 16, value: ({ shared }) => shared },
    ],
  });
}

function dates({ visits }: Listed): Html {
  return visits.length === 0
    ? paragraph('No visit is recorded.')
    : html`${bulletList(visits.map((visit) => longDate(presentVisit(visit).on)))}`;
}

function visitsPart(arrival: Visiting<SchoolMatter>, shown: Listed): Html {
  const { visits, readsAll, mayRecord, school } = shown;
  const here = `/schools/${school.urn}/visits`;
  const officer = roleLabel(arrival.services.pack, 'monitoring-officer');
  return html`
    ${mayRecord && button({ content: 'Record a visit', href: `${here}/new` })}
    ${
      visits.length === 0
        ? paragraph(
            readsAll
              ? `No visit is recorded. The ${officer} records them here, and those that are shared with the school go into the record of its next meeting.`
              : 'No visit is shared with the school.',
          )
        : stackingTable({
            caption: 'Visits, the newest first',
            captionClasses: 'govuk-visually-hidden',
            head: ['Day', 'About', 'Who visited', ...(readsAll ? ['Shared with the school'] : [])],
            firstCellIsHeader: true,
            rows: visits.map((visit) => {
              const { on, purpose, visitors } = presentVisit(visit);
              return [
                link(`${here}/${visit.id}`, shortDate(on), `: ${purpose}`),
                purpose,
                visitors,
                ...(readsAll ? [sharedTag(visit)] : []),
              ];
            }),
          })
    }`;
}

export function sharedTag(visit: Visit): Html {
  return isShared(visit)
    ? tag({ content: 'Shared', classes: 'govuk-tag--green' })
    : tag({ content: 'Not shared yet', classes: 'govuk-tag--grey' });
}

function supportPart({ school, mayRecordSupport }: Listed, support: readonly Support[]): Html {
  const here = `/schools/${school.urn}/support`;
  return html`
    ${heading('Support', { id: 'support' })}
    ${paragraph('What the school has had, from whom, and what difference it made. It goes into the record of the next meeting.')}
    ${mayRecordSupport && button({ content: 'Record support', href: `${here}/new`, classes: 'govuk-button--secondary' })}
    ${support.length === 0 && paragraph('No support is recorded.')}
    ${support.map((each) => {
      const version = presentSupport(each);
      const { what, receiver, provider, from, until, impact } = version;
      return summaryCard(
        {
          title: { content: what, headingLevel: 3 },
          actions: {
            items: mayRecordSupport ? [{ href: `${here}/${each.id}`, content: 'Change' }] : [],
          },
        },
        summaryList({
          rows: [
            { key: 'Who has it', value: receiver },
            { key: 'From', value: provider },
            {
              key: 'When',
              value:
                until === undefined
                  ? `Since ${shortDate(from)}`
                  : from === until
                    ? shortDate(from)
                    : `${shortDate(from)} to ${shortDate(until)}`,
            },
            { key: 'Impact', value: impact === '' ? 'Not recorded yet' : markdown(impact, 4) },
            { key: 'Recorded', value: versionWords(version) },
          ],
        }),
      );
    })}`;
}
