import { histories, inspectionsOf } from '#modules/inspections/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { contextFiguresOf, findSchool, isMaintained } from '#modules/schools/index.ts';
import type { School, SchoolStatus } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Concern } from '../domain/concern.ts';
import { standingOf } from '../domain/decision.ts';
import type { Standing } from '../domain/decision.ts';
import type { Seen, StoredDecision } from '../domain/seen.ts';
import { suggest } from '../domain/suggestion.ts';
import type { Suggestion } from '../domain/suggestion.ts';
import { concernsOf, decisionsOf, processesOf } from '../store.ts';
import { hashOf, seenOf } from './seen.ts';

/** All that there is to a school's level today. */
export interface SchoolStanding {
  readonly school: School;
  /** Newest first. */
  readonly inspections: readonly Inspection[];
  /** Newest first, withheld and resolved ones among them. */
  readonly concerns: readonly Concern[];
  /** In order. */
  readonly decisions: readonly StoredDecision[];
  readonly suggestion: Suggestion;
  readonly standing: Standing;
  /** The suggestion in words, with the figures beside it. */
  readonly seen: Seen;
  readonly seenSha256: string;
}

/** The school's level with everything that speaks for one; undefined where there is no such school. */
export async function standingOfSchool(
  db: Db | Trx,
  pack: PolicyPack,
  urn: Urn,
): Promise<SchoolStanding | undefined> {
  const school = await findSchool(db, urn);
  if (!school) return undefined;
  const inspections = await inspectionsOf(db, urn);
  const concerns = (await concernsOf(db, [urn])).get(urn) ?? [];
  const decisions = (await decisionsOf(db, [urn])).get(urn) ?? [];
  const processes = (await processesOf(db, [urn])).get(urn);
  const figures = await contextFiguresOf(db, urn);
  const suggestion = suggest(pack, {
    maintained: school.maintained,
    open: isOpenSchool(school.status),
    inspections,
    exits: processes?.exits ?? [],
    setbacks: processes?.setbacks ?? [],
    openProcess: processes?.open,
    concerns,
  });
  const seen = seenOf(pack, suggestion, figures);
  return {
    school,
    inspections,
    concerns,
    decisions,
    suggestion,
    standing: standingOf(decisions, suggestion),
    seen,
    seenSha256: hashOf(seen),
  };
}

/** A school of the authority with what is suggested and what was decided. */
export interface SchoolInList {
  readonly urn: Urn;
  readonly name: string;
  readonly decisions: readonly StoredDecision[];
  readonly concerns: readonly Concern[];
  readonly suggestion: Suggestion;
  readonly standing: Standing;
  readonly openProcess: string | undefined;
}

/** Every school of an authority, by name: the same as `standingOfSchool` for each, in five queries. */
export async function standingsOfAuthority(
  db: Db,
  pack: PolicyPack,
  laCode: string,
): Promise<SchoolInList[]> {
  const [schools, inspections, concerns, decisions, processes] = await Promise.all([
    db
      .selectFrom('schools')
      .select(['urn', 'name', 'type_code', 'status'])
      .where('la_code', '=', laCode)
      .orderBy('search_name')
      .execute(),
    histories(db, { laCode }),
    concernsOf(db, { laCode }),
    decisionsOf(db, { laCode }),
    processesOf(db, { laCode }),
  ]);
  return schools.map(({ urn, name, type_code: typeCode, status }) => {
    const own = decisions.get(urn) ?? [];
    const suggestion = suggest(pack, {
      maintained: isMaintained(typeCode),
      open: isOpenSchool(status),
      inspections: inspections.get(urn) ?? [],
      exits: processes.get(urn)?.exits ?? [],
      setbacks: processes.get(urn)?.setbacks ?? [],
      openProcess: processes.get(urn)?.open,
      concerns: concerns.get(urn) ?? [],
    });
    return {
      urn,
      name,
      decisions: own,
      concerns: concerns.get(urn) ?? [],
      suggestion,
      standing: standingOf(own, suggestion),
      openProcess: processes.get(urn)?.open,
    };
  });
}

function isOpenSchool(status: SchoolStatus): boolean {
  return status === 'open' || status === 'closing';
}
