import { clockTime } from '#kernel/dates.ts';
import { attributes, html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { fileSize, link } from '#ui/text.ts';
import { agendaOf } from './form.ts';
import type { RoomShown } from './parts.ts';

/** What stands at the side of the room: the agenda with the time, the papers, and who else writes. */
export function sideView(here: string, shown: RoomShown): Html {
  return html`<div class="app-room__side">${agenda(shown)}${papers(shown)}${people(here, shown)}</div>`;
}

function agenda({ whole: { form, meeting } }: RoomShown): Html {
  const clock = attributes({
    'data-room-clock': '',
    'data-date': meeting.date,
    'data-starts': meeting.time,
    'data-minutes': meeting.minutes,
  });
  return html`<nav class="app-agenda" data-agenda aria-labelledby="agenda-heading">
    <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id="agenda-heading">Agenda</h2>
    <p class="govuk-body-s govuk-!-margin-bottom-2">${clockTime(meeting.time)}, ${meeting.minutes} minutes</p>
    <div${clock}></div>
    <ol class="govuk-list app-agenda__list">${form.sections.map(
      ({ key, label }) =>
        html`<li><a class="govuk-link govuk-link--no-visited-state" href="#${agendaOf(key)}">${label}</a></li>`,
    )}</ol>
  </nav>`;
}

/** What there is to read in the meeting. The page's script keeps it on the device. */
function papers({ beside: { previous }, preReads }: RoomShown): Html | undefined {
  const last = previous && {
    href: `/records/${previous.record}`,
    title: `Record of ${previous.on}`,
  };
  if (!last && preReads.every((each) => each.papers.length === 0)) return undefined;
  return html`<section class="app-room__papers" data-papers aria-labelledby="papers-heading">
    <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id="papers-heading">To read</h2>
    <ul class="govuk-list">
      ${last && html`<li><a class="govuk-link" href="${last.href}" data-keep="page">${last.title}</a></li>`}
      ${preReads.flatMap(({ label, papers: held }) =>
        held.map(
          ({ href, title, size }) =>
            html`<li>${label}: <a${attributes({
              class: 'govuk-link app-file',
              href,
              'data-keep': size === undefined ? 'page' : 'file',
              'data-bytes': size,
            })}>${title}</a>${size !== undefined && html` <span class="app-secondary">(${fileSize(size)})</span>`}</li>`,
        ),
      )}
    </ul>
  </section>`;
}

function people(here: string, { whole, holds }: RoomShown): Html | undefined {
  if (!holds) return undefined;
  const { record, names } = whole;
  const noteTaker = record.noteTaker && names.get(record.noteTaker);
  return html`<section class="app-room__people" aria-labelledby="people-heading">
    <h2 class="govuk-heading-s govuk-!-margin-bottom-1" id="people-heading">Who else</h2>
    <ul class="govuk-list">
      <li>${noteTaker === undefined ? link(`${here}/note-taker`, 'Name a note-taker') : html`${noteTaker} takes notes. ${link(`${here}/note-taker`, 'Change', 'the note-taker')}`}</li>
      <li>${
        record.shownLive
          ? html`The board can follow the notes. ${link(`${here}/show-live`, 'Change', 'whether the board can follow')}`
          : link(`${here}/show-live`, 'Let the board follow the notes')
      }</li>
    </ul>
  </section>`;
}
