import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { oneLine, saidOf } from './calendar-invitation.ts';
import type { CalendarInvitation } from './calendar-invitation.ts';

/** An entry of a calendar that people's own calendars follow. */
export type PublishedEntry = Omit<CalendarInvitation, 'method' | 'organiser' | 'attendees'>;

/**
 * A calendar to follow (RFC 5545, RFC 7986): the same entries give the same text, so that a program that
 * asks again can be told that nothing has changed.
 */
export function publishedCalendar(name: string, entries: readonly PublishedEntry[]): string {
  const calendar = ical({
    prodId: { company: 'Trajectory', product: 'Trajectory', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name: oneLine(name),
    // How often to ask, in seconds.
    ttl: 60 * 60,
  });
  for (const entry of entries) {
    calendar.createEvent({ ...saidOf(entry), status: ICalEventStatus.CONFIRMED });
  }
  return calendar.toString();
}
