import type { PersonId, Urn } from '#kernel/ids.ts';
import type { NewMember } from '#modules/cases/index.ts';
import { extraSeat } from '#modules/cases/index.ts';
import type { City, CityPerson, CitySchool } from './city.ts';
import { fullName } from './city.ts';
import type { Story } from './story.ts';

/** Who plays which part in a story. */
export interface Cast {
  readonly school: CitySchool;
  readonly urn: Urn;
  readonly advisor: PersonId;
  readonly head: PersonId;
  /** Those who take a seat when the board is formed, in the form's order. */
  readonly board: readonly NewMember[];
}

export function castOf(story: Story, { schools, people }: City): Cast {
  const school = schools.find(({ entry }) => entry[0] === story.school);
  if (!school) throw new Error(`There is no school called ${story.school}.`);
  const holder = (role: string, scopeId: string, index = 0): PersonId => {
    const found = people.filter((person) => isHolder(person, role, scopeId))[index];
    if (!found) throw new Error(`Nobody is ${role} for ${story.school}.`);
    return found.id;
  };
  const urn = String(school.urn);
  const advisor = holder('senior-advisor', '', story.advisor);
  const head = holder('headteacher', urn);
  const seat = (key: string, person: NewMember['person']): NewMember => ({
    seat: key,
    description: '',
    person,
  });
  const sib = story.process === 'sib';
  return {
    school,
    urn: school.urn,
    advisor,
    head,
    board: [
      seat('chair', advisor),
      seat('headteacher', head),
      ...(sib ? [seat('chair-of-governors', holder('chair-of-governors', urn))] : []),
      ...(sib ? [seat('network-lead', holder('network-lead', school.network.id))] : []),
      seat('monitoring-officer', holder('monitoring-officer', urn)),
      ...(story.extra ?? []).map((extra) => ({
        seat: extraSeat,
        description: extra.description,
        person: { name: fullName(extra), address: addressOf(fullName(extra), school) },
      })),
    ],
  };
}

/** Where someone at a school has their mail. */
export function addressOf(name: string, { site }: CitySchool): string {
  const local = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '.');
  return `${local}@${site}.example.org`;
}

function isHolder({ roles, until }: CityPerson, role: string, scopeId: string): boolean {
  return (
    until === undefined && roles.some((held) => held.role === role && held.scopeId === scopeId)
  );
}
