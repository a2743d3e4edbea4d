import type { CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** What a page about a meeting says of its record to the person who looks, and where it sends them. */
export type RecordLink =
  /** There is none that they may see. */
  | { readonly kind: 'none' }
  /** There is none yet, and they may open it. */
  | { readonly kind: 'to-open' }
  | {
      readonly kind: 'there';
      readonly state: string;
      /** Class of the tag; the word says it all without the colour. */
      readonly colour: string;
      readonly href: string;
      readonly task: string;
    };

type Status = 'draft' | 'with-headteacher' | 'answered' | 'final' | 'correcting';

interface Row {
  readonly id: RecordId;
  readonly meeting_id: MeetingId;
  readonly status: Status;
  readonly current_version: number;
  readonly note_taker_id: PersonId | null;
  readonly sent_to: PersonId | null;
}

export const recordStates = {
  draft: { word: 'Draft', colour: 'govuk-tag--yellow' },
  'with-headteacher': { word: 'With the headteacher', colour: 'govuk-tag--blue' },
  answered: { word: 'Checked by the headteacher', colour: 'govuk-tag--turquoise' },
  final: { word: 'Final', colour: 'govuk-tag--green' },
  correcting: { word: 'Being corrected', colour: 'govuk-tag--orange' },
} as const satisfies Record<Status, { word: string; colour: string }>;

/** The record of each meeting of a case, as this person may see it. Meetings without one are left out. */
export async function recordLinksOf(
  db: Db,
  actor: Actor,
  matter: Matter & { readonly caseId: CaseId },
): Promise<ReadonlyMap<MeetingId, RecordLink>> {
  const rows = await db
    .selectFrom('records')
    .select(['id', 'meeting_id', 'status', 'current_version', 'note_taker_id', 'sent_to'])
    .where('case_id', '=', matter.caseId)
    .execute();
  return new Map(rows.map((row) => [row.meeting_id, linkTo(actor, matter, row)]));
}

/** The record of one meeting, or that it can be opened. */
export async function recordOfMeeting(
  db: Db,
  actor: Actor,
  matter: Matter & { readonly caseId: CaseId; readonly meetingId: MeetingId },
): Promise<RecordLink> {
  const known = (await recordLinksOf(db, actor, matter)).get(matter.meetingId);
  if (known) return known;
  return permits(actor, 'draft record', 'write', matter).granted
    ? { kind: 'to-open' }
    : { kind: 'none' };
}

function linkTo(actor: Actor, matter: Matter, row: Row): RecordLink {
  const facts: Matter = {
    ...matter,
    meetingId: row.meeting_id,
    noteTaker: row.note_taker_id ?? undefined,
    checking: row.status === 'with-headteacher' ? (row.sent_to ?? undefined) : undefined,
  };
  const isFinal = row.status === 'final';
  const writes = permits(actor, 'draft record', 'write', facts).granted;
  const reads = permits(actor, isFinal ? 'final record' : 'draft record', 'read', facts).granted;
  const readsLast =
    row.current_version > 0 && permits(actor, 'final record', 'read', facts).granted;
  if (!reads && !readsLast) return { kind: 'none' };
  const { word, colour } = recordStates[reads ? row.status : 'final'];
  const here = `/records/${row.id}`;
  if (row.status === 'with-headteacher' && facts.checking === actor.id) {
    return {
      kind: 'there',
      state: word,
      colour,
      href: `${here}/accuracy-check`,
      task: 'Check the record for accuracy',
    };
  }
  if (writes && row.status === 'draft') {
    return { kind: 'there', state: word, colour, href: `${here}/notes`, task: 'Write the notes' };
  }
  return { kind: 'there', state: word, colour, href: here, task: 'Read the record' };
}
