import { yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { Reach } from '#modules/people/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { summaryCard } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, link, paragraph } from '#ui/text.ts';
import { identifyPage } from '#web/identify-page.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit } from '#web/route.ts';
import { progressOf, whereLeftOff } from '../../domain/round.ts';
import type { Round, RoundSchool } from '../../domain/round.ts';
import type { FocusList, FocusListed } from '../../queries/focus-list.ts';
import { pastWords, progressText, reasonsSpelledOut, reasonsText } from '../words.ts';

interface FocusListShown {
  readonly list: FocusList;
  readonly year: AcademicYear;
  readonly present: AcademicYear;
  /** The round that decided the year. */
  readonly round: Round | undefined;
  readonly open: { readonly round: Round; readonly schools: readonly RoundSchool[] } | undefined;
  /** The year for which a round can be opened. */
  readonly toOpen: AcademicYear | undefined;
  readonly seesRounds: boolean;
  readonly decides: boolean;
}

export function focusListView(visit: Visit<Reach>, shown: FocusListShown): Html {
  const { list, year, present } = shown;
  const years = [...new Set([present, ...list.years])].toSorted().toReversed();
  const others = years.filter((each) => each !== year);
  const now = list.networks.flatMap(({ schools }) => schools).filter(({ focus }) => focus);
  return identifyPage(visit, {
    title: `Network focus schools, ${year}`,
    active: 'focus',
    main: html`
      ${shown.seesRounds && roundPart(shown)}
      ${
        now.length === 0
          ? insetText({ content: `No network focus school is recorded for ${year}.` })
          : paragraph(
              `${now.length === 1 ? 'One school is a network focus school' : `${now.length} schools are network focus schools`} in ${year}. This is apart from a school’s level: a school can have both.`,
            )
      }
      ${
        shown.decides &&
        year === present &&
        buttonGroup(
          button({
            content: `Add a school during ${year}`,
            href: '/identify/network-focus/add',
            classes: 'govuk-button--secondary',
          }),
        )
      }
      ${list.networks.some(({ schools }) => schools.length > 0) && reasonsSpelledOut(visit.services.pack)}
      ${list.networks.map(({ name, schools }) => networkPart(visit, shown, name, schools))}
      ${list.networks.some(({ schools }) => schools.length > 0) && workbookLink(visit)}
      ${
        others.length > 0 &&
        html`<nav aria-label="Other years" class="app-not-printed"><p class="govuk-body">Other years: ${others.map(
          (each, index) =>
            html`${index > 0 && ', '}${link(`/identify/network-focus?${new URLSearchParams({ year: each }).toString()}`, each)}`,
        )}</p></nav>`
      }`,
  });
}

/** The round that is open, with how far it has come; or the way to open one. */
function roundPart({ open, toOpen, round, decides }: FocusListShown): Html {
  const closed =
    round?.state.kind === 'closed' &&
    paragraph(
      html`Decided in the ${link(`/identify/rounds/${round.id}`, `categorisation round for ${round.year}`)}, closed on ${shortDate(dateOf(round.state.at))}, and since then during the year.`,
    );
  if (!open) {
    return html`${closed}${
      decides &&
      toOpen !== undefined &&
      paragraph(link(`/identify/rounds/new`, `Open the categorisation round for ${toOpen}`))
    }`;
  }
  const here = `/identify/rounds/${open.round.id}`;
  const next = whereLeftOff(open.schools);
  return html`${summaryCard(
    {
      title: `Categorisation round for ${open.round.year}`,
      actions: { items: [{ href: here, content: 'Go to the round' }] },
      classes: 'app-card--strong',
    },
    html`
      <p class="govuk-body">Open since ${shortDate(dateOf(open.round.openedAt))}. <strong>${progressText(progressOf(open.schools))}</strong>.</p>
      ${
        decides &&
        (next
          ? button({
              content: open.schools.some(({ decision }) => decision)
                ? 'Continue deciding'
                : 'Begin to decide',
              href: `${here}/schools/${next.urn}`,
              classes: 'govuk-!-margin-bottom-0',
            })
          : button({
              content: 'Close the round',
              href: `${here}/close`,
              classes: 'govuk-!-margin-bottom-0',
            }))
      }`,
  )}${closed}`;
}

/** The schools of the page: those of the year, and those of the year before that are so no more. */
export function focusWorkbook(
  visit: Visit<Reach>,
  networks: FocusList['networks'],
  year: AcademicYear,
): Promise<Reply> {
  const { pack } = visit.services;
  const rows = networks.flatMap(({ name, schools }) =>
    schools.map((school) => ({ network: name, school })),
  );
  return listWorkbook<(typeof rows)[number]>(visit, {
    name: `Network focus ${year}`,
    rows,
    filter: { Year: year },
    columns: [
      { title: 'URN', width: 10, value: ({ school }) => school.urn },
      { title: 'School', width: 44, value: ({ school }) => school.name },
      { title: 'Network', width: 24, value: ({ network }) => network ?? 'Not in a network' },
      {
        title: `Focus school in ${year}`,
        width: 22,
        value: ({ school }) => (school.focus ? 'Yes' : 'No'),
      },
      {
        title: `Reasons in ${year}`,
        width: 50,
        value: ({ school }) => school.focus && reasonsText(school.focus, pack),
      },
      {
        title: 'Decided on',
        width: 14,
        value: ({ school }) => dayCell(school.focus && dateOf(school.focus.decidedAt)),
      },
      {
        title: yearsAfter(year, -1),
        width: 50,
        value: ({ school: { before } }) =>
          typeof before === 'object' ? reasonsText(before, pack) : pastWords[before],
      },
    ],
  });
}

function networkPart(
  { services }: Visit<Reach>,
  { year }: FocusListShown,
  name: string | undefined,
  schools: readonly FocusListed[],
): Html {
  const { pack } = services;
  const before = yearsAfter(year, -1);
  const now = schools.filter(({ focus }) => focus);
  const past = schools.filter(({ focus }) => !focus);
  const school = (each: FocusListed) => link(`/schools/${each.urn}/network-focus`, each.name);
  const caption = name ?? 'Not in a network';
  return html`${
    now.length > 0 &&
    stackingTable({
      caption,
      captionClasses: 'govuk-table__caption--m',
      classes: 'app-focus-schools',
      head: ['School', `Reasons in ${year}`, 'Decided', before],
      firstCellIsHeader: true,
      rows: now.map((each) => {
        const { focus } = each;
        const how = focus?.round === undefined ? ', during the year' : ' in the round';
        return [
          school(each),
          focus ? reasonsText(focus, pack) : '',
          focus ? `${shortDate(dateOf(focus.decidedAt))}${how}` : '',
          typeof each.before === 'object' ? reasonsText(each.before, pack) : pastWords[each.before],
        ];
      }),
    })
  }${
    past.length > 0 &&
    html`${now.length === 0 && html`<h2 class="govuk-heading-m">${caption}</h2>`}${paragraph(
      html`In ${before} and not in ${year}: ${past.map((each, index) => html`${index > 0 && ', '}${school(each)}`)}.`,
    )}`
  }`;
}
