import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { abbreviationsIn, boardRoleOf, meetingName } from '#policy-pack/index.ts';
import type { PolicyPack, PreRead } from '#policy-pack/index.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { fileSize, link } from '#ui/text.ts';
import type { Pack } from '../domain/packs.ts';
import { senderWords } from '../domain/papers.ts';
import type { PreviousMeeting, Recorded, Standing, Version } from '../domain/papers.ts';
import type { MeetingPapers, PaperOfMeeting } from '../queries/meeting-papers.ts';

/** "Entry Meeting on Thursday 14 January 2027" */
export function meetingOn({ form, occasion }: MeetingPapers): string {
  return `${meetingName(form)} on ${longDate(occasion.meetingOn)}`;
}

/** What a label leaves open: what its abbreviations stand for, and the product's reading of it. */
export function besideLabel({ label, note }: PreRead, pack: PolicyPack): string {
  const spelled = abbreviationsIn(pack, label).map(({ short, full }) => `${short}: ${full}.`);
  return [...spelled, ...(note === null ? [] : [note])].join(' ');
}

/** "Headteacher: Daniel Marsh" */
export function providerWords({ paper, providers }: PaperOfMeeting, pack: PolicyPack): string {
  const { label } = boardRoleOf(pack, paper.providedBy);
  const names = providers.map(({ name }) => name).join(', ');
  return names === '' ? label : `${label}: ${names}`;
}

/** A document to download, with what it is. */
export function documentLink(meeting: MeetingPapers, { answer, file, number }: Version): Html {
  const href = `/meetings/${meeting.meetingId}/pre-reads/documents/${answer.id}`;
  return html`<span class="app-file">${link(href, file.name)}</span> <span class="app-secondary">(version ${number}, ${fileSize(file.size)})</span>`;
}

/** "Of 3 November 2026, sent on 5 November 2026 by Daniel Marsh." */
export function ofDay({ file, answer }: Version): string {
  const sentOn = dateOf(answer.at);
  const sent = `sent on ${shortDate(sentOn)} by ${senderWords(answer.by)}`;
  return file.datedOn === sentOn
    ? `${sent.charAt(0).toUpperCase()}${sent.slice(1)}.`
    : `Of ${shortDate(file.datedOn)}, ${sent}.`;
}

/** Why a document that is held has to be sent again or said to be unchanged. */
export function whyStale({ occasion }: MeetingPapers, { file }: Version): string {
  const of = `What is held is of ${shortDate(file.datedOn)}`;
  return occasion.previous
    ? `${of}, before the last meeting (${shortDate(occasion.previous.on)}).`
    : `${of}, more than 12 months before the meeting.`;
}

/** The visits that are asked for. */
export function sinceWords({ occasion }: MeetingPapers): string {
  return occasion.previous
    ? `the meeting on ${shortDate(occasion.since)}`
    : shortDate(occasion.since);
}

/** A word, and what its tag is to look like. */
interface WordTag {
  readonly content: string;
  readonly classes: string;
}

/** Where a paper stands in a word, with the colour of its tag. */
export function standingTag(standing: Standing, required: boolean): WordTag {
  const tag = (content: string, colour: string) => ({ content, classes: `govuk-tag--${colour}` });
  switch (standing.kind) {
    case 'sent':
    case 'held':
    case 'recorded':
      return tag('Held', 'green');
    case 'unchanged':
      return tag('Unchanged', 'green');
    case 'none':
      return tag('None', 'grey');
    case 'not-needed':
      return tag('Not needed', 'grey');
    case 'to-send':
      if (standing.late) return tag('Late', 'red');
      return required ? tag('To be sent', 'yellow') : tag('Not sent', 'grey');
    case 'not-sent':
      return tag('Not sent', 'grey');
    case 'record':
      if (!standing.previous) return tag('None', 'grey');
      return previousTag(standing.previous.record);
  }
}

function previousTag(record: PreviousMeeting['record']): WordTag {
  if (record.kind === 'not-final') {
    return { content: 'Not final yet', classes: 'govuk-tag--yellow' };
  }
  return record.kind === 'originals' && record.files.length === 0
    ? { content: 'Not held', classes: 'govuk-tag--grey' }
    : { content: 'Held', classes: 'govuk-tag--green' };
}

/** "Visit: reading (3 November 2026)", leading to where it is read. */
export function recordedLink(
  { meetingId }: Pick<MeetingPapers, 'meetingId'>,
  { paper }: PaperOfMeeting,
  { id, what, on }: Recorded,
): Html {
  const href = `/meetings/${meetingId}/pre-reads/${paper.key}#${id}`;
  return html`${link(href, what)} <span class="app-secondary">(${shortDate(on)})</span>`;
}

/** "2 visits since then are recorded and not shared with the school yet: share them, and they are this paper." */
export function notSharedWords(count: number): string {
  return count === 1
    ? 'A visit since then is recorded and not shared with the school yet. When it is shared, it is this paper.'
    : `${count} visits since then are recorded and not shared with the school yet. When they are shared, they are this paper.`;
}

/** ", which has passed" where it has. */
export function passed(day: LocalDate, today: LocalDate): string {
  return day < today ? ', which has passed' : '';
}

/** "Pack of the pre-read documents", "Supplement to the pre-read documents" */
export function packTitle({ kind }: Pick<Pack, 'kind'>): string {
  return kind === 'pack'
    ? 'Pack of the pre-read documents'
    : 'Supplement to the pre-read documents';
}

/** "1 page", "43 pages" */
export function pagesWords(pages: number): string {
  return pages === 1 ? '1 page' : `${pages} pages`;
}
