import type { LocalDate } from '#kernel/dates.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { Finding } from './finding.ts';
import { categoryIn, categoryText, described } from './judged.ts';
import { categoryEditions, overallGradesEnded } from './rules.ts';
import type { CategoryEditionId } from './rules.ts';

/**
 * Whether the latest graded inspection puts the school in a category of concern (national rules,
 * section 2a). `known` are the graded inspections begun by then, newest first.
 */
export function categoryOfConcern(known: readonly GradedInspection[]): Finding<CategoryEditionId> {
  const [latest] = known;
  if (!latest) {
    return {
      holds: false,
      rule: null,
      inspections: [],
      reason: 'No category of concern: no graded inspection of the school is known.',
      wouldChange: 'A graded inspection that puts it in a category of concern.',
    };
  }
  const rule = editionFor(latest.firstDay);
  const found = categoryIn(latest);
  if (!found) {
    return {
      holds: false,
      rule,
      inspections: [latest],
      reason: `No category of concern: the latest graded inspection, ${described(latest)}, puts it in none.`,
      wouldChange: 'A graded inspection that puts it in a category of concern.',
    };
  }
  const basis =
    found.basis === 'stated'
      ? `puts it in ${categoryText(found)}`
      : rule.id === 'overall'
        ? 'judged it Inadequate overall'
        : `gave judgements that amount to ${categoryText(found)}, though the data states no category`;
  return {
    holds: true,
    rule,
    inspections: [latest],
    reason: `In a category of concern: the latest graded inspection, ${described(latest)}, ${basis}.`,
    wouldChange: 'A later report that lifts the category.',
  };
}

function editionFor(firstDay: LocalDate) {
  return firstDay < overallGradesEnded ? categoryEditions.overall : categoryEditions.stated;
}
