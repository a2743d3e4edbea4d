import type { MeetingId } from '#kernel/ids.ts';
import type { Venue } from './meeting.ts';

/** What a meeting is called in calendars, from its first invitation to its cancellation. */
export function calendarUid(id: MeetingId, baseUrl: string): string {
  return `${id}@${new URL(baseUrl).hostname}`;
}

/** Where a meeting is, as calendars show it; with the link or the room where those who read it come to it. */
export function placeOf(school: string, venue: Venue, withDetail: boolean): string {
  const teams = 'Microsoft Teams';
  switch (venue.kind) {
    case 'school':
      return school;
    case 'teams':
      return (withDetail && venue.detail) || teams;
    case 'hybrid':
      return `${school} and ${(withDetail && venue.detail) || teams}`;
    case 'elsewhere':
      return venue.detail;
  }
}
