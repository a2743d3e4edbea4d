import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { formOf, meetingName } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { answerChart } from '#ui/charts/answers.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';

interface Answered {
  readonly record: string;
  readonly meetingOn: LocalDate;
  readonly form: string;
  readonly question: string;
  readonly answer: string;
}

/**
 * The answers to the fundamental question over time, a chart for each wording: an answer to one is
 * none to another. Undefined where no board has answered.
 */
export function answersPart(
  pack: PolicyPack,
  answers: readonly Answered[],
  options: {
    /** The way to another wording, for those who may adopt one. */
    readonly adopts?: boolean;
  } = {},
): Html | undefined {
  if (answers.length === 0) return undefined;
  const { answers: scale, caption } = pack.question;
  const byWording = Map.groupBy(answers, ({ question }) => question);
  return html`${heading('The fundamental question over time')}
    ${paragraph(`${caption}.`)}
    ${[...byWording].map(([question, of], at) =>
      answerChart({
        id: `question-${at + 1}`,
        question,
        scale: scale.map(({ label }) => label),
        points: of.map(({ record, meetingOn, form, answer }) => ({
          day: shortDate(meetingOn),
          answer,
          href: `/records/${record}`,
          what: meetingName(formOf(pack, form)),
        })),
      }),
    )}
    ${options.adopts && paragraph(link('/fundamental-question', 'The wording of the question'))}`;
}
