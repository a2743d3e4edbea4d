import { z } from 'zod';
import type { Job } from '#platform/jobs/jobs.ts';
import type { LinkWork } from '../commands/mail-check-link.ts';
import { tendChecks } from '../commands/tend-checks.ts';

const payload = z.object({});

/** Tends accuracy checks through the working day, so that a morning that was missed is made up. `work` gives what holds at that moment. */
export function checkTending(work: () => Promise<LinkWork>): Job<z.infer<typeof payload>> {
  return {
    name: 'records.tend-checks',
    payload,
    retries: 3,
    every: '5-59/10 8-17 * * *',
    async handle() {
      await tendChecks(await work());
    },
  };
}
