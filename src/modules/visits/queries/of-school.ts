import type { LocalDate } from '#kernel/dates.ts';
import { parseUrn } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Support } from '../domain/support.ts';
import type { Visit } from '../domain/visit.ts';
import { supportOf, visitsOf } from '../store.ts';

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

interface OfSchool<Item> {
  readonly matter: SchoolMatter;
  /** The newest first. */
  readonly items: readonly Item[];
}

/** The visits to the school of an address, with the school as access rules see it. */
export function visitsOfSchool(
  db: Db,
  urn: string,
  asking: Asking,
): Promise<OfSchool<Visit> | undefined> {
  return ofSchool(db, urn, asking, (each) => visitsOf(db, each));
}

export function supportOfSchool(
  db: Db,
  urn: string,
  asking: Asking,
): Promise<OfSchool<Support> | undefined> {
  return ofSchool(db, urn, asking, (each) => supportOf(db, each));
}

async function ofSchool<Item>(
  db: Db,
  text: string,
  asking: Asking,
  find: (urn: Urn) => Promise<readonly Item[]>,
): Promise<OfSchool<Item> | undefined> {
  const urn = parseUrn(text);
  const matter = urn && (await findSchoolMatter(db, urn, asking));
  return matter && { matter, items: await find(matter.urn) };
}
