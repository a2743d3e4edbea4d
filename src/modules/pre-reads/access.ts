import type { PersonId } from '#kernel/ids.ts';
import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';
import type { Form, PreRead } from '#policy-pack/index.ts';
import { documentOf, papersOfParts } from './domain/papers.ts';
import type { Standing, Version } from './domain/papers.ts';

/** Everything but reading and sending, which is asked of each paper. */
export type PaperAction =
  /** Also those that stand for other meetings of the school. */
  | 'read every version'
  | 'see what was withdrawn'
  /** Whether the meeting does without a paper that the form only suggests. */
  | 'say what is needed';

const papers = 'self-evaluation and pre-reads';

export function can(actor: Actor, action: PaperAction, matter: Matter): boolean {
  switch (action) {
    case 'read every version': {
      // A grant that holds for this meeting alone does not reach further.
      const { meetingId: _, ...beyond } = matter;
      return permits(actor, papers, 'read', beyond).granted;
    }
    case 'see what was withdrawn': {
      // Those who hold the meetings.
      const bare = { ...matter, noteTaker: undefined, checking: undefined };
      return (
        permits(actor, papers, 'read', matter).granted &&
        permits(actor, 'draft record', 'write', bare).granted
      );
    }
    case 'say what is needed':
      // It belongs to arranging the meeting.
      return (
        permits(actor, papers, 'read', matter).granted &&
        permits(actor, 'arrangements', 'write', matter).granted
      );
  }
}

/** The papers of a meeting that are someone's to read. */
export function readablePapers(actor: Actor, matter: Matter, form: Form): readonly PreRead[] {
  const permission = permits(actor, papers, 'read', matter);
  return permission.granted ? papersOfParts(form, permission.parts) : [];
}

/**
 * Whether someone may send a paper, or withdraw one: those who keep the school's papers, and whoever
 * owes this one. Records of visits are not the school's: they come from whoever makes visits, or from
 * the clerk, who collects for all.
 */
export function maySend(
  actor: Actor,
  matter: Matter,
  paper: PreRead,
  providers: readonly { readonly id: PersonId }[],
): boolean {
  if (paper.kind === 'previous-record') return false;
  const keeps = permits(actor, papers, 'write', matter).granted;
  if (paper.kind === 'visit-records') {
    return (
      permits(actor, 'visits', 'write', matter).granted ||
      (keeps && permits(actor, 'arrangements', 'write', matter).granted)
    );
  }
  if (keeps) return true;
  return (
    permits(actor, papers, 'read', matter).granted && providers.some(({ id }) => id === actor.id)
  );
}

/** Whether someone may read one document: of a paper that is theirs to read at this meeting. */
export function mayReadVersion(
  actor: Actor,
  matter: Matter,
  version: Version,
  standing: Standing,
): boolean {
  const { answer } = version;
  if (answer.withdrawn && !can(actor, 'see what was withdrawn', matter)) return false;
  if (can(actor, 'read every version', matter)) return true;
  return answer.meetingId === matter.meetingId || documentOf(standing)?.answer.id === answer.id;
}
