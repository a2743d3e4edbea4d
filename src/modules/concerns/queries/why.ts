import type { LocalDate } from '#kernel/dates.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { casesOfSchool } from '#modules/cases/index.ts';
import type { SchoolCase, SchoolMatter } from '#modules/cases/index.ts';
import { coastingNote, eligibilityOf } from '#modules/eligibility/index.ts';
import type { Actor } from '#modules/people/index.ts';
import { conditionEnds, regionalDirectorFactsOf } from '#modules/regional-director/index.ts';
import type { RegionalDirectorDecision } from '#modules/regional-director/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { asAdopted } from '#modules/question/index.ts';
import { levelOf, policyPack, processOf, questionOn, roleLabel } from '#policy-pack/index.ts';
import type { Level, PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { isOpen, isShown } from '../domain/concern.ts';
import type { Concern, Doer } from '../domain/concern.ts';
import { heldSince, levelHeld, levelPeriods } from '../domain/decision.ts';
import type { SeenFigure, StoredDecision } from '../domain/seen.ts';
import { concernsOf, decisionsOf } from '../store.ts';
import { reasonTitles } from './seen.ts';
import { readsOf, shownConcerns, shownReasons, withheldSentence } from './shown.ts';
import type { ShownReason } from './shown.ts';

/**
 * Why a school has its level and what gets it out, as one person may read it. Head and authority
 * read the same but for what is withheld.
 */
export interface Why {
  readonly school: { readonly urn: Urn; readonly name: string };
  readonly asAt: LocalDate;
  readonly held: HeldWhy | undefined;
  /** What was open at the decision, is open still, is shown, and is no reason for the level. Newest first. */
  readonly besides: readonly Concern[];
  /** What is recorded since the decision and is shown. Newest first. */
  readonly later: readonly Concern[];
  /** That something is withheld from whoever reads, and by which role; undefined for nothing. */
  readonly withheld: string | undefined;
  /** Whether it says something that is withheld from the school. */
  readonly holdsWithheld: boolean;
  readonly offered: Offered;
  readonly leaving: Leaving;
  /** In plain words, of the inspections that are published. */
  readonly rules: readonly NationalRule[];
  /** What the Regional Director has decided about the school, the newest first. */
  readonly director: readonly RegionalDirectorDecision[];
  /** The levels that the school had before, the newest first. */
  readonly earlier: readonly EarlierLevel[];
}

export interface HeldWhy {
  readonly level: string;
  readonly label: string;
  readonly since: LocalDate;
  /** What the reasons for the level are called; none where the officer had reasons of their own. */
  readonly triggers: readonly string[];
  readonly reasons: readonly ShownReason[];
  readonly figures: readonly SeenFigure[];
  readonly decision: {
    readonly by: Doer;
    readonly on: LocalDate;
    readonly from: LocalDate;
    readonly rationale: string;
  };
  /** "Support and Intervention (Maintained Schools), Coventry City Council" */
  readonly policy: string;
}

/** What has been offered to the school. */
export interface Offered {
  readonly supports: readonly string[];
  /** The process that is open, where the reader may see it. */
  readonly open: SchoolCase | undefined;
  readonly networkFocus: boolean;
}

/** The test for leaving, each part in a sentence. */
export interface Leaving {
  readonly process: string | undefined;
  readonly tests: readonly { readonly text: string; readonly source: 'policy' | 'added' }[];
  /** What the board is asked at every meeting; undefined where it is asked nothing. */
  readonly question: string | undefined;
  /** What comes next where engagement is lacking or progress is not sufficient. */
  readonly otherwise: readonly string[];
}

export interface NationalRule {
  readonly name: string;
  readonly holds: boolean;
  /** Whether the rule is about schools of this kind, and was in force. */
  readonly applies: boolean;
  readonly reason: string;
  readonly citation: string | undefined;
  /** What must follow before it has an effect. */
  readonly note: string | undefined;
  /** What of its reading was not confirmed against the original text. */
  readonly toCheck: readonly string[];
}

export interface EarlierLevel {
  readonly label: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly by: Doer;
  readonly rationale: string;
  /** Who ended it, and why; undefined where another decision on the level followed. */
  readonly ending: { readonly by: Doer; readonly rationale: string } | undefined;
}

/** What whoever asks knows of the reader and the school. */
export interface WhyAsked {
  /** As the school reads it, whatever else the person may read. */
  readonly asSchool: boolean;
  /** Whether it is a focus school of its network this academic year. */
  readonly networkFocus: boolean;
}

/** Reads it all; undefined where there is no such school. */
export async function whyOf(
  db: Db,
  pack: PolicyPack,
  actor: Actor,
  matter: SchoolMatter,
  today: LocalDate,
  { asSchool, networkFocus }: WhyAsked,
): Promise<Why | undefined> {
  const { urn } = matter;
  const [school, allConcerns, allDecisions, cases, eligibility, director] = await Promise.all([
    findSchool(db, urn),
    concernsOf(db, [urn]),
    decisionsOf(db, [urn]),
    casesOfSchool(db, actor, matter, today),
    eligibilityOf(db, urn, today),
    regionalDirectorFactsOf(db, urn),
  ]);
  if (!school) return undefined;
  const concerns = allConcerns.get(urn) ?? [];
  const decisions = allDecisions.get(urn) ?? [];
  const present = heldDecision(decisions);
  const mayRead = asSchool ? isShown : readsOf(actor, matter);
  const reasons = shownReasons(present?.seen.reasons ?? [], concerns, mayRead);
  const cited = new Set(present?.seen.reasons.map(({ concern }) => concern));
  // Without a level nothing of them is said, not even that there is something.
  const others = present
    ? concerns.filter((concern) => isOpen(concern) && !cited.has(concern.id))
    : [];
  const { readable, withheldBy } = shownConcerns(others, mayRead);
  const isLater = ({ recordedAt }: Concern) => present !== undefined && recordedAt > present.at;
  const read = [
    ...readable,
    ...reasons.flatMap((reason) => (reason.kind === 'stated' ? (reason.concern ?? []) : [])),
  ];
  const masked = reasons.flatMap((reason) => (reason.kind === 'withheld' ? [reason.byRole] : []));
  const open = cases.find(({ status }) => status !== 'closed');
  return {
    school: { urn, name: school.name },
    asAt: today,
    held: present && heldWhy(present, decisions, reasons),
    besides: readable.filter((concern) => !isLater(concern)),
    later: readable.filter(isLater),
    withheld: withheldSentence([...masked, ...withheldBy]),
    holdsWithheld: !read.every(isShown),
    offered: {
      supports: present ? supportsOf(pack, levelOf(packOf(present), present.level ?? '')) : [],
      open,
      networkFocus,
    },
    leaving: leavingOf(await asAdopted(db, pack), present, matter.process, today),
    rules: eligibility
      ? [
          rule('In a category of concern', eligibility.categoryOfConcern),
          rule(
            'Not making necessary improvements (coasting)',
            eligibility.coasting,
            school.maintained ? coastingNote : undefined,
          ),
          rule('“Stuck”, by the policy of the Department for Education', eligibility.stuck),
        ]
      : [],
    director,
    earlier: earlierLevels(decisions),
  };
}

function heldDecision(decisions: readonly StoredDecision[]): StoredDecision | undefined {
  const held = levelHeld(decisions);
  return decisions.find(({ id }) => id === held?.decision.id);
}

function heldWhy(
  decision: StoredDecision,
  decisions: readonly StoredDecision[],
  reasons: readonly ShownReason[],
): HeldWhy {
  const pack = packOf(decision);
  const level = levelOf(pack, decision.level ?? '');
  const triggers = reasons.flatMap((shown) =>
    shown.kind === 'stated' && shown.reason.level === level.key ? reasonTitles(shown.reason) : [],
  );
  return {
    level: level.key,
    label: level.label,
    since: heldSince(decisions) ?? decision.from,
    triggers: [...new Set(triggers)],
    reasons,
    figures: decision.seen.figures,
    decision: {
      by: decision.by,
      on: dateOf(decision.at),
      from: decision.from,
      rationale: decision.rationale,
    },
    policy: `${pack.title}, ${pack.publisher}`,
  };
}

/** The pack that a decision was made under. */
export function packOf({ policyVersion }: StoredDecision): PolicyPack {
  const [id = '', version = ''] = policyVersion.split('/');
  return policyPack(id, Number(version));
}

function supportsOf(pack: PolicyPack, level: Level): string[] {
  return level.supports.map((support) => supportWords(pack, support));
}

/** "Additional support …, in agreement with the Senior Education LA Officer": as the policy offers it. */
export function supportWords(pack: PolicyPack, support: Level['supports'][number]): string {
  return support.agreedBy === null
    ? support.label
    : `${support.label}, in agreement with the ${roleLabel(pack, support.agreedBy)}`;
}

/** "Due 1 March 2027.", "Met, 13 January 2027.": how a condition of the Regional Director stands. */
export function conditionState({
  due,
  ended,
}: RegionalDirectorDecision['conditions'][number]): string {
  if (ended) return `${conditionEnds[ended.how]}, ${shortDate(ended.on)}.`;
  return due === undefined ? 'No day is set.' : `Due ${shortDate(due)}.`;
}

/** Of the process that is open; else, while there is none, of the one that the level leads to. */
function leavingOf(
  pack: PolicyPack,
  decision: StoredDecision | undefined,
  openProcess: string | undefined,
  today: LocalDate,
): Leaving {
  const level = decision && levelOf(packOf(decision), decision.level ?? '');
  const leadsTo = level?.supports.find(({ process }) => process !== null)?.process;
  const key = openProcess ?? leadsTo ?? undefined;
  const process = key === undefined ? undefined : processOf(pack, key);
  return {
    process: process?.name,
    tests: [...(process?.leaving ?? []), ...(level?.leaving ?? [])],
    question: process?.asksQuestion === true ? questionOn(pack, today).text : undefined,
    otherwise: level?.nextSteps.map(({ label }) => label) ?? [],
  };
}

function rule(
  name: string,
  finding: {
    readonly holds: boolean;
    readonly reason: string;
    readonly rule: { readonly citation: string; readonly toCheck: readonly string[] } | null;
  },
  note?: string,
): NationalRule {
  const { holds, reason, rule: applied } = finding;
  return {
    name,
    holds,
    applies: applied !== null,
    reason,
    citation: applied?.citation,
    note: holds ? note : undefined,
    toCheck: applied?.toCheck ?? [],
  };
}

function earlierLevels(decisions: readonly StoredDecision[]): EarlierLevel[] {
  return levelPeriods(decisions)
    .flatMap(({ level, from, until, decision }) => {
      const stored = decisions.find(({ id }) => id === decision.id);
      if (until === undefined || !stored) return [];
      const { label } = levelOf(packOf(stored), level);
      const { by, rationale } = decision;
      const next = decisions.find(
        ({ kind, position }) => kind !== 'dismissed' && position > decision.position,
      );
      const ending = next?.kind === 'ended' ? next : undefined;
      return [{ label, from, until, by, rationale, ending }];
    })
    .toReversed();
}
