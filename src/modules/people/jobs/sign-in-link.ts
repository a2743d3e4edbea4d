import { z } from 'zod';
import type { Job } from '#platform/jobs/jobs.ts';
import type { Work } from '#web/services.ts';
import { sendSignInLink, signInLinkJob } from '../commands/sign-in-link.ts';

const payload = z.object({ address: z.string(), next: z.string() });

/** Answers a request for a sign-in link. `work` gives what holds at that moment. */
export function signInLinkDelivery(
  work: () => Promise<Omit<Work, 'actor'>>,
): Job<z.infer<typeof payload>> {
  return {
    name: signInLinkJob,
    payload,
    retries: 3,
    async handle({ address, next }) {
      await sendSignInLink(await work(), address, next);
    },
  };
}
