import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** What can be done with the visits and the support of a school. */
export type EvidenceAction =
  /** The list: of visits what is theirs to read, or the dates alone. */
  'see' | 'read support' | 'record a visit' | 'record support';

/** The table has one column for both. Support is no secret from the school that has it. */
export function can(actor: Actor, action: EvidenceAction, matter: Matter): boolean {
  switch (action) {
    case 'see':
      return permits(actor, 'visits', 'read', { ...matter, shared: true, datesOnly: true }).granted;
    case 'read support':
      return permits(actor, 'visits', 'read', { ...matter, shared: true }).granted;
    case 'record a visit':
      return permits(actor, 'visits', 'write', matter).granted;
    case 'record support':
      // Added: officers arrange it, those who visit see it at work.
      return (
        permits(actor, 'visits', 'write', matter).granted ||
        permits(actor, 'identification', 'write', matter).granted
      );
  }
}

export type VisitAction = 'read' | 'read what is not shared' | 'correct' | 'share' | 'reply';

export function canWithVisit(
  actor: Actor,
  action: VisitAction,
  matter: Matter,
  { shared }: { readonly shared: boolean },
): boolean {
  switch (action) {
    case 'read':
      return permits(actor, 'visits', 'read', { ...matter, shared }).granted;
    case 'read what is not shared':
      return permits(actor, 'visits', 'read', { ...matter, shared: false }).granted;
    case 'correct':
    case 'share':
      return permits(actor, 'visits', 'write', matter).granted;
    case 'reply':
      // "Shared: read, adds side": whoever writes the school's own evaluation speaks for it.
      return (
        shared &&
        speaksForSchool(actor, matter) &&
        permits(actor, 'visits', 'read', { ...matter, shared }).granted
      );
  }
}

function speaksForSchool(actor: Actor, { urn }: Matter): boolean {
  return actor.roles.some(
    ({ role, scope }) => role === 'headteacher' && scope.kind === 'school' && scope.urn === urn,
  );
}
