import { shortDate } from '#kernel/dates.ts';
import type { Reach } from '#modules/people/index.ts';
import { counted } from '#modules/schools/index.ts';
import { levelOf, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { select } from '#ui/components/select.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { identifyPage } from '#web/identify-page.ts';
import { noSchools } from '#web/no-schools.ts';
import { levelTag } from '#web/level-tag.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { ListedLevel } from '../../queries/level-list.ts';
import type { ShownReason } from '../../queries/shown.ts';
import { kindName, newTag } from '../words.ts';

interface IdentifyShown {
  readonly schools: readonly ListedLevel[];
  /** Empty for all; "none" and "waiting" beside the keys of levels. */
  readonly filter: { readonly level: string; readonly network: string };
}

/** Suggestions that wait first, then the schools at each level. */
export function identifyView(visit: Visit<Reach>, { schools, filter }: IdentifyShown): Html {
  const { pack } = visit.services;
  if (schools.length === 0) {
    const main = noSchools(visit, visit.subject);
    return identifyPage(visit, { title: 'Levels of concern', active: 'levels', main });
  }
  const within = inNetwork(schools, filter);
  const waiting = within.filter((school) => school.waiting);
  const shows = (part: string) => filter.level === '' || filter.level === part;
  return identifyPage(visit, {
    title: 'Levels of concern',
    active: 'levels',
    isConfidential: true,
    main: html`
      ${paragraph(
        `The level of each school that the authority maintains, as officers have decided it, and what the policy suggests today. A suggestion is for officers alone until one of them confirms it.`,
      )}
      ${filterForm(pack, schools, within, filter)}
      ${shows('waiting') && waitingPart(pack, waiting)}
      ${pack.levels.map(
        ({ key }) =>
          shows(key) &&
          levelPart(
            pack,
            key,
            within.filter(({ held }) => held?.level === key),
          ),
      )}
      ${shows('none') && nonePart(within.filter(hasNone))}
      ${workbookLink(visit)}`,
  });
}

const noNetwork = 'No network';

function inNetwork(
  schools: readonly ListedLevel[],
  { network }: IdentifyShown['filter'],
): readonly ListedLevel[] {
  return schools.filter(
    ({ school }) => network === '' || (school.network ?? noNetwork) === network,
  );
}

/** The same schools as the page shows, in its order: those that wait, each level, those without one. */
export function levelWorkbook(
  visit: Visit<Reach>,
  { schools, filter }: IdentifyShown,
): Promise<Reply> {
  const { pack } = visit.services;
  const within = inNetwork(schools, filter);
  const shows = (part: string) => filter.level === '' || filter.level === part;
  const reasons = (given: readonly ShownReason[]) =>
    given.map((reason) => reasonLine(pack, reason)).join('; ');
  const rows = [
    ...within.filter(({ waiting }) => waiting && shows('waiting')),
    ...pack.levels.flatMap(({ key }) =>
      shows(key) ? within.filter(({ held }) => held?.level === key) : [],
    ),
    ...(shows('none') ? within.filter(hasNone) : []),
  ];
  return listWorkbook<ListedLevel>(visit, {
    name: 'Levels of concern',
    rows: [...new Set(rows)],
    filter: {
      Show:
        pack.levels.find(({ key }) => key === filter.level)?.label ??
        { waiting: 'Waiting for a decision', none: 'Without a level' }[filter.level],
      Network: filter.network,
    },
    columns: [
      { title: 'URN', width: 10, value: ({ school }) => school.urn },
      { title: 'School', width: 44, value: ({ school }) => school.name },
      { title: 'Network', width: 24, value: ({ school }) => school.network ?? noNetwork },
      {
        title: 'Level',
        width: 30,
        value: ({ held }) => (held ? levelOf(pack, held.level).label : 'No level'),
      },
      { title: 'Since', width: 14, value: ({ held }) => dayCell(held?.since) },
      { title: 'Decided by', width: 26, value: ({ held }) => held?.by.name },
      { title: 'Trigger', width: 60, value: ({ held }) => held && reasons(held.reasons) },
      {
        title: 'Process',
        width: 28,
        value: ({ openProcess }) =>
          openProcess === undefined ? undefined : processOf(pack, openProcess).name,
      },
      {
        title: 'Suggested',
        width: 30,
        value: ({ waiting }) => waiting && suggestedWords(pack, waiting),
      },
      {
        title: 'Reasons for the suggestion',
        width: 60,
        value: ({ waiting }) => waiting && reasons(waiting.reasons),
      },
    ],
  });
}

function suggestedWords(pack: PolicyPack, what: NonNullable<ListedLevel['waiting']>): string {
  if (what.suggested !== null) return levelOf(pack, what.suggested).label;
  return what.reasons.length > 0 ? 'The officer decides' : 'No level any more';
}

function hasNone({ held, school }: ListedLevel): boolean {
  return !held && school.maintained;
}

function filterForm(
  pack: PolicyPack,
  schools: readonly ListedLevel[],
  within: readonly ListedLevel[],
  filter: IdentifyShown['filter'],
): Html {
  const count = (is: (school: ListedLevel) => unknown) => within.filter(is).length;
  const networks = [...new Set(schools.map(({ school }) => school.network ?? noNetwork))];
  const small = (content: string) => ({ content, classes: 'govuk-label--s' });
  return form({
    action: '/identify',
    method: 'get',
    attributes: { class: 'app-filter' },
    content: html`
      ${select({
        name: 'level',
        label: small('Show'),
        value: filter.level,
        items: [
          { value: '', text: 'All levels' },
          {
            value: 'waiting',
            text: `${count(({ waiting }) => waiting)} waiting for a decision`,
          },
          ...pack.levels.map(({ key, label }) => ({
            value: key,
            text: `${count(({ held }) => held?.level === key)} ${label}`,
          })),
          { value: 'none', text: `${count(hasNone)} without a level` },
        ],
      })}
      ${select({
        name: 'network',
        label: small('Network'),
        value: filter.network,
        items: [
          { value: '', text: 'All networks' },
          ...networks.toSorted((a, b) => a.localeCompare(b, 'en')).map((text) => ({ text })),
        ],
      })}
      ${button({ content: 'Show', classes: 'govuk-button--secondary' })}`,
  });
}

function waitingPart(pack: PolicyPack, waiting: readonly ListedLevel[]): Html {
  if (waiting.length === 0) {
    return html`${heading('Waiting for a decision: 0', { id: 'waiting' })}${paragraph('Nothing waits for a decision.')}`;
  }
  return stackingTable({
    caption: `Waiting for a decision: ${waiting.length}`,
    captionClasses: 'govuk-table__caption--m',
    classes: 'app-levels app-levels--waiting',
    head: ['School', 'Suggested', 'Reasons'],
    firstCellIsHeader: true,
    rows: waiting.map(({ school, held, waiting: what }) => [
      schoolCell(school),
      html`${what && suggestion(pack, what.suggested, what.reasons.length)}${held && html`<br><span class="app-secondary">Now: ${levelOf(pack, held.level).label}</span>`}`,
      what && what.reasons.length > 0
        ? html`<ul class="govuk-list govuk-!-margin-bottom-0">${what.reasons.map(
            (reason) =>
              html`<li>${reasonLine(pack, reason)} ${what.fresh.has(keyOf(reason)) && newTag}</li>`,
          )}</ul>`
        : 'What the present level rested on stands no longer',
    ]),
  });
}

function suggestion(pack: PolicyPack, suggested: string | null, reasons: number): Html | string {
  if (suggested !== null) return levelTag(pack, suggested);
  return reasons > 0 ? 'The officer decides' : 'No level any more';
}

function levelPart(pack: PolicyPack, key: string, schools: readonly ListedLevel[]): Html {
  const { label } = levelOf(pack, key);
  if (schools.length === 0) return html`${heading(`${label}: 0`)}${paragraph('No school.')}`;
  return stackingTable({
    caption: `${label}: ${schools.length}`,
    captionClasses: 'govuk-table__caption--m',
    classes: 'app-levels',
    head: ['School', 'Since', 'Trigger', 'Process'],
    firstCellIsHeader: true,
    rows: schools.map(({ school, held, openProcess }) => [
      schoolCell(school),
      held
        ? html`${shortDate(held.since)}<br><span class="app-secondary">Decided by ${held.by.name}</span>`
        : '',
      held && held.reasons.length > 0
        ? html`${held.reasons.map((reason, index) => html`${index > 0 && html`<br>`}${reasonLine(pack, reason)}`)}`
        : 'The officer’s own reasons',
      openProcess === undefined ? 'None open' : processOf(pack, openProcess).name,
    ]),
  });
}

function nonePart(schools: readonly ListedLevel[]): Html {
  return html`${heading(`No level: ${schools.length}`)}${paragraph(
    schools.length === 0
      ? 'No school.'
      : `${counted(schools.length, 'maintained school')} without a level.`,
  )}${
    schools.length > 0 &&
    html`<ul class="govuk-list app-columns">${schools.map(({ school }) => html`<li>${schoolLink(school)}</li>`)}</ul>`
  }`;
}

function schoolCell(school: ListedLevel['school']) {
  return {
    content: html`${schoolLink(school)}<br><span class="app-secondary">${school.network ?? noNetwork}</span>`,
    classes: 'app-weight-regular',
  };
}

function schoolLink({ urn, name }: ListedLevel['school']): Html {
  return link(`/schools/${urn}/level`, name);
}

/** A reason in one line. */
function reasonLine(pack: PolicyPack, shown: ShownReason): string {
  if (shown.kind === 'withheld') return `Withheld by the ${shown.byRole}`;
  const { reason, concern } = shown;
  return concern
    ? `${kindName(pack, concern)}: ${concern.source}, ${shortDate(concern.ofDate)}`
    : reason.sentence;
}

function keyOf(shown: ShownReason): string {
  return shown.kind === 'withheld' ? shown.key : shown.reason.key;
}
