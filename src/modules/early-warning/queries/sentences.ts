import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { areaName, gradeName } from '#modules/inspections/index.ts';
import type { GradedInspection, Inspection, LowJudgement } from '#modules/inspections/index.ts';
import type { EarlyWarningFigure } from '#policy-pack/index.ts';
import type { Fall, FigureUsed, Reason, ReasonKind } from '../domain/reason.ts';

/** A reason to look at a school early, in words. For authority officers only. */
export interface EarlyWarning {
  readonly kind: ReasonKind;
  readonly sentence: string;
  /** "Ofsted management information, as at 31 August 2025" */
  readonly source: string;
  /** The first day of the inspection, or the day of which the figure is. */
  readonly date: LocalDate;
}

/** The kinds of reason, as headings and filters name them. */
export const kindNames: Readonly<Record<ReasonKind, string>> = {
  'one-step': 'One step from being eligible',
  'ungraded-concerns': 'Concerns at an ungraded inspection',
  decline: 'Lower than at the inspection before',
  attainment: 'Attainment',
  attendance: 'Attendance',
};

export function inWords(reason: Reason): EarlyWarning {
  const { kind } = reason;
  switch (kind) {
    case 'one-step':
      return told(kind, reason.step.latest, oneStepSentence(reason));
    case 'ungraded-concerns':
      return told(
        kind,
        reason.inspection,
        `The outcome of the inspection without grades of ${dayAndWhose(reason.inspection)} speaks of concerns: “${reason.outcome.trim()}”. No graded inspection has followed.`,
      );
    case 'decline':
      return told(kind, reason.latest, declineSentence(reason));
    case 'attainment':
    case 'attendance': {
      const { source, comparator, asAt: date } = reason.latest;
      const compared = comparator.source === source ? '' : `; compared with ${comparator.source}`;
      return { kind, sentence: figureSentence(reason), source: `${source}${compared}`, date };
    }
  }
}

function told(kind: ReasonKind, { source, firstDay }: Inspection, sentence: string): EarlyWarning {
  const asAt = source.asAt === null ? '' : `, as at ${shortDate(source.asAt)}`;
  return { kind, sentence, source: `${source.name}${asAt}`, date: firstDay };
}

type Of<Kind extends ReasonKind> = Extract<Reason, { readonly kind: Kind }>;

function oneStepSentence({ step, below }: Of<'one-step'>): string {
  const { latest, again, judgement, aboveCategory, categoryJudgement } = step;
  const judged = `The latest graded inspection, of ${dayAndWhose(latest)}, gave ${lowWords(below)}.`;
  const further =
    again.length > 0 &&
    `${judgement} at the next one would make the school ${list(again.map((rule) => ruleWords[rule]))}.`;
  const category = aboveCategory && `${categoryJudgement} would put it in a category of concern.`;
  return [judged, further, category].filter((part) => part !== false).join(' ');
}

const ruleWords = {
  coasting: '“not making necessary improvements” in law (coasting)',
  stuck: '“stuck” by the Department for Education’s policy',
} as const;

/** "Requires improvement overall", "Needs attention in achievement and inclusion": by grade. */
function lowWords(below: readonly LowJudgement[]): string {
  const overall = below.find(({ what }) => what === overallWords);
  if (overall) return `${overall.grade} overall`;
  const byGrade = Map.groupBy(below, ({ grade }) => grade);
  return list(
    [...byGrade].map(
      ([grade, judged]) => `${grade} in ${list(judged.map(({ what }) => lowerFirst(what)))}`,
    ),
  );
}

/** What an overall grade is called in a list of judgements. */
const overallWords = 'Overall effectiveness';

function declineSentence({ latest, before, falls }: Of<'decline'>): string {
  const fallen = falls.map((fall) => {
    const name =
      fall.area === 'overall' ? 'overall effectiveness' : areaWords(latest.framework, fall.area);
    return `${name} from ${judgementWords(before, fall.from)} to ${judgementWords(latest, fall.to)}`;
  });
  return `Lower at the graded inspection of ${dayAndWhose(latest)} than at the one before it, of ${dayAndWhose(before)}: ${fallen.join('; ')}.`;
}

function judgementWords(
  { framework }: GradedInspection,
  judged: Fall['from'] | Fall['to'],
): string {
  if (judged === 'met') return 'Met';
  if (judged === 'not-met') return 'Not met';
  if (judged === 'effective') return 'effective';
  if (judged === 'not-effective') return 'not effective';
  return gradeName(framework, judged);
}

function areaWords(framework: GradedInspection['framework'], area: Fall['area']): string {
  if (area === 'overall' || area === 'safeguarding') return area;
  return lowerFirst(areaName(framework, area));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function figureSentence(reason: Of<'attainment' | 'attendance'>): string {
  const { rule, latest, before, isSlipping } = reason;
  const now = `${rule.label}: ${valueText(latest.value, rule)} in ${latest.year}, against ${valueText(latest.comparator.value, rule)} for ${latest.comparator.of}: ${apartText(latest, rule)}.`;
  const then =
    before &&
    `The year before, ${before.year}, it was ${valueText(before.value, rule)} against ${valueText(before.comparator.value, rule)}: ${apartText(before, rule)}${isSlipping ? ', so the school has fallen further behind' : ''}.`;
  return [now, then].filter((part) => part !== null).join(' ');
}

/** "12 percentage points below", "the same". */
function apartText({ apart }: FigureUsed, { unit, worse }: EarlyWarningFigure): string {
  if (apart === 0) return 'the same';
  const amount = Math.abs(apart);
  const points = unit === 'percent' ? 'percentage point' : 'point';
  const isBelow = worse === 'lower' ? apart > 0 : apart < 0;
  return `${number(amount)} ${points}${amount === 1 ? '' : 's'} ${isBelow ? 'below' : 'above'}`;
}

function valueText(value: number, { unit }: EarlyWarningFigure): string {
  return unit === 'percent' ? `${number(value)}%` : number(value);
}

const twoPlaces = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** With a minus sign that is not mistaken for a hyphen. */
function number(value: number): string {
  return twoPlaces.format(value).replace('-', '−');
}

/** "14 March 2023 (of Elm School, URN 900123, which it was before)" */
function dayAndWhose({ firstDay, predecessor }: Inspection): string {
  if (predecessor === null) return shortDate(firstDay);
  const { urn, name } = predecessor;
  return `${shortDate(firstDay)} (made of ${name === null ? '' : `${name}, `}URN ${urn}, before it became this school)`;
}

/** "a, b and c" */
function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
