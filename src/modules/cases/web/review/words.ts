import { longDate } from '#kernel/dates.ts';
import type { Inspected } from '../../index.ts';

/** "Graded inspection of Tuesday 3 February 2026, published on …" */
export function inspectedWords({ kind, firstDay, publishedOn }: Inspected): string {
  const names = {
    graded: 'graded inspection',
    ungraded: 'ungraded inspection',
    monitoring: 'monitoring visit',
  };
  return `${names[kind]} of ${longDate(firstDay)}, published on ${longDate(publishedOn)}`;
}
