import { assertNever } from '#kernel/assert-never.ts';
import type { Venue } from './meeting.ts';

/** "at the school", "on Microsoft Teams" … as the end of a sentence. */
export function venueWords(venue: Venue): string {
  switch (venue.kind) {
    case 'school':
      return 'at the school';
    case 'teams':
      return 'on Microsoft Teams';
    case 'hybrid':
      return 'at the school and on Microsoft Teams';
    case 'elsewhere':
      return `at ${venue.detail}`;
    default:
      return assertNever(venue);
  }
}

/** The school and venue as the form has them: "Ashgrove Primary School. On Microsoft Teams (link)." */
export function schoolAndVenue(school: string, venue: Venue): string {
  const words = venueWords(venue);
  const where = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const detail =
    (venue.kind === 'teams' || venue.kind === 'hybrid') && venue.detail !== ''
      ? `: ${venue.detail}`
      : '';
  const reason = venue.kind === 'elsewhere' ? `, because ${venue.reason}` : '';
  return `${school}. ${where}${detail}${reason}`;
}
