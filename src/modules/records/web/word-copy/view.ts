import { longDate, longInstant } from '#kernel/dates.ts';
import type { WordCopyId } from '#kernel/ids.ts';
import { differencesBetween } from '#merge/differences.ts';
import { largestHandedIn } from '#platform/files/files.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { radios } from '#ui/components/radios.ts';
import { differencesView } from '#ui/differences.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { labelOfPart, partInWords } from '../../domain/part-words.ts';
import { addressOf, fieldTexts } from '../../domain/parts.ts';
import { currentVersion } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { madeOfWords } from '../../queries/word-base.ts';
import type { ProposedChange, ProposedEdit, WordCopy } from '../../queries/word-copies.ts';
import { lines } from '../content-view.ts';
import { isWritable, recordPage, recordPath } from '../frame.ts';

export interface CopiesShown {
  /** Of the copy that the form sends. */
  readonly id: WordCopyId;
  readonly copies: readonly WordCopy[];
  readonly problems: readonly FormError[];
}

/** Where an edited Word copy is handed in, and those that were. */
export function copiesView(visit: Visit<RecordMatter>, shown: CopiesShown): Html {
  const { subject } = visit;
  const { id, copies, problems } = shown;
  const here = recordPath(subject);
  const version = currentVersion(subject.record.state);
  const download =
    subject.record.state.status === 'final'
      ? `${here}/versions/${version}.docx`
      : `${here}/draft.docx`;
  return recordPage(visit, {
    title: 'Changes made in Word',
    problems,
    content: html`
      ${paragraph(html`Changes that someone has made in a Word copy of this record can be brought back. ${link(download, 'Download the Word copy')}, have it changed, and send it here. You then see each change and decide on it: nothing changes in the record before that.`)}
      ${whatWaits(subject)}
      ${formElement({
        action: `${here}/word`,
        isMultipart: true,
        content: html`${hidden('id', id)}${fileUpload({
          name: 'file',
          label: { content: 'The changed Word copy', classes: 'govuk-label--s' },
          hint: `A .docx file of ${largestHandedIn / 1_000_000} MB at most`,
          attributes: { accept: '.docx' },
          errorMessage: errorOf(problems, 'file'),
        })}${button({ content: 'Compare', preventDoubleClick: true })}`,
      })}
      ${copies.length > 0 && heading('Copies that came back')}
      ${bulletList(copies.map((copy) => html`${link(`${here}/word/${copy.id}`, copy.fileName)}, from ${copy.by} on ${longInstant(copy.at)}: ${standingOf(copy)}`))}`,
  });
}

function standingOf({ changes }: WordCopy): string {
  const open = changes.filter(({ settled }) => !settled).length;
  if (changes.length === 0) return 'nothing was changed in it';
  if (open === 0) return 'all decided on';
  return open === 1 ? '1 change to decide on' : `${open} changes to decide on`;
}

/** Why nothing can be taken over now, and what comes first. */
function whatWaits(subject: RecordMatter): Html | undefined {
  const { state } = subject.record;
  if (state.status === 'with-headteacher') {
    return insetText({
      content: `The record is with the headteacher until ${longDate(state.sending.answersDueOn)}, and is not changed meanwhile. A copy can be compared with it and is kept; what is to be taken over waits until they have answered.`,
    });
  }
  if (state.status !== 'final') return undefined;
  return insetText({
    content: html`The record is final. A copy can be compared with it and is kept; to take something over, ${link(`${recordPath(subject)}/correct`, 'start a correction')} first.`,
  });
}

export interface CopyShown {
  readonly copy: WordCopy;
  readonly whole: WholeRecord;
  readonly problems: readonly FormError[];
  /** Positions of changes that were just made where someone else had changed the same. */
  readonly overlaps: readonly number[];
}

/** What one copy says otherwise than the record, change by change. */
export function copyView(visit: Visit<RecordMatter>, shown: CopyShown): Html {
  const { subject } = visit;
  const { copy, whole, problems, overlaps } = shown;
  const here = recordPath(subject);
  const open = copy.changes.filter(({ settled }) => !settled);
  const done = copy.changes.filter(({ settled }) => settled);
  const writable = isWritable(subject);
  const isFinal = subject.record.state.status === 'final';
  return recordPage(visit, {
    title: `Changes in “${copy.fileName}”`,
    problems,
    back: { href: `${here}/word`, content: 'Changes made in Word' },
    content: html`
      ${
        overlaps.length > 0 &&
        notificationBanner({
          content:
            'Someone else has changed the same passage since. Both versions stand in the notes, marked: choose there.',
        })
      }
      ${visit.query.raw('done') === 'yes' && decidedBanner(subject, copy)}
      ${paragraph(html`${link(`${here}/word/${copy.id}/file`, copy.fileName)} came from ${copy.by} on ${longInstant(copy.at)}. It was made of ${madeOfWords(copy.madeOf)}.`)}
      ${open.length > 0 && olderWords(copy, whole)}
      ${copy.changes.length === 0 && paragraph('It says what the record said then: nothing was changed in it.')}
      ${open.length > 0 && whatWaits(subject)}
      ${
        open.length > 0 &&
        formElement({
          action: `${here}/word/${copy.id}`,
          content: html`<div id="changes">${open.map((change) => changePart(change, whole, problems, writable))}</div>
            ${buttonGroup(
              ...(writable
                ? [
                    button({ content: 'Save these decisions', preventDoubleClick: true }),
                    open.length > 1 && allButton('Take over all the others', 'accepted'),
                  ]
                : [
                    isFinal && button({ content: 'Start a correction', href: `${here}/correct` }),
                    allButton(open.length > 1 ? 'Leave all of it out' : 'Leave it out', 'declined'),
                  ]),
            )}`,
        })
      }
      ${leftOver(copy)}
      ${done.length > 0 && heading('Decided on')}
      ${done.map((change) => donePart(change, whole))}`,
  });
}

/** What came of the decisions, and where it goes on from there. */
function decidedBanner(subject: RecordMatter, { changes }: WordCopy): Html {
  const settled = (wanted: 'accepted' | 'declined') =>
    changes.filter((change) => change.settled?.decision === wanted).length;
  const open = changes.filter((change) => !change.settled).length;
  const here = recordPath(subject);
  const next =
    subject.record.state.status === 'correcting'
      ? html` ${link(`${here}/finalise`, 'Go on to finalise the correction')}`
      : html` ${link(here, 'See the record')}`;
  return notificationBanner({
    type: 'success',
    content: html`${settled('accepted')} taken over, ${settled('declined')} left out${
      open > 0 ? `, ${open} still to decide on` : ''
    }.${open === 0 && next}`,
  });
}

function allButton(content: string, value: 'accepted' | 'declined'): Html {
  return button({
    content,
    name: 'all',
    value,
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  });
}

/** That the record may say something else by now than when the copy was made. */
function olderWords({ madeOf }: WordCopy, { record }: WholeRecord): Html | undefined {
  const version = currentVersion(record.state);
  const isOlder =
    madeOf.kind === 'final' ? madeOf.version < version : madeOf.revision < record.version;
  const then =
    'What is shown is what the copy changes; what you take over is put together with what the record says now.';
  if (isOlder) {
    return insetText({ content: `The record has been changed since this copy was made. ${then}` });
  }
  return madeOf.kind === 'final' && record.state.status === 'correcting'
    ? insetText({ content: `A correction of version ${version} has been started. ${then}` })
    : undefined;
}

function changePart(
  { position, edits }: ProposedChange,
  whole: WholeRecord,
  problems: readonly FormError[],
  writable: boolean,
): Html {
  const [first] = edits;
  const label = first ? changeLabel(edits, first, whole) : '';
  const field = `change-${position}`;
  return html`<section class="app-check__section" id="${writable ? `section-${position}` : field}">${heading(label)}
    ${edits.map((edit) => editView(edit, edits.length > 1, whole))}
    ${
      writable &&
      radios({
        name: field,
        idPrefix: field,
        classes: 'govuk-radios--small govuk-radios--inline',
        fieldset: {
          legend: {
            content: html`Your decision<span class="govuk-visually-hidden"> on “${label}”</span>`,
            classes: 'govuk-fieldset__legend--s',
          },
        },
        errorMessage: errorOf(problems, field),
        items: [
          { value: 'accepted', content: 'Take it over' },
          { value: 'declined', content: 'Leave it out' },
        ],
      })
    }</section>`;
}

function changeLabel(
  edits: readonly ProposedEdit[],
  first: ProposedEdit,
  whole: WholeRecord,
): string {
  const address = addressOf(first.part);
  if (address?.kind !== 'action') return labelOfPart(whole, first.part);
  const isThere = whole.actions.some(({ id }) => id === address.action);
  if (address.field === 'removed')
    return labelOfPart(whole, first.part).replace(/:.*/, ': removed');
  const isNew = !isThere && edits.every(({ parent, was }) => parent === 0 && was === '');
  return isNew ? 'A new action' : labelOfPart(whole, first.part);
}

function editView(edit: ProposedEdit, isNamed: boolean, whole: WholeRecord): Html {
  const { part, was, text } = edit;
  const words = (each: string) => (each === '' ? '' : partInWords(whole, part, each));
  const now = textNow(whole, part);
  const label = labelOfPart(whole, part).replace(/^.*?: /, '');
  return html`${isNamed && paragraph(html`<strong>${label.charAt(0).toUpperCase()}${label.slice(1)}</strong>`, 'govuk-!-margin-bottom-1')}
    ${differencesView(differencesBetween(words(was), words(text)))}
    ${
      now !== was &&
      details({
        summary: 'This has been changed in the record since',
        content: html`${paragraph('It says now:')}${lines(partInWords(whole, part, now))}`,
      })
    }`;
}

function textNow(whole: WholeRecord, part: string): string {
  return (
    whole.sections.get(part)?.text ??
    fieldTexts(whole).find(([address]) => address === part)?.[1] ??
    ''
  );
}

function donePart({ edits, settled }: ProposedChange, whole: WholeRecord): Html {
  const [first] = edits;
  if (!first || !settled) return html``;
  const what = settled.decision === 'accepted' ? 'Taken over' : 'Left out';
  return details({
    summary: changeLabel(edits, first, whole),
    content: html`${edits.map(({ part, was, text }) => {
      const words = (each: string) => (each === '' ? '' : partInWords(whole, part, each));
      return differencesView(differencesBetween(words(was), words(text)));
    })}${paragraph(`${what} by ${settled.by} on ${longInstant(settled.at)}.`)}`,
  });
}

/** What is in the copy and cannot be taken over. */
function leftOver({ findings }: WordCopy): Html | undefined {
  const { notPlaced, missing, comments, pictures, hasTrackedChanges } = findings;
  if (notPlaced.length + missing.length + comments.length + pictures === 0 && !hasTrackedChanges) {
    return undefined;
  }
  return html`${heading('What is not taken over')}
    ${
      notPlaced.length > 0 &&
      html`${paragraph('These words stand where the record has no place for them, or where it shows what is recorded on another page. Put them where they belong yourself.')}${bulletList(
        notPlaced.map(({ where, text }) => html`${where}: ${lines(text)}`),
      )}`
    }
    ${
      comments.length > 0 &&
      html`${paragraph(comments.length === 1 ? '1 comment is not taken over:' : `${comments.length} comments are not taken over:`)}${bulletList(
        comments.map(({ by, text }) => `${by === '' ? 'Someone' : by}: ${text}`),
      )}`
    }
    ${pictures > 0 && paragraph(pictures === 1 ? '1 picture is not taken over.' : `${pictures} pictures are not taken over.`)}
    ${missing.length > 0 && html`${paragraph('The copy does not have these sections. Nothing is changed in them.')}${bulletList(missing)}`}
    ${hasTrackedChanges && paragraph('Changes were tracked in the copy. They were read as accepted.')}`;
}
