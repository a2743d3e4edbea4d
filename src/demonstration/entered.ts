import { addDays, date, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EnteredInspectionId, Urn } from '#kernel/ids.ts';
import { enterInspection, isGraded } from '#modules/inspections/index.ts';
import type { NewInspection, TypedInspection } from '#modules/inspections/index.ts';
import type { City } from './city.ts';
import { reportCard } from './grades.ts';
import { randomFor } from './random.ts';
import { schoolDayUntil } from './school-year.ts';
import type { Step } from './stage.ts';

const site = 'the report on Ofsted’s site';

/**
 * Inspections that an officer entered by hand: one that waits for a file, one that the file
 * confirms, and one that it contradicts.
 */
export function enteredSteps(
  city: City,
  inspections: readonly NewInspection[],
  today: LocalDate,
): Step[] {
  const by = city.people.find(({ roles }) => roles.some(({ role }) => role === 'senior-advisor'));
  if (!by) throw new Error('There is no Senior Advisor.');
  const step = (on: LocalDate, typed: TypedInspection): Step => ({
    at: instantOf(on, '16:40' as LocalTime),
    by: by.id,
    what: `${typed.urn}, ${on}, inspection entered`,
    run: (work) => enterInspection(work, newId<EnteredInspectionId>(), typed),
  });
  const ordinary = new Set(city.schools.filter(({ story }) => !story).map(({ urn }) => urn));
  const [confirmed, contradicted] = inspections
    .flatMap((each) => (isGraded(each) && ordinary.has(each.urn) ? typedAs(each) : []))
    .filter(({ publishedOn }) => publishedOn < addDays(today, -10))
    .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1));
  const waiting = waitingOne(city, inspections, today);
  return [
    ...(confirmed ? [step(confirmed.publishedOn, confirmed)] : []),
    ...(contradicted ? [step(contradicted.publishedOn, misread(contradicted))] : []),
    ...(waiting ? [step(schoolDayUntil(addDays(today, -2)), waiting)] : []),
  ];
}

/** What someone types who reads the report. */
function typedAs(
  inspection: Extract<NewInspection, { readonly kind: 'graded' }>,
): TypedInspection[] {
  const { urn, kind, firstDay, publishedOn, predecessor, number } = inspection;
  if (publishedOn === null || predecessor !== null) return [];
  return [
    {
      urn,
      kind,
      firstDay,
      publishedOn,
      number,
      category: inspection.category ?? '',
      overall: 'overall' in inspection ? String(inspection.overall ?? '') : '',
      judgements: wordsOf(inspection.judgements),
      safeguarding: inspection.safeguarding ?? '',
      outcome: '',
      readIn: site,
      areas: [
        'Leaders do not check well enough that pupils remember what they are taught in the foundation subjects.',
      ],
    },
  ];
}

function wordsOf(judgements: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(judgements).map(([area, grade]) => [area, String(grade)]),
  );
}

/** The same with its first judgement read off the wrong line, and without the number. */
function misread(typed: TypedInspection): TypedInspection {
  const [first] = Object.entries(typed.judgements);
  if (!first) return typed;
  const [area, grade] = first;
  const isFourPoint = /^\d$/.test(grade);
  const wrong = isFourPoint
    ? { right: '2', other: '3' }
    : { right: 'expected-standard', other: 'strong-standard' };
  return {
    ...typed,
    number: '',
    judgements: {
      ...typed.judgements,
      [area]: grade === wrong.right ? wrong.other : wrong.right,
    },
  };
}

/** A report card that is out, and in no file yet: of a school that was not inspected for long. */
function waitingOne(
  { schools }: City,
  inspections: readonly NewInspection[],
  today: LocalDate,
): TypedInspection | undefined {
  const lately = new Set<Urn>();
  for (const { urn, firstDay } of inspections) {
    if (firstDay > date('2023-09-01')) lately.add(urn);
  }
  const school = schools.find(
    ({ urn, story, maintained }) => maintained && !story && !lately.has(urn),
  );
  const firstDay = schoolDayUntil(addDays(today, -38));
  if (!school || firstDay < date('2025-11-10')) return undefined;
  return {
    urn: school.urn,
    kind: 'graded',
    firstDay,
    publishedOn: schoolDayUntil(addDays(today, -3)),
    number: '',
    category: '',
    overall: '',
    judgements: wordsOf({
      ...reportCard(school, 2, randomFor(`entered ${school.entry[0]}`)),
      'attendance-and-behaviour': 'needs-attention',
    }),
    safeguarding: 'met',
    outcome: '',
    readIn: site,
    areas: [
      'Too many disadvantaged pupils are often absent. Leaders’ work with families has not brought this down yet.',
      'Low-level disruption at lunchtime is not dealt with in the same way by all staff.',
    ],
  };
}
