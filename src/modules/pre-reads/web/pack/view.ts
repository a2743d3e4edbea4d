import { longInstant } from '#kernel/dates.ts';
import { abbreviationsIn } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { form } from '#ui/form.ts';
import { progress } from '#ui/progress.ts';
import { buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { shareOfPack } from '../../domain/packs.ts';
import type { Pack, PackEntry } from '../../domain/packs.ts';
import type { MeetingPapers } from '../../queries/meeting-papers.ts';
import type { PackSubject } from '../gates.ts';
import { meetingOn, packTitle, pagesWords } from '../words.ts';

export function packView(arrival: Arrival, { meeting, pack }: PackSubject): Html {
  const { schoolName, meetingId } = meeting;
  const papers = `/meetings/${meetingId}/pre-reads`;
  const titles = pack.entries.map(({ title }) => title).join(' ');
  const meanings = abbreviationsIn(arrival.services.pack, titles).map(
    ({ short, full }) => `${short}: ${full}.`,
  );
  return shellPage(arrival, {
    title: `${packTitle(pack)}: ${schoolName}`,
    back: { href: papers, content: 'Pre-read documents' },
    ...(pack.state.kind === 'making' ? { scripts: ['progress'] } : {}),
    main: html`
      ${heading(packTitle(pack), { level: 1, caption: schoolName })}
      ${paragraph(html`<strong>${meetingOn(meeting)}</strong>`)}
      ${statePart(meeting, pack)}
      ${contentsPart(meeting, pack)}
      ${meanings.length > 0 && html`<p class="govuk-hint">${meanings.join(' ')}</p>`}`,
  });
}

function statePart({ meetingId }: MeetingPapers, pack: Pack): Html {
  const papers = `/meetings/${meetingId}/pre-reads`;
  const here = `${papers}/packs/${pack.id}`;
  const { state } = pack;
  switch (state.kind) {
    case 'making':
      return html`${paragraph(
        'The documents are being put together. You can leave this page: the work goes on, and the page of pre-read documents leads back here.',
      )}${progress({ here, percent: Math.round(shareOfPack(pack) * 100) })}`;
    case 'made':
      return html`${paragraph(
        `As things stood on ${longInstant(pack.askedAt)}. ${pagesWords(state.pages)} as a PDF.`,
      )}${buttonGroup(
        button({ content: 'Download as PDF', href: `${here}/pack.pdf` }),
        state.wordFile &&
          link(`${here}/pack.docx`, 'Download as Word, with links to the documents of others'),
      )}`;
    case 'failed':
      return html`${insetText({ content: `${state.trouble} Every document can still be read on its own.` })}${form(
        {
          action: `${papers}/packs`,
          content: button({ content: 'Try again', preventDoubleClick: true }),
        },
      )}`;
  }
}

/** What is in it and where; what is not, and why. */
function contentsPart({ meetingId }: MeetingPapers, { entries, state }: Pack): Html {
  const rows = entries.map((entry, index) => ({
    entry,
    place: state.kind === 'made' ? state.places[index] : undefined,
  }));
  const absent = (row: (typeof rows)[number]): string | undefined => {
    if (row.place && 'leftOut' in row.place) return row.place.leftOut;
    return row.entry.of.kind === 'left-out' ? row.entry.of.why : undefined;
  };
  const within = rows.filter((row) => absent(row) === undefined);
  const without = rows.filter((row) => absent(row) !== undefined);
  return html`${
    within.length > 0 &&
    stackingTable({
      caption: 'What is in it',
      captionClasses: 'govuk-table__caption--m',
      head: ['Document', 'Page'],
      rows: within.map(({ entry, place }) => [
        about(meetingId, entry),
        place && 'firstPage' in place ? String(place.firstPage) : '–',
      ]),
    })
  }${
    without.length > 0 &&
    stackingTable({
      caption: 'What is not in it',
      captionClasses: 'govuk-table__caption--m',
      head: ['Document', 'Why'],
      rows: without.map((row) => [about(meetingId, row.entry), absent(row) ?? '']),
    })
  }`;
}

function about(meetingId: string, { title, source, version, changed, of }: PackEntry): Html {
  const papers = `/meetings/${meetingId}/pre-reads`;
  const name =
    of.kind === 'document'
      ? link(`${papers}/documents/${of.answer}`, title)
      : of.kind === 'original'
        ? link(`/meetings/${of.meeting}/files/${of.file}`, title)
        : title;
  const lines = [source, version, changed ?? ''].filter((line) => line !== '');
  return html`${name}${lines.map((line) => html`<br><span class="app-secondary">${line}</span>`)}`;
}
