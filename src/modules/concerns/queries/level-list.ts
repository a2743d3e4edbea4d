import type { LocalDate } from '#kernel/dates.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Actor, Matter, Reach } from '#modules/people/index.ts';
import { schoolsWithin } from '#modules/schools/index.ts';
import type { SchoolListed } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { decides } from '../access.ts';
import { heldSince, levelHeld } from '../domain/decision.ts';
import type { Doer } from '../domain/concern.ts';
import { standingsOfAuthority } from './school-standing.ts';
import type { SchoolInList } from './school-standing.ts';
import { seenReason } from './seen.ts';
import { readsOf, shownReasons } from './shown.ts';
import type { ShownReason } from './shown.ts';

/** A school in the authority's list of levels, as one person may read it. */
export interface ListedLevel {
  readonly school: SchoolListed;
  /** The level that it has, since when, who decided it, and on what. */
  readonly held:
    | {
        readonly level: string;
        readonly since: LocalDate;
        readonly by: Doer;
        readonly reasons: readonly ShownReason[];
      }
    | undefined;
  readonly openProcess: string | undefined;
  /** Set where something waits for a decision. */
  readonly waiting:
    | {
        readonly suggested: string | null;
        readonly reasons: readonly ShownReason[];
        /** The keys of reasons on which nobody has decided yet, where there was a decision before. */
        readonly fresh: ReadonlySet<string>;
      }
    | undefined;
}

/** The schools within someone's reach that have not closed, with their levels and what waits: by name. */
export async function levelList(
  db: Db,
  pack: PolicyPack,
  actor: Actor,
  reach: Reach,
  asking: { readonly laCode: string; readonly today: LocalDate },
): Promise<ListedLevel[]> {
  const [schools, standings] = await Promise.all([
    schoolsWithin(db, reach, asking),
    standingsOfAuthority(db, pack, asking.laCode),
  ]);
  const listed = new Map(schools.map((school) => [school.urn, school]));
  return standings.flatMap((found) => {
    const school = listed.get(found.urn);
    return school ? [listedLevel(pack, actor, school, found)] : [];
  });
}

function listedLevel(
  pack: PolicyPack,
  actor: Actor,
  school: SchoolListed,
  found: SchoolInList,
): ListedLevel {
  const { decisions, concerns, suggestion, standing, openProcess } = found;
  const matter: Matter = { urn: found.urn, ownSchool: true, networks: [] };
  const shown = (reasons: Parameters<typeof shownReasons>[0]) =>
    shownReasons(reasons, concerns, readsOf(actor, matter));
  const held = levelHeld(decisions);
  const since = heldSince(decisions);
  const decided = decisions.find(({ id }) => id === held?.decision.id);
  return {
    school,
    openProcess,
    held:
      held && since && decided
        ? {
            level: held.level,
            since,
            by: decided.by,
            reasons: shown(decided.seen.reasons.filter(({ level }) => level === held.level)),
          }
        : undefined,
    waiting:
      standing.kind === 'waiting'
        ? {
            suggested: suggestion.level,
            reasons: shown(suggestion.reasons.map((reason) => seenReason(pack, reason))),
            fresh: new Set(decisions.length === 0 ? [] : standing.fresh.map(({ key }) => key)),
          }
        : undefined,
  };
}

/** A school whose level waits for this person's decision. */
export interface LevelToDecide {
  readonly urn: SchoolListed['urn'];
  readonly school: string;
  /** The level that is suggested; null where the officer decides without one. */
  readonly suggested: string | null;
}

/** What waits for someone who decides on levels; nothing for anyone else. */
export async function levelsToDecide(
  db: Db,
  pack: PolicyPack,
  actor: Actor,
  laCode: string,
): Promise<LevelToDecide[]> {
  if (!permitsAuthority(actor, 'level and reasons', 'write') || !decides(actor, pack)) return [];
  const standings = await standingsOfAuthority(db, pack, laCode);
  return standings
    .filter(({ standing }) => standing.kind === 'waiting')
    .map(({ urn, name, suggestion }) => ({ urn, school: name, suggested: suggestion.level }));
}
