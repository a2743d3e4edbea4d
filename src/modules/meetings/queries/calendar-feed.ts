import { sql } from 'kysely';
import { addMonths, dateOf, instantOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { findCase } from '#modules/cases/index.ts';
import { findActor } from '#modules/people/index.ts';
import { formOf, meetingInFull } from '#policy-pack/index.ts';
import { publishedCalendar } from '#platform/calendar/published-calendar.ts';
import type { PublishedEntry } from '#platform/calendar/published-calendar.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Authority, Services } from '#web/services.ts';
import { can } from '../access.ts';
import { calendarUid, placeOf } from '../domain/calendar-entry.ts';
import { meetingsOf } from '../store.ts';
import { feedMadeAt, personOfFeed } from '../store-feeds.ts';

/** How far back a calendar goes, in months. */
const monthsBack = 3;

type Asking = Pick<Services, 'db' | 'pack' | 'baseUrl'> & {
  readonly authority: Authority;
  readonly now: Date;
};

/**
 * The calendar of a secret address: the meetings that its person is to come to, as far as they may see
 * them at this moment. Undefined for an address that is none, or none any more.
 */
export async function calendarOf(asking: Asking, token: string): Promise<string | undefined> {
  const { db, pack, baseUrl, authority, now } = asking;
  const personId = await personOfFeed(db, token);
  if (personId === undefined) return undefined;
  const today = dateOf(now);
  const actor = await findActor(db, personId, today);
  if (!actor) return undefined;
  const entries: PublishedEntry[] = [];
  for (const [caseId, own] of Map.groupBy(
    await ownMeetings(db, personId, today),
    ({ case_id: id }) => id,
  )) {
    const matter = await findCase(db, caseId, { today, laCode: authority.laCode });
    if (!matter) continue;
    for (const meeting of await meetingsOf(db, caseId)) {
      const listed = own.find(({ id }) => id === meeting.id);
      if (!listed || !can(actor, 'see', { ...matter, meetingId: meeting.id })) continue;
      const start = instantOf(meeting.date, meeting.time);
      const url = `${baseUrl}/meetings/${meeting.id}`;
      entries.push({
        uid: calendarUid(meeting.id, baseUrl),
        sequence: meeting.sequence,
        // The same until it changes.
        stamp: listed.invited_at ?? start,
        start,
        end: new Date(start.getTime() + meeting.minutes * 60_000),
        summary: `${meetingInFull(formOf(pack, meeting.form))}: ${matter.schoolName}`,
        location: placeOf(matter.schoolName, meeting.venue, false),
        description: `See ${url}`,
        url,
      });
    }
  }
  entries.sort((a, b) => a.start.getTime() - b.start.getTime() || a.uid.localeCompare(b.uid));
  return publishedCalendar(`Meetings: ${authority.name}`, entries);
}

/** The meetings since a while ago that someone comes to: those of their boards, and those to which they are invited. */
function ownMeetings(db: Db, personId: PersonId, today: LocalDate) {
  return (
    db
      .selectFrom('meetings as m')
      .select(['m.id', 'm.case_id', 'm.invited_at'])
      .where('m.status', 'in', ['planned', 'held', 'adjourned'])
      // Of one that was taken on only the day is known.
      .where('m.taken_on', '=', false)
      .where('m.date', '>=', addMonths(today, -monthsBack))
      .where(
        sql<boolean>`(
        exists (select 1 from board_members b where b.case_id = m.case_id
          and b.person_id = ${personId} and (b.until_date is null or b.until_date > ${today}))
        or exists (select 1 from other_attendees o where o.meeting_id = m.id
          and o.person_id = ${personId}))`,
      )
      .execute()
  );
}

/** When someone's own address was made; undefined where they have none. */
export function ownAddressMadeAt(db: Db, personId: PersonId): Promise<Date | undefined> {
  return feedMadeAt(db, personId);
}
