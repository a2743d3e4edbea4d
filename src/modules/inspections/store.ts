import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { LocalDate } from '#kernel/dates.ts';
import { sourceName } from '#modules/schools/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { InspectionRow } from '#platform/db/tables/schools.ts';
import { frameworkOf, isFrameworkId } from './domain/frameworks.ts';
import type { FrameworkId } from './domain/frameworks.ts';
import type { Inspection, InspectionSource } from './domain/inspection.ts';

/** A row of `inspections` with what is known of the file behind it. */
export interface InspectionWithSource extends Selectable<InspectionRow> {
  readonly import_source: string | null;
  readonly import_as_at: LocalDate | null;
  readonly import_file: string | null;
}

const fourPointGrade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const fourPointJudgements = z.record(
  z.string(),
  z.union([fourPointGrade, z.literal('insufficient-data')]),
);
const reportCardJudgements = z.record(
  z.string(),
  z.enum([
    'exceptional',
    'strong-standard',
    'expected-standard',
    'needs-attention',
    'urgent-improvement',
  ]),
);
const days = z.record(z.string(), z.string());
const category = z
  .enum([
    'special-measures',
    'serious-weaknesses',
    'requires-significant-improvement',
    'notice-to-improve',
  ])
  .nullable();
const effective = z.enum(['effective', 'not-effective']).nullable();
const met = z.enum(['met', 'not-met']).nullable();

/** Reads a row back as the kind of inspection that it is. Throws where the row makes no sense. */
export function inspectionOf(row: InspectionWithSource): Inspection {
  const { framework } = row;
  if (!isFrameworkId(framework)) throw new Error(`No such inspection framework: ${framework}`);
  const facts = {
    urn: row.urn,
    number: row.inspection_number,
    type: row.type,
    typeGroup: row.type_group,
    firstDay: row.first_day,
    publishedOn: row.published_on,
    predecessor:
      row.urn_at_time === row.urn ? null : { urn: row.urn_at_time, name: row.school_name_at_time },
    source: sourceOf(row),
  };
  if (row.kind !== 'graded') return { ...facts, kind: row.kind, framework, outcome: row.outcome };
  if (framework === 'report-card') {
    return {
      ...facts,
      kind: 'graded',
      framework,
      category: category.parse(row.category),
      judgements: inOrder(framework, reportCardJudgements.parse(row.judgements)),
      judgedOn: days.parse(row.judged_on ?? {}),
      safeguarding: met.parse(row.safeguarding),
    };
  }
  const judged = {
    ...facts,
    kind: 'graded' as const,
    category: category.parse(row.category),
    judgements: inOrder(framework, fourPointJudgements.parse(row.judgements)),
    safeguarding: effective.parse(row.safeguarding),
  };
  return framework === 'education-without-overall'
    ? { ...judged, framework }
    : { ...judged, framework, overall: fourPointGrade.nullable().parse(row.overall) };
}

/** The judgements in the order of the framework's own reports. */
function inOrder<Grade>(
  framework: FrameworkId,
  judgements: Readonly<Record<string, Grade>>,
): Record<string, Grade> {
  const ordered: Record<string, Grade> = {};
  for (const area of Object.keys(frameworkOf(framework).areas)) {
    const grade = judgements[area];
    if (grade !== undefined) ordered[area] = grade;
  }
  return ordered;
}

function sourceOf(row: InspectionWithSource): InspectionSource {
  return {
    name: sourceName(row.import_source ?? 'demonstration'),
    asAt: row.import_as_at,
    fileName: row.import_file,
  };
}

/** An inspection to be put into the history of a school, where no published file tells of it. */
export type NewInspection = Inspection extends infer Each
  ? Each extends Inspection
    ? Omit<Each, 'source'>
    : never
  : never;

/** Puts inspections into the history, or replaces them: for a demonstration and for tests. */
export async function saveInspections(
  trx: Trx,
  inspections: readonly NewInspection[],
): Promise<void> {
  if (inspections.length === 0) return;
  await trx
    .insertInto('inspections')
    .values(inspections.map(rowOf))
    .onConflict((conflict) =>
      conflict.columns(['urn', 'inspection_number']).doUpdateSet((eb) => ({
        kind: eb.ref('excluded.kind'),
        framework: eb.ref('excluded.framework'),
        type: eb.ref('excluded.type'),
        first_day: eb.ref('excluded.first_day'),
        published_on: eb.ref('excluded.published_on'),
        category: eb.ref('excluded.category'),
        overall: eb.ref('excluded.overall'),
        judgements: eb.ref('excluded.judgements'),
        judged_on: eb.ref('excluded.judged_on'),
        safeguarding: eb.ref('excluded.safeguarding'),
        outcome: eb.ref('excluded.outcome'),
      })),
    )
    .execute();
}

function rowOf(inspection: NewInspection): Insertable<InspectionRow> {
  const isGraded = inspection.kind === 'graded';
  return {
    urn: inspection.urn,
    inspection_number: inspection.number,
    kind: inspection.kind,
    framework: inspection.framework,
    type: inspection.type,
    type_group: inspection.typeGroup,
    first_day: inspection.firstDay,
    published_on: inspection.publishedOn,
    urn_at_time: inspection.predecessor?.urn ?? inspection.urn,
    school_name_at_time: inspection.predecessor?.name ?? null,
    category: isGraded ? inspection.category : null,
    overall: isGraded && 'overall' in inspection ? inspection.overall : null,
    judgements: JSON.stringify(isGraded ? inspection.judgements : {}),
    judged_on:
      isGraded && inspection.framework === 'report-card'
        ? JSON.stringify(inspection.judgedOn)
        : null,
    safeguarding: isGraded ? inspection.safeguarding : null,
    outcome: isGraded ? null : inspection.outcome,
    import_id: null,
  };
}
