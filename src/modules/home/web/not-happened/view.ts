import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { gapKinds } from '#modules/reminders/index.ts';
import type { Gap, GapKind } from '#modules/reminders/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { taskList } from '#ui/components/task-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import { pagingLinks } from '#web/paging.ts';
import type { Arrival } from '#web/route.ts';

/** So many of a kind are named; the rest are counted. */
export const mostNamed = 5;

export const inShort: Readonly<Record<GapKind, string>> = {
  'next-date': 'Next meetings without a date',
  'check-in': 'Check-ins that are not set for this term',
  'pre-reads': 'Pre-reads that are late',
  'accuracy-check': 'Accuracy checks without an answer in time',
  'overdue-action': 'Actions that are overdue',
  'carried-action': 'Actions carried over twice without evidence',
  'no-owner': 'Actions left without an owner',
};

/** What has not happened, kind by kind, with since when. */
export function gapsPart(gaps: readonly Gap[]): Html {
  return html`${heading('What has not happened')}${(Object.keys(gapKinds) as GapKind[]).map(
    (kind) => {
      const these = gaps.filter((gap) => gap.kind === kind);
      const more = these.length - mostNamed;
      return (
        these.length > 0 &&
        html`${heading(inShort[kind], { level: 3 })}${gapList(kind, these.slice(0, mostNamed))}${
          more > 0 && paragraph(link(gapsPath(kind), `And ${more} more`, inShort[kind]))
        }`
      );
    },
  )}${paragraph(link('/reminders', 'Choose what you are reminded of'))}`;
}

/** What the day of each kind is. */
export const dayTitles: Readonly<Record<GapKind, string>> = {
  'check-in': 'The term ends on',
  'next-date': 'Since',
  'carried-action': 'Second time on',
  'pre-reads': 'Was due by',
  'accuracy-check': 'Was due by',
  'overdue-action': 'Was due by',
  'no-owner': 'Was due by',
};

function sinceWhen(kind: GapKind, due: LocalDate): Html {
  const day = html`<span class="app-whole">${shortDate(due)}</span>`;
  return html`${dayTitles[kind]} ${day}`;
}

function gapList(kind: GapKind, gaps: readonly Gap[]): Html {
  return taskList({
    idPrefix: `gap-${kind}`,
    items: gaps.map(({ what, school, href, due }) => ({
      title: what,
      href,
      hint: school,
      status: { content: sinceWhen(kind, due) },
    })),
  });
}

/** The page with all of a kind. */
function gapsPath(kind: GapKind): string {
  return `/not-happened/${kind}`;
}

const perPage = 50;

/** Everything of one kind that has not happened and is the person's own to mend, the longest due first. */
export function gapsOfKindView(
  arrival: Arrival,
  {
    kind,
    gaps,
    page,
  }: { readonly kind: GapKind; readonly gaps: readonly Gap[]; readonly page: number },
): Html {
  const shown = gaps.slice((page - 1) * perPage, page * perPage);
  return shellPage(arrival, {
    title: inShort[kind],
    back: { href: '/', content: 'Your work' },
    main: column(
      heading(inShort[kind], { level: 1, caption: 'What has not happened' }),
      shown.length === 0
        ? insetText({ content: gaps.length === 0 ? 'None.' : 'There is no such page.' })
        : gapList(kind, shown),
      gaps.length > 0 && workbookLink({ path: gapsPath(kind) }),
      pagingLinks({ path: gapsPath(kind), page, total: gaps.length, perPage }),
      paragraph(link('/reminders', 'Choose what you are reminded of')),
    ),
  });
}
