import { clockTime, dateOf, longDate, shortDate } from '#kernel/dates.ts';
import { extraSeat } from '#modules/cases/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { abbreviationsIn, boardRoleOf, meetingName } from '#policy-pack/index.ts';
import type { Form, PolicyPack } from '#policy-pack/index.ts';
import { fileNameOf } from '#platform/documents/file-name.ts';
import type { Block, FormDocument, FormRow } from '#platform/documents/form/form-document.ts';
import type { PreReadDates } from '../domain/pre-reads.ts';
import { schoolAndVenue } from '../domain/venue.ts';
import type { MeetingMatter, OtherAttendee } from '../index.ts';

/** What an invitation says, as far as it is its reader's to know. */
export interface Invited {
  readonly matter: MeetingMatter;
  readonly form: Form;
  /** Those who sit on the board on the day, by seat. */
  readonly members: readonly BoardMember[];
  readonly others: readonly OtherAttendee[];
  /** Keys of the sections that their reader comes to; undefined is the whole meeting. */
  readonly parts: readonly string[] | undefined;
  readonly due: PreReadDates;
}

/** The sections that are spoken about: not who is there, with which papers. */
const unspoken = new Set<Form['sections'][number]['kind']>([
  'venue',
  'time',
  'board',
  'attendees',
  'pre-reads',
  'other-attendees',
]);

/** The invitation to a meeting on paper: when, where, who, the agenda, and what is to be sent before. */
export function invitationDocument(
  { matter, form, members, others, parts, due }: Invited,
  {
    pack,
    authority,
    at,
  }: { readonly pack: PolicyPack; readonly authority: string; readonly at: Date },
): FormDocument {
  const { meeting, schoolName, urn } = matter;
  const labels = new Map(form.sections.map(({ key, label }) => [key, label]));
  const agenda = form.sections.filter(
    ({ key, kind }) => !unspoken.has(kind) && (parts === undefined || parts.includes(key)),
  );
  const partsOf = (keys: readonly string[]) =>
    keys.length === 0 ? '' : `, for: ${keys.map((key) => labels.get(key) ?? key).join('; ')}`;
  const said: FormRow[] = [
    row('School and venue:', 2, text(schoolAndVenue(schoolName, meeting.venue))),
    row(
      'Time and date:',
      2,
      text(
        `${clockTime(meeting.time)} on ${longDate(meeting.date)}, for about ${meeting.minutes} minutes`,
      ),
    ),
    row(
      'Board:',
      2,
      list(
        members.map((member) => {
          const seat =
            member.role === extraSeat ? member.description : boardRoleOf(pack, member.role).label;
          return `${seat}: ${member.name}`;
        }),
      ),
    ),
    ...(others.length === 0
      ? []
      : [
          row(
            'Other attendees:',
            2,
            list(others.map((each) => `${each.name}, ${each.capacity}${partsOf(each.parts)}`)),
          ),
        ]),
    ...(form.preReads.length === 0 || parts !== undefined
      ? []
      : [row('Pre-read documents:', 2, ...preReadBlocks(form, pack, due))]),
    row(
      parts === undefined ? 'Agenda:' : 'Your part of the agenda:',
      3,
      list(agenda.map(({ label }) => label)),
    ),
    ...(parts === undefined
      ? [
          row('Purpose:', 3, ...form.purpose.map(text)),
          row('Protocols:', 3, text(form.protocols.join('; '))),
        ]
      : []),
  ];
  return {
    language: 'en-GB',
    process: form.heading,
    title: `Invitation to the ${meetingName(form)}`,
    marking: form.marking,
    subject: `${schoolName} (URN ${urn})`,
    dateLine: `${longDate(meeting.date)} at ${clockTime(meeting.time)}`,
    version: `As at ${shortDate(dateOf(at))}`,
    author: authority,
    created: at,
    rows: said,
    closing: spelledOut(said, pack),
  };
}

/** "Invitation – Ashgrove Primary School – Entry Meeting – 14 January 2027.docx" */
export function invitationName(
  { matter, form }: Pick<Invited, 'matter' | 'form'>,
  extension: 'docx' | 'pdf',
): string {
  const on = shortDate(matter.meeting.date);
  return fileNameOf(['Invitation', matter.schoolName, meetingName(form), on], extension);
}

function preReadBlocks(form: Form, pack: PolicyPack, due: PreReadDates): Block[] {
  return [
    list(
      form.preReads.map(
        ({ label, providedBy }) => `${label} (from the ${boardRoleOf(pack, providedBy).label})`,
      ),
    ),
    text(
      form.preReadsRequired
        ? `To reach the authority by ${longDate(due.collectedBy)}, and to go to the board by ${longDate(due.distributedBy)}.`
        : `Useful to have by ${longDate(due.collectedBy)}. They go to the board by ${longDate(due.distributedBy)}.`,
    ),
  ];
}

/** What the abbreviations stand for, in a line. */
function spelledOut(rows: readonly FormRow[], pack: PolicyPack): string[] {
  const words = JSON.stringify(rows.map(({ label, blocks }) => [label, blocks]));
  const meanings = abbreviationsIn(pack, words).map(({ short, full }) => `${short}: ${full}.`);
  return meanings.length === 0 ? [] : [meanings.join(' ')];
}

function row(label: string, group: number, ...blocks: readonly Block[]): FormRow {
  return { label, group, blocks };
}

function text(words: string): Block {
  return { kind: 'paragraph', text: words };
}

function list(items: readonly string[]): Block {
  return items.length === 0 ? text('Nobody yet') : { kind: 'list', ordered: false, items };
}
