import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { longInstant } from '#kernel/dates.ts';
import type { PersonId, RoundId } from '#kernel/ids.ts';
import { counted } from '#modules/schools/index.ts';
import type { SchoolListed } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { radios } from '#ui/components/radios.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { table } from '#ui/components/table.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival, Visit } from '#web/route.ts';
import { progressOf, whereLeftOff } from '../../domain/round.ts';
import type { RoundSchool } from '../../domain/round.ts';
import type { RoundContext } from '../../queries/round-context.ts';
import type { RoundSubject } from '../gates.ts';
import {
  choiceTag,
  criteriaNote,
  pastText,
  progressText,
  reasonsSpelledOut,
  reasonsText,
  suggestedReasons,
} from '../words.ts';

interface RoundShown {
  readonly context: RoundContext;
  readonly names: ReadonlyMap<PersonId, string>;
  readonly decides: boolean;
}

export function roundView(visit: Visit<RoundSubject>, shown: RoundShown): Html {
  const { subject, services } = visit;
  const { round, schools } = subject;
  const { names, decides } = shown;
  const here = `/identify/rounds/${round.id}`;
  const name = (id: PersonId) => names.get(id) ?? '';
  const isOpen = round.state.kind === 'open';
  const next = whereLeftOff(schools);
  const networks = [...Map.groupBy(schools, ({ network }) => network?.name)];
  return shellPage(visit, {
    title: `Categorisation round for ${round.year}`,
    back: { href: '/identify/network-focus', content: 'Network focus schools' },
    main: html`
      ${column(
        heading(`Categorisation round for ${round.year}`, { level: 1 }),
        paragraph(
          `Opened by ${name(round.openedBy)} on ${longInstant(round.openedAt)}, with the ${schools.length} schools that took part in the networks then.`,
        ),
        round.state.kind === 'closed' &&
          paragraph(
            html`Closed by ${name(round.state.by)} on ${longInstant(round.state.at)}. A closed round does not change; ${link(`/identify/network-focus?${new URLSearchParams({ year: round.year }).toString()}`, 'what came of it')} can, during the year.`,
          ),
        criteriaNote(services.pack),
        html`<p class="govuk-body-l app-progress">${progressText(progressOf(schools))}</p>`,
        progressTable(networks),
        buttonGroup(
          isOpen &&
            decides &&
            next &&
            button({
              content: schools.some(({ decision }) => decision)
                ? 'Continue deciding'
                : 'Begin to decide',
              href: `${here}/schools/${next.urn}`,
            }),
          isOpen &&
            decides &&
            button({
              content: 'Close the round',
              href: `${here}/close`,
              ...(next ? { classes: 'govuk-button--secondary' } : {}),
            }),
          link(`${here}/schools.csv`, 'Download the round (CSV)'),
          link(`${here}.xlsx`, 'Download as Excel'),
        ),
      )}
      ${reasonsSpelledOut(services.pack)}
      ${networks.map(([network, members], index) => schoolTable(visit, shown, network, members, index))}`,
  });
}

function progressTable(
  networks: readonly (readonly [string | undefined, readonly RoundSchool[]])[],
): Html {
  return table({
    caption: 'By network',
    captionClasses: 'govuk-table__caption--s',
    classes: 'app-progress-table',
    head: [
      'Network',
      { content: 'Decided', format: 'numeric' },
      { content: 'Focus', format: 'numeric' },
    ],
    firstCellIsHeader: true,
    rows: networks.map(([network, members], index) => {
      const { settled, all } = progressOf(members);
      const focus = members.filter(({ decision }) => decision?.choice.kind === 'focus').length;
      return [
        link(`#network-${index + 1}`, network ?? 'Not in a network'),
        { content: `${settled} of ${all}`, format: 'numeric' },
        { content: String(focus), format: 'numeric' },
      ];
    }),
  });
}

function schoolTable(
  { subject, services }: Visit<RoundSubject>,
  { context }: RoundShown,
  network: string | undefined,
  members: readonly RoundSchool[],
  index: number,
): Html {
  const { round } = subject;
  const { pack } = services;
  return html`<section id="network-${index + 1}" aria-label="${network ?? 'Not in a network'}">${stackingTable(
    {
      caption: network ?? 'Not in a network',
      captionClasses: 'govuk-table__caption--m',
      classes: 'app-round',
      head: ['School', yearsAfter(round.year, -1), 'Suggested by', round.year],
      firstCellIsHeader: true,
      rows: members.map(({ urn, name, decision }) => {
        const suggested = suggestedReasons(context.evidence.get(urn) ?? []);
        return [
          link(`/identify/rounds/${round.id}/schools/${urn}`, name),
          pastText(context.before.get(urn) ?? 'not-recorded', pack),
          suggested.length === 0
            ? 'Nothing'
            : reasonsText({ reasons: suggested, stated: '' }, pack),
          html`${choiceTag(decision?.choice)}${
            decision?.choice.kind === 'focus' &&
            html`<br><span class="app-secondary">${reasonsText(decision.choice, pack)}</span>`
          }`,
        ];
      }),
    },
  )}</section>`;
}

interface NewRoundShown {
  readonly id: RoundId;
  /** Those that the round would take in, by network. */
  readonly schools: readonly SchoolListed[];
  /** The years that have no round yet: the next one, the present one. */
  readonly years: readonly AcademicYear[];
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

export function newRoundView(arrival: Arrival, shown: NewRoundShown): Html {
  const { id, schools, years, typed, problems } = shown;
  const { pack } = arrival.services;
  const { academiesTakePart } = pack.categorisation;
  const networks = [...Map.groupBy(schools, ({ network }) => network)];
  const [next] = years;
  return shellPage(arrival, {
    title: 'Open a categorisation round',
    back: { href: '/identify/network-focus', content: 'Network focus schools' },
    problems,
    main: column(
      heading('Open a categorisation round', { level: 1 }),
      paragraph(
        'A round decides which schools each network focuses on for an academic year. It is normally held at the end of the year before.',
      ),
      criteriaNote(pack),
      paragraph(
        `It takes in the ${counted(schools.length, 'open school')} that ${schools.length === 1 ? 'takes' : 'take'} part in the networks today: maintained schools${academiesTakePart ? ' and academies' : '. Academies do not take part here: this is a setting of the policy pack'}.`,
      ),
      bulletList(
        networks.map(([network, members]) => `${network ?? 'Not in a network'}: ${members.length}`),
      ),
      years.length === 0 || schools.length === 0
        ? paragraph(
            schools.length === 0
              ? 'A round can be opened once a school takes part.'
              : 'The next academic year and the present one each have their round already.',
          )
        : form({
            action: '/identify/rounds/new',
            content: html`
              ${hidden('id', id)}
              ${radios({
                name: 'year',
                fieldset: {
                  legend: { content: 'Academic year', classes: 'govuk-fieldset__legend--s' },
                },
                value: typed.raw('year') || next,
                errorMessage: errorOf(problems, 'year'),
                items: years.map((year) => ({
                  value: year,
                  content: year,
                  hint:
                    year === academicYearOf(arrival.today)
                      ? 'The present academic year'
                      : 'The next academic year',
                })),
              })}
              ${button({ content: 'Open the round', preventDoubleClick: true })}`,
          }),
    ),
  });
}
