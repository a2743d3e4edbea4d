import { longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { details } from '#ui/components/details.ts';
import { timeline } from '#ui/components/timeline.ts';
import type { TimelineItem } from '#ui/components/timeline.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import type { Condition } from '../../domain/assessment.ts';
import type { Entry, Proceeding, Told } from '../../domain/proceeding.ts';
import { saidBy, titleOf } from './facts-view.ts';

/** What happened, oldest first, each with who recorded it and what was corrected since. */
export function historyView(proceeding: Proceeding, mayRecord: boolean): Html {
  const conditions = proceeding.kind === 'assessment' ? proceeding.assessment.conditions : [];
  const ordered = proceeding.told.toSorted((a, b) =>
    a.fact.on === b.fact.on ? a.first.number - b.first.number : a.fact.on < b.fact.on ? -1 : 1,
  );
  return timeline(
    ordered.map((told): TimelineItem => {
      const { fact, struck } = told;
      return {
        id: told.id,
        when: longDate(fact.on),
        title: titleOf(fact),
        struck,
        content: html`
          ${saidBy(fact, conditions)}
          ${sourceLine(told)}
          ${told.corrections.length > 0 && correctionsOf(told, conditions)}
          ${mayRecord && !struck && correctLink(proceeding, told)}`,
      };
    }),
    4,
  );
}

function sourceLine({ fact, first }: Told): Html {
  return paragraph(
    `Source: ${fact.source}. Recorded by ${first.recordedBy.name}, ${longInstant(first.recordedAt)}.`,
    'app-secondary govuk-!-margin-bottom-2',
  );
}

/** What it said before, and why that changed: nothing is written over. */
function correctionsOf(told: Told, conditions: readonly Condition[]): Html {
  const before = [told.first, ...told.corrections];
  return html`${told.corrections.map((correction, index) => {
    const { content, recordedAt, recordedBy } = correction;
    const earlier = before.slice(0, index + 1).findLast(saysSomething);
    const what = content.type === 'struck' ? 'Struck out' : 'Corrected';
    const reason = content.type === 'fact' ? '' : content.reason;
    return html`
      ${paragraph(
        html`<strong>${what}</strong> by ${recordedBy.name}, ${longInstant(recordedAt)}: ${reason}`,
        'govuk-body-s govuk-!-margin-bottom-2',
      )}
      ${
        content.type === 'correction' &&
        earlier &&
        details({
          summary: 'What it said before',
          content: html`${saidBefore(earlier, conditions)}`,
          classes: 'govuk-!-margin-bottom-2',
        })
      }`;
  })}`;
}

function saysSomething({ content }: Entry): boolean {
  return content.type !== 'struck';
}

function saidBefore({ content }: Entry, conditions: readonly Condition[]): Html | undefined {
  if (content.type === 'struck') return undefined;
  const { fact } = content;
  return html`
    ${paragraph(`${titleOf(fact)}, ${shortDate(fact.on)}. Source: ${fact.source}.`)}
    ${saidBy(fact, conditions)}`;
}

function correctLink({ id }: Proceeding, { id: entry, fact }: Told): Html {
  return paragraph(
    link(
      `/regional-director/${id}/entries/${entry}/correct`,
      'Correct this',
      `: ${titleOf(fact)}, ${shortDate(fact.on)}`,
    ),
    'govuk-body-s',
  );
}
