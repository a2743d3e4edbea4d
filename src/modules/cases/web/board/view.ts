import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Candidate } from '#modules/people/index.ts';
import type { Process } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { errorMessage } from '#ui/components/error-message.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { select } from '#ui/components/select.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { link } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { extraSeat } from '../../index.ts';
import type { BoardMember, CaseMatter } from '../../index.ts';

export interface SeatShown {
  readonly key: string;
  readonly label: string;
  /** Whoever has it, and whoever follows them where that is known. */
  readonly members: readonly BoardMember[];
  readonly candidates: readonly Candidate[];
  /** The person chosen in a form that came back. */
  readonly chosen: string;
  /** Who is offered first: the only one there is, or whoever opens the case as its chair. */
  readonly suggested: string | undefined;
}

interface BoardShown {
  readonly matter: CaseMatter;
  readonly process: Process;
  readonly seats: readonly SeatShown[];
  readonly extras: readonly BoardMember[];
  readonly problems: readonly FormError[];
}

export function boardView(arrival: Arrival, shown: BoardShown): Html {
  const { matter, process, seats, extras, problems } = shown;
  const here = `/cases/${matter.caseId}`;
  const taken = seats.filter((seat) => seat.members.length > 0);
  // A seat that someone leaves on a known day can be filled from that day on.
  const open = seats.filter((seat) => seat.members.every(({ until }) => until !== undefined));
  const problem = errorOf(problems, 'seats');
  return shellPage(arrival, {
    title: 'The board',
    back: { href: here, content: `${process.name} for ${matter.schoolName}` },
    problems,
    main: html`
      <span class="govuk-caption-l">${matter.schoolName}</span>
      <h1 class="govuk-heading-l">The board</h1>
      ${(taken.length > 0 || extras.length > 0) && membersList(arrival.today, here, taken, extras)}
      ${
        open.length > 0 &&
        html`<form method="post" action="${here}/board" novalidate>
        <div class="govuk-form-group${problem && ' govuk-form-group--error'}" id="seats">
          <h2 class="govuk-heading-m">Seats to fill</h2>
          ${problem && errorMessage({ content: problem })}
          ${open.map(seatField)}
        </div>
        <div class="govuk-button-group">
          ${button({ content: 'Add to the board', preventDoubleClick: true })}
          <a class="govuk-link" href="${here}/board/new">Add someone who is not listed</a>
        </div>
      </form>`
      }
      ${
        open.length === 0 &&
        html`<p class="govuk-body">Every seat is filled. The school may ask for others, such as a deputy headteacher: keep the board small, and the same over time.</p>
      <p class="govuk-body"><a class="govuk-link" href="${here}/board/new">Add another board member</a></p>`
      }
      ${
        taken.length > 0 &&
        button({
          content: 'Go on to the meetings',
          href: here,
          ...(open.length > 0 ? { classes: 'govuk-button--secondary' } : {}),
        })
      }`,
  });
}

function membersList(
  today: LocalDate,
  here: string,
  taken: readonly SeatShown[],
  extras: readonly BoardMember[],
): Html {
  const rows = [
    ...taken.flatMap(({ label, members }) => members.map((member) => ({ label, member }))),
    ...extras.map((member) => ({ label: member.description, member })),
  ];
  return html`${summaryList({
    rows: rows.map(({ label, member }) => ({
      key: label,
      value: html`${member.name}<br><span class="govuk-hint">${
        member.from > today ? 'from' : 'since'
      } ${shortDate(member.from)}${member.until && `, until ${shortDate(member.until)}`}</span>
        <p class="govuk-body govuk-!-margin-bottom-0">${link(`${here}/board/${member.id}/end`, member.until ? 'Change when it ends' : 'End this membership', `of ${member.name}`)}</p>`,
    })),
  })}`;
}

function seatField({ key, label, candidates, chosen, suggested }: SeatShown): Html {
  if (candidates.length === 0) {
    return html`<p class="govuk-body"><strong>${label}</strong>: nobody holds this role for the school yet. Use “Add someone who is not listed”.</p>`;
  }
  return select({
    name: `seat-${key}`,
    label: { content: label, classes: 'govuk-label--s' },
    value: chosen || suggested,
    items: [
      { value: '', text: 'Nobody yet' },
      ...candidates.map((candidate) => ({
        value: candidate.personId,
        text: `${candidate.name} (${candidate.address})`,
      })),
    ],
  });
}

export function newMemberView(
  arrival: Arrival,
  shown: {
    readonly matter: CaseMatter;
    readonly seats: readonly { readonly key: string; readonly label: string }[];
    readonly typed: Form;
    readonly problems: readonly FormError[];
  },
): Html {
  const { matter, seats, typed, problems } = shown;
  const here = `/cases/${matter.caseId}/board`;
  return shellPage(arrival, {
    title: 'Add a board member',
    back: { href: here, content: 'The board' },
    problems,
    main: html`
      <span class="govuk-caption-l">${matter.schoolName}</span>
      <h1 class="govuk-heading-l">Add a board member</h1>
      <form method="post" action="${here}/new" novalidate>
        ${input({
          name: 'name',
          label: { content: 'Name', classes: 'govuk-label--s' },
          value: typed.raw('name'),
          autocomplete: 'off',
          errorMessage: errorOf(problems, 'name'),
        })}
        ${input({
          name: 'address',
          type: 'email',
          label: { content: 'Email address', classes: 'govuk-label--s' },
          hint: 'Invitations and the final record are announced here.',
          value: typed.raw('address'),
          spellcheck: false,
          autocomplete: 'off',
          errorMessage: errorOf(problems, 'address'),
        })}
        ${radios({
          name: 'seat',
          fieldset: {
            legend: {
              content: 'What they are on this board',
              classes: 'govuk-fieldset__legend--s',
            },
          },
          value: typed.raw('seat') || (seats.length === 0 ? extraSeat : ''),
          errorMessage: errorOf(problems, 'seat'),
          items: [
            ...seats.map(({ key, label }) => ({ value: key, content: label })),
            {
              value: extraSeat,
              content: 'Another board member, at the school’s request',
              conditional: input({
                name: 'description',
                label: 'What they are',
                hint: 'For example, Deputy Headteacher',
                value: typed.raw('description'),
                errorMessage: errorOf(problems, 'description'),
              }),
            },
          ],
        })}
        ${button({ content: 'Add to the board', preventDoubleClick: true })}
      </form>`,
  });
}
