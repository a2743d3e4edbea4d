import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import type { GradedInspection, Inspection } from '#modules/inspections/index.ts';
import { nextStepFrom } from '#policy-pack/index.ts';
import type { InspectionReading, PolicyPack, Trigger } from '#policy-pack/index.ts';
import { isOpen } from './concern.ts';
import type { Concern } from './concern.ts';
import { readAs } from './reading.ts';
import type { Finding } from './reading.ts';

/** What is known of a school that a level may follow from. */
export interface Evidence {
  /** An academy never receives a level. */
  readonly maintained: boolean;
  /** False for a school that has closed, or has not opened. */
  readonly open: boolean;
  /** In any order; ungraded inspections and monitoring visits may be among them. */
  readonly inspections: readonly Inspection[];
  readonly exits: readonly Exit[];
  readonly setbacks: readonly SetbackSeen[];
  /** The process that is open for the school, if one is. */
  readonly openProcess: string | undefined;
  /** In any order, resolved ones among them. */
  readonly concerns: readonly Concern[];
}

/** The school left a process. */
export interface Exit {
  readonly caseId: CaseId;
  readonly process: string;
  readonly on: LocalDate;
}

/** That a process of the school lacked engagement or progress, as its chair recorded it. */
export interface SetbackSeen {
  readonly caseId: CaseId;
  /** Its place in the case's timeline. */
  readonly position: number;
  readonly process: string;
  readonly about: 'lack-of-engagement' | 'insufficient-progress';
  readonly on: LocalDate;
}

/** What a reason rests on. */
export type Cited =
  | {
      readonly kind: 'inspection';
      readonly inspection: GradedInspection;
      /** The ways in which it is read: at least one. */
      readonly readings: readonly InspectionReading[];
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'concern'; readonly concern: Concern }
  | {
      readonly kind: 'exit';
      readonly exit: Exit;
      /** The latest graded inspection, which is not Good overall; undefined where there is none. */
      readonly inspection: GradedInspection | undefined;
      readonly source: 'policy' | 'added';
    }
  | { readonly kind: 'setback'; readonly setback: SetbackSeen };

/** One reason for a level. */
export interface Reason {
  /** The same as long as the reason is the same: what is new is told by it. */
  readonly key: string;
  /** Null where the policy does not say what level follows: the officer decides. */
  readonly level: string | null;
  readonly trigger: string | null;
  /** The day of the inspection, of the concern, or of the exit. */
  readonly on: LocalDate;
  readonly cited: Cited;
}

/** What the policy says of a school on what is known. A person decides. */
export interface Suggestion {
  /** The gravest level that a reason stands for; null for none. */
  readonly level: string | null;
  /** What stands, the gravest level's first. */
  readonly reasons: readonly Reason[];
  /** What the school's exit from a process has answered. */
  readonly answered: readonly Reason[];
  /** Why a person must look at it although no level is suggested; else undefined. */
  readonly never: 'not-maintained' | 'not-open' | undefined;
}

/**
 * The level that the policy suggests, with its reasons: each trigger of the pack, read on the latest
 * graded inspection, the open concerns and the processes that the school has left; and the next step
 * where a process lacked engagement or progress. The same evidence
 * gives the same suggestion in whatever order it comes.
 */
export function suggest(pack: PolicyPack, evidence: Evidence): Suggestion {
  const none = { level: null, reasons: [], answered: [] };
  if (!evidence.maintained) return { ...none, never: 'not-maintained' };
  if (!evidence.open) return { ...none, never: 'not-open' };
  const latest = latestGraded(evidence.inspections);
  const all = pack.levels.flatMap((level) => [
    ...level.triggers.flatMap((trigger) => reasonsOf(trigger, level.key, evidence, latest)),
    ...setbackReasons(pack, level.key, evidence),
  ]);
  const undecided = latest
    ? inspectionReason(pack.levelDecisions.officerDecides, latest, null, null)
    : undefined;
  const isAnswered = (reason: Reason) => answeredBy(pack, evidence, reason) !== undefined;
  const reasons = all.filter((reason) => !isAnswered(reason));
  return {
    level: reasons[0]?.level ?? null,
    reasons: [...reasons, ...(undecided && !isAnswered(undecided) ? [undecided] : [])],
    answered: all.filter(isAnswered),
    never: undefined,
  };
}

/** An ungraded inspection or a monitoring visit does not take the place of the graded one. */
export function latestGraded(inspections: readonly Inspection[]): GradedInspection | undefined {
  return inspections
    .filter((inspection) => inspection.kind === 'graded')
    .toSorted((a, b) => compare(b.firstDay, a.firstDay) || compare(b.number, a.number))[0];
}

function reasonsOf(
  trigger: Trigger,
  level: string,
  evidence: Evidence,
  latest: GradedInspection | undefined,
): Reason[] {
  return trigger.recognisedBy.flatMap((recognised): Reason[] => {
    switch (recognised.by) {
      case 'inspection': {
        const reason = latest && inspectionReason(recognised.readings, latest, level, trigger.key);
        return reason ? [reason] : [];
      }
      case 'concern':
        return evidence.concerns
          .filter((concern) => isOpen(concern) && concern.kind === trigger.key)
          .toSorted((a, b) => compare(b.ofDate, a.ofDate) || compare(a.id, b.id))
          .map((concern) => ({
            key: `concern:${concern.id}`,
            level,
            trigger: trigger.key,
            on: concern.ofDate,
            cited: { kind: 'concern', concern },
          }));
      case 'process exit': {
        const exit = latestExit(evidence, recognised.process);
        const isGood = recognised.unless.some((reading) => latest && readAs(latest, reading));
        if (!exit || isGood) return [];
        const { source } = recognised;
        return [
          {
            key: `exit:${exit.caseId}`,
            level,
            trigger: trigger.key,
            on: exit.on,
            cited: { kind: 'exit', exit, inspection: latest, source },
          },
        ];
      }
    }
  });
}

/** What the policy names as the next step from a process is a reason for the level that it leads to. */
function setbackReasons(pack: PolicyPack, level: string, { setbacks }: Evidence): Reason[] {
  return setbacks
    .filter(({ process }) => nextStepFrom(pack, process)?.level === level)
    .toSorted(
      (a, b) => compare(b.on, a.on) || compare(a.caseId, b.caseId) || b.position - a.position,
    )
    .map((setback) => ({
      key: `setback:${setback.caseId}:${setback.position}`,
      level,
      trigger: null,
      on: setback.on,
      cited: { kind: 'setback', setback },
    }));
}

function inspectionReason(
  all: readonly InspectionReading[],
  inspection: GradedInspection,
  level: string | null,
  trigger: string | null,
): Reason | undefined {
  const read = all.flatMap((reading) => {
    const findings = readAs(inspection, reading);
    return findings ? [{ reading, findings }] : [];
  });
  if (read.length === 0) return undefined;
  const readings = read.map(({ reading }) => reading);
  return {
    key: `inspection:${inspection.number}:${readings.map(({ key }) => key).join('+')}`,
    level,
    trigger,
    on: inspection.firstDay,
    cited: {
      kind: 'inspection',
      inspection,
      readings,
      findings: eachOnce(read.flatMap(({ findings }) => findings)),
    },
  };
}

/** The school is not said to have left a process that is open for it again. */
function latestExit({ exits, openProcess }: Evidence, process: string): Exit | undefined {
  if (openProcess === process) return undefined;
  return exits
    .filter((exit) => exit.process === process)
    .toSorted((a, b) => compare(b.on, a.on) || compare(b.caseId, a.caseId))[0];
}

/**
 * The exit by which a reason has been answered: the board agreed that the school is ready to leave,
 * so what had brought it there counts no longer, until something new comes.
 */
function answeredBy(pack: PolicyPack, evidence: Evidence, reason: Reason): Exit | undefined {
  const since =
    reason.cited.kind === 'concern' ? dateOf(reason.cited.concern.recordedAt) : reason.on;
  return pack.levels
    .flatMap(({ triggers }) => triggers.flatMap(({ recognisedBy }) => recognisedBy))
    .flatMap((recognised) =>
      recognised.by === 'process exit' && recognised.answers === reason.level
        ? (latestExit(evidence, recognised.process) ?? [])
        : [],
    )
    .find((exit) => since <= exit.on);
}

function eachOnce(findings: readonly Finding[]): Finding[] {
  const texts = findings.map((finding) => JSON.stringify(finding));
  return findings.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
