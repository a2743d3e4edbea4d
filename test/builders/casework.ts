import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import type { Actor, HeldRole, Matter } from '#modules/people/index.ts';

// Builders of what rules work with. Every default is valid, so that a test names only what it is about.

export const anUrn = 900_001 as Urn;

export function anActor(...roles: readonly HeldRole[]): Actor {
  return { id: newId<PersonId>(), name: 'Amara Okafor', roles };
}

export function aHeldRole(held: Partial<HeldRole> = {}): HeldRole {
  return {
    role: 'senior-advisor',
    scope: { kind: 'authority' },
    from: date('2026-09-01'),
    until: undefined,
    ...held,
  };
}

/** A matter at one of the authority's own schools. */
export function aMatter(matter: Partial<Matter> = {}): Matter {
  return { urn: anUrn, ownSchool: true, networks: [], ...matter };
}

export function aMember(member: Partial<BoardMember> = {}): BoardMember {
  return {
    id: newId<PersonId>(),
    personId: newId<PersonId>(),
    name: 'Daniel Marsh',
    role: 'headteacher',
    description: '',
    from: date('2026-09-01'),
    until: undefined,
    ...member,
  };
}

/** A planned entry meeting at the school, on Thursday 14 January 2027 at 9:30am. */
export function aMeeting(meeting: Partial<Meeting> = {}): Meeting {
  return {
    id: newId<MeetingId>(),
    caseId: newId<CaseId>(),
    form: 'sib-entry',
    status: 'planned',
    date: date('2027-01-14'),
    time: '09:30' as LocalTime,
    minutes: 90,
    venue: { kind: 'school' },
    reason: '',
    sequence: 0,
    version: 1,
    setBy: undefined,
    takenOn: false,
    ...meeting,
  };
}
