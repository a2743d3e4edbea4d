import { anyone } from '#web/gates.ts';
import { route } from '#web/route.ts';
import { signOut } from '../commands/session.ts';

export const signOutRoutes = [
  route({
    method: 'POST',
    path: '/sign-out',
    gate: anyone('whoever is signed out already need not be told'),
    async handle({ services, sessionToken }) {
      if (sessionToken !== undefined) await signOut(services, sessionToken);
      return { kind: 'redirect', to: '/sign-in', session: null };
    },
  }),
];
