import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { NetworkId, Urn } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { readsRecords } from '#modules/people/index.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { select } from '#ui/components/select.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { subNavigation } from '#ui/components/sub-navigation.ts';
import { tag } from '#ui/components/tag.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { pagingLinks } from '#web/paging.ts';
import type { Arrival, Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { stateOf } from '../../domain/action.ts';
import { ownerText } from '../../queries/owners.ts';
import type { Owner } from '../../queries/owners.ts';
import { actionsPerPage, standings } from '../../queries/tracker.ts';
import type { Choice, Tracked, TrackedAction, TrackerFilter } from '../../queries/tracker.ts';
import type { Visible } from '../../queries/visible.ts';

interface Shown {
  readonly filter: TrackerFilter;
  readonly tracked: Tracked;
  readonly page: number;
}

interface TrackerShown extends Shown {
  readonly visible: Visible;
  readonly choices: {
    readonly schools: readonly Choice<Urn>[];
    readonly networks: readonly Choice<NetworkId>[];
  };
}

/** Every action that someone may see. */
export function trackerView(visit: Visit<undefined>, shown: TrackerShown): Html {
  const { filter, choices, visible } = shown;
  const here = '/actions';
  return shellPage(visit, {
    title: 'Agreed actions',
    isConfidential: true,
    main: html`
      ${heading('Agreed actions', { level: 1 })}
      ${tabs(here)}
      ${paragraph(
        visible.kind === 'authority'
          ? `What boards and check-ins have agreed, of all schools of ${visit.authority.name}.`
          : 'What has been agreed at the schools and boards that you belong to.',
      )}
      ${filterForm(
        here,
        filter,
        html`
        ${standingField(filter)}
        ${nameField('undertakes', 'Who undertakes it', filter.undertakes)}
        ${nameField('monitors', 'Who monitors it', filter.monitors)}
        ${
          choices.schools.length > 1 &&
          select({
            name: 'school',
            label: 'School',
            value: filter.urn === undefined ? '' : String(filter.urn),
            items: [
              { value: '', text: 'Every school' },
              ...choices.schools.map(({ id, name }) => ({ value: String(id), text: name })),
            ],
          })
        }
        ${
          choices.networks.length > 1 &&
          select({
            name: 'network',
            label: 'Network',
            value: filter.network ?? '',
            items: [
              { value: '', text: 'Every network' },
              ...choices.networks.map(({ id, name }) => ({ value: id, text: name })),
            ],
          })
        }`,
      )}
      ${found(visit, here, shown, 'school')}`,
  });
}

/** What one person undertakes and monitors. */
export function yourActionsView(visit: Visit<undefined>, shown: Shown): Html {
  const here = '/actions/yours';
  return shellPage(visit, {
    title: 'Your actions',
    isConfidential: true,
    main: html`
      ${heading('Your actions', { level: 1 })}
      ${readsRecords(visit.actor) && tabs(here)}
      ${paragraph('Agreed actions that you undertake or monitor. Open one to say how it goes.')}
      ${filterForm(here, shown.filter, standingField(shown.filter))}
      ${found(visit, here, shown, 'yours')}`,
  });
}

/** The actions of one school, from all its boards and check-ins. */
export function schoolActionsView(
  visit: Visit<SchoolMatter & { readonly name: string }>,
  shown: Shown,
): Html {
  const { subject } = visit;
  const { filter } = shown;
  const here = `/schools/${subject.urn}/actions`;
  return schoolPage(visit, {
    school: subject,
    matter: subject,
    active: 'actions',
    isConfidential: true,
    main: html`
      ${heading('Agreed actions')}
      ${filterForm(
        here,
        filter,
        html`
        ${standingField(filter)}
        ${nameField('undertakes', 'Who undertakes it', filter.undertakes)}
        ${nameField('monitors', 'Who monitors it', filter.monitors)}`,
      )}
      ${found(visit, here, shown, 'none')}`,
  });
}

function tabs(here: string): Html {
  return subNavigation({
    label: 'Pages about agreed actions',
    folded: 'Agreed actions',
    items: [
      { href: '/actions', content: 'All actions', current: here === '/actions' },
      { href: '/actions/yours', content: 'Your actions', current: here === '/actions/yours' },
    ],
  });
}

function filterForm(here: string, filter: TrackerFilter, fields: Html): Html {
  return form({
    action: here,
    method: 'get',
    attributes: { class: 'app-not-printed' },
    content: html`<div class="app-filter__fields">${fields}</div>${buttonGroup(
      button({ content: 'Show', classes: 'govuk-button--secondary' }),
      isNarrowed(filter, here === '/actions') && link(here, 'Show all open actions'),
    )}`,
  });
}

function standingField({ standing }: TrackerFilter): Html {
  return select({
    name: 'status',
    label: 'State',
    value: standing,
    items: Object.entries(standings).map(([value, text]) => ({ value, text })),
  });
}

function nameField(name: 'undertakes' | 'monitors', label: string, value: string): Html {
  return input({ name, label, type: 'search', value, autocomplete: 'off' });
}

/** What was found: how many, the table, the other pages, and the same as a file. */
function found(
  { today }: Arrival,
  here: string,
  { filter, tracked, page }: Shown,
  about: 'school' | 'yours' | 'none',
): Html {
  const { actions, total, more } = tracked;
  const query = queryOf(filter, here);
  const count = `${total.toLocaleString('en-GB')} ${total === 1 ? 'action' : 'actions'}`;
  const search = new URLSearchParams(query).toString();
  return html`
    ${paragraph(
      more
        ? `More than ${count}. The soonest due are shown: choose a school or a state to come to the others.`
        : total === 0
          ? nothing(filter, about)
          : `${count}, the soonest due first.`,
    )}
    ${actions.length > 0 && actionsTable(actions, today, about)}
    ${pagingLinks({ path: here, query, page, total, perPage: actionsPerPage })}
    ${
      total > 0 &&
      paragraph(
        link(
          `${here === '/actions' ? '/actions/actions.csv' : `${here}.csv`}${search && `?${search}`}`,
          'Download these actions (CSV)',
        ),
        'app-not-printed',
      )
    }${total > 0 && workbookLink({ path: `${here}${search && `?${search}`}` })}`;
}

/** Why there is no row: nothing is to be done, or the choice above leaves nothing. */
function nothing(filter: TrackerFilter, about: 'school' | 'yours' | 'none'): string {
  if (isNarrowed(filter, about === 'school')) return 'No action matches what you chose.';
  return about === 'yours'
    ? 'There is no open action that you undertake or monitor.'
    : 'There is no open action.';
}

/** Whether less than every open action is asked for; a school's own page is not narrowed by its school. */
function isNarrowed(filter: TrackerFilter, choosesSchool: boolean): boolean {
  const { standing, undertakes, monitors, urn, network } = filter;
  return (
    standing !== 'open' ||
    undertakes !== '' ||
    monitors !== '' ||
    network !== undefined ||
    (choosesSchool && urn !== undefined)
  );
}

function queryOf(filter: TrackerFilter, here: string): Record<string, string> {
  const { standing, undertakes, monitors, urn, network } = filter;
  return {
    ...(standing === 'open' ? {} : { status: standing }),
    ...(undertakes === '' ? {} : { undertakes }),
    ...(monitors === '' ? {} : { monitors }),
    ...(urn === undefined || here !== '/actions' ? {} : { school: String(urn) }),
    ...(network === undefined ? {} : { network }),
  };
}

/** Actions below each other, each with its school where they are of several; on a narrow screen each is a block. */
export function actionsTable(
  actions: readonly TrackedAction[],
  today: LocalDate,
  about: 'school' | 'yours' | 'none',
): Html {
  const namesSchool = about !== 'none';
  return stackingTable({
    classes: 'app-tracker',
    head: [
      namesSchool ? 'Action and school' : 'Action',
      'Who undertakes it',
      'Who monitors it',
      'By when',
      'State',
    ],
    firstCellIsHeader: true,
    rows: actions.map((tracked) => {
      const { id, action, school, undertakes, monitors } = tracked;
      return [
        namesSchool
          ? html`${link(`/actions/${id}`, firstLine(action.what))}<br><span class="app-secondary">${school}</span>`
          : link(`/actions/${id}`, firstLine(action.what)),
        owner(action.undertakes, undertakes),
        owner(action.monitors, monitors),
        action.byWhen === undefined
          ? 'No day set'
          : html`<span class="app-whole">${shortDate(action.byWhen)}</span>`,
        state(tracked, today),
      ];
    }),
  });
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 160 ? `${line.slice(0, 157).trimEnd()}…` : line;
}

function owner(words: string, person: Owner | undefined): Html | string {
  const text = ownerText(words, person) || 'Nobody is named';
  return person?.hasLeft === true
    ? html`${text}<br>${tag({ content: 'No owner', classes: 'govuk-tag--red' })}`
    : text;
}

function state({ action, progressAt }: TrackedAction, today: LocalDate): Html {
  const { word, colour } = stateOf(action, today);
  const last =
    progressAt === undefined
      ? action.status.kind === 'open' && 'No progress recorded'
      : `Progress on ${shortDate(dateOf(progressAt))}`;
  return html`${tag({ content: word, classes: colour })}${last && html`<br><span class="app-secondary">${last}</span>`}`;
}
