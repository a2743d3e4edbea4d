import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { coastingNote } from '#modules/eligibility/index.ts';
import { counted } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { button } from '#ui/components/button.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { academyOrderRuleOn, academyOrderSentence } from '../../domain/academy-orders.ts';
import { assessmentStatusNames, decisionOf } from '../../domain/assessment.ts';
import type { Assessment, Condition } from '../../domain/assessment.ts';
import { concernStatusNames } from '../../domain/concern.ts';
import { conditionEnds, decisions, recordable, subjects } from '../../domain/facts.ts';
import type { FactKind } from '../../domain/facts.ts';
import { daysUnanswered, missingFrom } from '../../domain/missing.ts';
import type { Missing } from '../../domain/missing.ts';
import { isOpen } from '../../domain/proceeding.ts';
import type { Proceeding } from '../../domain/proceeding.ts';
import type { DirectorAndSchool } from '../../queries/of-school.ts';
import { exceptionalText } from '../entry/view.ts';
import { groundsList } from './facts-view.ts';
import { historyView } from './history.ts';

type Shown = DirectorAndSchool & { readonly mayRecord: boolean };

type AssessmentProceeding = Extract<Proceeding, { readonly kind: 'assessment' }>;
type ConcernProceeding = Extract<Proceeding, { readonly kind: 'concern' }>;

/** What the Regional Director does about one school, as the authority has recorded it. */
export function directorSchoolView(visit: Visit<SchoolMatter>, shown: Shown): Html {
  const { school, proceedings } = shown;
  const open = proceedings.filter(isOpen);
  const over = proceedings.filter((each) => !isOpen(each));
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'director',
    main: html`
      ${school.kind === 'maintained' ? assessmentsPart(visit, shown) : academyPart(visit, shown)}
      ${open.map((each) => openPart(each, shown, visit.today))}
      ${
        over.length > 0 &&
        html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${heading('Earlier')}${over.map(
          (each) =>
            details({
              summary: `${beginning(each)}: ${statusName(each).toLowerCase()}`,
              content: historyView(each, shown.mayRecord),
            }),
        )}</div></div>`
      }`,
  });
}

function assessmentsPart({ subject }: Visit<SchoolMatter>, shown: Shown): Html {
  const { school, grounds, exempt, proceedings, mayRecord } = shown;
  if (proceedings.some(isOpen)) return html``;
  return column(html`
    ${paragraph('No assessment by the Regional Director is open.')}
    ${
      grounds.length === 0
        ? html`
            ${exempt !== null && paragraph(`The rules on schools that are not making necessary improvements do not apply to this school: ${exempt}.`)}
            ${exceptionalText()}`
        : html`${paragraph('The national rules flag the school today:')}${groundsList(grounds)}${grounds.some(({ fact }) => fact === 'coasting') && paragraph(coastingNote)}`
    }
    ${considerationText(shown)}
    ${paragraph(link(`/schools/${subject.urn}/national-rules`, 'What the national rules say of this school'))}
    ${
      mayRecord &&
      school.open &&
      button({
        content: 'Record that an assessment was opened',
        href: `/schools/${subject.urn}/regional-director/new`,
      })
    }`);
}

function academyPart({ subject }: Visit<SchoolMatter>, shown: Shown): Html {
  const { school, proceedings, mayRecord } = shown;
  if (school.kind === 'neither') {
    return column(
      paragraph(
        `${school.name} is neither maintained by the authority nor an academy (${school.typeName}), so nothing about it is recorded here.`,
      ),
    );
  }
  return column(html`
    ${paragraph(
      'An academy answers to the Secretary of State, and never has a level of concern. Should the authority have concerns about its standards, leadership or governance, it raises them directly with the Regional Director. The authority records here what was raised and what was answered.',
    )}
    ${considerationText(shown)}
    ${proceedings.length === 0 && paragraph('No concern about this academy is recorded.')}
    ${
      mayRecord &&
      school.open &&
      button({
        content: proceedings.length === 0 ? 'Record a concern' : 'Record another concern',
        href: `/schools/${subject.urn}/regional-director/new`,
        classes: proceedings.some(isOpen) ? 'govuk-button--secondary' : undefined,
      })
    }`);
}

/** Said wherever such a school is assessed: the policy’s words. */
function considerationText({ school }: Shown): Html | undefined {
  return school.extraConsideration
    ? insetText({
        content: `Extra consideration is due. In any circumstances where a school of this type (${school.typeName}) is assessed for suitability for intervention, extra consideration is given to identifying the most suitable course of action and sponsor in relation to its specific context.`,
      })
    : undefined;
}

function openPart(proceeding: Proceeding, shown: Shown, today: LocalDate): Html {
  return html`
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        ${
          proceeding.kind === 'assessment'
            ? assessmentPart(proceeding, shown, today)
            : concernPart(proceeding, today)
        }
      </div>
      ${
        shown.mayRecord &&
        html`<nav class="govuk-grid-column-one-third" aria-label="${`Record what happened: ${beginning(proceeding)}`}">${recordLinks(proceeding)}</nav>`
      }
    </div>
    ${column(html`${heading('What happened', { level: 3 })}${historyView(proceeding, shown.mayRecord)}`)}`;
}

function assessmentPart(proceeding: AssessmentProceeding, shown: Shown, today: LocalDate): Html {
  const { assessment } = proceeding;
  const { opened, conditions } = assessment;
  const missing = missingFrom(assessment, shown.school, today);
  return html`
    ${heading(`Assessment opened on ${longDate(opened.on)}`)}
    <p class="govuk-body">${tag({ content: statusName(proceeding), classes: 'govuk-tag--blue' })}</p>
    ${considerationText(shown)}
    ${summaryList({ rows: factRows(assessment, today) })}
    ${
      missing.length > 0 &&
      html`${heading('What is still missing', { level: 3 })}${bulletList(
        missing.map((each) => missingLine(proceeding, each, shown.mayRecord)),
      )}`
    }
    ${conditions.length > 0 && conditionsTable(proceeding, conditions, shown.mayRecord, today)}`;
}

function factRows({ opened, notified, ...assessment }: Assessment, today: LocalDate) {
  const decision = decisionOf({ opened, notified, ...assessment });
  const facts = new Set(opened.grounds.map(({ fact }) => fact));
  const rule = academyOrderRuleOn(decision?.on ?? today);
  return [
    {
      key: 'Why',
      value:
        opened.grounds.length > 0
          ? html`${groundsList(opened.grounds)}${opened.reason !== '' && html`<span class="app-words">${opened.reason}</span>`}`
          : html`No national rule flagged the school; the reason given: <span class="app-words">${opened.reason}</span>`,
    },
    (facts.has('coasting') || notified !== undefined) && {
      key: 'Governing body notified',
      value: notified
        ? `By the Secretary of State, ${longDate(notified.on)}`
        : 'Not recorded. A coasting school is eligible only once it has been notified.',
    },
    {
      key: 'Decision',
      value: decision
        ? `${decisions[decision.decision]}, ${longDate(decision.on)}`
        : 'None recorded',
    },
    (facts.has('category-of-concern') || decision?.decision === 'academy-order') && {
      key: 'Academy orders',
      value: facts.has('category-of-concern')
        ? academyOrderSentence(rule)
        : 'The school is in no category of concern: an academy order is a power of the Secretary of State, not a duty.',
    },
  ];
}

function missingLine(
  { id }: Proceeding,
  { sentence, mend, party, condition }: Missing,
  mayRecord: boolean,
): Html {
  const query = new URLSearchParams({
    ...(party !== undefined && { party }),
    ...(condition !== undefined && { condition }),
  }).toString();
  const href = `/regional-director/${id}/record/${mend}${query && `?${query}`}`;
  return html`${sentence}${mayRecord && html`. ${link(href, 'Record it', `: ${sentence}`)}`}`;
}

function conditionsTable(
  { id }: Proceeding,
  conditions: readonly Condition[],
  mayRecord: boolean,
  today: LocalDate,
): Html {
  return stackingTable({
    caption: 'Conditions',
    captionClasses: 'govuk-table__caption--s',
    head: ['Condition', 'Due', 'How it stands'],
    rows: conditions.map(({ id: condition, set, ended }) => [
      html`<span class="app-words">${set.words}</span>`,
      set.due === undefined ? 'No day set' : shortDate(set.due),
      ended
        ? `${conditionEnds[ended.end]}, ${shortDate(ended.on)}`
        : html`${
            set.due !== undefined && set.due < today
              ? tag({ content: 'Overdue', classes: 'govuk-tag--red' })
              : 'Open'
          }${
            mayRecord &&
            html`<br>${link(`/regional-director/${id}/record/condition-ended?condition=${condition}`, 'Record how it ended', `: ${set.words}`)}`
          }`,
    ]),
  });
}

function concernPart(proceeding: ConcernProceeding, today: LocalDate): Html {
  const { concern } = proceeding;
  const { raised } = concern;
  const days = daysUnanswered(concern, today);
  const about = raised.about.map((each) => subjects[each].toLowerCase()).join(', ');
  return html`
    ${heading(`Concern raised on ${longDate(raised.on)}: ${about}`)}
    <p class="govuk-body">${tag({
      content: statusName(proceeding),
      classes: days === undefined ? 'govuk-tag--blue' : 'govuk-tag--yellow',
    })}</p>
    ${days !== undefined && paragraph(`No answer by the Regional Director is recorded, ${counted(days, 'day')} after the concern was raised.`)}`;
}

/** What each kind is called in the list of what can be recorded. */
const linkTexts: Partial<Record<FactKind, string>> = {
  notified: 'Governing body notified',
  'representation-asked': 'Representation asked for',
  'representation-made': 'Representation made',
  view: 'The school’s own view',
  consideration: 'Extra consideration',
  support: 'Support offered',
  decision: 'Decision',
  condition: 'Condition set',
  answered: 'Answer',
  'follow-up': 'Follow-up',
};

function recordLinks(proceeding: Proceeding): Html {
  const { id, kind } = proceeding;
  const links = recordable[kind].filter((each) => isOffered(proceeding, each));
  return html`
    ${heading('Record what happened', { level: 3 })}
    <ul class="govuk-list govuk-list--spaced">${links.map(
      (each) =>
        html`<li>${link(
          `/regional-director/${id}/record/${each}`,
          each === 'closed'
            ? `Close the ${kind}`
            : each === 'withdrawn'
              ? `${kind === 'assessment' ? 'Assessment' : 'Concern'} withdrawn`
              : (linkTexts[each] ?? each),
        )}</li>`,
    )}</ul>`;
}

/** Only what can follow: the rest would be refused. */
function isOffered(proceeding: Proceeding, kind: FactKind): boolean {
  if (proceeding.kind === 'concern') {
    const { status } = proceeding.concern.state;
    return kind === 'answered' ? status === 'raised' : kind !== 'closed' || status === 'answered';
  }
  const { assessment } = proceeding;
  const { status } = assessment.state;
  const isDecided = status === 'decided' || status === 'conditions-running';
  // How a condition ended is offered beside the condition.
  const never: readonly FactKind[] = [
    'condition-ended',
    ...(assessment.notified === undefined ? [] : (['notified'] as const)),
    ...(isDecided ? (['decision', 'withdrawn'] as const) : (['condition'] as const)),
    ...(status === 'decided' ? [] : (['closed'] as const)),
  ];
  return !never.includes(kind);
}

function statusName(proceeding: Proceeding): string {
  return proceeding.kind === 'assessment'
    ? assessmentStatusNames[proceeding.assessment.state.status]
    : concernStatusNames[proceeding.concern.state.status];
}

/** "Assessment opened 4 January 2027" */
function beginning(proceeding: Proceeding): string {
  return proceeding.kind === 'assessment'
    ? `Assessment opened ${shortDate(proceeding.assessment.opened.on)}`
    : `Concern raised ${shortDate(proceeding.concern.raised.on)}`;
}

function column(content: Html): Html {
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content}</div></div>`;
}
