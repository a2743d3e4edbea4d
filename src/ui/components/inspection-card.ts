import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { paragraph } from '../text.ts';
import type { Content, Maybe } from './part.ts';
import { summaryCard, summaryList } from './summary-list.ts';

export interface InspectionCard {
  readonly title: Content;
  readonly framework: string;
  readonly madeAs: string | null;
  readonly lines: readonly {
    readonly what: string;
    readonly said: string;
    readonly judgedOn: LocalDate | null;
    readonly isGrade: boolean;
  }[];
  readonly about: string;
  readonly source: string;
  readonly id?: string | undefined;
  /** Below what was said. */
  readonly more?: Maybe<Html>;
}

/** One inspection in the words of its own framework, with its source. */
export function inspectionCard(card: InspectionCard): Html {
  const rows = card.lines.map(({ what, said, judgedOn, isGrade }) => ({
    key: what,
    value: html`${isGrade ? html`<strong>${said}</strong>` : said}${
      judgedOn && html`<br><span class="app-secondary">judged ${shortDate(judgedOn)}</span>`
    }`,
  }));
  return summaryCard(
    {
      title: { content: card.title, headingLevel: 3 },
      classes: 'app-inspection',
      ...(card.id !== undefined && { attributes: { id: card.id } }),
    },
    html`
      <p class="app-secondary">${card.framework}</p>
      ${card.madeAs !== null && paragraph(card.madeAs)}
      ${summaryList({ rows })}
      ${card.about !== '' && html`<p class="app-secondary">${card.about}</p>`}
      <p class="app-source">Source: ${card.source}</p>
      ${card.more}`,
  );
}
