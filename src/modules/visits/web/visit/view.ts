import { longDate, longInstant } from '#kernel/dates.ts';
import type { School } from '#modules/schools/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { buttonGroup, column, heading, link } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Visit as Visiting } from '#web/route.ts';
import { isShared, presentVisit } from '../../domain/visit.ts';
import type { Visit, VisitVersion } from '../../domain/visit.ts';
import type { VisitMatter } from '../gates.ts';
import { sharedTag } from '../list/view.ts';
import { versionWords } from '../words.ts';

interface VisitShown {
  readonly school: School;
  readonly visit: Visit;
  readonly replyId: string;
  readonly problems: readonly FormError[];
  readonly readsAll: boolean;
  readonly mayCorrect: boolean;
  readonly mayReply: boolean;
}

export function visitView(arrival: Visiting<VisitMatter>, shown: VisitShown): Html {
  const { school, visit, problems, readsAll, mayCorrect } = shown;
  const present = presentVisit(visit);
  const here = `/schools/${school.urn}/visits/${visit.id}`;
  const earlier = visit.versions.slice(0, -1).toReversed();
  return shellPage(arrival, {
    title: `Visit of ${longDate(present.on)}: ${school.name}`,
    back: { href: `/schools/${school.urn}/visits`, content: 'Visits and support' },
    problems,
    main: column(
      heading(`Visit of ${longDate(present.on)}`, { level: 1, caption: school.name }),
      readsAll ? html`<p class="govuk-body">${sharedTag(visit)}</p>` : undefined,
      versionView(present),
      mayCorrect
        ? html`${form({
            action: `${here}/sharing`,
            content: html`${hidden('shared', isShared(visit) ? 'no' : 'yes')}${buttonGroup(
              button({
                content: isShared(visit)
                  ? 'Stop sharing it with the school'
                  : 'Share it with the school',
                classes: isShared(visit) ? 'govuk-button--secondary' : '',
              }),
              link(`${here}/correct`, 'Correct it'),
            )}`,
          })}`
        : undefined,
      replies(shown, here),
      earlier.length > 0
        ? details({
            summary:
              earlier.length === 1
                ? 'What it said before it was corrected'
                : `What it said before, ${earlier.length} times`,
            content: html`${earlier.map(versionView)}`,
          })
        : undefined,
    ),
  });
}

function versionView(version: VisitVersion): Html {
  return summaryList({
    rows: [
      { key: 'Day', value: longDate(version.on) },
      { key: 'Who visited', value: version.visitors },
      { key: 'About', value: version.purpose },
      { key: 'What was seen', value: markdown(version.seen, 3) },
      {
        key: 'What follows',
        value: version.follows === '' ? 'Nothing recorded' : markdown(version.follows, 3),
      },
      { key: 'Recorded', value: versionWords(version) },
    ],
  });
}

function replies(
  { visit, mayReply, replyId, problems }: VisitShown,
  here: string,
): Html | undefined {
  if (visit.replies.length === 0 && !mayReply) return undefined;
  return html`
    ${heading('What the school says')}
    ${visit.replies.map(({ text, by, at }) =>
      insetText({
        content: html`${markdown(text, 3)}<p class="govuk-body-s govuk-!-margin-bottom-0">${by.name}, on ${longInstant(at)}</p>`,
      }),
    )}
    ${
      mayReply &&
      form({
        action: `${here}/reply`,
        content: html`${hidden('id', replyId)}${textarea({
          name: 'text',
          label: { content: 'Add what the school says of the visit', classes: 'govuk-label--s' },
          hint: 'It stands beside the visit for all who read it, and cannot be changed afterwards',
          rows: 4,
          value: '',
          errorMessage: errorOf(problems, 'text'),
        })}${button({ content: 'Add it', classes: 'govuk-button--secondary', preventDoubleClick: true })}`,
      })
    }`;
}
