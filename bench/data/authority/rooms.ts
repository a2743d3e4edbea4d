import type { MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { idOf } from './names.ts';
import { advisor, advisors } from './people.ts';
import type { Statement } from './statement.ts';

/** The newest meeting of each own case that was held has the record that is not final yet. */
const newestHeld = 6;
/** As `casework` leaves every section. */
const revision = 3;
const officers = 20;
/** As `casework` leaves the newest meeting. */
const actionsThere = 6;

export interface OpenRoom {
  readonly record: RecordId;
  readonly meeting: MeetingId;
  readonly chair: PersonId;
  readonly noteTaker: PersonId;
}

/** The room of the first cases that are open: `record0-6` and on. */
export function room(number: number): OpenRoom {
  return {
    record: idOf<RecordId>(`record${number}-${newestHeld}`),
    meeting: idOf<MeetingId>(`meeting${number}-${newestHeld}`),
    chair: advisor(number % advisors),
    noteTaker: idOf<PersonId>(`officer${number % officers}`),
  };
}

/** The sections that are typed in. */
export const typedSections = [
  'purpose-and-protocols',
  'background',
  'context',
  'progress-against-agreed-actions',
  'key-actions-and-progress',
  'impact-of-support',
  'self-evaluation',
] as const;

/** How many characters each section has. */
export type SectionLengths = Readonly<Record<(typeof typedSections)[number], number>>;

/** Notes of about so many characters, in numbered paragraphs. */
export function notesOf(characters: number): string {
  const paragraph = (number: number): string =>
    `${number}. The headteacher reported on reading: daily sessions for ${30 + (number % 9)} pupils, checked every half term. The chair asked how the school knows that the sessions work, and the lead showed what had changed since the last meeting. The monitoring officer saw ${2 + (number % 5)} lessons and agrees.`;
  const paragraphs: string[] = [];
  let length = 0;
  while (length < characters) {
    const next = paragraph(paragraphs.length + 1);
    paragraphs.push(next);
    length += next.length + 2;
  }
  return paragraphs.join('\n\n').slice(0, characters).trimEnd();
}

/**
 * Rooms amid their meetings: each with a note-taker, and every section of the record with as many
 * characters as it is given; the text that is there is among the revisions.
 */
export function rooms({
  count,
  lengths,
}: {
  readonly count: number;
  readonly lengths: SectionLengths;
}): Statement[] {
  return [
    {
      text: `
        update records set note_taker_id = md5('officer' || n % ${officers})::uuid
        from generate_series(0, $1 - 1) as n
        where id = md5('record' || n || '-${newestHeld}')::uuid`,
      values: [count],
    },
    ...typedSections.flatMap((section) => [
      {
        text: `
          update record_sections set text = $3
          from generate_series(0, $1 - 1) as n
          where record_id = md5('record' || n || '-${newestHeld}')::uuid and section = $2`,
        values: [count, section, notesOf(lengths[section])],
      },
      {
        text: `
          insert into section_revisions (record_id, section, revision, parent, text, at, by,
            record_version)
          select record_id, section, revision, revision - 1, text, updated_at, updated_by, 1
          from generate_series(0, $1 - 1) as n
            join record_sections on record_id = md5('record' || n || '-${newestHeld}')::uuid
          where section = $2`,
        values: [count, section],
      },
    ]),
  ];
}

/** So many agreed actions in each room, those among them that every newest meeting has. */
export function longActions({
  count,
  actions,
}: {
  readonly count: number;
  readonly actions: number;
}): Statement {
  return {
    text: `
      insert into actions (id, case_id, meeting_id, position, what, undertakes, monitors, success,
        support, by_when, status, status_reason, version)
      select md5('more' || n || '-' || position)::uuid, md5('case' || n)::uuid,
        md5('meeting' || n || '-${newestHeld}')::uuid, position,
        'Give every pupil of group ' || position || ' a daily session, and check their progress every half term.',
        'English lead', 'Monitoring officer', 'Seven in ten gain six months in reading age by Easter',
        'Two days of a specialist leader', current_date + 60, 'open', '', 1
      from generate_series(0, $1 - 1) as n, generate_series(${actionsThere + 1}, $2) as position`,
    values: [count, actions],
  };
}

/** A section of a room as it is when the room opens. */
export function opened(
  section: (typeof typedSections)[number],
  characters: number,
): { readonly section: string; readonly revision: number; readonly text: string } {
  return { section, revision, text: notesOf(characters) };
}
