import { longInstant, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseStanding } from '#modules/cases/index.ts';
import { processOf } from '#policy-pack/index.ts';
import { fileKinds } from '#platform/files/kinds.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { textarea } from '#ui/components/textarea.ts';
import { timeline } from '#ui/components/timeline.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { caseStandingPart } from '#web/case-standing.ts';
import { shellPage } from '#web/pages.ts';
import type { Visit } from '#web/route.ts';
import { can } from '../../access.ts';
import { stateOf, statusText } from '../../domain/action.ts';
import type { ActionMatter, AgreedAction } from '../../index.ts';
import type { ActionEvent, Evidence, EventWording } from '../../queries/history.ts';
import { ownerText } from '../../queries/owners.ts';
import type { Owner, Owners } from '../../queries/owners.ts';

export interface Typed {
  /** Of the progress that the form adds. */
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly reason: string;
  readonly confirmed: string;
  readonly missing: string;
}

interface Shown {
  readonly history: readonly ActionEvent[];
  readonly owners: Owners;
  /** That its case is paused or closed. */
  readonly standing: CaseStanding | undefined;
  readonly typed: Typed;
  readonly problems: readonly FormError[];
}

type Here = Visit<ActionMatter>;

export function actionView(visit: Here, shown: Shown): Html {
  const { subject, actor, today } = visit;
  const { action, agreed } = subject;
  const { problems, history, owners } = shown;
  const isOpen = action.status.kind === 'open';
  const state = stateOf(action, today);
  const sees = can(actor, 'see', { ...subject, undertakes: undefined, monitors: undefined });
  return shellPage(visit, {
    title: `Agreed action: ${subject.schoolName}`,
    isConfidential: true,
    back: sees
      ? {
          href: `/cases/${subject.caseId}`,
          content: processOf(visit.services.pack, subject.case.process).name,
        }
      : { href: '/actions/yours', content: 'Your actions' },
    problems,
    main: column(
      heading('Agreed action', { level: 1, caption: subject.schoolName }),
      caseStandingPart(visit.services.pack, shown.standing),
      paragraph(html`<strong class="app-record__lines">${action.what}</strong>`),
      paragraph(
        html`${tag({ content: state.word, classes: state.colour })}${dueWords(action, today)}`,
      ),
      summaryList({
        rows: [
          { key: 'Who undertakes it', value: person(action.undertakes, owners.undertakes) },
          { key: 'Who monitors it', value: person(action.monitors, owners.monitors) },
          { key: 'How success is measured', value: words(action.success) },
          { key: 'Support offered', value: words(action.support) },
          (!isOpen || action.byWhen === undefined) && {
            key: 'By when',
            value: action.byWhen === undefined ? 'Not recorded' : shortDate(action.byWhen),
          },
          !isOpen && { key: 'State', value: statusText(action.status) },
        ],
      }),
      isOpen && agreed && proposalPart(visit, shown),
      isOpen && can(actor, 'add progress', subject) && progressForm(visit, shown),
      isOpen &&
        agreed &&
        action.proposal === undefined &&
        can(actor, 'propose completion', subject) &&
        proposeForm(visit),
      heading('What has happened', { id: 'history' }),
      history.length === 0
        ? paragraph('Nothing is recorded yet.')
        : timeline(history.toReversed().map((event) => historyItem(visit, event))),
      agreed && can(actor, 'change its status', subject) && changeForm(visit, shown),
      isOpen &&
        can(actor, 'change its status', subject) &&
        (action.undertakesPerson ?? action.monitorsPerson) !== undefined &&
        paragraph(
          link(`/cases/${subject.caseId}/duties?action=${action.id}`, 'Give it to someone else'),
        ),
    ),
  });
}

/** How an open action stands against its day, beside the one word for it. */
function dueWords({ status, byWhen }: AgreedAction, today: LocalDate): string {
  if (status.kind !== 'open' || byWhen === undefined) return '';
  if (byWhen < today) return ` It was due by ${shortDate(byWhen)}.`;
  return byWhen === today ? ' It is due today.' : ` It is due by ${shortDate(byWhen)}.`;
}

function words(text: string): Html | string {
  return text === '' ? 'Not recorded' : html`<span class="app-record__lines">${text}</span>`;
}

function person(text: string, owner: Owner | undefined): Html | string {
  if (owner?.hasLeft !== true) return words(ownerText(text, owner));
  return html`${ownerText(text, owner)}<br>${tag({ content: 'No owner', classes: 'govuk-tag--red' })}<br><span class="govuk-hint">${owner.name} has no role at this school any more. The chair gives it to someone else.</span>`;
}

/** That it waits to be confirmed, with the form for those who confirm it. */
function proposalPart(
  { subject, actor }: Here,
  { owners, typed, problems }: Shown,
): Html | undefined {
  const { proposal, id } = subject.action;
  if (!proposal) return undefined;
  const who = owners.undertakes?.name ?? 'Whoever undertakes it';
  const said = insetText({
    content: `${who} said on ${shortDate(proposal.on)} that this is complete. Whoever monitors it, or the chair, confirms it.`,
  });
  if (!can(actor, 'confirm completion', subject)) return said;
  return html`${said}${formElement({
    action: `/actions/${id}/confirm`,
    content: html`${radios({
      name: 'confirmed',
      value: typed.confirmed,
      fieldset: { legend: { content: 'Is it complete?', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorOf(problems, 'confirmed'),
      items: [
        { value: 'yes', content: 'Yes, it is complete' },
        {
          value: 'no',
          content: 'No, something is missing',
          conditional: textarea({
            name: 'missing',
            label: 'What is still missing',
            rows: 3,
            value: typed.missing,
            errorMessage: errorOf(problems, 'missing'),
          }),
        },
      ],
    })}${button({ content: 'Answer', preventDoubleClick: true })}`,
  })}`;
}

function progressForm({ subject }: Here, { typed, problems }: Shown): Html {
  const accept = fileKinds.flatMap(({ endings }) => endings.map((each) => `.${each}`)).join(',');
  return html`${heading('Add progress')}${formElement({
    action: `/actions/${subject.action.id}/progress`,
    isMultipart: true,
    content: html`${hidden('id', typed.id)}${textarea({
      name: 'text',
      label: 'What has been done, and what came of it',
      hint: 'Do not name pupils. Everyone who reads the board’s records can read this.',
      rows: 4,
      value: typed.text,
      errorMessage: errorOf(problems, 'text'),
    })}${fileUpload({
      name: 'evidence',
      label: 'A file that shows it (optional)',
      hint: 'For example a photo, a PDF or a Word or Excel file, up to 25 MB',
      attributes: { accept },
      errorMessage: errorOf(problems, 'evidence'),
    })}${button({ content: 'Add progress', preventDoubleClick: true })}`,
  })}`;
}

function proposeForm({ subject }: Here): Html {
  return html`<div id="complete">${details({
    summary: 'Say that it is complete',
    content: html`${paragraph('Whoever monitors the action, and the chair, are asked to confirm it. Until then it stays open. Add what shows it first.')}${formElement(
      {
        action: `/actions/${subject.action.id}/complete`,
        content: button({
          content: 'It is complete',
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
        }),
      },
    )}`,
  })}</div>`;
}

const eventTitles: Readonly<Record<ActionEvent['kind'], string>> = {
  agreed: 'Agreed',
  changed: 'Changed by a correction of the record',
  progress: 'Progress',
  'completion proposed': 'Said to be complete',
  'completion declined': 'Not complete yet',
  complete: 'Confirmed as complete',
  stopped: 'Stopped',
  reopened: 'Open again',
  'handed over': 'Given to someone else',
};

function historyItem({ subject }: Here, event: ActionEvent) {
  const { kind, text, evidence, wording, by, at } = event;
  return {
    id: `event-${event.id}`,
    when: `${longInstant(at)}, ${by}`,
    title: eventTitles[kind],
    content: html`${text !== '' && paragraph(html`<span class="app-record__lines">${text}</span>`)}${
      evidence && evidenceLink(`/actions/${subject.action.id}/evidence/${event.id}`, evidence)
    }${wording && wordingPart(wording)}`,
  };
}

function evidenceLink(href: string, { name, size }: Evidence): Html {
  const kilobytes = Math.max(1, Math.round(size / 1000));
  const shown = kilobytes < 1000 ? `${kilobytes} KB` : `${(kilobytes / 1000).toFixed(1)} MB`;
  return paragraph(html`${link(href, name)} (${shown})`);
}

function wordingPart(wording: EventWording): Html {
  return details({
    summary: 'What it said from then on',
    content: summaryList({
      rows: [
        { key: 'What will be done', value: words(wording.what) },
        { key: 'Who undertakes it', value: words(wording.undertakes) },
        { key: 'Who monitors it', value: words(wording.monitors) },
        { key: 'How success is measured', value: words(wording.success) },
        { key: 'Support offered', value: words(wording.support) },
        {
          key: 'By when',
          value: wording.byWhen === undefined ? 'Not recorded' : shortDate(wording.byWhen),
        },
      ],
    }),
  });
}

function changeForm({ subject }: Here, { typed, problems }: Shown): Html {
  const isOpen = subject.action.status.kind === 'open';
  return formElement({
    action: `/actions/${subject.action.id}`,
    content: html`${radios({
      name: 'status',
      value: typed.status,
      fieldset: { legend: { content: 'How it stands', classes: 'govuk-fieldset__legend--m' } },
      errorMessage: errorOf(problems, 'status'),
      items: [
        { value: 'open', content: isOpen ? 'Still to be done' : 'To be done after all' },
        { value: 'complete', content: 'Complete' },
        {
          value: 'stopped',
          content: 'Stopped',
          conditional: textarea({
            name: 'reason',
            label: 'Why it is stopped',
            rows: 3,
            value: typed.reason,
            errorMessage: errorOf(problems, 'reason'),
          }),
        },
      ],
    })}${button({ content: 'Save', preventDoubleClick: true })}`,
  });
}
