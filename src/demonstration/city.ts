import { addDays } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { isMaintained } from '#modules/schools/index.ts';
import { firstNames, surnames } from './content/names.ts';
import { dioceses, monitoringOfficers, officers } from './content/officers.ts';
import { networks, schoolKinds } from './content/schools.ts';
import type { SchoolEntry } from './content/schools.ts';
import { stories } from './content/stories.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import type { PersonName, Story } from './story.ts';

/** The fictional authority. No authority in England has its code. */
export const authority = { name: 'Ardenmere City Council', laCode: '998', laName: 'Ardenmere' };

const firstUrn = 900_000;

export interface City {
  readonly networks: readonly CityNetwork[];
  readonly schools: readonly CitySchool[];
  readonly people: readonly CityPerson[];
}

export interface CityNetwork {
  readonly id: NetworkId;
  readonly name: string;
  readonly phase: string;
}

export interface CitySchool {
  readonly urn: Urn;
  readonly entry: SchoolEntry;
  readonly typeCode: string;
  readonly maintained: boolean;
  readonly network: CityNetwork;
  readonly district: string;
  readonly postcode: string;
  readonly head: PersonName;
  readonly chairOfGovernors: PersonName;
  readonly story: Story | undefined;
  /** What its mail and web addresses have before ".example.org". */
  readonly site: string;
}

/** Someone with access, and what to. */
export interface CityPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly address: string;
  readonly from: LocalDate;
  /** Set where they have left, and someone else has their mailbox. */
  readonly until?: LocalDate;
  readonly roles: readonly CityRole[];
}

export interface CityRole {
  readonly role: string;
  readonly scope: 'authority' | 'school' | 'network';
  readonly scopeId: string;
}

/** How long before the day of loading the authority began to use the product, in days. */
const daysOfUse = 600;

/** Invents the whole authority: the same on every run but for ids and dates. */
export function inventCity(today: LocalDate): City {
  const random = randomFor('city');
  const nextName = nameMaker(random);
  const schools = networks.flatMap((entry) => {
    const network = { id: newId<NetworkId>(), name: entry.name, phase: entry.phase };
    return entry.schools.map((school, index): Omit<CitySchool, 'urn'> => {
      const story = stories.find((each) => each.school === school[0]);
      return {
        entry: school,
        typeCode: schoolKinds[school[1]],
        maintained: isMaintained(schoolKinds[school[1]]),
        network,
        district: entry.district,
        postcode: `${entry.postcode} ${(index % 9) + 1}${'ABDEFGHJLN'.charAt(index % 10)}${'PQRSTUWXYZ'.charAt((index * 7) % 10)}`,
        head: story?.head ?? nextName(),
        chairOfGovernors: story?.chairOfGovernors ?? nextName(),
        story,
        site: siteOf(school[0]),
      };
    });
  });
  const numbered = schools.map((school, index) => ({ ...school, urn: (firstUrn + index) as Urn }));
  return {
    networks: [...new Set(numbered.map(({ network }) => network))],
    schools: numbered,
    people: peopleOf(numbered, today, nextName),
  };
}

function peopleOf(
  schools: readonly CitySchool[],
  today: LocalDate,
  nextName: () => PersonName,
): CityPerson[] {
  const from = addDays(today, -daysOfUse);
  const person = (name: string, address: string, roles: readonly CityRole[]): CityPerson => ({
    id: newId<PersonId>(),
    name,
    address,
    from,
    roles,
  });
  const maintained = schools.filter((school) => school.maintained);
  const leads = new Set(
    [...new Set(schools.map(({ network }) => network))].flatMap(
      (network) => maintained.find((school) => school.network === network && !school.story) ?? [],
    ),
  );
  const heads = maintained.flatMap((school, index) => {
    const head = person(fullName(school.head), `head@${school.site}.example.org`, [
      at(school, 'headteacher'),
      ...(leads.has(school)
        ? [{ role: 'network-lead', scope: 'network', scopeId: school.network.id } as const]
        : []),
    ]);
    // Some heads are new: the mailbox has passed to them from another.
    if (school.story || leads.has(school) || index % 12 !== 5) return [head];
    const change = addDays(today, -150 - index);
    const before = person(fullName(nextName()), head.address, [at(school, 'headteacher')]);
    return [
      { ...before, until: change },
      { ...head, from: change },
    ];
  });
  const chairs = maintained
    .filter((school, index) => school.story || index % 2 === 0)
    .map((school) =>
      person(fullName(school.chairOfGovernors), `chair@${school.site}.example.org`, [
        at(school, 'chair-of-governors'),
      ]),
    );
  const ofCouncil = (name: string, roles: readonly CityRole[]) =>
    person(name, `${plain(name).replaceAll(' ', '.')}@ardenmere.example.org`, roles);
  return [
    ...officers.map(({ name, role }) =>
      ofCouncil(name, [{ role, scope: 'authority', scopeId: '' }]),
    ),
    ...monitoringOfficers.map((name, index) =>
      ofCouncil(
        name,
        maintained
          .filter(({ network }) => network.name === networks[index]?.name)
          .map((school) => at(school, 'monitoring-officer')),
      ),
    ),
    ...Object.entries(dioceses).map(([faith, { name, officer }]) =>
      person(
        officer,
        `${plain(officer).replaceAll(' ', '.')}@${plain(name).replaceAll(' ', '-')}.example.org`,
        maintained.filter(({ entry }) => entry[4] === faith).map((school) => at(school, 'diocese')),
      ),
    ),
    ...heads,
    ...chairs,
  ];
}

function at(school: CitySchool, role: string): CityRole {
  return { role, scope: 'school', scopeId: String(school.urn) };
}

export function fullName({ first, last }: PersonName): string {
  return `${first} ${last}`;
}

/** Names that no two people share, and none of the stories' people has. */
function nameMaker(random: Random): () => PersonName {
  const used = new Set(
    stories.flatMap(({ head, chairOfGovernors, extra = [] }) =>
      [head, chairOfGovernors, ...extra].map(({ last }) => last),
    ),
  );
  const left = surnames.filter((name) => !used.has(name));
  const names = left
    .map((last) => ({ last, order: random.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ last }) => last);
  const given = new Set<string>();
  let count = 0;
  return () => {
    // Each surname comes once before any comes again, and then with another first name.
    const last = names[count % names.length] ?? '';
    count += 1;
    for (;;) {
      const [title, first] = random.pick(firstNames);
      if (given.has(`${first} ${last}`)) continue;
      given.add(`${first} ${last}`);
      return { title, first, last };
    }
  };
}

/** "osier-bank-primary" for "Osier Bank Primary School". */
function siteOf(name: string): string {
  const [main = name, ...place] = name.split(', ');
  const words = place.length > 0 && main.startsWith('St ') ? `${main} ${place.join(' ')}` : main;
  return plain(words)
    .replace(/\b(school|church of england|academy)\b/g, '')
    .trim()
    .replaceAll(/ +/g, '-');
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
