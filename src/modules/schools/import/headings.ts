import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** "LA (code)" and "la(code)" are the same heading. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** In which column each heading stands, by its key. Refuses (`columns`) two of the same. */
export function placesOf(header: readonly string[]): Result<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (const [at, heading] of header.entries()) {
    const key = headingKey(heading);
    if (key === '') continue;
    if (places.has(key)) {
      return refuse('columns', `The file has two columns with the heading “${heading}”.`);
    }
    places.set(key, at);
  }
  return ok(places);
}
