import { z } from 'zod';
import type { Job } from '#platform/jobs/jobs.ts';
import type { Work } from '#web/services.ts';
import { sendDigests } from '../commands/send-digests.ts';

/**
 * Every weekday at 7 in the morning: the digests of a week go out on the first of its days on which
 * schools are open, and only then.
 */
export function weeklyDigests(work: () => Promise<Omit<Work, 'actor'>>): Job<object> {
  return {
    name: 'reminders.digest',
    payload: z.object({}),
    retries: 3,
    every: '0 7 * * 1-5',
    async handle() {
      await sendDigests(await work());
    },
  };
}
