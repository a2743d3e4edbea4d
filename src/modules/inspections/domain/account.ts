import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { areaName, frameworkOf, gradeName } from './frameworks.ts';
import { categoryName, isGraded, kindNames, safeguardingNames } from './inspection.ts';
import type { GradedInspection, Inspection } from './inspection.ts';

/** One line of what an inspection said, in the words of its framework. */
export interface AccountLine {
  readonly what: string;
  readonly said: string;
  /** A judgement may be made after the first day, at a monitoring visit. */
  readonly judgedOn: LocalDate | null;
  /** Said in the words of a scale, or in a sentence. */
  readonly isGrade: boolean;
}

/** What an inspection said, ready to be shown: nothing is converted to another framework. */
export interface InspectionAccount {
  /** "Graded inspection, 3 February 2026" */
  readonly title: string;
  readonly framework: string;
  /** Where it was made of another school: "Judged as URN 900001 …". */
  readonly madeAs: string | null;
  readonly lines: readonly AccountLine[];
  /** "Section 5 Inspection; report published 20 March 2026" */
  readonly about: string;
  /** "Ofsted management information, as at 31 August 2025" */
  readonly source: string;
}

export function accountOf(inspection: Inspection): InspectionAccount {
  const { kind, firstDay, predecessor, framework, source } = inspection;
  return {
    title: `${kindNames[kind]}, ${shortDate(firstDay)}`,
    framework: frameworkOf(framework).name,
    madeAs:
      predecessor &&
      `Judged as URN ${predecessor.urn}${predecessor.name === null ? '' : ` (${predecessor.name})`}, before it became this school.`,
    lines: isGraded(inspection)
      ? gradedLines(inspection)
      : [line('Outcome', inspection.outcome ?? 'None given', null, false)],
    about: aboutOf(inspection),
    source: source.asAt === null ? source.name : `${source.name}, as at ${shortDate(source.asAt)}`,
  };
}

function aboutOf({ kind, type, publishedOn }: Inspection): string {
  const parts = [
    type === kindNames[kind] ? '' : type.replaceAll(/\bS([58])\b/g, 'Section $1'),
    publishedOn === null ? '' : `report published ${shortDate(publishedOn)}`,
  ];
  const text = parts.filter((part) => part !== '').join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function line(
  what: string,
  said: string,
  judgedOn: LocalDate | null = null,
  isGrade = true,
): AccountLine {
  return { what, said, judgedOn, isGrade };
}

function gradedLines(inspection: GradedInspection): AccountLine[] {
  const { category, safeguarding } = inspection;
  const days: Readonly<Record<string, LocalDate | undefined>> =
    inspection.framework === 'report-card' ? inspection.judgedOn : {};
  const categoryText = categoryName(category);
  return [
    ...overallLine(inspection),
    ...(categoryText === null ? [] : [line('Category of concern', categoryText)]),
    ...judgementsOf(inspection).map(({ area, name, grade }) =>
      line(name, grade, days[area] ?? null),
    ),
    ...(safeguarding === null
      ? []
      : [line('Safeguarding', safeguardingNames[safeguarding], days['safeguarding'] ?? null)]),
  ];
}

function overallLine(inspection: GradedInspection): AccountLine[] {
  if (!frameworkOf(inspection.framework).overall) return [];
  if (!('overall' in inspection) || inspection.overall === null) {
    return [line('Overall effectiveness', 'Not in the data', null, false)];
  }
  return [line('Overall effectiveness', gradeName(inspection.framework, inspection.overall))];
}

export interface Judged {
  readonly area: string;
  readonly name: string;
  /** In the words of the framework. */
  readonly grade: string;
  /** Its place on the framework’s own scale, 1 for the best; null where there was too little to judge by. */
  readonly place: number | null;
}

/** The judgements in the order of the framework’s reports; areas that did not apply are left out. */
export function judgementsOf(inspection: GradedInspection): Judged[] {
  const { framework } = inspection;
  const judgements: Readonly<Record<string, Parameters<typeof gradeName>[1] | undefined>> =
    inspection.judgements;
  return (Object.keys(frameworkOf(framework).areas) as Parameters<typeof areaName>[1][]).flatMap(
    (area) => {
      const judgement = judgements[area];
      if (judgement === undefined) return [];
      return [
        {
          area,
          name: areaName(framework, area),
          grade: gradeName(framework, judgement),
          place: placeOf(judgement),
        },
      ];
    },
  );
}

const reportCardPlaces: Readonly<Record<string, number>> = {
  exceptional: 1,
  'strong-standard': 2,
  'expected-standard': 3,
  'needs-attention': 4,
  'urgent-improvement': 5,
};

function placeOf(judgement: Parameters<typeof gradeName>[1]): number | null {
  return typeof judgement === 'number' ? judgement : (reportCardPlaces[judgement] ?? null);
}
