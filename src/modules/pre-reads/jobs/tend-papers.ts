import { z } from 'zod';
import type { Job } from '#platform/jobs/jobs.ts';
import { giveUpLostPacks } from '../commands/order-pack.ts';
import { tendPapers } from '../commands/tend-papers.ts';
import type { TendingWork } from '../commands/tend-papers.ts';

const payload = z.object({});

/** Asks for papers, reminds and distributes, and gives up packs that were lost, through the working day. `work` gives what holds at that moment. */
export function paperTending(work: () => Promise<TendingWork>): Job<z.infer<typeof payload>> {
  return {
    name: 'pre-reads.tend',
    payload,
    retries: 3,
    every: '*/10 8-17 * * *',
    async handle() {
      const now = await work();
      await giveUpLostPacks(now);
      await tendPapers(now);
    },
  };
}
