import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { taskList } from '#ui/components/task-list.ts';
import type { TaskStatus } from '#ui/components/task-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { OpenedLink } from '../../queries/open-link.ts';
import type { Standing } from '../../domain/papers.ts';
import { besideLabel, meetingOn } from '../words.ts';

/** The papers that someone was asked for: their names and whether they are here, and nothing of what is in them. */
export function linkView(arrival: Arrival, opened: OpenedLink, token: string): Html {
  const { meeting, asked } = opened;
  const { pack } = arrival.services;
  const open = asked.filter(({ standing }) => standing.kind === 'to-send');
  const here = asked.filter(({ standing }) => standing.kind !== 'to-send');
  const done = asked.find(({ paper }) => paper.key === arrival.query.raw('done'));
  const title = 'Send papers for a meeting';
  const { occasion } = meeting;
  return shellPage(arrival, {
    title,
    main: column(
      done &&
        notificationBanner({ type: 'success', content: `Thank you. ${doneWords(done.standing)}` }),
      heading(title, { level: 1, caption: meeting.schoolName }),
      paragraph(`For the ${meetingOn(meeting)}.`),
      open.length === 0
        ? insetText({
            content: 'Everything that was asked for is here. There is nothing left to do.',
          })
        : paragraph(
            occasion.required
              ? `Please send what is missing by ${longDate(occasion.collectedBy)}. You need not sign in.`
              : 'These papers could be useful before the meeting. You need not sign in.',
          ),
      open.length > 0 &&
        taskList({
          items: open.map(({ paper, standing }) => {
            const beside = besideLabel(paper, pack);
            return {
              title: paper.label,
              href: path`/send-papers/${token}/${paper.key}`,
              ...(beside === '' ? {} : { hint: beside }),
              status: statusOf(standing),
            };
          }),
        }),
      here.length > 0 && heading('Here already'),
      bulletList(
        here.map(
          ({ paper, standing }) =>
            html`${link(path`/send-papers/${token}/${paper.key}`, paper.label)}: ${hereWords(standing)}`,
        ),
      ),
      paragraph(
        'This page shows the names of the papers that you were asked for, and nothing that is in them. It works until the day before the meeting.',
        'app-secondary',
      ),
    ),
  });
}

function doneWords(standing: Standing): string {
  return standing.kind === 'sent' ? 'The document has arrived.' : 'Your answer has arrived.';
}

function statusOf(standing: Standing): TaskStatus {
  return standing.kind === 'to-send' && standing.late
    ? { tag: { content: 'Late', classes: 'govuk-tag--red' } }
    : { content: '' };
}

function hereWords(standing: Standing): string {
  if (standing.kind === 'sent') {
    return `sent on ${shortDate(dateOf(standing.version.answer.at))}`;
  }
  return standing.kind === 'unchanged'
    ? `unchanged since ${shortDate(standing.version.file.datedOn)}`
    : 'no visits';
}

/** For a link that was never made, and one that no longer works. */
export function deadView(arrival: Arrival, sentence: string): Html {
  const title = 'This link does not work';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(sentence),
      paragraph('Nothing was sent.'),
      paragraph(link('/', 'Sign in to see what is asked of you')),
    ),
  });
}
