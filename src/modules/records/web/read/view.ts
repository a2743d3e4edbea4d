import { longDate, longInstant } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { toDecide } from '../../domain/accuracy.ts';
import type { RecordContent, WholeRecord } from '../../domain/content.ts';
import { currentVersion, isOverdue } from '../../domain/record.ts';
import { statusColours, statusWords } from '../../index.ts';
import type { RecordMatter, RecordStatus } from '../../index.ts';
import type { ReadVersion } from '../../queries/versions.ts';
import { contentView } from '../content-view.ts';
import { formFor, lateNotice, recordPage, recordPath } from '../frame.ts';

export interface DraftShown {
  readonly whole: WholeRecord;
  readonly content: RecordContent;
  readonly writes: boolean;
  readonly holds: boolean;
  readonly checks: boolean;
  readonly readsFinal: boolean;
  readonly today: LocalDate;
  /** Who had closed the meeting, where the reader wanted to close it after them. */
  readonly closedBefore?: { readonly name: string; readonly at: Date } | undefined;
}

/** A record that is not final, to read; with what its reader can do next. */
export function draftView(visit: Visit<RecordMatter>, shown: DraftShown): Html {
  const { subject } = visit;
  const { whole, content } = shown;
  const here = recordPath(subject);
  const version = currentVersion(subject.record.state);
  return recordPage(visit, {
    title: formFor(subject).title,
    wide: true,
    back: { href: `/meetings/${subject.meetingId}`, content: 'The meeting' },
    content: html`
      ${
        shown.closedBefore &&
        notificationBanner({
          content: `${shown.closedBefore.name} closed this meeting before you, on ${longInstant(shown.closedBefore.at)}. What you had saved is in the record. To change something, take the record back first.`,
        })
      }
      ${statusLine(subject.record.state.status, statusSentence(shown))}
      ${
        version > 0 &&
        shown.readsFinal &&
        paragraph(link(`${here}/versions/${version}`, `Read version ${version}, which is final`))
      }
      ${shown.holds && lateNotice(here, whole.lateTexts)}
      ${nextSteps(shown, here)}
      ${contentView(content, whole.pack)}
      ${!shown.checks && downloads(`${here}/draft`, 'the draft')}
      ${shown.writes && !shown.checks && wordCopies(here)}`,
  });
}

function statusLine(status: RecordStatus, sentence: string): Html {
  return html`<p class="govuk-body">${tag({ content: statusWords[status], classes: statusColours[status] })}</p>${paragraph(sentence)}`;
}

function statusSentence({ whole, today }: DraftShown): string {
  const { record, names, sections } = whole;
  const { state } = record;
  const name = (id: Parameters<typeof names.get>[0]) => names.get(id) ?? 'the headteacher';
  switch (state.status) {
    case 'draft': {
      const latest = [...sections.values()]
        .filter(({ by }) => by !== undefined)
        .toSorted((a, b) => Number(b.at) - Number(a.at))[0];
      return latest?.by && latest.at
        ? `Last written in by ${name(latest.by)} on ${longInstant(latest.at)}.`
        : 'Nobody has written in it yet.';
    }
    case 'with-headteacher': {
      const { sentTo, sentAt, answersDueOn } = state.sending;
      const due = isOverdue(state, today)
        ? `No answer came by ${longDate(answersDueOn)}.`
        : `An answer is due by ${longDate(answersDueOn)}.`;
      return `Sent to ${name(sentTo)} on ${longInstant(sentAt)}. ${due}`;
    }
    case 'answered': {
      const open = toDecide(whole.answers).filter(({ decided }) => !decided).length;
      const left = open === 0 ? 'Nothing is left to decide on.' : `${open} to decide on.`;
      return `${name(state.answered.by)} answered on ${longInstant(state.answered.at)}. ${left}`;
    }
    case 'correcting':
      return `Version ${state.version} is being corrected: ${state.reason}`;
    case 'final':
      return '';
  }
}

function nextSteps(shown: DraftShown, here: string): Html | undefined {
  const { whole, writes, holds, checks, today } = shown;
  const { state } = whole.record;
  const step = (content: string, page: string) => button({ content, href: `${here}/${page}` });
  const write = writes && link(`${here}/room`, 'Write in the notes');
  switch (state.status) {
    case 'draft':
      return buttonGroup(
        writes && step('Write the notes', 'room'),
        holds && link(`${here}/close`, 'Close the meeting'),
      );
    case 'with-headteacher':
      if (checks) return buttonGroup(step('Check this record', 'accuracy-check'));
      if (!holds) return undefined;
      return isOverdue(state, today)
        ? buttonGroup(
            step('Finalise without an answer', 'finalise'),
            link(`${here}/take-back`, 'Take the record back'),
          )
        : buttonGroup(link(`${here}/take-back`, 'Take the record back'));
    case 'answered':
      if (!holds) return buttonGroup(write);
      return toDecide(whole.answers).some(({ decided }) => !decided)
        ? buttonGroup(step('Decide on the answers', 'answers'), write)
        : buttonGroup(
            step('Go on to finalise', 'finalise'),
            toDecide(whole.answers).length > 0 && link(`${here}/answers`, 'The answers'),
            write,
          );
    case 'correcting':
      return holds
        ? buttonGroup(step('Correct the notes', 'room'), link(`${here}/finalise`, 'Finalise'))
        : buttonGroup(write);
    case 'final':
      return undefined;
  }
}

export interface FinalShown {
  readonly version: ReadVersion;
  readonly content: RecordContent;
  /** Whether the content is only the sections that the reader came to. */
  readonly isPart: boolean;
  readonly pack: PolicyPack;
  readonly isLatest: boolean;
  readonly holds: boolean;
  /** How many texts came from devices too late, and wait for someone to look at them. */
  readonly lateTexts: number;
}

/** A final version, to read and to take along. */
export function finalView(visit: Visit<RecordMatter>, shown: FinalShown): Html {
  const { subject } = visit;
  const { version, content, isPart, pack, isLatest, holds, lateTexts } = shown;
  const here = recordPath(subject);
  const latest = currentVersion(subject.record.state);
  return recordPage(visit, {
    title: formFor(subject).title,
    wide: true,
    back: { href: `/meetings/${subject.meetingId}`, content: 'The meeting' },
    content: html`
      ${statusLine('final', `Version ${version.version}, made final by ${version.by} on ${longInstant(version.at)}.`)}
      ${content.reason !== '' && paragraph(`This version corrects the one before: ${content.reason}`)}
      ${isLatest && holds && lateNotice(here, lateTexts)}
      ${isPart && paragraph('You see only the parts that you came to.')}
      ${
        !isLatest &&
        insetText({
          content: html`This is not the newest version. ${link(`${here}/versions/${latest}`, `Read version ${latest}`)}.`,
        })
      }
      ${downloads(`${here}/versions/${version.version}`, 'this record')}
      ${contentView(content, pack)}
      <p class="govuk-body-s app-record__hash">Form ${version.form}, policy ${version.policyVersion}. Fingerprint of ${isPart ? 'the whole' : 'this'} version (SHA-256): <code>${version.sha256}</code></p>
      <p class="govuk-body app-not-printed">${link(`${here}/versions`, 'Versions of this record')}</p>
      <p class="govuk-body app-not-printed">${link(`${here}/check-paper`, 'Check a paper against this record')}</p>
      ${holds && isLatest && wordCopies(here)}
      ${
        holds &&
        isLatest &&
        subject.record.state.status === 'final' &&
        buttonGroup(
          button({
            content: 'Correct this record',
            href: `${here}/correct`,
            classes: 'govuk-button--secondary',
          }),
        )
      }`,
  });
}

function wordCopies(here: string): Html {
  return html`<p class="govuk-body app-not-printed">${link(`${here}/word`, 'Bring back changes that were made in Word')}</p>`;
}

function downloads(address: string, what: string): Html {
  return html`<p class="govuk-body app-not-printed">Download ${what}: ${link(`${address}.docx`, 'Word', 'document')} or ${link(`${address}.pdf`, 'PDF')}</p>`;
}
