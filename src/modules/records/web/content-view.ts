import { longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { abbreviationsIn } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, paragraph } from '#ui/text.ts';
import { answerView } from './answer-view.ts';
import { ownerWords, remarksOn } from '../domain/content.ts';
import type {
  ActionContent,
  AnswerContent,
  ContentSection,
  MemberContent,
  PaperContent,
  RecordContent,
  SectionBody,
} from '../domain/content.ts';
import { answerWords, attendedWords, decisionWords, nextWords } from '../domain/words.ts';

/** The record as its form has it: each label with what stands under it, in the form's order. */
export function contentView(content: RecordContent, pack: PolicyPack): Html {
  return html`<div class="app-record">${content.sections.map((section) =>
    sectionView(content, section, pack),
  )}</div>${checkView(content)}<p class="govuk-body app-record__closing">${content.form.closing}</p>`;
}

function sectionView(content: RecordContent, section: ContentSection, pack: PolicyPack): Html {
  return html`<section class="app-record__row"><div class="app-record__label">${labelView(section.label, pack)}</div>
<div class="app-record__content">${bodyView(section.body)}${remarksOn(content, section.key).map(
    (remark) => remarkView(content, remark),
  )}</div></section>`;
}

/** A label exactly as the form has it; what its abbreviations stand for is said beside it. */
export function labelView(label: string, pack: PolicyPack, size: 's' | 'm' = 's'): Html {
  const spelled = abbreviationsIn(pack, label).map(({ short, full }) => `${short}: ${full}`);
  return html`<h2 class="govuk-heading-${size} govuk-!-margin-bottom-1">${label}</h2>${
    spelled.length > 0 &&
    html`<p class="govuk-hint app-record__abbreviation">${spelled.join('; ')}</p>`
  }`;
}

export const nothing = html`<p class="govuk-body app-record__nothing">Nothing recorded</p>`;

export function bodyView(body: SectionBody): Html {
  switch (body.kind) {
    case 'text':
      return body.text.trim() === '' ? nothing : markdown(body.text, 3);
    case 'facts':
      return html`${body.lines.map((line) => paragraph(line))}`;
    case 'board':
      return boardView(body.members, body.proceeded);
    case 'pre-reads':
      return html`${bulletList(body.documents.map(paperView))}
        ${paragraph(`To go to the board by ${longDate(body.toBoardBy)}`)}`;
    case 'others':
      return body.people.length === 0
        ? paragraph('None')
        : html`${bulletList(
            body.people.map(
              ({ name, capacity, parts }) =>
                `${name}, ${capacity}${parts.length === 0 ? '' : `, for: ${parts.join('; ')}`}`,
            ),
          )}`;
    case 'outcome':
      return outcomeView(body);
    case 'actions':
      return body.actions.length === 0 ? nothing : html`${body.actions.map(actionView)}`;
    case 'next':
      return body.next.kind === 'not-set' ? nothing : paragraph(nextWords(body.next));
  }
}

function paperView({ label, from, held }: PaperContent): Html {
  return html`${label} (from the ${from})${
    held !== undefined && html`<br><span class="app-file">${held}</span>`
  }`;
}

function boardView(members: readonly MemberContent[], proceeded: string): Html {
  if (members.length === 0) return nothing;
  return html`<dl class="app-record__people">${members.map(
    (member) =>
      html`<div><dt>${member.seat}</dt><dd>${member.name}${attendedWords(member)}</dd></div>`,
  )}</dl>${proceeded !== '' && html`${paragraph(html`<strong>The meeting went ahead because:</strong>`)}${markdown(proceeded)}`}`;
}

function outcomeView(body: Extract<SectionBody, { kind: 'outcome' }>): Html {
  const { question, caption, answer, reasons, outcome, concerns, support } = body;
  return html`<p class="govuk-body"><strong>${question}</strong></p>
    <p class="govuk-body govuk-!-margin-bottom-1">${answer ?? 'No answer recorded'}</p>
    <p class="govuk-hint">${caption}</p>
    ${reasons !== '' && markdown(reasons)}
    <p class="govuk-body"><strong>The board agreed:</strong> ${outcome ?? 'not recorded yet'}</p>
    ${concerns !== null && labelled('Significant concerns', concerns)}
    ${support !== null && labelled('Additional support required', support)}`;
}

function labelled(label: string, text: string): Html {
  return html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${label}</strong></p>${
    text === '' ? nothing : markdown(text)
  }`;
}

function actionView(action: ActionContent, index: number): Html {
  const { what, success, support, byWhen } = action;
  const undertakes = ownerWords(action.undertakes, action.undertakesName);
  const monitors = ownerWords(action.monitors, action.monitorsName);
  const shown = (text: string) => (text === '' ? 'Not recorded' : lines(text));
  return html`<div class="app-record__action"><h3 class="govuk-heading-s govuk-!-margin-bottom-1">Action ${index + 1}</h3>
    ${lines(what)}${summaryList({
      classes: 'govuk-summary-list--no-border app-record__parts',
      rows: [
        { key: 'Who undertakes it', value: shown(undertakes) },
        { key: 'Who monitors it', value: shown(monitors) },
        { key: 'How success is measured', value: shown(success) },
        { key: 'Support offered', value: shown(support) },
        { key: 'By when', value: byWhen === null ? 'Not recorded' : shortDate(byWhen) },
      ],
    })}</div>`;
}

/** Typed text with its line breaks, and nothing else made of it. */
export function lines(text: string): Html {
  return html`<p class="govuk-body app-record__lines">${text}</p>`;
}

function remarkView(content: RecordContent, remark: AnswerContent): Html {
  const by = content.check?.answered?.by ?? 'The headteacher';
  return insetText({
    content: html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${by}, Headteacher: ${answerWords[remark.answer]}</strong></p>${answerView(remark)}${
      remark.decision &&
      html`<p class="govuk-body govuk-!-margin-bottom-0">The chair ${decisionWords[remark.decision]} this${remark.reason === '' ? '.' : `: ${remark.reason}`}</p>`
    }`,
  });
}

function checkView({ check, finalised }: RecordContent): Html | undefined {
  if (!check) return undefined;
  const sent = `Sent to ${check.sentTo} for an accuracy check on ${longInstant(new Date(check.sentAt))}.`;
  if (!check.answered) {
    return paragraph(
      finalised
        ? `${sent} No answer came by ${longDate(check.answersDueOn)}.`
        : `${sent} An answer is due by ${longDate(check.answersDueOn)}.`,
    );
  }
  const corrected = check.answers.filter(
    ({ answer, decision }) => answer === 'fact-wrong' && decision === 'accepted',
  ).length;
  const corrections =
    corrected === 0
      ? ''
      : ` ${corrected === 1 ? 'One correction was' : `${corrected} corrections were`} made.`;
  return paragraph(
    `${sent} ${check.answered.by} answered on ${longInstant(new Date(check.answered.at))}.${corrections}`,
  );
}
