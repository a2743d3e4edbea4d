import { dateOf, shortDate } from '#kernel/dates.ts';
import { abbreviationsIn } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import type { Content } from '#ui/components/part.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, paragraph } from '#ui/text.ts';
import type { Evidence } from '../domain/evidence.ts';
import { reasonLabels } from '../domain/reasons.ts';
import type { Reasons } from '../domain/reasons.ts';
import { choiceNames } from '../domain/round.ts';
import type { Choice, Decision, Progress } from '../domain/round.ts';
import type { PastFocus } from '../queries/past-focus.ts';

/** "34 of 92 decided" */
export function progressText({ settled, all }: Progress): string {
  return `${settled} of ${all} decided`;
}

/** A decision as a tag: a word beside the colour. */
export function choiceTag(choice: Choice | undefined): Html {
  if (!choice) return tag({ content: 'Not decided', classes: 'govuk-tag--yellow' });
  const content = choiceNames[choice.kind];
  switch (choice.kind) {
    case 'focus':
      return tag({ content });
    case 'not-focus':
      return tag({ content, classes: 'govuk-tag--grey' });
    case 'later':
      return tag({ content, classes: 'govuk-tag--yellow' });
    case 'left-open':
      return tag({ content, classes: 'govuk-tag--orange' });
  }
}

/** "Change of headteacher; SIB or PCI process involvement" */
export function reasonsText(reasons: Reasons, { categorisation }: PolicyPack): string {
  return reasonLabels(reasons, categorisation.reasons).join('; ');
}

/** "PCI: Progress Check-In; SIB: School Improvement Board": beside a label, which is never altered. */
export function spelledOut(pack: PolicyPack, ...labels: readonly string[]): string {
  return abbreviationsIn(pack, labels.join(' '))
    .map(({ short, full }) => `${short}: ${full}`)
    .join('; ');
}

/** The same for a page that lists reasons of schools. */
export function reasonsSpelledOut(pack: PolicyPack): Html | false {
  const spelled = spelledOut(pack, ...pack.categorisation.reasons.map(({ label }) => label));
  return spelled !== '' && paragraph(`In the reasons, ${spelled}.`, 'app-secondary');
}

/** The reasons that evidence suggests, each once. */
export function suggestedReasons(evidence: readonly Evidence[]): string[] {
  return [...new Set(evidence.map(({ reason }) => reason))];
}

/** Who decided, and when. */
export function decidedText({ by, at }: Pick<Decision, 'by' | 'at'>): string {
  return `Decided by ${by.name} on ${shortDate(dateOf(at))}`;
}

/** A decision in full: what, why, who, when. */
export function decisionLines(decision: Decision, pack: PolicyPack): Html {
  const { choice, rationale } = decision;
  return html`
    <p class="govuk-body">${choiceTag(choice)}</p>
    ${choice.kind === 'focus' && bulletList(reasonLabels(choice, pack.categorisation.reasons))}
    ${rationale !== '' && html`<p class="govuk-body app-keeps-lines">${rationale}</p>`}
    ${paragraph(decidedText(decision), 'app-secondary')}`;
}

/** What is held that the policy names as a reason, each with its source and day. */
export function evidenceList(evidence: readonly Evidence[], pack: PolicyPack): Html {
  if (evidence.length === 0) {
    return paragraph('Nothing that is held here is a reason that the policy names.');
  }
  const { reasons } = pack.categorisation;
  return html`<ul class="govuk-list app-evidence">${evidence.map(
    ({ reason, sentence, source }) =>
      html`<li><strong>${reasonLabels({ reasons: [reason], stated: '' }, reasons)}</strong><br>${sentence}<br><span class="app-secondary">Source: ${source}</span></li>`,
  )}</ul>`;
}

/** Says what suggestions rest on, and what they do not. */
export function criteriaNote({ categorisation }: PolicyPack): Html {
  const { criteria } = categorisation;
  return insetText({
    content:
      criteria.length === 0
        ? 'The criteria of the categorisation process are a separate document. They are blank here until the authority supplies them, so a suggestion rests only on reasons that the policy itself names.'
        : html`The criteria of the categorisation process: ${bulletList(criteria.map(({ label }) => label))}`,
  });
}

/** What is said of a year looked back on, in which a school was no focus school or nothing is known. */
export const pastWords = {
  'not-focus': 'Not a network focus school',
  'not-recorded': 'Nothing recorded',
} as const;

/** "Network focus school", with its reasons, of a year that is given beside it. */
export function pastText(past: PastFocus, pack: PolicyPack): Content {
  if (typeof past !== 'object') return pastWords[past];
  return html`Network focus school<br><span class="app-secondary">${reasonsText(past, pack)}</span>`;
}
