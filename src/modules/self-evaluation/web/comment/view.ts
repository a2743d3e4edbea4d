import { longDate, shortDate } from '#kernel/dates.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import type { School } from '#modules/schools/index.ts';
import { formOf, meetingName } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { select } from '#ui/components/select.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { AreaInWords } from '../../queries/of-school.ts';

interface CommentShown {
  readonly school: School;
  readonly areas: readonly AreaInWords[];
  /** Those that have taken place, newest first. */
  readonly meetings: readonly Meeting[];
  readonly id: string;
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

export function commentView(arrival: Arrival, shown: CommentShown): Html {
  const { school, areas, meetings, id, typed, problems } = shown;
  const { pack } = arrival.services;
  const here = `/schools/${school.urn}/self-evaluation`;
  return formPage({
    site: siteOf(arrival),
    title: 'The board’s comments on the self-evaluation',
    caption: school.name,
    back: { href: here, content: 'Self-evaluation' },
    errors: problems,
    action: `${here}/comments`,
    intro: paragraph(
      'The board does not verify the school’s judgements. It may say what evidence it saw, or what is still to develop. Leave out what nothing was said of.',
    ),
    fields: html`
      ${hidden('id', id)}
      ${select({
        name: 'meeting',
        label: { content: 'Said at which meeting?', classes: 'govuk-label--s' },
        value: typed.raw('meeting'),
        errorMessage: errorOf(problems, 'meeting'),
        items: meetings.map((meeting) => ({
          value: meeting.id,
          text: `${meetingName(formOf(pack, meeting.form))}, ${longDate(meeting.date)}`,
        })),
      })}
      ${areas.map(
        ({ area, name, judged }) =>
          judged &&
          html`${hidden(`evaluation-${area}`, judged.present.evaluation.id)}${textarea({
            name: `comment-${area}`,
            label: { content: name, classes: 'govuk-label--s' },
            hint: `The school on ${shortDate(judged.present.evaluation.on)}: ${judged.grade}. ${judged.present.why}`,
            rows: 3,
            value: typed.raw(`comment-${area}`),
            errorMessage: errorOf(problems, `comment-${area}`),
          })}`,
      )}`,
    submit: 'Save the comments',
    beside: link(here, 'Cancel'),
  });
}
