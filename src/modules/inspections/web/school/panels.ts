import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { JudgementPanel } from '#ui/charts/judgements.ts';
import { accountOf, judgementsOf } from '../../domain/account.ts';
import { areaChoices } from '../../domain/entered.ts';
import { frameworks } from '../../domain/frameworks.ts';
import { isGraded } from '../../domain/inspection.ts';
import type { GradedInspection, Inspection } from '../../domain/inspection.ts';

const overall = 'Overall effectiveness';

/** The picture of judgements over time: the newest framework first, its inspections oldest first. */
export function panelsOf(inspections: readonly Inspection[]): JudgementPanel[] {
  const graded = inspections.filter(isGraded).toReversed();
  return frameworks.toReversed().flatMap((framework) => {
    const under = graded.filter((each) => each.framework === framework.id);
    const areas = [
      ...(framework.overall ? [overall] : []),
      ...areaChoices(framework).map(([, name]) => name),
    ];
    const rows = areas
      .map((area) => ({ area, cells: under.map((each) => cellOf(each, area)) }))
      .filter(({ cells }) => cells.some((cell) => cell !== null));
    return rows.length === 0
      ? []
      : [
          {
            id: `judgements-${framework.id}`,
            framework: framework.name,
            grades: framework.scale === 'report-card' ? 5 : 4,
            inspections: under.map(({ firstDay }) => dayAmong(under.length, firstDay)),
            rows,
          },
        ];
  });
}

function cellOf(
  inspection: GradedInspection,
  area: string,
): JudgementPanel['rows'][number]['cells'][number] {
  if (area === overall) {
    const line = accountOf(inspection).lines.find(
      ({ what, isGrade }) => what === overall && isGrade,
    );
    const place = 'overall' in inspection ? inspection.overall : null;
    return line ? { grade: line.said, place } : null;
  }
  const judged = judgementsOf(inspection).find(({ name }) => name === area);
  return judged ? { grade: judged.grade, place: judged.place } : null;
}

/** "14 March 2023"; "14 Mar 2023" above columns that are too narrow for more. */
function dayAmong(columns: number, day: LocalDate): string {
  const text = shortDate(day);
  return columns <= 2 ? text : text.replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));
}
