import { longDate, longInstant } from '#kernel/dates.ts';
import { questionOn } from '#policy-pack/index.ts';
import type { QuestionVersion } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { timeline } from '#ui/components/timeline.ts';
import { errorOf, form, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Visit } from '#web/route.ts';
import { waitingVersion, withAdoptions } from '../../domain/adoption.ts';
import type { Adoption } from '../../domain/adoption.ts';

interface AdoptShown {
  readonly adoptions: readonly Adoption[];
  readonly typed: Form;
  readonly id: string;
  readonly problems: readonly FormError[];
}

export function adoptView(visit: Visit<undefined>, shown: AdoptShown): Html {
  const { adoptions, problems } = shown;
  const { pack } = visit.services;
  const adopted = withAdoptions(pack, adoptions);
  const waiting = waitingVersion(pack, adoptions, visit.today);
  return shellPage(visit, {
    title: 'The fundamental question',
    back: { href: '/', content: 'Home' },
    problems,
    main: column(
      heading('The fundamental question', { level: 1 }),
      heading('What boards are asked today'),
      insetText({ content: questionOn(adopted, visit.today).text }),
      waiting ? adoptForm(shown, waiting) : paragraph('No other wording is proposed.'),
      adoptions.length > 0
        ? html`${heading('What was adopted')}${timeline(
            adoptions.toReversed().map((adoption) => ({
              when: `${adoption.by.name}, on ${longInstant(adoption.at)}`,
              title: `Asked from ${longDate(adoption.askedFrom)}`,
              struck: isReplaced(adoption, adoptions),
              content: html`${paragraph(textOf(adopted.question.versions, adoption))}${paragraph(`Decided by: ${adoption.decided}`)}`,
            })),
          )}`
        : undefined,
    ),
  });
}

/** Whether a later adoption of the same wording has set another day. */
function isReplaced({ question, number }: Adoption, adoptions: readonly Adoption[]): boolean {
  return adoptions.some((other) => other.question === question && other.number > number);
}

function textOf(versions: readonly QuestionVersion[], { question }: Adoption): string {
  return versions.find(({ key }) => key === question)?.text ?? question;
}

function adoptForm({ typed, id, problems }: AdoptShown, waiting: QuestionVersion): Html {
  const day = waiting.source === 'added' ? waiting.adopted : null;
  return html`
    ${heading(day === null ? 'A wording that is proposed' : 'What boards will be asked')}
    ${insetText({ content: waiting.text })}
    ${paragraph(
      day === null
        ? 'Ofsted has given no overall grade since September 2024, so this wording is proposed in place of the policy’s. It is asked only once the authority adopts it.'
        : `It is adopted from ${longDate(day)}. Until then you can set another day.`,
    )}
    ${form({
      action: '/fundamental-question',
      content: html`
        ${hidden('id', id)}
        ${hidden('question', waiting.key)}
        ${dateInput({
          id: 'askedFrom',
          namePrefix: 'askedFrom',
          fieldset: {
            legend: {
              content: 'From which day are boards asked it?',
              classes: 'govuk-fieldset__legend--s',
            },
          },
          hint: 'Today or later. Boards that met before keep the question that they were asked.',
          values: Object.fromEntries(
            ['day', 'month', 'year'].map((part) => [
              `askedFrom-${part}`,
              typed.raw(`askedFrom-${part}`),
            ]),
          ),
          errorMessage: errorOf(problems, 'askedFrom'),
        })}
        ${input({
          name: 'decided',
          label: { content: 'Who decided it, or where?', classes: 'govuk-label--s' },
          hint: 'For example, Cabinet Member for Education, decision of 3 December 2026',
          value: typed.raw('decided'),
          autocomplete: 'off',
          errorMessage: errorOf(problems, 'decided'),
        })}
        ${button({ content: 'Adopt it', preventDoubleClick: true })}`,
    })}`;
}
