import { yearsAfter } from '#kernel/academic-year.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { pagination } from '#ui/components/pagination.ts';
import { radios } from '#ui/components/radios.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Reasons } from '../../domain/reasons.ts';
import { choiceNames, progressOf } from '../../domain/round.ts';
import type { Choice, Round, RoundSchool } from '../../domain/round.ts';
import type { PastFocus } from '../../queries/past-focus.ts';
import { rationaleField, reasonFields } from '../fields.ts';
import { criteriaNote, decisionLines, evidenceList, pastText, progressText } from '../words.ts';

export interface DecisionTyped extends Reasons {
  readonly choice: string;
  readonly rationale: string;
}

interface DecisionShown {
  readonly round: Round;
  readonly schools: readonly RoundSchool[];
  /** As it stands now. */
  readonly school: RoundSchool;
  readonly evidence: readonly Evidence[];
  /** The network focus of the year before. */
  readonly before: PastFocus;
  readonly typed: DecisionTyped;
  readonly decides: boolean;
  readonly problems: readonly FormError[];
}

export function decisionView(arrival: Arrival, shown: DecisionShown): Html {
  const { round, schools, school, evidence, before, decides, problems } = shown;
  const { pack } = arrival.services;
  const here = `/identify/rounds/${round.id}`;
  const at = schools.findIndex(({ urn }) => urn === school.urn);
  const inNetwork = schools.filter(({ network }) => network?.id === school.network?.id);
  const network = school.network?.name ?? 'Not in a network';
  const { decision } = school;
  return shellPage(arrival, {
    title: `${school.name}, categorisation round for ${round.year}`,
    back: { href: here, content: `Categorisation round for ${round.year}` },
    problems,
    main: column(
      heading(school.name, {
        level: 1,
        caption: `School ${at + 1} of ${schools.length} in the round for ${round.year}`,
      }),
      html`<p class="govuk-body app-progress"><strong>${progressText(progressOf(schools))}</strong>; ${school.network ? `in ${network}` : 'of the schools without a network'} ${progressText(progressOf(inNetwork))}</p>`,
      summaryList({
        rows: [
          { key: 'Network', value: network },
          { key: yearsAfter(round.year, -1), value: pastText(before, pack) },
          {
            key: round.year,
            value: decision ? decisionLines(decision, pack) : 'Not decided yet',
          },
        ],
      }),
      html`<div id="evidence">
        ${heading('What suggests network focus')}
        ${evidenceList(evidence, pack)}
      </div>`,
      pack.categorisation.criteria.length > 0
        ? criteriaNote(pack)
        : insetText({
            content:
              'The authority’s criteria are not in the policy pack yet. Only reasons that the policy names are suggested; look at anything else that you know.',
          }),
      decides && decisionForm(arrival, shown),
      html`<p class="govuk-body">${link(`/schools/${school.urn}`, `Everything about ${school.name}`)}</p>`,
      neighbours(here, schools, at),
    ),
  });
}

function decisionForm(arrival: Arrival, shown: DecisionShown): Html {
  const { round, school, typed, problems } = shown;
  const { pack } = arrival.services;
  const item = (kind: Choice['kind'], hint?: string, conditional?: Html, first = false) => ({
    value: kind,
    content: choiceNames[kind],
    hint,
    conditional,
    // Whoever goes from school to school by keyboard arrives where the decision is made.
    attributes: {
      autofocus: problems.length === 0 && (typed.choice === '' ? first : typed.choice === kind),
    },
  });
  return form({
    action: `/identify/rounds/${round.id}/schools/${school.urn}`,
    content: html`
      ${hidden('seen', school.decision?.version ?? 0)}
      ${radios({
        name: 'choice',
        value: typed.choice,
        fieldset: {
          legend: {
            content: `Is ${school.name} a network focus school in ${round.year}?`,
            classes: 'govuk-fieldset__legend--m',
          },
        },
        errorMessage: errorOf(problems, 'choice'),
        items: [
          item('focus', undefined, reasonFields(pack, typed, problems), true),
          item('not-focus'),
          item('later', 'The school stays undecided'),
          item('left-open', 'The round can be closed all the same; say why'),
        ],
      })}
      ${rationaleField(
        typed.rationale,
        'Needed where you decide otherwise than suggested, or leave the school without a decision. The rationale of a focus school can be read by the school and its Network Lead.',
        problems,
      )}
      ${button({ content: 'Save and next', preventDoubleClick: true })}`,
  });
}

function neighbours(here: string, schools: readonly RoundSchool[], at: number): Html {
  const to = (school: RoundSchool | undefined, content: string) =>
    school && { href: `${here}/schools/${school.urn}`, content, labelText: school.name };
  return pagination({
    landmarkLabel: 'Schools of the round',
    previous: to(schools[at - 1], 'Previous school'),
    next: to(schools[at + 1], 'Next school'),
  });
}
