import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { canWithLevel, presentLevel } from '#modules/concerns/index.ts';
import type { Actor } from '#modules/people/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { PolicyPack } from '#policy-pack/index.ts';

/** A school that someone heads, or whose governors they chair. */
export interface OwnSchool {
  readonly urn: Urn;
  readonly name: string;
  /** Undefined where it has none, or they may not read it. */
  readonly level: { readonly level: string; readonly since: LocalDate } | undefined;
}

/** The schools of a headteacher or a chair of governors, by name. */
export async function ownSchools(
  db: Db,
  pack: PolicyPack,
  actor: Actor,
  asking: { readonly today: LocalDate; readonly laCode: string },
): Promise<OwnSchool[]> {
  const urns = actor.roles.flatMap(({ role, scope }) =>
    (role === 'headteacher' || role === 'chair-of-governors') && scope.kind === 'school'
      ? [scope.urn]
      : [],
  );
  const found = await Promise.all(
    [...new Set(urns)].map(async (urn) => {
      const [school, matter] = await Promise.all([
        findSchool(db, urn),
        findSchoolMatter(db, urn, asking),
      ]);
      if (!school || !matter) return [];
      const readable = canWithLevel(actor, 'read', matter, pack);
      return [
        { urn, name: school.name, level: readable ? await presentLevel(db, urn) : undefined },
      ];
    }),
  );
  return found.flat().toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}
