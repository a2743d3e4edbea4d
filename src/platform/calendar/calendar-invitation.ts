import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { ICalAttendeeData } from 'ical-generator';

/** A person or body in a calendar entry. */
interface CalendarParty {
  readonly name: string;
  /** An e-mail address, `name@example.org`. */
  readonly address: string;
}

export interface CalendarInvitation {
  /** The same for every message about one meeting: by it a calendar finds the entry to change. */
  readonly uid: string;
  /** 0 at first, one more with each change: a calendar ignores what is older than it has. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  /** When this message was written. */
  readonly stamp: Date;
  readonly start: Date;
  readonly end: Date;
  /** Shown on phones and shared screens: nothing sensitive. */
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  /** Where more is to be read, after signing in. */
  readonly url?: string;
  readonly organiser: CalendarParty;
  readonly attendees: readonly CalendarParty[];
}

/**
 * An entry for people's calendars as an iTIP message (RFC 5545, RFC 5546), to be sent with a mail as
 * `text/calendar; method=REQUEST` or `CANCEL`. Times are in UTC, so no time zone has to be described.
 *
 * Throws when an address cannot be one, or when the meeting ends before it begins.
 */
export function invitation(entry: CalendarInvitation): string {
  if (entry.end <= entry.start)
    throw new Error('A meeting in a calendar must end after it begins.');
  const cancelled = entry.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Trajectory', product: 'Trajectory', language: 'EN' },
    method: ICalCalendarMethod[entry.method],
  });
  calendar.createEvent({
    ...saidOf(entry),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: party(entry.organiser),
    attendees: entry.attendees.map((attendee): ICalAttendeeData => ({
      ...party(attendee),
      role: ICalAttendeeRole.REQ,
      ...(!cancelled && { status: ICalAttendeeStatus.NEEDSACTION, rsvp: true }),
    })),
  });
  return calendar.toString();
}

/** What an entry says, whoever is invited to it. */
export function saidOf(entry: Omit<CalendarInvitation, 'method' | 'organiser' | 'attendees'>) {
  return {
    id: oneLine(entry.uid),
    sequence: entry.sequence,
    stamp: entry.stamp,
    start: entry.start,
    end: entry.end,
    summary: oneLine(entry.summary),
    location: oneLine(entry.location),
    description: withoutControls(entry.description),
    ...(entry.url !== undefined && { url: new URL(entry.url).href }),
  };
}

function party({ name, address }: CalendarParty): { name: string; email: string } {
  // It stands bare in a line of its own: a line end in it could say anything more.
  if (!/^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+$/u.test(address)) {
    throw new Error('An address in a calendar entry is not an e-mail address.');
  }
  return { name: oneLine(name), email: address };
}

export function oneLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ').trim();
}

function withoutControls(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}--\n]/gv, ' ');
}
