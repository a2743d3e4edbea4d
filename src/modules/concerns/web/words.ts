import { dateOf, shortDate } from '#kernel/dates.ts';
import { concernKinds } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { paragraph } from '#ui/text.ts';
import { isShown, presentShowing } from '../domain/concern.ts';
import type { Concern } from '../domain/concern.ts';
import type { SeenFigure, SeenReason } from '../domain/seen.ts';
import { readingSentence, reasonTitles } from '../queries/seen.ts';
import type { ShownReason } from '../queries/shown.ts';

/** For what nobody has decided on yet. */
export const newTag = tag({ content: 'New', classes: 'govuk-tag--blue' });

/** "Change of headteacher": what kind of concern it is. */
export function kindName(pack: PolicyPack, { kind }: Concern): string {
  return concernKinds(pack).find(({ key }) => key === kind)?.label ?? kind;
}

/** Reasons, each with its evidence and where that comes from. */
export function reasonList(
  reasons: readonly ShownReason[],
  options: { readonly fresh?: ReadonlySet<string>; readonly marksReading: boolean },
): Html {
  return html`<ol class="app-reasons">${reasons.map(
    (shown) =>
      html`<li class="app-reasons__item">${
        shown.kind === 'withheld'
          ? html`<p class="govuk-body"><strong>Withheld</strong> ${isNew(shown.key, options.fresh)}</p>${paragraph(`This reason is withheld by the ${shown.byRole}.`)}`
          : stated(shown.reason, shown.concern, options)
      }</li>`,
  )}</ol>`;
}

function stated(
  reason: SeenReason,
  concern: Concern | undefined,
  options: { readonly fresh?: ReadonlySet<string>; readonly marksReading: boolean },
): Html {
  return html`
    <p class="govuk-body govuk-!-margin-bottom-1"><strong>${reasonTitles(reason).map((title, index) => html`${index > 0 && html`<br>`}${title}`)}</strong> ${isNew(reason.key, options.fresh)}</p>
    ${concern ? concernWords(concern) : html`<p class="govuk-body govuk-!-margin-bottom-1">${reason.sentence}</p><p class="app-source app-source--close">Source: ${reason.source}</p>`}
    ${options.marksReading && readingWords(reason)}
    ${
      reason.judgements.length > 0 &&
      details({
        summary: `Every judgement of the inspection of ${shortDate(reason.on)}`,
        content: html`${reason.framework !== null && html`<p class="app-secondary">${reason.framework}</p>`}${summaryList(
          {
            classes: 'govuk-!-margin-bottom-0',
            rows: reason.judgements.map(({ name, grade }) => ({ key: name, value: grade })),
          },
        )}`,
      })
    }`;
}

function isNew(key: string, fresh: ReadonlySet<string> | undefined): Html | false {
  return fresh?.has(key) === true && newTag;
}

/** How it was read, and whose reading that is. */
function readingWords(reason: SeenReason): Html | undefined {
  const sentence = readingSentence(reason);
  return sentence === undefined ? undefined : html`<p class="app-secondary">${sentence}</p>`;
}

/** What a concern says, where it comes from, and what has become of it. */
export function concernWords(concern: Concern): Html {
  const { text, source, ofDate, author, resolution } = concern;
  return html`
    ${markdown(text, 4)}
    <p class="app-source app-source--close">Source: ${source}, ${shortDate(ofDate)}. Recorded by ${author.name}</p>
    ${withheldWords(concern)}
    ${
      resolution &&
      insetText({
        content: html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Resolved on ${shortDate(resolution.on)}</strong>, by ${resolution.by.name}</p>${markdown(resolution.text, 4)}`,
      })
    }`;
}

/** For those who may read a withheld concern: that the school does not, by whom and why. */
function withheldWords(concern: Concern): Html | undefined {
  if (isShown(concern)) return undefined;
  const { by, at, reason } = presentShowing(concern);
  return html`<div class="app-withheld"><p class="govuk-body govuk-!-margin-bottom-1">${tag({ content: 'Withheld from the school', classes: 'govuk-tag--purple' })}</p><p class="govuk-body govuk-!-margin-bottom-0">By ${by.name}, ${by.role}, on ${shortDate(dateOf(at))}: ${reason}</p></div>`;
}

/** Figures as a decision kept them, each with its source and date. Nothing where there are none. */
export function figureList(figures: readonly SeenFigure[]): Html | false {
  return (
    figures.length > 0 &&
    stackingTable({
      caption: 'Figures, as they were known at the decision',
      captionClasses: 'govuk-table__caption--s',
      head: ['Measure', 'Figure', 'Source'],
      firstCellIsHeader: true,
      rows: figures.map(({ name, value, about, source }) => [
        { content: name, classes: 'app-weight-regular' },
        html`<strong>${value}</strong>${about !== '' && html` <span class="app-secondary">${about}</span>`}`,
        html`<span class="app-secondary">${source}</span>`,
      ]),
    })
  );
}
