import { sql } from 'kysely';
import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { sourceName } from '#modules/schools/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import { names } from '#platform/db/copy.ts';
import type { InspectionRow } from '#platform/db/tables/schools.ts';
import { frameworkOf, frameworks, isFrameworkId } from './domain/frameworks.ts';
import type { FourPointJudgement, FrameworkId } from './domain/frameworks.ts';
import type { Inspection, InspectionSource, NewInspection } from './domain/inspection.ts';

/** A row of `inspections` as `rowColumns` reads it: the JSON stays text until it is known. */
export type ReadRow = Omit<
  Selectable<InspectionRow>,
  'judgements' | 'judged_on' | 'kind' | 'import_id'
> & {
  readonly kind: Inspection['kind'];
  readonly judgements: string;
  readonly judged_on: string | null;
};

const plainColumns = [
  'urn',
  'inspection_number',
  'kind',
  'framework',
  'type',
  'type_group',
  'first_day',
  'published_on',
  'urn_at_time',
  'school_name_at_time',
  'category',
  'overall',
  'safeguarding',
  'outcome',
] as const;

/** What `inspectionOf` needs of `inspections as t`. */
export const rowColumns = sql<ReadRow>`${names(plainColumns, 't')},
  t.judgements::text as judgements, t.judged_on::text as judged_on`;

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

/**
 * Checks each distinct value once. Tens of thousands of inspections share a few hundred
 * combinations of grades, so most rows cost one look-up; the values are shared and never changed.
 */
function once<Value>(check: (stored: unknown) => Value): (stored: Stored) => Value {
  const known = new Map<Stored, Value>();
  return (stored) => {
    const before = known.get(stored);
    if (before !== undefined || known.has(stored)) return before as Value;
    const value = check(stored);
    if (known.size < mostKnown) known.set(stored, value);
    return value;
  };
}

type Stored = string | number | null;

const mostKnown = 20_000;
const json = (text: unknown): unknown => JSON.parse(String(text));

const categoryOf = once((text) => category.parse(text));
const effectiveOf = once((text) => effective.parse(text));
const metOf = once((text) => met.parse(text));
const overallOf = once((grade) => fourPointGrade.nullable().parse(grade));
const judgedOnOf = once((text) => days.parse(text === null ? {} : json(text)));
const reportCardOf = once((text) => inOrder('report-card', reportCardJudgements.parse(json(text))));
const fourPointOf = Object.fromEntries(
  frameworks.map(({ id }) => [
    id,
    once((text) => inOrder(id, fourPointJudgements.parse(json(text)))),
  ]),
) as Readonly<Record<FrameworkId, (text: string) => Record<string, FourPointJudgement>>>;

/** Of an inspection that no file told of. */
export const fromNoFile: InspectionSource = {
  name: sourceName('demonstration'),
  asAt: null,
  fileName: null,
};

/** Reads a row back as the kind of inspection that it is. Throws where the row makes no sense. */
export function inspectionOf(row: ReadRow, source: InspectionSource): Inspection {
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
    source,
  };
  if (row.kind !== 'graded') return { ...facts, kind: row.kind, framework, outcome: row.outcome };
  if (framework === 'report-card') {
    return {
      ...facts,
      kind: 'graded',
      framework,
      category: categoryOf(row.category),
      judgements: reportCardOf(row.judgements),
      judgedOn: judgedOnOf(row.judged_on),
      safeguarding: metOf(row.safeguarding),
    };
  }
  const judged = {
    ...facts,
    kind: 'graded' as const,
    category: categoryOf(row.category),
    judgements: fourPointOf[framework](row.judgements),
    safeguarding: effectiveOf(row.safeguarding),
  };
  return framework === 'education-without-overall'
    ? { ...judged, framework }
    : { ...judged, framework, overall: overallOf(row.overall) };
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
