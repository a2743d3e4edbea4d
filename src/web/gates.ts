import type { LocalDate } from '#kernel/dates.ts';
import { parseUrn } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Actor, Resource } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Admission, Arrival, Gate } from './route.ts';

/** For pages that need no sign-in; says why. */
export function anyone(why: string): Gate<undefined, Actor | undefined> {
  return {
    name: `anyone: ${why}`,
    admit: ({ actor }) => Promise.resolve({ admitted: true, actor, subject: undefined }),
  };
}

/** For pages about the person who is signed in. */
export const signedIn: Gate<undefined> = {
  name: 'signed in',
  admit: ({ actor }) =>
    Promise.resolve(
      actor
        ? { admitted: true, actor, subject: undefined }
        : { admitted: false, because: 'signed-out' },
    ),
};

/** For what belongs to the authority as a whole. */
export function authorityGate(need: 'read' | 'write', resource: Resource): Gate<undefined> {
  return gate(`${need} ${resource}`, ({ actor }) =>
    Promise.resolve(permitsAuthority(actor, resource, need) ? { subject: undefined } : undefined),
  );
}

/** A gate that is shut to whoever is signed out, and to whom `find` finds nothing for. */
export function gate<Subject>(
  name: string,
  find: (arrival: Arrival & { actor: Actor }) => Promise<{ subject: Subject } | undefined>,
): Gate<Subject> {
  return {
    name,
    async admit(arrival): Promise<Admission<Subject, Actor>> {
      const { actor } = arrival;
      if (!actor) return { admitted: false, because: 'signed-out' };
      const found = await find({ ...arrival, actor });
      return found
        ? { admitted: true, actor, subject: found.subject }
        : { admitted: false, because: 'not-yours' };
    },
  };
}

/**
 * For addresses with `:urn`: finds the school as access rules see it, and lets in whom `admits`
 * lets in.
 */
export function schoolGate<Subject>(
  name: string,
  find: (
    db: Db,
    urn: Urn,
    asking: { readonly today: LocalDate; readonly laCode: string },
  ) => Promise<Subject | undefined>,
  admits: (actor: Actor, subject: Subject) => boolean,
): Gate<Subject> {
  return gate(name, async ({ services, actor, authority, params, today }) => {
    const urn = parseUrn(params['urn'] ?? '');
    const subject = urn && (await find(services.db, urn, { today, laCode: authority.laCode }));
    return subject && admits(actor, subject) ? { subject } : undefined;
  });
}
