import type { LocalDate } from '#kernel/dates.ts';
import type { Reach } from '#modules/people/index.ts';
import { isMaintained, isOfAcademies, schoolsWithin } from '#modules/schools/index.ts';
import type { SchoolListed } from '#modules/schools/index.ts';
import type { Categorisation } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

const wholeAuthority: Reach = { authority: true, urns: [], networks: [], cases: [] };

/**
 * The open schools of the authority that take part in its networks: maintained ones, and academies
 * where the policy pack lets them. By network, those without one last, then by name.
 */
export async function schoolsTakingPart(
  db: Db | Trx,
  asking: { readonly laCode: string; readonly today: LocalDate },
  categorisation: Categorisation,
): Promise<SchoolListed[]> {
  const schools = await schoolsWithin(db, wholeAuthority, asking);
  return schools.filter(
    ({ status, typeCode }) => status !== 'proposed' && takesPart(typeCode, categorisation),
  );
}

/** Whether schools of a type take part in the networks. */
export function takesPart(typeCode: string, { academiesTakePart }: Categorisation): boolean {
  return isMaintained(typeCode) || (academiesTakePart && isOfAcademies(typeCode));
}
