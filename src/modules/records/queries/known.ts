import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { openActionsOf } from '#modules/actions/index.ts';
import {
  areaName,
  categoryName,
  frameworkOf,
  gradeName,
  inspectionsOf,
  isGraded,
} from '#modules/inspections/index.ts';
import type {
  FourPointArea,
  GradedInspection,
  Inspection,
  ReportCardArea,
} from '#modules/inspections/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { contextFiguresOf, figureText, findSchool } from '#modules/schools/index.ts';
import type { ContextFigure, MeasureId, School } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Known, SourcedLine } from '../domain/prefill.ts';

/** What the product knows of a school and its case when the record of a meeting is opened. */
export async function knownFor(
  db: Db | Trx,
  matter: MeetingMatter,
  today: LocalDate,
): Promise<Known> {
  const open = await openActionsOf(db, matter.caseId);
  const agreedOn = new Map((await meetingsOf(db, matter.caseId)).map(({ id, date }) => [id, date]));
  return {
    today,
    case: matter.case,
    context: await contextOf(db, matter.urn),
    openActions: open
      .filter(({ meetingId }) => meetingId !== matter.meetingId)
      .map((action) => ({
        ...action,
        agreedOn: agreedOn.get(action.meetingId) ?? matter.meeting.date,
      })),
  };
}

async function contextOf(db: Db | Trx, urn: Urn): Promise<Known['context']> {
  const school = await findSchool(db, urn);
  const figures = newest(await contextFiguresOf(db, urn));
  const [latest] = (await inspectionsOf(db, urn)).filter(isGraded);
  const about = (...measures: readonly MeasureId[]) =>
    figures.filter(({ measure }) => measures.includes(measure)).map(figureLine);
  return [
    {
      heading: 'Key school characteristics',
      lines: [
        ...(school ? schoolLines(school) : []),
        ...about('pupils', 'free-school-meals', 'eal', 'sen-support', 'ehc-plans'),
        ...about('pupil-premium', 'pupil-premium-funding'),
      ],
    },
    {
      heading: 'Most recent performance data',
      lines: [
        ...about('good-level-of-development', 'phonics', 'multiplication'),
        ...about('ks2-expected', 'ks2-higher', 'attainment-8', 'progress-8'),
        ...about('english-maths-4', 'english-maths-5'),
      ],
    },
    {
      heading: 'Attendance and exclusions',
      lines: about('absence', 'persistent-absence', 'suspensions', 'exclusions'),
    },
    {
      heading: 'Ofsted: most recent graded inspection',
      lines: latest ? inspectionLines(latest) : [],
    },
  ];
}

/** Of each measure and cohort the newest figure, which comes first. */
function newest(figures: readonly ContextFigure[]): ContextFigure[] {
  const seen = new Set<string>();
  return figures.filter(({ measure, cohort }) => {
    const key = `${measure}/${cohort}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function figureLine(figure: ContextFigure): SourcedLine {
  const { name, cohort, value, unit, period, status } = figure;
  const whom = cohort === 'all' ? '' : `, ${cohort}`;
  const when = period === '' ? '' : `, ${period}`;
  const provisional = status === 'provisional' ? ', provisional' : '';
  const text = `${name}${whom}${when}${provisional}: ${figureText(value, unit)}`;
  return { text, source: figure.source };
}

function schoolLines({ type, phase, ages, capacity, source }: School): SourcedLine[] {
  const aged = ages.from === null || ages.to === null ? '' : `, ages ${ages.from} to ${ages.to}`;
  const from = sourced(source);
  return [
    {
      text: `${type.name}${phase === null ? '' : `, ${phase.toLowerCase()}`}${aged}`,
      source: from,
    },
    ...(capacity === null
      ? []
      : [{ text: `Capacity: ${capacity.toLocaleString('en-GB')} pupils`, source: from }]),
  ];
}

/** An inspection in the words of its own framework: nothing is converted. */
function inspectionLines(inspection: GradedInspection): SourcedLine[] {
  const { framework, firstDay, category } = inspection;
  const concern = categoryName(category);
  const lines = [
    `${frameworkOf(framework).name}, ${shortDate(firstDay)}`,
    ...('overall' in inspection && inspection.overall !== null
      ? [`Overall effectiveness: ${gradeName(framework, inspection.overall)}`]
      : []),
    ...judgementLines(inspection),
    ...safeguardingLine(inspection),
    ...(concern === null ? [] : [`Category: ${concern}`]),
  ];
  const source = sourced(inspection.source);
  return lines.map((text) => ({ text, source }));
}

function judgementLines({ framework, judgements }: GradedInspection): string[] {
  const areas = Object.keys(frameworkOf(framework).areas) as (FourPointArea | ReportCardArea)[];
  const given = new Map<string, Parameters<typeof gradeName>[1]>(Object.entries(judgements));
  return areas.flatMap((area) => {
    const grade = given.get(area);
    return grade === undefined
      ? []
      : [`${areaName(framework, area)}: ${gradeName(framework, grade)}`];
  });
}

function safeguardingLine(inspection: GradedInspection): string[] {
  switch (inspection.safeguarding) {
    case null:
      return [];
    case 'effective':
      return ['Safeguarding: effective'];
    case 'not-effective':
      return ['Safeguarding: not effective'];
    case 'met':
      return ['Safeguarding: met'];
    case 'not-met':
      return ['Safeguarding: not met'];
  }
}

function sourced({ name, asAt }: Inspection['source']): string {
  return asAt === null ? name : `${name}, as at ${shortDate(asAt)}`;
}
