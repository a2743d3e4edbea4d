import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Reach } from '#modules/people/index.ts';
import { counted } from '#modules/schools/index.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { identifyPage } from '#web/identify-page.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import type { Reply, Visit } from '#web/route.ts';
import { assessmentStatusNames } from '../../domain/assessment.ts';
import { concernStatusNames } from '../../domain/concern.ts';
import { groundNames, subjects } from '../../domain/facts.ts';
import { daysUnanswered } from '../../domain/missing.ts';
import type {
  EligibleSchool,
  NamedSchool,
  OpenAssessment,
  OpenConcern,
  OpenCondition,
  OpenMatters,
} from '../../queries/open-matters.ts';

/** Everything of the Regional Director that is open, and what it waits for. */
export function directorListView(visit: Visit<Reach>, open: OpenMatters): Html {
  const { today } = visit;
  return identifyPage(visit, {
    title: 'Regional Director',
    active: 'director',
    isConfidential: true,
    main: html`
      ${paragraph(
        'Assessments of maintained schools by the Regional Director, the conditions that they set, and the concerns about academies that the authority has raised. What is recorded here is for officers; a school sees a decision and its conditions once it has them.',
      )}
      ${assessments(open.assessments)}
      ${conditions(open.conditions, today)}
      ${concerns(open.concerns, today)}
      ${eligible(open.eligible)}
      ${workbookLink(visit)}`,
  });
}

interface DirectorRow {
  readonly what: string;
  readonly school: NamedSchool;
  readonly stands: string;
  readonly day: LocalDate | undefined;
  readonly words: string;
}

/** The rows of the page, part after part. */
export function directorWorkbook(visit: Visit<Reach>, open: OpenMatters): Promise<Reply> {
  const rows: DirectorRow[] = [
    ...open.assessments.map(({ school, assessment, missing }) => ({
      what: 'Assessment',
      school,
      stands: assessmentStatusNames[assessment.state.status],
      day: assessment.opened.on,
      words: missing.map(({ sentence }) => sentence).join(' '),
    })),
    ...open.conditions.map(({ school, condition: { set } }) => ({
      what: 'Condition',
      school,
      stands: set.due !== undefined && set.due < visit.today ? 'Overdue' : 'Open',
      day: set.due,
      words: set.words,
    })),
    ...open.concerns.map(({ school, concern: { raised, state } }) => ({
      what: 'Concern about an academy',
      school,
      stands:
        state.status === 'raised' ? 'Waiting for an answer' : concernStatusNames[state.status],
      day: raised.on,
      words: raised.about.map((each) => subjects[each]).join(', '),
    })),
    ...open.eligible.map(({ school, grounds }) => ({
      what: 'Flagged by a national rule, and not being assessed',
      school,
      stands: grounds.map(({ fact }) => groundNames[fact]).join(', '),
      day: undefined,
      words: grounds.map(({ reason }) => reason).join(' '),
    })),
  ];
  return listWorkbook<DirectorRow>(visit, {
    name: 'Regional Director',
    rows,
    columns: [
      { title: 'What', width: 28, value: ({ what }) => what },
      { title: 'URN', width: 10, value: ({ school }) => school.urn },
      { title: 'School', width: 44, value: ({ school }) => school.name },
      { title: 'How it stands', width: 26, value: ({ stands: words }) => words },
      { title: 'Opened, due or raised on', width: 16, value: ({ day }) => dayCell(day) },
      { title: 'Missing, in words, or about', width: 70, value: ({ words }) => words },
    ],
  });
}

function assessments(open: readonly OpenAssessment[]): Html {
  return part({
    title: 'Open assessments',
    none: 'No assessment is open.',
    head: ['School', 'How it stands', 'What is still missing'],
    rows: open.map(({ school, assessment, missing }) => [
      schoolLink(school),
      stands(
        assessmentStatusNames[assessment.state.status],
        'blue',
        `opened ${shortDate(assessment.opened.on)}`,
      ),
      html`${missing.length === 0 ? 'Nothing' : bulletList(missing.map(({ sentence }) => sentence))}`,
    ]),
  });
}

function stands(status: string, colour: 'blue' | 'yellow', since: string): Html {
  return html`${tag({ content: status, classes: `govuk-tag--${colour}` })}<br><span class="app-secondary">${since}</span>`;
}

function conditions(open: readonly OpenCondition[], today: LocalDate): Html {
  return part({
    title: 'Conditions',
    none: 'No condition is open.',
    head: ['School', 'Due', 'Condition'],
    rows: open.map(({ school, condition: { set } }) => [
      schoolLink(school),
      set.due === undefined
        ? 'No day set'
        : html`${shortDate(set.due)}${set.due < today && html`<br>${tag({ content: 'Overdue', classes: 'govuk-tag--red' })}`}`,
      html`<span class="app-words">${set.words}</span>`,
    ]),
  });
}

function concerns(open: readonly OpenConcern[], today: LocalDate): Html {
  return part({
    title: 'Concerns about academies',
    none: 'No concern about an academy is open.',
    head: ['Academy', 'How it stands', 'About'],
    rows: open.map(({ school, concern }) => {
      const { raised, state } = concern;
      const since = counted(daysUnanswered(concern, today) ?? 0, 'day');
      return [
        schoolLink(school),
        state.status === 'raised'
          ? stands(
              'Waiting for an answer',
              'yellow',
              `raised ${shortDate(raised.on)}, ${since} ago`,
            )
          : stands(
              concernStatusNames[state.status],
              'blue',
              `raised ${shortDate(raised.on)}${state.status === 'answered' ? `, answered ${shortDate(state.answer.on)}` : ''}`,
            ),
        raised.about.map((each) => subjects[each]).join(', '),
      ];
    }),
  });
}

function eligible(found: readonly EligibleSchool[]): Html {
  return part({
    title: 'Flagged by a national rule, and not being assessed',
    none: 'No other maintained school is flagged by a national rule.',
    head: ['School', 'Why'],
    rows: found.map(({ school, grounds }) => [
      schoolLink(school),
      html`${bulletList(
        grounds.map(({ fact, reason }) => html`<strong>${groundNames[fact]}.</strong> ${reason}`),
      )}`,
    ]),
  });
}

interface Part {
  readonly title: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | Html)[])[];
}

function part({ title, none, head, rows }: Part): Html {
  if (rows.length === 0) return html`${heading(title)}${paragraph(none)}`;
  return stackingTable({
    caption: `${title}: ${rows.length}`,
    captionClasses: 'govuk-table__caption--m',
    classes: 'app-director',
    head,
    firstCellIsHeader: true,
    rows: rows.map(([first, ...rest]) => [
      { content: first ?? '', classes: 'app-weight-regular' },
      ...rest,
    ]),
  });
}

function schoolLink({ urn, name }: NamedSchool): Html {
  return link(path`/schools/${String(urn)}/regional-director`, name);
}
