/**
 * To which schools the rules on coasting apply, by the type codes of Get Information About Schools.
 * They name mainstream maintained schools and academies, pupil referral units and alternative
 * provision academies, maintained special schools and special academies; all other types are
 * outside, and are said to be so (national rules, section 2b; policy, "Intervention from the
 * Regional Director").
 */
const mainstream = ['01', '02', '03', '05', '28', '34', '35', '40', '41'];
const alternativeProvision = ['14', '38', '42', '43'];
const special = ['07', '12', '33', '36', '44'];

const named: ReadonlySet<string> = new Set([...mainstream, ...alternativeProvision, ...special]);
const needsExtraConsideration: ReadonlySet<string> = new Set([...alternativeProvision, ...special]);

const exemptKinds: Readonly<Record<string, string>> = {
  '06': 'city technology college',
  '08': 'non-maintained special school',
  '15': 'maintained nursery school',
  '39': '16 to 19 provider',
  '45': '16 to 19 provider',
  '46': '16 to 19 provider',
  '57': '16 to 19 provider',
};

/** What the school is that the rules on coasting do not apply to; null where they apply. */
export function exemptionOf(type: { readonly code: string; readonly name: string }): string | null {
  if (named.has(type.code)) return null;
  return exemptKinds[type.code] ?? type.name.toLowerCase();
}

/**
 * Whether extra consideration is due to the course of action and the sponsor: for a pupil referral
 * unit, alternative provision or a special school.
 */
export function needsConsideration(typeCode: string): boolean {
  return needsExtraConsideration.has(typeCode);
}
