import { addDays, date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { NewLink, NewMembership, NewSchool } from '#modules/schools/index.ts';
import { authority } from './city.ts';
import type { CitySchool } from './city.ts';
import { streets } from './content/names.ts';
import { dioceses } from './content/officers.ts';
import { trusts } from './content/schools.ts';
import type { Phase } from './content/schools.ts';
import { randomFor } from './random.ts';

const agesOf: Readonly<Record<Phase, readonly [number, number]>> = {
  nursery: [2, 5],
  infant: [4, 7],
  junior: [7, 11],
  primary: [4, 11],
  secondary: [11, 16],
  special: [4, 19],
  other: [11, 16],
};

/** The number that an authority gives its schools begins with this, by phase. */
const firstNumbers: Readonly<Record<Phase, number>> = {
  nursery: 1000,
  infant: 2000,
  junior: 2000,
  primary: 2000,
  secondary: 4000,
  special: 7000,
  other: 1100,
};

/** The register's entry of a school, in the words of Get Information About Schools. */
export function registerEntry(school: CitySchool, today: LocalDate): NewSchool {
  const { entry, urn, typeCode, maintained, head, site } = school;
  const [name, kind, phase, size, faith] = entry;
  const random = randomFor(`register ${name}`);
  const number = urn - 900_000;
  const sixthForm = phase === 'secondary' && random.chance(0.7);
  const nursery = (phase === 'primary' || phase === 'infant') && random.chance(0.55);
  const [lowest, highest] = agesOf[phase];
  const trust = maintained ? undefined : trustOf(school);
  return {
    urn,
    name,
    la_code: authority.laCode,
    la_name: authority.laName,
    establishment_number: firstNumbers[phase] + number + 1,
    type_code: typeCode,
    type_group: groupOf(kind, phase),
    phase: phaseOf(phase),
    opened_on: maintained ? null : conversionDay(school),
    low_age: nursery ? 3 : lowest,
    high_age: sixthForm ? 18 : highest,
    gender: name.includes('Girls') ? 'Girls' : 'Mixed',
    sixth_form:
      phase === 'secondary'
        ? `${sixthForm ? 'Has' : 'Does not have'} a sixth form`
        : 'Not applicable',
    nursery: nursery || phase === 'nursery' ? 'Has Nursery Classes' : 'No Nursery Classes',
    boarding: 'No boarders',
    religious_character: faith ?? 'Does not apply',
    religious_ethos: 'Does not apply',
    diocese: faith === undefined || faith === 'Sikh' ? null : dioceses[faith].name,
    admissions: phase === 'secondary' ? 'Non-selective' : 'Not applicable',
    capacity: placesOf(phase, size),
    trust_code: trust?.code ?? null,
    trust_name: trust?.name ?? null,
    head_title: head.title,
    head_first_name: head.first,
    head_last_name: head.last,
    head_job_title: maintained || random.chance(0.5) ? 'Headteacher' : 'Principal',
    street: random.pick(streets),
    locality: school.district,
    town: 'Ardenmere',
    postcode: school.postcode,
    // Numbers that Ofcom keeps free for drama.
    telephone: `01632 960${String(100 + number)}`,
    website: `https://www.${site}.example.org`,
    last_changed_on: addDays(today, -random.whole(3, 200)),
  };
}

/** The URN and name of the school that an academy was before it opened. */
export function formerSchool({ urn, entry }: CitySchool): {
  readonly urn: Urn;
  readonly name: string;
} {
  return { urn: (urn + 1_000) as Urn, name: entry[0].replace(' Academy', ' School') };
}

/** That an academy came after the school that it was, in the words of the register's links. */
export function formerLink(school: CitySchool): NewLink {
  const { urn, name } = formerSchool(school);
  return {
    urn: school.urn,
    link_urn: urn,
    kind: 'Predecessor',
    link_name: name,
    established_on: conversionDay(school),
  };
}

/** That an academy belongs to its trust. */
export function trustMembership(school: CitySchool): NewMembership {
  const trust = trustOf(school);
  return {
    urn: school.urn,
    uid: Number(trust.code),
    group_name: trust.name,
    group_type_code: '06',
    group_type: 'Multi-academy trust',
    joined_on: conversionDay(school),
  };
}

function trustOf({ urn }: CitySchool): (typeof trusts)[number] {
  return trusts[(urn - 900_000) % trusts.length] ?? trusts[0];
}

/** The day on which an academy opened: before that its school was another, under another URN. */
export function conversionDay({ entry }: CitySchool): LocalDate {
  const random = randomFor(`conversion ${entry[0]}`);
  const year = random.whole(2012, 2022);
  return date(`${year}-${random.pick(['04', '09', '02'])}-01`);
}

export function placesOf(phase: Phase, size: number): number {
  switch (phase) {
    case 'nursery':
      return size * 52;
    case 'infant':
      return size * 90;
    case 'junior':
      return size * 120;
    case 'primary':
      return size * 210;
    case 'secondary':
      return size * 150;
    case 'special':
    case 'other':
      return size;
  }
}

function phaseOf(phase: Phase): string {
  switch (phase) {
    case 'nursery':
      return 'Nursery';
    case 'secondary':
      return 'Secondary';
    case 'special':
    case 'other':
      return 'Not applicable';
    case 'infant':
    case 'junior':
    case 'primary':
      return 'Primary';
  }
}

function groupOf(kind: string, phase: Phase): string {
  if (phase === 'special' && kind === 'special') return 'Special schools';
  if (kind === 'free') return 'Free Schools';
  if (['sponsored', 'converter', 'special academy', 'alternative academy'].includes(kind)) {
    return 'Academies';
  }
  return 'Local authority maintained schools';
}
