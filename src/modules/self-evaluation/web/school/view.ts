import { longDate, shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import type { JudgedFramework } from '#modules/inspections/index.ts';
import type { School } from '#modules/schools/index.ts';
import { judgementPanels } from '#ui/charts/judgements.ts';
import type { JudgementPanel } from '#ui/charts/judgements.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { timeline } from '#ui/components/timeline.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, heading, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import type { BoardComment, SelfEvaluation } from '../../domain/evaluation.ts';
import { areasInWords, frameworkOfEvaluation } from '../../queries/of-school.ts';
import type { HeldEvaluations } from '../../queries/of-school.ts';

interface SelfEvaluationShown {
  readonly school: School;
  /** The framework in force, with the areas of the school. */
  readonly framework: JudgedFramework;
  readonly held: HeldEvaluations;
  readonly mayJudge: boolean;
  readonly mayComment: boolean;
}

export function selfEvaluationView(visit: Visit<SchoolMatter>, shown: SelfEvaluationShown): Html {
  const { school, framework, held, mayJudge, mayComment } = shown;
  const here = `/schools/${school.urn}/self-evaluation`;
  const areas = areasInWords(framework, held);
  const hasAny = areas.some(({ judged }) => judged);
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'selfEvaluation',
    main: html`
      ${heading('How the school judges itself')}
      ${paragraph(html`Under the framework in force: <strong>${framework.name}</strong>. These are the school’s own judgements. They are not verified here, and never converted from one framework to another.`)}
      ${buttonGroup(
        mayJudge
          ? button({
              content: hasAny ? 'Judge again' : 'Enter the judgements',
              href: `${here}/new`,
            })
          : undefined,
        mayComment && hasAny
          ? button({
              content: 'Add the board’s comments',
              href: `${here}/comments`,
              classes: 'govuk-button--secondary',
            })
          : undefined,
      )}
      ${
        hasAny
          ? stackingTable({
              caption: 'The newest judgement of each area',
              captionClasses: 'govuk-visually-hidden',
              head: ['Area', 'Judgement', 'Why', 'The board’s comments'],
              firstCellIsHeader: true,
              rows: areas.map(({ name, judged }) => [
                name,
                judged
                  ? html`${judged.grade}<br><span class="app-secondary">${`${shortDate(judged.present.evaluation.on)}, ${judged.present.evaluation.by.name}`}</span>`
                  : 'Not judged',
                judged?.present.why ?? '–',
                judged && judged.comments.length > 0
                  ? html`${judged.comments.map(commentView)}`
                  : '–',
              ]),
            })
          : paragraph('The school has not judged itself under this framework yet.')
      }
      ${overTime(held)}
      ${history(held)}`,
  });
}

function commentView({ text, on, by }: BoardComment): Html {
  return html`<p class="govuk-body govuk-!-margin-bottom-2">${text}<br><span class="app-secondary">${`Meeting of ${shortDate(on)}, written by ${by.name}`}</span></p>`;
}

/** Judgements beside each other, each framework by itself. */
function overTime({ evaluations }: HeldEvaluations): Html | undefined {
  if (evaluations.length < 2) return undefined;
  const byFramework = Map.groupBy(evaluations, ({ framework }) => framework);
  const panels = [...byFramework].map(([id, under]): JudgementPanel => {
    const inOrder = under.toSorted((a, b) => a.on.localeCompare(b.on, 'en') || a.number - b.number);
    const [first] = inOrder;
    const framework = first && frameworkOfEvaluation(first);
    const rows = (framework?.areas ?? []).map(({ key, name, grades }) => ({
      area: name,
      cells: inOrder.map(({ judgements }) => {
        const grade = judgements.find(({ area }) => area === key)?.grade;
        const found = grades.find((each) => each.key === grade);
        return found ? { grade: found.name, place: found.place } : null;
      }),
    }));
    return {
      id: `own-${id}`,
      framework: framework?.name ?? '',
      grades: framework?.places ?? 1,
      inspections: inOrder.map(({ on }) => shortDate(on)),
      rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)),
    };
  });
  return html`${heading('Over time')}${judgementPanels(panels.toReversed(), 'The school’s own judgements', 'Day')}`;
}

function history({ evaluations, comments }: HeldEvaluations): Html | undefined {
  if (evaluations.length === 0) return undefined;
  return html`${heading('History')}${timeline(
    evaluations.toReversed().map((evaluation) => ({
      when: longDate(evaluation.on),
      title: `${evaluation.by.name}${evaluation.by.role === '' ? '' : `, ${evaluation.by.role}`}`,
      content: details({
        summary: `${counted(evaluation.judgements.length)} of the ${frameworkOfEvaluation(evaluation).name}`,
        content: html`${frameworkOfEvaluation(evaluation).areas.flatMap((area) =>
          judgedView(evaluation, area, comments),
        )}`,
      }),
    })),
  )}`;
}

function counted(count: number): string {
  return count === 1 ? '1 area' : `${count} areas`;
}

function judgedView(
  { id, judgements }: SelfEvaluation,
  { key, name, grades }: JudgedFramework['areas'][number],
  comments: readonly BoardComment[],
): Html[] {
  const judgement = judgements.find(({ area }) => area === key);
  if (!judgement) return [];
  const grade = grades.find((each) => each.key === judgement.grade)?.name ?? judgement.grade;
  return [
    html`<p class="govuk-body govuk-!-margin-bottom-2"><strong>${`${name}: ${grade}.`}</strong> ${judgement.why}</p>`,
    ...comments
      .filter(({ evaluation, area }) => evaluation === id && area === key)
      .map(
        ({ text, on, by }) =>
          html`<p class="govuk-body-s">${`The board on ${shortDate(on)}, written by ${by.name}: ${text}`}</p>`,
      ),
  ];
}
