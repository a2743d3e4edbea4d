import type { CaseId, MeetingId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { accessTable } from './access-table.ts';
import type { Condition, Resource } from './access-table.ts';
import type { Actor, HeldRole, Scope } from './roles.ts';

/** What is asked for, with the facts about it that the table's conditions turn on. */
export interface Matter {
  readonly urn: Urn;
  /** Whether it is one of the authority's own schools: casework is about these only. */
  readonly ownSchool: boolean;
  readonly networks: readonly NetworkId[];
  readonly caseId?: CaseId;
  readonly meetingId?: MeetingId;
  /** Board members today. */
  readonly board?: readonly PersonId[];
  readonly noteTaker?: PersonId | undefined;
  /** Whether an officer has confirmed a level for the school, which may have ended since. */
  readonly levelConfirmed?: boolean;
  /** Whether what is asked for is shared with the school. */
  readonly shared?: boolean;
  /** Whether no more than its dates is asked for. */
  readonly datesOnly?: boolean;
  /** Who wrote what is asked for. */
  readonly author?: PersonId;
  /** The headteacher who has the record for an accuracy check, while they have it. */
  readonly checking?: PersonId | undefined;
  /** Of an agreed action: those who undertake it and those who monitor it, as far as they are known here. */
  readonly undertakes?: readonly PersonId[] | undefined;
  readonly monitors?: readonly PersonId[] | undefined;
}

export type Permission =
  | { readonly granted: false }
  | {
      readonly granted: true;
      /** Only these sections of the form; absent means the whole. */
      readonly parts?: readonly string[];
    };

const refused: Permission = { granted: false };

/** What the access table says of this person, this resource and this matter. */
export function permits(
  actor: Actor,
  resource: Resource,
  need: 'read' | 'write',
  matter: Matter,
): Permission {
  const parts: string[] = [];
  for (const held of actor.roles) {
    if (!covers(held.scope, matter)) continue;
    for (const grant of accessTable[held.role][resource]) {
      if (need === 'write' && grant.may === 'read') continue;
      if (grant.only !== undefined && !meets(grant.only, actor, held, matter)) continue;
      const limited = grant.only === 'own parts' ? partsOf(held) : [];
      if (limited.length === 0) return { granted: true };
      parts.push(...limited);
    }
  }
  return parts.length > 0 ? { granted: true, parts } : refused;
}

/** The same for what belongs to the authority as a whole: its outbox, its administration. */
export function permitsAuthority(
  actor: Actor,
  resource: Resource,
  need: 'read' | 'write',
): boolean {
  return actor.roles.some(
    (held) =>
      held.scope.kind === 'authority' &&
      accessTable[held.role][resource].some(
        (grant) => grant.only === undefined && (need === 'read' || grant.may === 'write'),
      ),
  );
}

/** Whether someone reads whole final records, of whatever cases: pages that list what these agreed are for them. */
export function readsRecords(actor: Actor): boolean {
  return actor.roles.some(
    ({ role, scope }) =>
      scope.kind !== 'meeting' &&
      accessTable[role]['final record'].some(({ only }) => only !== 'status only'),
  );
}

function covers(scope: Scope, matter: Matter): boolean {
  switch (scope.kind) {
    case 'authority':
      return matter.ownSchool;
    case 'school':
      return scope.urn === matter.urn;
    case 'network':
      return matter.networks.includes(scope.id);
    case 'case':
      return scope.id === matter.caseId;
    case 'meeting':
      return scope.id === matter.meetingId;
  }
}

function meets(condition: Condition, actor: Actor, held: HeldRole, matter: Matter): boolean {
  switch (condition) {
    case 'on the board':
    case 'own cases':
      return matter.board?.includes(actor.id) ?? false;
    case 'note-taker':
      return matter.noteTaker === actor.id;
    case 'accuracy check':
      return matter.checking === actor.id;
    case 'own parts':
      return isOfMeeting(held, matter);
    case 'this meeting':
      // An extra member belongs to a case: theirs is each of its meetings, while they are on its board.
      return held.scope.kind === 'case'
        ? matter.meetingId !== undefined && (matter.board?.includes(actor.id) ?? false)
        : isOfMeeting(held, matter);
    case 'own school':
      return held.scope.kind === 'school';
    case 'once confirmed':
      return matter.levelConfirmed ?? false;
    case 'own evidence':
      return matter.author === actor.id;
    case 'own actions':
      return (
        (matter.undertakes?.includes(actor.id) ?? false) ||
        (matter.monitors?.includes(actor.id) ?? false)
      );
    case 'shared':
      return matter.shared ?? false;
    case 'dates only':
      return matter.datesOnly ?? false;
    // No more of a level than whether the school is a focus school of its network, which is the
    // resource "network focus": the level and its reasons stay shut.
    case 'network focus':
      return false;
    // What these turn on (notices, plans, counts) is not in the product yet.
    case 'once issued':
    case 'own plan':
    case 'status only':
    case 'aggregates':
    case 'copies':
    case 'sign-ins':
      return false;
  }
}

function isOfMeeting({ scope }: HeldRole, matter: Matter): boolean {
  return scope.kind === 'meeting' && scope.id === matter.meetingId;
}

function partsOf(held: HeldRole): readonly string[] {
  return held.scope.kind === 'meeting' ? held.scope.parts : [];
}
