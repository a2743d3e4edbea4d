import { z } from 'zod';
import type { PackId } from '#kernel/ids.ts';
import type { Job } from '#platform/jobs/jobs.ts';
import { makePack } from '../commands/make-pack.ts';
import type { PackWork } from '../commands/make-pack.ts';
import { packJob } from '../commands/order-pack.ts';

const payload = z.object({ pack: z.uuid() });

/** Makes the packs that were asked for. `work` gives what holds at that moment. */
export function packMaking(work: () => Promise<PackWork>): Job<z.infer<typeof payload>> {
  return {
    name: packJob,
    payload,
    retries: 2,
    async handle({ pack }, lastTry) {
      await makePack(await work(), pack as PackId, lastTry);
    },
  };
}
