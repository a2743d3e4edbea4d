/**
 * The kinds of school that published averages tell apart. An alternative provision or a nursery has
 * no published average of its own, and is compared with none.
 */
export type SchoolKind = 'primary' | 'secondary' | 'special' | 'alternative' | 'nursery';

/** Codes of Get Information About Schools. */
const specialTypes = new Set(['07', '08', '10', '12', '33', '36', '44']);
const alternativeTypes = new Set(['14', '38', '42', '43']);
const nurseryType = '15';

const kindOfPhase: Readonly<Record<string, SchoolKind>> = {
  Nursery: 'nursery',
  Primary: 'primary',
  'Middle deemed primary': 'primary',
  Secondary: 'secondary',
  'Middle deemed secondary': 'secondary',
  'All-through': 'secondary',
};

/** What kind a school is, by its type and phase in the register; undefined where neither says. */
export function kindOf(typeCode: string, phase: string | null): SchoolKind | undefined {
  if (specialTypes.has(typeCode)) return 'special';
  if (alternativeTypes.has(typeCode)) return 'alternative';
  if (typeCode === nurseryType) return 'nursery';
  return phase === null ? undefined : kindOfPhase[phase];
}

/** "primary schools", in a sentence. */
export const kindNames: Readonly<Record<SchoolKind, string>> = {
  primary: 'primary schools',
  secondary: 'secondary schools',
  special: 'special schools',
  alternative: 'alternative provision schools',
  nursery: 'nursery schools',
};
