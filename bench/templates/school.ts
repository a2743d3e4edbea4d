import {
  areaName,
  categoryName,
  frameworkOf,
  gradeName,
  isGraded,
} from '#modules/inspections/index.ts';
import type { GradedInspection, Inspection } from '#modules/inspections/index.ts';
import { figureText } from '#modules/schools/index.ts';
import { formOf, processOf, roleLabel } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { SchoolShown } from '../../src/modules/schools/web/school/shown.ts';

/** What a controller would hand to the template: the facts in words, and nothing of how they look. */
export function schoolLocals(pack: PolicyPack, shown: SchoolShown): object {
  const { school, people } = shown;
  const seen = new Set<string>();
  const figures = shown.figures.map((figure) => {
    const key = `${figure.measure} ${figure.cohort}`;
    const isOlder = seen.has(key);
    seen.add(key);
    return { ...figure, isOlder, text: figureText(figure.value, figure.unit) };
  });
  const meetingName = (form: string): string => formOf(pack, form).title.replace(/ Record$/, '');
  return {
    ...shown,
    newestFigures: figures.filter(({ isOlder }) => !isOlder),
    olderFigures: figures.filter(({ isOlder }) => isOlder),
    inspections: shown.inspections.map(inspectionLocals),
    cases: shown.cases.map((each) => ({
      ...each,
      name: processOf(pack, each.process).name,
      plannedName: each.planned && meetingName(each.planned.form),
      heldName: each.lastHeld && meetingName(each.lastHeld.form),
    })),
    monitoringOfficer: roleLabel(pack, 'monitoring-officer'),
    peopleByRole: Object.groupBy(people, ({ role }) => role),
    establishmentNumber: String(school.establishmentNumber ?? '').padStart(4, '0'),
    capacity: school.capacity?.toLocaleString('en-GB'),
  };
}

function inspectionLocals(inspection: Inspection): object {
  return {
    ...inspection,
    frameworkName: frameworkOf(inspection.framework).name,
    ...(isGraded(inspection) ? gradedLocals(inspection) : {}),
  };
}

function gradedLocals(inspection: GradedInspection): object {
  const { framework, category } = inspection;
  const judgements: Readonly<Record<string, Parameters<typeof gradeName>[1] | undefined>> =
    inspection.judgements;
  const areas = Object.keys(frameworkOf(framework).areas) as Parameters<typeof areaName>[1][];
  return {
    overallName:
      'overall' in inspection && inspection.overall !== null
        ? gradeName(framework, inspection.overall)
        : undefined,
    hasOverall: frameworkOf(framework).overall,
    categoryName: category === null ? undefined : categoryName(category),
    areas: areas.flatMap((area) => {
      const judgement = judgements[area];
      if (judgement === undefined) return [];
      return [{ name: areaName(framework, area), grade: gradeName(framework, judgement) }];
    }),
  };
}
