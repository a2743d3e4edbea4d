import { createHash } from 'node:crypto';
import { shortDate } from '#kernel/dates.ts';
import { setbacks } from '#modules/cases/index.ts';
import { areaName, categoryName, frameworkOf, gradeName } from '#modules/inspections/index.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import { figureText } from '#modules/schools/index.ts';
import type { ContextFigure, MeasureId } from '#modules/schools/index.ts';
import { canonicalJson } from '#platform/audit/canonical.ts';
import { processOf, triggerOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Finding } from '../domain/reading.ts';
import type { Seen, SeenFigure, SeenReason } from '../domain/seen.ts';
import type { Reason, Suggestion } from '../domain/suggestion.ts';

/** A suggestion and the figures beside it in words, as an officer sees them and as a decision keeps them. */
export function seenOf(
  pack: PolicyPack,
  suggestion: Suggestion,
  figures: readonly ContextFigure[],
): Seen {
  return {
    suggested: suggestion.level,
    reasons: suggestion.reasons.map((reason) => seenReason(pack, reason)),
    answered: suggestion.answered.map((reason) => seenReason(pack, reason)),
    figures: shownFigures(figures).map(seenFigure),
  };
}

/** Of the canonical text: it tells whether what an officer saw is what is there now. */
export function hashOf(seen: Seen): string {
  return createHash('sha256').update(canonicalJson(seen)).digest('hex');
}

export function seenReason(pack: PolicyPack, reason: Reason): SeenReason {
  const { key, level, on, cited } = reason;
  const common = {
    key,
    level,
    trigger: reason.trigger === null ? null : triggerOf(pack, reason.trigger).trigger.label,
    on,
    framework: null,
    judgements: [],
    concern: null,
  };
  switch (cited.kind) {
    case 'inspection': {
      const { inspection, readings, findings } = cited;
      return {
        ...common,
        kind: 'inspection',
        sentence: sentenceOf(inspection, findings),
        source: sourceOf(inspection),
        readings: readings.map(({ label, source }) => ({ label, source })),
        framework: frameworkOf(inspection.framework).name,
        judgements: judgementsOf(inspection),
      };
    }
    case 'concern':
      return {
        ...common,
        kind: 'concern',
        sentence: '',
        source: '',
        readings: [],
        concern: cited.concern.id,
      };
    case 'setback': {
      const { process, about } = cited.setback;
      const { name } = processOf(pack, process);
      return {
        ...common,
        kind: 'setback',
        sentence: `${setbacks[about]} was recorded in the ${name} process on ${shortDate(on)}.`,
        source: 'The process in this service',
        readings: [
          { label: `The next step that the policy names from a ${name}`, source: 'policy' },
        ],
      };
    }
    case 'exit': {
      const { exit, inspection, source } = cited;
      const { name } = processOf(pack, exit.process);
      const since = inspection
        ? `Its latest graded inspection, of ${shortDate(inspection.firstDay)}, is not read as Good overall.`
        : 'No graded inspection of it is known.';
      return {
        ...common,
        kind: 'exit',
        sentence: `The school left the ${name} process on ${shortDate(exit.on)}. ${since}`,
        source: 'The process in this service',
        readings: [{ label: 'Left the process and not yet Good overall', source }],
      };
    }
  }
}

/** "Overall effectiveness: Requires improvement. Leadership and management: Requires improvement." */
function sentenceOf(inspection: GradedInspection, findings: readonly Finding[]): string {
  const parts = findings.map((finding) => {
    switch (finding.of) {
      case 'overall':
        return `overall effectiveness ${inWords(inspection, finding.grade)}`;
      case 'area':
        return `${lowerFirst(areaIn(inspection, finding.area))} ${inWords(inspection, finding.grade)}`;
      case 'category':
        return `category of concern: ${lowerFirst(categoryName(inspection.category) ?? '')}`;
      case 'safeguarding':
        return `safeguarding ${safeguardingNames[finding.is] ?? finding.is}`;
    }
  });
  return `Graded inspection of ${shortDate(inspection.firstDay)}: ${parts.join('; ')}.`;
}

function inWords(inspection: GradedInspection, grade: number | string): string {
  if (grade === 'not-judged') return 'not in the data';
  return `judged ${gradeIn(inspection, grade)}`;
}

/**
 * What a reason is called: as the policy names its trigger. Where an inspection meets only proposed
 * readings of that, it is called by these: no inspection is said to have judged what it did not.
 */
export function reasonTitles(reason: SeenReason): readonly string[] {
  if (reason.kind === 'setback') return reason.readings.map(({ label }) => label);
  if (reason.trigger === null) {
    return ['The policy does not say what level follows: the officer decides'];
  }
  return isProposed(reason) ? reason.readings.map(({ label }) => label) : [reason.trigger];
}

/** How a reason was read, and whose reading that is; undefined where it needed none. */
export function readingSentence(reason: SeenReason): string | undefined {
  const { trigger, readings } = reason;
  if (readings.length === 0 || reason.kind === 'setback') return undefined;
  const proposed = 'the authority has yet to adopt it';
  if (trigger !== null && isProposed(reason)) {
    return `A proposed reading of what the policy calls “${trigger}”: ${proposed}.`;
  }
  const named = readings.map(
    ({ label, source }) =>
      `${label} (${source === 'policy' ? 'the policy' : `a proposed reading: ${proposed}`})`,
  );
  return `Read as: ${named.join('; ')}`;
}

function isProposed({ kind, readings }: SeenReason): boolean {
  return kind === 'inspection' && readings.every(({ source }) => source === 'added');
}

/** Every judgement of the inspection, in the order and the words of its framework. */
export function judgementsOf(inspection: GradedInspection): { name: string; grade: string }[] {
  const { category, safeguarding } = inspection;
  return [
    ...('overall' in inspection && inspection.overall !== null
      ? [{ name: 'Overall effectiveness', grade: gradeIn(inspection, inspection.overall) }]
      : []),
    ...(category === null
      ? []
      : [{ name: 'Category of concern', grade: categoryName(category) ?? category }]),
    ...Object.entries(inspection.judgements).map(([area, grade]) => ({
      name: areaIn(inspection, area),
      grade: gradeIn(inspection, grade as number | string),
    })),
    ...(safeguarding === null
      ? []
      : [{ name: 'Safeguarding', grade: upperFirst(safeguardingNames[safeguarding] ?? '') }]),
  ];
}

const safeguardingNames: Readonly<Record<string, string>> = {
  effective: 'effective',
  'not-effective': 'not effective',
  met: 'standards met',
  'not-met': 'standards not met',
};

function gradeIn({ framework }: GradedInspection, grade: number | string): string {
  return gradeName(framework, grade as Parameters<typeof gradeName>[1]);
}

function areaIn({ framework }: GradedInspection, area: string): string {
  return areaName(framework, area as Parameters<typeof areaName>[1]);
}

function sourceOf({ source, predecessor }: GradedInspection): string {
  const asAt = source.asAt === null ? '' : `, as at ${shortDate(source.asAt)}`;
  const under =
    predecessor === null
      ? ''
      : `. Judged as URN ${predecessor.urn}${predecessor.name === null ? '' : ` (${predecessor.name})`}, before it became this school`;
  return `${source.name}${asAt}${under}`;
}

/** Attainment and attendance, which the policy names: the newest figure of each for all pupils. */
const measures: readonly MeasureId[] = [
  'ks2-expected',
  'attainment-8',
  'progress-8',
  'english-maths-5',
  'absence',
  'persistent-absence',
  'suspensions',
];

function shownFigures(figures: readonly ContextFigure[]): ContextFigure[] {
  return measures.flatMap(
    (measure) =>
      figures.find((figure) => figure.measure === measure && figure.cohort === 'all') ?? [],
  );
}

function seenFigure({ name, value, unit, period, source, asAt }: ContextFigure): SeenFigure {
  return {
    name,
    value: figureText(value, unit),
    about: period,
    source: source.includes(shortDate(asAt)) ? source : `${source}, ${shortDate(asAt)}`,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
