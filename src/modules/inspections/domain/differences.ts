import { shortDate } from '#kernel/dates.ts';
import { areaName, frameworkOf, gradeName } from './frameworks.ts';
import type { FourPointArea, ReportCardArea } from './frameworks.ts';
import { categoryName, isGraded, kindNames, safeguardingNames } from './inspection.ts';
import type { Inspection, NewInspection } from './inspection.ts';

/** One thing that two accounts of the same inspection tell differently, in words. */
export interface Difference {
  /** "Leadership and management", "Day of publication": begins a sentence. */
  readonly what: string;
  /** As either account has it; null where it says nothing of it. */
  readonly one: string | null;
  readonly other: string | null;
}

/** An account of an inspection, whoever gives it. */
export type Account = Inspection | NewInspection;

/** What two accounts of an inspection tell differently, in the order of a report. */
export function differencesBetween(one: Account, other: Account): Difference[] {
  const [left, right] = [linesOf(one), linesOf(other)];
  const labels = new Set([...left.keys(), ...right.keys()]);
  return [...labels].flatMap((what) => {
    const [before, after] = [left.get(what) ?? null, right.get(what) ?? null];
    return before === after ? [] : [{ what, one: before, other: after }];
  });
}

type Judgement = Parameters<typeof gradeName>[1];

/** All that an account says, as label and words: in the words of its framework. */
function linesOf(inspection: Account): Map<string, string> {
  const { framework } = inspection;
  const lines = new Map<string, string>([
    ['Kind', kindNames[inspection.kind]],
    ['Framework', frameworkOf(framework).name],
    ['First day', shortDate(inspection.firstDay)],
  ]);
  if (inspection.publishedOn) lines.set('Day of publication', shortDate(inspection.publishedOn));
  if (inspection.predecessor) lines.set('School inspected', `URN ${inspection.predecessor.urn}`);
  if (!isGraded(inspection)) {
    if (inspection.outcome !== null) lines.set('Outcome', inspection.outcome);
    return lines;
  }
  if ('overall' in inspection && inspection.overall !== null) {
    lines.set('Overall effectiveness', gradeName(framework, inspection.overall));
  }
  lines.set('Category of concern', categoryName(inspection.category) ?? 'none');
  const judgements: Readonly<Record<string, Judgement>> = inspection.judgements;
  for (const [area, judgement] of Object.entries(judgements)) {
    const name = areaName(framework, area as FourPointArea | ReportCardArea);
    lines.set(name, gradeName(framework, judgement));
  }
  if (inspection.safeguarding)
    lines.set('Safeguarding', safeguardingNames[inspection.safeguarding]);
  return lines;
}
