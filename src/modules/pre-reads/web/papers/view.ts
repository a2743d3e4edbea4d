import { dateOf, longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { schoolDaysNote } from '#modules/calendar/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Pack, PackEntry } from '../../domain/packs.ts';
import { senderWords } from '../../domain/papers.ts';
import { supplementsTo } from '../../domain/supplements.ts';
import type { MeetingPapers, PaperOfMeeting } from '../../queries/meeting-papers.ts';
import { isPacked } from '../../queries/packs.ts';
import {
  besideLabel,
  documentLink,
  meetingOn,
  notSharedWords,
  ofDay,
  packTitle,
  pagesWords,
  passed,
  providerWords,
  recordedLink,
  sinceWords,
  standingTag,
  whyStale,
} from '../words.ts';

export interface PapersShown {
  readonly meeting: MeetingPapers;
  /** What the person who looks may do with each paper, by its key. */
  readonly may: ReadonlyMap<string, { readonly send: boolean; readonly decide: boolean }>;
  /** Where the record of the meeting before is to be read, or its original files, for whoever may. */
  readonly previousRecord: readonly PreviousLink[];
  /** Everything that is held, as it would be put into one file for whoever looks. */
  readonly entries: readonly PackEntry[];
  /** What has been put into one file before, newest first. */
  readonly packs: readonly Pack[];
  /** Whether to show who was asked and told. */
  readonly showsSteps: boolean;
}

export interface PreviousLink {
  readonly href: string;
  readonly content: string;
}

export function papersView(arrival: Arrival, shown: PapersShown): Html {
  const { meeting } = shown;
  const { schoolName, occasion } = meeting;
  const isDone = arrival.query.raw('done');
  const done = meeting.papers.find(({ paper }) => paper.key === isDone);
  return shellPage(arrival, {
    title: `Pre-read documents: ${schoolName}`,
    back: { href: `/meetings/${meeting.meetingId}`, content: 'The meeting' },
    main: html`
      ${done && notificationBanner({ type: 'success', content: `${done.paper.label}: your answer is kept.` })}
      ${heading('Pre-read documents', { level: 1, caption: schoolName })}
      ${paragraph(html`<strong>${meetingOn(meeting)}</strong>`)}
      ${meeting.status === 'cancelled' && insetText({ content: 'The meeting was cancelled.' })}
      ${bulletList(daysOf(arrival, meeting))}
      ${stackingTable({
        caption: occasion.required ? 'Documents to include' : 'Documents that could be useful',
        captionClasses: 'govuk-table__caption--m',
        classes: 'app-papers',
        head: ['Document', 'From', 'Where it stands'],
        firstCellIsHeader: true,
        rows: meeting.papers.map((paper) => row(arrival, shown, paper)),
      })}
      ${
        occasion.isToCome &&
        html`<p class="govuk-hint">${schoolDaysNote(meeting.calendar, occasion.collectedBy, occasion.meetingOn)}</p>`
      }
      ${workbookLink(arrival)}
      ${packPart(shown)}
      ${shown.showsSteps && stepsPart(shown)}`,
  });
}

function daysOf(
  { today }: Arrival,
  { occasion, papers, distributedBy, distributedAt }: MeetingPapers,
) {
  const isMissing = papers.some(({ standing }) => standing.kind === 'to-send');
  const says = (day: typeof today) => (isMissing ? passed(day, today) : '');
  return [
    occasion.required
      ? `To reach the authority by ${longDate(occasion.collectedBy)}${says(occasion.collectedBy)}`
      : `Useful to have by ${longDate(occasion.collectedBy)}`,
    distributedAt
      ? `Sent to the board on ${longDate(dateOf(distributedAt))}. What came later is marked as a supplement`
      : `To go to the board by ${longDate(distributedBy)}${says(distributedBy)}`,
  ];
}

function row({ services }: Arrival, shown: PapersShown, paper: PaperOfMeeting) {
  const { meeting } = shown;
  const beside = besideLabel(paper.paper, services.pack);
  return [
    html`${paper.paper.label}${beside !== '' && html`<br><span class="app-secondary app-papers__beside">${beside}</span>`}`,
    providerWords(paper, services.pack),
    html`${tag(standingTag(paper.standing, meeting.occasion.required))}${
      supplementsTo(paper, meeting.distributedAt).length > 0 &&
      html` ${tag({ content: 'Supplement', classes: 'govuk-tag--blue' })}`
    }${standingPart(shown, paper)}${recordedPart(shown, paper)}${toDo(shown, paper)}`,
  ];
}

function said(content: string | Html): Html {
  return html`<br><span class="app-secondary">${content}</span>`;
}

/** What the product holds of a paper; and to whoever may share more, that there is more. */
function recordedPart({ meeting, may }: PapersShown, paper: PaperOfMeeting): Html {
  const isTheirs = may.get(paper.paper.key)?.send === true && meeting.occasion.isToCome;
  return html`${paper.recorded.map((entry) => html`<br>${recordedLink(meeting, paper, entry)}`)}${
    isTheirs &&
    paper.notShared > 0 &&
    said(
      html`${notSharedWords(paper.notShared)} ${link(`/schools/${meeting.urn}/visits`, 'See the visits')}`,
    )
  }`;
}

function standingPart({ meeting, previousRecord }: PapersShown, paper: PaperOfMeeting): Html {
  const { standing } = paper;
  switch (standing.kind) {
    case 'sent':
    case 'held':
      return html`<br>${documentLink(meeting, standing.version)}${said(ofDay(standing.version))}`;
    case 'unchanged': {
      const { answer, version } = standing;
      return html`<br>${documentLink(meeting, version)}${said(
        `${senderWords(answer.by)} said on ${shortDate(dateOf(answer.at))} that it is unchanged. The document is of ${shortDate(version.file.datedOn)}.`,
      )}`;
    }
    case 'recorded':
      return html``;
    case 'none':
      return said(
        `${senderWords(standing.answer.by)} said on ${shortDate(dateOf(standing.answer.at))} that there were no visits since ${sinceWords(meeting)}.`,
      );
    case 'not-needed':
      return said(
        `${senderWords(standing.answer.by)} said so on ${shortDate(dateOf(standing.answer.at))}.`,
      );
    case 'to-send':
    case 'not-sent':
      return standing.stale
        ? html`<br>${documentLink(meeting, standing.stale)}${said(whyStale(meeting, standing.stale))}`
        : html``;
    case 'record': {
      const { previous } = standing;
      if (!previous) return said('There was no meeting before this one.');
      const on = shortDate(previous.on);
      if (previous.record.kind === 'not-final') return said(`The record of ${on} is not final.`);
      if (previousRecord.length > 0) {
        return html`${previousRecord.map(
          ({ href, content }) => html`<br><span class="app-file">${link(href, content)}</span>`,
        )}${previous.record.kind === 'originals' && said(`From the meeting of ${on}`)}`;
      }
      return said(
        previous.record.kind === 'originals' && previous.record.files.length === 0
          ? `The meeting of ${on} was held before this product was used, and no file of it was added.`
          : `Record of ${on}`,
      );
    }
  }
}

function toDo({ meeting, may }: PapersShown, { paper, versions, standing }: PaperOfMeeting): Html {
  const here = `/meetings/${meeting.meetingId}/pre-reads/${paper.key}`;
  const about = `(${paper.label})`;
  const mine = may.get(paper.key);
  const isOpen = meeting.occasion.isToCome;
  const links = [
    isOpen && mine?.send === true && link(`${here}/send`, sendWord(standing.kind), about),
    versions.length > 0 && link(here, 'History', about),
  ].filter((each) => each !== false);
  const decides = isOpen && mine?.decide === true && !meeting.occasion.required;
  return html`${links.length > 0 && html`<p class="app-papers__links">${links}</p>`}${
    decides && standing.kind !== 'record' && decideForm(here, paper.label, standing.kind)
  }`;
}

function sendWord(kind: PaperOfMeeting['standing']['kind']): string {
  if (kind === 'recorded') return 'Send a document as well';
  return kind === 'to-send' || kind === 'not-needed' ? 'Send it' : 'Send a newer one';
}

function decideForm(here: string, label: string, kind: string): Html {
  const isOut = kind === 'not-needed';
  return form({
    action: `${here}/${isOut ? 'needed' : 'not-needed'}`,
    content: button({
      content: html`${isOut ? 'It is needed after all' : 'Not needed for this meeting'}<span class="govuk-visually-hidden">: ${label}</span>`,
      classes: 'govuk-button--secondary govuk-!-margin-bottom-0 govuk-!-margin-top-2',
      preventDoubleClick: true,
    }),
  });
}

/** All of it in one file: what there is already, and a button for what is held now. */
function packPart({ meeting, entries, packs }: PapersShown): Html {
  const here = `/meetings/${meeting.meetingId}/pre-reads/packs`;
  const isAny = entries.some(({ of }) => of.kind !== 'left-out');
  const isThere = isPacked(packs, entries);
  if (!isAny && packs.length === 0) return html``;
  return html`${heading('All of it in one file')}${
    packs.length > 0 &&
    bulletList(
      packs.map((pack) => {
        const href = `${here}/${pack.id}`;
        const { state } = pack;
        return html`${link(href, packTitle(pack))} <span class="app-secondary">of ${longInstant(pack.askedAt)}${
          state.kind === 'made'
            ? `, ${pagesWords(state.pages)}`
            : state.kind === 'making'
              ? ', being put together'
              : ', could not be put together'
        }</span>`;
      }),
    )
  }${
    isAny &&
    !isThere &&
    html`${paragraph(
      packs.length === 0
        ? 'What is held, as a PDF with a list of contents and page numbers.'
        : 'Something has come or changed since the newest one.',
    )}${form({
      action: here,
      content: button({
        content: 'Put together what is held now',
        classes: 'govuk-button--secondary',
        preventDoubleClick: true,
      }),
    })}`
  }`;
}

const stepWords = {
  ask: 'Asked for papers',
  remind: 'Reminded',
  distribute: 'Sent a link to the papers',
  supplement: 'Told of a supplement',
} as const;

function stepsPart({ meeting, packs }: PapersShown): Html {
  const { steps, supplementsTold, occasion, meetingId } = meeting;
  const all = [
    ...steps,
    ...supplementsTold.map(({ at, name, pack }) => ({
      at,
      name,
      pack,
      step: 'supplement' as const,
    })),
  ];
  if (all.length === 0) {
    return html`${heading('Who was told')}${paragraph(
      occasion.isToCome
        ? 'Nobody yet. Mails go out on working days between 8am and 6pm.'
        : 'Nobody was told by mail.',
    )}`;
  }
  const groups = Map.groupBy(all, ({ step, at, pack }) => `${dateOf(at)} ${step} ${pack}`);
  return html`${heading('Who was told')}${stackingTable({
    head: ['When', 'What', 'Who'],
    rows: [...groups.values()].flatMap((told) => {
      const [first] = told;
      if (!first) return [];
      // A pack that is not for whoever looks is not named to them.
      const pack = packs.find(({ id }) => id === first.pack);
      return [
        [
          longDate(dateOf(first.at)),
          html`${stepWords[first.step]}${
            pack &&
            html`<br>${link(`/meetings/${meetingId}/pre-reads/packs/${pack.id}`, packTitle(pack))}`
          }`,
          [...new Set(told.map(({ name }) => name))].join(', '),
        ],
      ];
    }),
  })}`;
}
