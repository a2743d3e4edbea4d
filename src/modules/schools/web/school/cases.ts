import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import type { SchoolCase } from '#modules/cases/index.ts';
import type { School } from '#modules/schools/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { summaryCard, summaryList } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import type { SchoolShown } from './shown.ts';

/** The process that a board is opened for; a check-in follows from its exit. */
const boardProcess = 'sib';

/** The open board with its stage, or the way to open one; and what there was before. */
export function casesPart({ services }: Arrival, shown: SchoolShown): Html | undefined {
  const { pack } = services;
  const open = shown.cases.find(({ status }) => status !== 'closed');
  const past = shown.cases.filter(({ status }) => status === 'closed');
  const opening = open ? undefined : openingPart(pack, shown);
  if (!open && !opening && past.length === 0) return undefined;
  return html`${open && openCase(pack, open)}${opening}${past.length > 0 && pastCases(pack, past)}`;
}

function openCase(pack: PolicyPack, open: SchoolCase): Html {
  const { name } = processOf(pack, open.process);
  const { planned, lastHeld } = open;
  return summaryCard(
    {
      title: name,
      actions: { items: [{ href: `/cases/${open.id}`, content: 'Go to its page' }] },
      classes: 'app-card--strong',
    },
    summaryList({
      rows: [
        {
          key: 'Open since',
          value: `${shortDate(open.openedOn)}${open.status === 'paused' ? ', paused now' : ''}`,
        },
        open.takenOn !== undefined && {
          key: 'Taken on',
          value: `${shortDate(open.takenOn)}: it was running before`,
        },
        lastHeld && {
          key: 'Last meeting',
          value: `${nameOf(pack, lastHeld.form)}, ${shortDate(lastHeld.date)}`,
        },
        {
          key: 'Next meeting',
          value: planned
            ? planned.status === 'planned'
              ? `${nameOf(pack, planned.form)}, ${longDate(planned.date)} at ${clockTime(planned.time)}`
              : `${nameOf(pack, planned.form)}, ${planned.status}: the new date is not set yet`
            : 'Not set yet',
        },
      ],
    }),
  );
}

function openingPart(pack: PolicyPack, shown: SchoolShown): Html | undefined {
  const { school, mayOpen, openProcess } = shown;
  if (!mayOpen || openProcess !== undefined) return undefined;
  const { name } = processOf(pack, boardProcess);
  const reason = whyNot(school, name);
  if (reason !== undefined) return paragraph(reason);
  return html`<div class="govuk-button-group">${button({
    content: `Open a ${name}`,
    href: `/schools/${school.urn}/open-board`,
  })}${link(`/schools/${school.urn}/take-on`, 'Take on one that is already running')}</div>`;
}

/** Why the rules allow no board; the command that opens one has the last word. */
function whyNot(school: School, name: string): string | undefined {
  if (!school.maintained) {
    return `A ${name} is for maintained schools. This school is not maintained by the authority (${school.type.name}).`;
  }
  if (school.status === 'closed') return `The school has closed, so no ${name} can be opened.`;
  if (school.status === 'proposed')
    return `The school has not opened yet, so no ${name} can be opened.`;
  return undefined;
}

function pastCases(pack: PolicyPack, past: readonly SchoolCase[]): Html {
  return html`${heading('Earlier boards and check-ins', { size: 's' })}<ul class="govuk-list">${past.map(
    ({ id, process, openedOn, lastHeld }) =>
      html`<li>${link(`/cases/${id}`, processOf(pack, process).name)}, opened ${shortDate(openedOn)}${lastHeld && `, last meeting ${shortDate(lastHeld.date)}`}</li>`,
  )}</ul>`;
}

function nameOf(pack: PolicyPack, form: string): string {
  return meetingName(formOf(pack, form));
}
