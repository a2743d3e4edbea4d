import { daysBetween, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EnteredInspectionId, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { differencesBetween } from './differences.ts';
import type { Difference } from './differences.ts';
import { areaName, frameworkOn, reportCardGradeNames } from './frameworks.ts';
import type { Framework, FrameworkId } from './frameworks.ts';
import { categoryNames, kindNames } from './inspection.ts';
import type { Category, Inspection, NewInspection } from './inspection.ts';

/** An inspection that an officer entered, before Ofsted’s monthly file has it. */
export interface EnteredInspection {
  readonly id: EnteredInspectionId;
  /** Its number is Ofsted’s where the officer knew it, else made of the id. */
  readonly inspection: Inspection;
  /** Ofsted’s own number, where the officer knew it. */
  readonly number: string | null;
  readonly readIn: string;
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly on: LocalDate;
  readonly withdrawn: {
    readonly reason: string;
    readonly by: string;
    readonly on: LocalDate;
  } | null;
}

/** An inspection as an officer types it: what is not said is empty. */
export interface TypedInspection {
  readonly urn: Urn;
  readonly kind: Inspection['kind'];
  readonly firstDay: LocalDate;
  readonly publishedOn: LocalDate;
  readonly number: string;
  readonly category: string;
  readonly overall: string;
  /** By the area of the framework: "2", "insufficient-data", "strong-standard". */
  readonly judgements: Readonly<Record<string, string>>;
  readonly safeguarding: string;
  readonly outcome: string;
  readonly readIn: string;
  /** Areas for improvement, in the order of the report. */
  readonly areas: readonly string[];
}

export type TypedRefusal =
  | 'future'
  | 'no-framework'
  | 'published-early'
  | 'number'
  | 'no-such-grade'
  | 'no-grades'
  | 'category'
  | 'safeguarding'
  | 'outcome'
  | 'read-in'
  | 'areas';

export interface CheckedInspection {
  readonly inspection: NewInspection;
  readonly number: string | null;
  readonly readIn: string;
  readonly areas: readonly string[];
}

const longest = { readIn: 300, outcome: 500, area: 600, areas: 20 } as const;

/**
 * The framework of an inspection that began on this day. Refuses a day in the future, and one before
 * there was a framework that is known here.
 */
export function checkFirstDay(firstDay: LocalDate, today: LocalDate): Result<Framework> {
  if (firstDay > today) {
    return refuse<TypedRefusal>(
      'future',
      `The first day must not be after today, ${shortDate(today)}`,
      'firstDay',
    );
  }
  const framework = frameworkOn(firstDay);
  return framework
    ? ok(framework)
    : refuse<TypedRefusal>(
        'no-framework',
        'The first day must be 1 September 2005 or later: no framework before that is known here',
        'firstDay',
      );
}

/** Checks what an officer typed on a day; every refusal, in the order of the form. */
export function checkTyped(
  typed: TypedInspection,
  today: LocalDate,
):
  | { readonly ok: true; readonly value: CheckedInspection }
  | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const day = checkFirstDay(typed.firstDay, today);
  if (!day.ok) return { ok: false, refusals: [day.refusal] };
  const framework = day.value;
  const number = typed.number.trim();
  const readIn = typed.readIn.trim();
  const areas = typed.areas.map((area) => area.trim()).filter((area) => area !== '');
  const results: readonly Result<unknown>[] = [
    checkPublished(typed, today),
    /^[A-Za-z0-9]{0,20}$/.test(number)
      ? ok(number)
      : refuse<TypedRefusal>(
          'number',
          'The inspection number must be letters and figures, like 10345678',
          'number',
        ),
    ...(typed.kind === 'graded' ? checkGrades(typed, framework) : [checkOutcome(typed)]),
    checkReadIn(readIn),
    checkAreas(areas),
  ];
  const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
  if (refusals.length > 0) return { ok: false, refusals };
  return {
    ok: true,
    value: {
      inspection: inspectionOf(typed, framework, number),
      number: number === '' ? null : number,
      readIn,
      areas,
    },
  };
}

function checkPublished(
  { firstDay, publishedOn }: TypedInspection,
  today: LocalDate,
): Result<unknown> {
  if (publishedOn < firstDay) {
    return refuse<TypedRefusal>(
      'published-early',
      `The report cannot have been published before the first day, ${shortDate(firstDay)}`,
      'publishedOn',
    );
  }
  return publishedOn > today
    ? refuse<TypedRefusal>(
        'future',
        `The day of publication must not be after today, ${shortDate(today)}: a report is confidential until then`,
        'publishedOn',
      )
    : ok(publishedOn);
}

function checkGrades(typed: TypedInspection, framework: Framework): Result<unknown>[] {
  const given = Object.entries(typed.judgements).filter(([, grade]) => grade !== '');
  const wrong = given
    .filter(([area, grade]) => !(area in framework.areas) || !isGradeOf(framework, grade))
    .map(([area]) =>
      refuse<TypedRefusal>(
        'no-such-grade',
        area in framework.areas
          ? `Choose a grade of the framework for ${lower(framework.areas[area as keyof Framework['areas']] ?? area)}`
          : `The framework of that day does not judge “${area}”`,
        `judgement-${area}`,
      ),
    );
  const hasOverall = typed.overall !== '';
  const overallWrong = hasOverall && !(framework.overall && /^[1-4]$/.test(typed.overall));
  return [
    ...(overallWrong
      ? [
          refuse<TypedRefusal>(
            'no-such-grade',
            framework.overall
              ? 'Choose a grade of the framework for overall effectiveness'
              : `There is no overall grade in the ${lower(framework.name)}`,
            'overall',
          ),
        ]
      : []),
    ...wrong,
    given.length === 0 && !hasOverall
      ? refuse<TypedRefusal>(
          'no-grades',
          'Choose at least one grade: a graded inspection has some',
          firstField(framework),
        )
      : ok(given),
    typed.category === '' || categoriesOf(framework.id).some((each) => each === typed.category)
      ? ok(typed.category)
      : refuse<TypedRefusal>(
          'category',
          'Choose a category that the framework has, or none',
          'category',
        ),
    typed.safeguarding === '' ||
    safeguardingsOf(framework.id).some((each) => each === typed.safeguarding)
      ? ok(typed.safeguarding)
      : refuse<TypedRefusal>(
          'safeguarding',
          'Choose what the framework says of safeguarding',
          'safeguarding',
        ),
  ];
}

/** The first question about grades that the form of a framework asks. */
function firstField(framework: Framework): string {
  return framework.overall ? 'overall' : `judgement-${Object.keys(framework.areas)[0] ?? ''}`;
}

function checkOutcome({ outcome }: TypedInspection): Result<unknown> {
  if (outcome.trim() === '') {
    return refuse<TypedRefusal>('outcome', 'Enter the outcome, in Ofsted’s words', 'outcome');
  }
  return outcome.length > longest.outcome
    ? refuse<TypedRefusal>(
        'outcome',
        `The outcome must be ${longest.outcome} characters or fewer`,
        'outcome',
      )
    : ok(outcome);
}

function checkReadIn(readIn: string): Result<unknown> {
  if (readIn === '') {
    return refuse<TypedRefusal>('read-in', 'Enter where you read it', 'readIn');
  }
  return readIn.length > longest.readIn
    ? refuse<TypedRefusal>(
        'read-in',
        `Where you read it must be ${longest.readIn} characters or fewer`,
        'readIn',
      )
    : ok(readIn);
}

/** Checks areas for improvement, trimmed and none of them empty. */
export function checkAreas(areas: readonly string[]): Result<readonly string[]> {
  if (areas.length > longest.areas) {
    return refuse<TypedRefusal>(
      'areas',
      `There must be ${longest.areas} areas for improvement or fewer: one a line`,
      'areas',
    );
  }
  return areas.some((area) => area.length > longest.area)
    ? refuse<TypedRefusal>(
        'areas',
        `Each area for improvement must be ${longest.area} characters or fewer`,
        'areas',
      )
    : ok(areas);
}

/** The categories of concern by the names of a framework’s day. */
export function categoriesOf(id: FrameworkId): readonly Category[] {
  if (id === 'section-5-2005') return ['special-measures', 'notice-to-improve'];
  if (id === 'report-card') return ['special-measures', 'requires-significant-improvement'];
  // The lesser category got its present name in November 2024.
  if (id === 'education-without-overall') {
    return ['special-measures', 'serious-weaknesses', 'requires-significant-improvement'];
  }
  return ['special-measures', 'serious-weaknesses'];
}

/** What a framework can say of safeguarding; nothing before it was a judgement of its own. */
export function safeguardingsOf(
  id: FrameworkId,
): readonly ('effective' | 'not-effective' | 'met' | 'not-met')[] {
  if (id === 'report-card') return ['met', 'not-met'];
  return id === 'education' || id === 'education-without-overall' || id === 'common'
    ? ['effective', 'not-effective']
    : [];
}

/** The grades that can be chosen under a framework, best first, by the value of their field. */
export function gradesOf(framework: Framework): readonly (readonly [string, string])[] {
  if (framework.scale === 'report-card') return Object.entries(reportCardGradeNames);
  return [
    ...(framework.grades ?? []).map((name, index) => [String(index + 1), name] as const),
    ['insufficient-data', 'Insufficient data'],
  ];
}

function isGradeOf(framework: Framework, grade: string): boolean {
  return gradesOf(framework).some(([value]) => value === grade);
}

/** What was typed, once every check has passed. */
function inspectionOf(
  typed: TypedInspection,
  { id: framework }: Framework,
  number: string,
): NewInspection {
  const { urn, kind, firstDay, publishedOn } = typed;
  const facts = {
    urn,
    number,
    type: kindNames[kind],
    typeGroup: null,
    firstDay,
    publishedOn,
    predecessor: null,
  };
  if (kind !== 'graded') return { ...facts, kind, framework, outcome: typed.outcome.trim() };
  const judgements = Object.fromEntries(
    Object.entries(typed.judgements)
      .filter(([, grade]) => grade !== '')
      .map(([area, grade]) => [area, /^[1-4]$/.test(grade) ? Number(grade) : grade]),
  );
  const judged = {
    ...facts,
    kind,
    framework,
    category: typed.category === '' ? null : typed.category,
    judgements,
    judgedOn: {},
    overall: typed.overall === '' ? null : Number(typed.overall),
    safeguarding: typed.safeguarding === '' ? null : typed.safeguarding,
  };
  // Every value has been found among those of the framework.
  const { overall, judgedOn, ...common } = judged;
  if (framework === 'report-card') return { ...common, judgedOn } as NewInspection;
  return (
    framework === 'education-without-overall' ? common : { ...common, overall }
  ) as NewInspection;
}

/** How an entered inspection stands to what is published. */
export type Standing =
  | { readonly state: 'withdrawn' }
  | { readonly state: 'waiting' }
  | { readonly state: 'confirmed'; readonly published: Inspection }
  | {
      readonly state: 'contradicted';
      readonly published: Inspection;
      /** `one` as it was entered, `other` as published. */
      readonly differences: readonly Difference[];
    };

/** An entered inspection and a published one whose first days are as near as this are the same. */
const sameWithin = 7;

/**
 * Whether a file confirms or contradicts an entered inspection. It is the same inspection by its
 * number, or else by a first day within seven days. What the officer did not say, and what the file
 * leaves out of its kind, contradicts nothing. The order of `published` does not matter.
 */
export function reconcile(entered: EnteredInspection, published: readonly Inspection[]): Standing {
  if (entered.withdrawn) return { state: 'withdrawn' };
  const found = matching(entered, published);
  if (!found) return { state: 'waiting' };
  const differences = [
    ...(entered.number !== null && entered.number !== found.number
      ? [{ what: 'Inspection number', one: entered.number, other: found.number }]
      : []),
    ...differencesBetween(entered.inspection, found).filter(
      ({ what, one, other }) =>
        one !== null &&
        !(other === null && what === 'Day of publication') &&
        plain(one) !== plain(other ?? ''),
    ),
  ];
  return differences.length === 0
    ? { state: 'confirmed', published: found }
    : { state: 'contradicted', published: found, differences };
}

function matching(
  { number, inspection }: EnteredInspection,
  published: readonly Inspection[],
): Inspection | undefined {
  const numbered = number !== null && published.find((each) => each.number === number);
  if (numbered) return numbered;
  const apart = (each: Inspection) => Math.abs(daysBetween(inspection.firstDay, each.firstDay));
  return published
    .filter((each) => apart(each) <= sameWithin)
    .toSorted((a, b) => apart(a) - apart(b) || (a.number < b.number ? -1 : 1))[0];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "Special measures": for the choice of a category. */
export function categoryChoices(id: FrameworkId): readonly (readonly [string, string])[] {
  return categoriesOf(id).map((each) => [each, categoryNames[each]] as const);
}

/** The areas of a framework, in the order of its reports, by the name of their field. */
export function areaChoices(framework: Framework): readonly (readonly [string, string])[] {
  return (Object.keys(framework.areas) as Parameters<typeof areaName>[1][]).map(
    (area) => [area, areaName(framework.id, area)] as const,
  );
}
