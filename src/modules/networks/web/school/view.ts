import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { FocusId } from '#kernel/ids.ts';
import type { School, SchoolListed } from '#modules/schools/index.ts';
import { parseId } from '#kernel/ids.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { errorOf, form, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage, siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { FocusFact } from '../../domain/focus.ts';
import { reasonLabels } from '../../domain/reasons.ts';
import { rationaleField, readReasonFields, reasonFields } from '../fields.ts';
import { evidenceList, spelledOut } from '../words.ts';

type NamedFact = FocusFact & { readonly decidedByName: string };

interface SchoolFocusShown {
  readonly school: School;
  /** The newest year first, in it the newest decision. */
  readonly history: readonly NamedFact[];
  readonly present: AcademicYear;
  readonly changes: boolean;
  readonly seesEvidence: boolean;
}

/** What the school is and was to its network, year by year: nothing is taken out of the history. */
export function schoolFocusView(arrival: Arrival, shown: SchoolFocusShown): Html {
  const { school, history, present, changes } = shown;
  const here = `/schools/${school.urn}`;
  const now = history.find(({ year }) => year === present);
  const years = [...Map.groupBy(history, ({ year }) => year)];
  return shellPage(arrival, {
    title: `Network focus, ${school.name}`,
    back: { href: here, content: school.name },
    main: column(
      heading('Network focus', { level: 1, caption: school.name }),
      paragraph(
        now?.kind === 'focus'
          ? `${school.name} is a focus school of its network in ${present}. The network offers tailored school-to-school support, beside any other support that the school has.`
          : `${school.name} is not a focus school of its network in ${present}.`,
      ),
      changes &&
        buttonGroup(
          now?.kind === 'focus'
            ? button({
                content: 'Change or end it',
                href: `${here}/network-focus/change`,
                classes: 'govuk-button--secondary',
              })
            : button({
                content: `Add as a focus school during ${present}`,
                href: `/identify/network-focus/add?urn=${school.urn}`,
                classes: 'govuk-button--secondary',
              }),
        ),
      ...years.map(([year, facts]) => yearPart(arrival, shown, year, facts)),
      history.length === 0 && insetText({ content: 'Nothing is recorded for any year.' }),
    ),
  });
}

function yearPart(
  arrival: Arrival,
  shown: SchoolFocusShown,
  year: AcademicYear,
  facts: readonly NamedFact[],
): Html {
  return html`${heading(year)}${facts.map((fact, index) => factPart(arrival, shown, fact, index > 0))}`;
}

function factPart(
  { services }: Arrival,
  { present, seesEvidence }: SchoolFocusShown,
  fact: NamedFact,
  isPast: boolean,
): Html {
  const { pack } = services;
  const how = fact.round === undefined ? 'during the year' : 'in the categorisation round';
  const isFocus = fact.kind === 'focus';
  const labels = isFocus ? reasonLabels(fact, pack.categorisation.reasons) : [];
  const spelled = spelledOut(pack, ...labels);
  const content = isFocus ? 'Network focus school' : 'Network focus ended';
  return summaryList({
    rows: [
      {
        key: isPast ? 'Before that' : fact.year === present ? 'Now' : `In ${fact.year}`,
        value: tag({ content, classes: isPast || !isFocus ? 'govuk-tag--grey' : undefined }),
      },
      isFocus && {
        key: 'Reasons',
        value: html`${bulletList(labels)}${spelled !== '' && html`<span class="app-secondary">${spelled}</span>`}`,
      },
      fact.rationale !== '' && {
        key: 'Rationale',
        value: html`<div class="app-keeps-lines">${fact.rationale}</div>`,
      },
      {
        key: 'Decided',
        value: `${shortDate(dateOf(fact.decidedAt))} by ${fact.decidedByName}, ${how}`,
      },
      seesEvidence &&
        isFocus &&
        fact.evidence.length > 0 && {
          key: 'Evidence then held',
          value: html`${evidenceList(fact.evidence, pack)}<span class="app-secondary">For officers of the authority alone</span>`,
        },
    ],
  });
}

interface ChangeShown {
  readonly school: School;
  readonly year: AcademicYear;
  readonly present: FocusFact | undefined;
  readonly id: FocusId;
  /** Undefined on a fresh page. */
  readonly typed: Form | undefined;
  readonly problems: readonly FormError[];
}

export function changeFocusView(arrival: Arrival, shown: ChangeShown): Html {
  const { school, year, present, typed, problems } = shown;
  const { pack } = arrival.services;
  const here = `/schools/${school.urn}/network-focus`;
  const reasons = typed ? readReasonFields(typed) : (present ?? { reasons: [], stated: '' });
  return shellPage(arrival, {
    title: `Change the network focus of ${school.name}`,
    back: { href: here, content: 'Network focus' },
    problems,
    main: column(
      heading(`Change the network focus in ${year}`, { level: 1, caption: school.name }),
      paragraph('What was decided before stays in the history.'),
      present &&
        paragraph(`Now: ${reasonLabels(present, pack.categorisation.reasons).join('; ')}.`),
      form({
        action: `${here}/change`,
        content: html`
          ${hidden('id', parseId<FocusId>(typed?.raw('id') ?? '') ?? shown.id)}
          ${hidden('seen', present?.version ?? 0)}
          ${radios({
            name: 'kind',
            fieldset: {
              legend: { content: 'What changes?', classes: 'govuk-fieldset__legend--s' },
            },
            value: typed?.raw('kind'),
            errorMessage: errorOf(problems, 'kind'),
            items: [
              {
                value: 'change',
                content: 'The reasons',
                conditional: reasonFields(pack, reasons, problems),
              },
              { value: 'end', content: `It is no longer a network focus school in ${year}` },
            ],
          })}
          ${rationaleField(
            typed?.raw('rationale') ?? '',
            'The school and its Network Lead can read this.',
            problems,
          )}
          ${buttonGroup(button({ content: 'Save', preventDoubleClick: true }), link(here, 'Cancel'))}`,
      }),
    ),
  });
}

interface AddShown {
  readonly schools: readonly SchoolListed[];
  readonly year: AcademicYear;
  readonly id: FocusId;
  readonly typed: Form;
  /** Of the school that is chosen already. */
  readonly evidence: readonly Evidence[] | undefined;
  readonly problems: readonly FormError[];
}

export function addFocusView(arrival: Arrival, shown: AddShown): Html {
  const { schools, year, typed, evidence, problems } = shown;
  const { pack } = arrival.services;
  const back = '/identify/network-focus';
  return formPage({
    site: siteOf(arrival),
    title: `Add a network focus school during ${year}`,
    back: { href: back, content: 'Network focus schools' },
    errors: problems,
    action: '/identify/network-focus/add',
    intro: paragraph(
      'For a school whose circumstances have changed since the round. Who added it, when and why is kept.',
    ),
    fields: html`
      ${hidden('id', parseId<FocusId>(typed.raw('id')) ?? shown.id)}
      ${select({
        name: 'urn',
        label: { content: 'School', classes: 'govuk-label--s' },
        value: typed.raw('urn'),
        errorMessage: errorOf(problems, 'urn'),
        items: [
          { value: '', text: 'Choose' },
          ...schools.map(({ urn, name, network }) => ({
            value: String(urn),
            text: `${name} (${network ?? 'not in a network'})`,
          })),
        ],
      })}
      ${evidence && html`${heading('What suggests network focus', { size: 's' })}${evidenceList(evidence, pack)}`}
      ${reasonFields(pack, readReasonFields(typed), problems)}
      ${rationaleField(typed.raw('rationale'), 'The school and its Network Lead can read this.', problems)}`,
    submit: 'Add the school',
    beside: link(back, 'Cancel'),
  });
}
