import { createHash } from 'node:crypto';
import type { Branded } from '#kernel/ids.ts';

export { firstUrn } from '../invented.ts';

/** The code of the authority whose casework it is; no real authority has it. */
export const ownLaCode = '999';

/** The id that `md5(name)::uuid` gives in the database. */
export function idOf<Id extends Branded<string, string>>(name: string): Id {
  const hex = createHash('md5').update(name).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id;
}
