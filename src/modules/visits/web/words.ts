import { longInstant } from '#kernel/dates.ts';
import type { Doing } from '../domain/visit.ts';

/** "Priya Nair, Coventry Monitoring Officer, on Thursday 14 January 2027 at 9:30am" */
export function versionWords({
  by,
  at,
  version,
  reason,
}: Doing & { readonly version: number; readonly reason: string }): string {
  const who = by.role === '' ? by.name : `${by.name}, ${by.role}`;
  const when = `${who}, on ${longInstant(at)}`;
  return version === 1 ? when : `${when} (version ${version}: ${reason})`;
}
