import type { AcademicYear } from '#kernel/academic-year.ts';
import { shortDate } from '#kernel/dates.ts';
import { details } from '#ui/components/details.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, paragraph } from '#ui/text.ts';
import type { EarlyWarningFigure, EarlyWarningRules } from '#policy-pack/index.ts';

/** What counts, from which differences on, and what is never done. */
export function explanation(rules: EarlyWarningRules, years: readonly AcademicYear[]): Html {
  const used = years.toReversed().join(' and ');
  return details({
    summary: 'How this works',
    content: html`
      ${paragraph(
        'The policy asks the authority to identify, as early as possible, schools that may become eligible for intervention by the Regional Director. Each reason below is looked for by itself, from published data.',
      )}
      ${heading('What counts', { level: 2, size: 's' })}
      ${bulletList([
        html`<strong>One step from being eligible</strong>: the latest graded inspection leaves one more such judgement, or one grade, between the school and a national rule that applies to it. However old the inspection is, it counts until the next. A rule that the school already meets is not a step away, and a school in a category of concern has no step left.`,
        html`<strong>Concerns at an ungraded inspection</strong> after the latest graded one, as its outcome says in words, such as “School remains Good (Concerns) - S5 Next” or “Some aspects not as strong”.`,
        html`<strong>Lower than at the inspection before</strong>: overall compared with overall, an area with the same area of the same framework, a report card with a report card. Nothing is converted from one framework to another.`,
        html`<strong>Attainment</strong> and <strong>attendance</strong> well apart from comparable schools, or falling further behind them. Comparable are schools of the same kind in England; where no such figure is held, those of the authority.`,
      ])}
      ${heading('How old the data may be', { level: 2, size: 's' })}
      ${paragraph(
        `Figures are used of the last ${rules.academicYears} complete academic years only, now ${used}. The two kinds of inspection reason after the first are used only where the inspection began in those years or since.`,
      )}
      ${heading('Small numbers', { level: 2, size: 's' })}
      ${paragraph(
        `A figure is left aside where it is suppressed, where fewer than ${rules.fewestPupils.value} pupils stand behind it, where it is not known how many do, and where there is nothing to compare it with. ${rules.fewestPupils.why} For absence, whose files do not say, the pupils on roll are taken.`,
      )}
      ${heading('From which differences on', { level: 2, size: 's' })}
      ${paragraph(adoption(rules))}
      ${thresholds(rules)}
      ${heading('What is never done', { level: 2, size: 's' })}
      ${bulletList([
        'Schools are not ranked: they stand by network and name.',
        'Reasons are not counted up, weighed or turned into a score.',
        'No probability is given for a school.',
        'Nothing is decided, and no school or governing body is told.',
      ])}`,
  });
}

function adoption({ source, proposed, adopted }: EarlyWarningRules): string {
  if (source === 'policy') return 'These are the thresholds of the authority’s policy.';
  const from = `These thresholds are proposed by this service, on ${shortDate(proposed)}, and are no part of the authority’s policy.`;
  return adopted === null
    ? `${from} The authority has not adopted them yet.`
    : `${from} The authority adopted them on ${shortDate(adopted)}.`;
}

function thresholds({ figures }: EarlyWarningRules): Html {
  return stackingTable({
    caption: 'Thresholds by figure',
    captionClasses: 'govuk-table__caption--s',
    head: ['Figure', 'Well apart', 'Falling behind', 'Why'],
    firstCellIsHeader: true,
    rows: figures.map((figure) => [
      { content: whatIs(figure, figures), classes: 'app-weight-regular' },
      `${difference(figure.wellApart, figure)}${worth(figure)}`,
      `${difference(figure.slipping.apart, figure)}, after the gap grew by ${points(figure.slipping.by, figure)} or more in a year`,
      figure.why,
    ]),
  });
}

function whatIs({ label, insteadOf }: EarlyWarningFigure, all: readonly EarlyWarningFigure[]) {
  const other = all.find(({ measure }) => measure === insteadOf);
  return other === undefined
    ? label
    : `${label}, only where there is no figure of: ${other.label.charAt(0).toLowerCase()}${other.label.slice(1)}`;
}

function difference(amount: number, figure: EarlyWarningFigure): string {
  return `${points(amount, figure)} or more ${figure.worse === 'lower' ? 'below' : 'above'}`;
}

function worth({ pupilsApart }: EarlyWarningFigure): string {
  return pupilsApart === null ? '' : `, where that is ${pupilsApart} pupils or more`;
}

function points(amount: number, { unit }: EarlyWarningFigure): string {
  const one = unit === 'percent' ? 'percentage point' : 'point';
  return `${amount} ${one}${amount === 1 ? '' : 's'}`;
}
