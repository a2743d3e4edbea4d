/**
 * What a school is in law, as far as an authority's duties go. A pupil referral unit is maintained
 * by the authority, but the enactments on schools apply to it differently.
 */
export type SchoolFamily =
  'maintained' | 'pupil-referral-unit' | 'academy' | 'independent' | 'post-16' | 'other';

export interface SchoolTypeFacts {
  readonly name: string;
  readonly family: SchoolFamily;
}

/** The types of establishment of Get Information About Schools (GIAS), by its two-digit code. */
export const schoolTypes: Readonly<Record<string, SchoolTypeFacts>> = {
  '01': { name: 'Community school', family: 'maintained' },
  '02': { name: 'Voluntary aided school', family: 'maintained' },
  '03': { name: 'Voluntary controlled school', family: 'maintained' },
  '05': { name: 'Foundation school', family: 'maintained' },
  '06': { name: 'City technology college', family: 'independent' },
  '07': { name: 'Community special school', family: 'maintained' },
  '08': { name: 'Non-maintained special school', family: 'other' },
  '10': { name: 'Other independent special school', family: 'independent' },
  '11': { name: 'Other independent school', family: 'independent' },
  '12': { name: 'Foundation special school', family: 'maintained' },
  '14': { name: 'Pupil referral unit', family: 'pupil-referral-unit' },
  '15': { name: 'Local authority nursery school', family: 'maintained' },
  '18': { name: 'Further education', family: 'post-16' },
  '24': { name: 'Secure units', family: 'other' },
  '25': { name: 'Offshore schools', family: 'other' },
  '26': { name: "Service children's education", family: 'other' },
  '27': { name: 'Miscellaneous', family: 'other' },
  '28': { name: 'Academy sponsor led', family: 'academy' },
  '29': { name: 'Higher education institutions', family: 'post-16' },
  '30': { name: 'Welsh establishment', family: 'other' },
  '31': { name: 'Sixth form centres', family: 'post-16' },
  '32': { name: 'Special post 16 institution', family: 'post-16' },
  '33': { name: 'Academy special sponsor led', family: 'academy' },
  '34': { name: 'Academy converter', family: 'academy' },
  '35': { name: 'Free schools', family: 'academy' },
  '36': { name: 'Free schools special', family: 'academy' },
  '37': { name: 'British schools overseas', family: 'other' },
  '38': { name: 'Free schools alternative provision', family: 'academy' },
  '39': { name: 'Free schools 16 to 19', family: 'academy' },
  '40': { name: 'University technical college', family: 'academy' },
  '41': { name: 'Studio schools', family: 'academy' },
  '42': { name: 'Academy alternative provision converter', family: 'academy' },
  '43': { name: 'Academy alternative provision sponsor led', family: 'academy' },
  '44': { name: 'Academy special converter', family: 'academy' },
  '45': { name: 'Academy 16-19 converter', family: 'academy' },
  '46': { name: 'Academy 16 to 19 sponsor led', family: 'academy' },
  '49': { name: 'Online provider', family: 'other' },
  '56': { name: 'Institution funded by other government department', family: 'other' },
  '57': { name: 'Academy secure 16 to 19', family: 'academy' },
};

/** The family of a type; a code that GIAS has added since counts as "other". */
export function familyOf(typeCode: string): SchoolFamily {
  return schoolTypes[typeCode]?.family ?? 'other';
}

/** Whether a local authority maintains schools of this type. */
export function isMaintained(typeCode: string): boolean {
  const family = familyOf(typeCode);
  return family === 'maintained' || family === 'pupil-referral-unit';
}

/** Whether schools of this type are academies, which their trusts run and not the authority. */
export function isOfAcademies(typeCode: string): boolean {
  return familyOf(typeCode) === 'academy';
}

/** The codes of the types that a local authority maintains, for queries. */
export const maintainedTypeCodes: readonly string[] = Object.keys(schoolTypes)
  .filter(isMaintained)
  .toSorted();

/** The codes of the types that the state funds and Ofsted inspects as schools. */
export const stateFundedTypeCodes: readonly string[] = Object.keys(schoolTypes)
  .filter(
    (code) => isMaintained(code) || familyOf(code) === 'academy' || ['06', '08'].includes(code),
  )
  .toSorted();
