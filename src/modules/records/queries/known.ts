import { addMonths, dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, Urn } from '#kernel/ids.ts';
import { actionsOf, openActionsOf, progressOf, statusText } from '#modules/actions/index.ts';
import { caseBefore } from '#modules/cases/index.ts';
import {
  areaName,
  categoryName,
  frameworkOf,
  gradeName,
  isGraded,
  knownInspections,
} from '#modules/inspections/index.ts';
import type {
  FourPointArea,
  GradedInspection,
  Inspection,
  KnownInspection,
  ReportCardArea,
} from '#modules/inspections/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import type { Meeting, MeetingMatter } from '#modules/meetings/index.ts';
import { contextFiguresOf, figureText, findSchool } from '#modules/schools/index.ts';
import type { ContextFigure, MeasureId, School } from '#modules/schools/index.ts';
import { selfEvaluationOn } from '#modules/self-evaluation/index.ts';
import { doneSince } from '#modules/visits/index.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { RecordContent } from '../domain/content.ts';
import type { Known, PreviousRecord, SourcedLine } from '../domain/prefill.ts';
import { currentVersion } from '../domain/record.ts';
import { findVersion } from '../store-versions.ts';
import { findRecordOfMeeting } from '../store.ts';

/** What the product knows of a school and its case when the record of a meeting is opened. */
export async function knownFor(
  db: Db | Trx,
  matter: MeetingMatter,
  pack: PolicyPack,
  today: LocalDate,
): Promise<Known> {
  const { caseId, meetingId, meeting, urn } = matter;
  const before = await caseBefore(db, caseId);
  const past = await meetingsBefore(db, matter, before?.id);
  const since =
    past.at(-1)?.date ?? addMonths(meeting.date, -pack.periods.firstMeetingLooksBack.value);
  const all = await actionsOf(db, caseId);
  const open = await openActionsOf(db, caseId);
  const noted = await progressOf(
    db,
    open.map(({ id }) => id),
  );
  const { counting } = await knownInspections(db, urn);
  return {
    today,
    case: { ...matter.case, backgroundBefore: before?.background },
    previous: await previousRecord(db, past, caseId, pack),
    since,
    context: await contextOf(
      db,
      urn,
      counting.map(({ inspection }) => inspection),
    ),
    done: await doneSince(db, urn, since, today),
    selfEvaluation: await selfEvaluationOn(db, urn, today),
    improvement: improvementOf(counting),
    openActions: open
      .filter((action) => action.meetingId !== meetingId)
      .map((action) => ({
        ...action,
        noted: (noted.get(action.id) ?? [])
          .map(({ at, by, text, evidence }) => ({
            on: dateOf(at),
            by,
            text,
            evidence: evidence?.name,
          }))
          .filter(({ on }) => on >= since),
      })),
    endedActions: all
      .filter(({ status }) => status.kind !== 'open' && status.on >= since)
      .map(({ what, status }) => ({ what, how: statusText(status) })),
  };
}

/** The meetings before this one, of the case that the case follows too: oldest first. */
async function meetingsBefore(
  db: Db | Trx,
  { caseId, meetingId, meeting }: MeetingMatter,
  before: CaseId | undefined,
): Promise<Meeting[]> {
  const earlier = before ? await meetingsOf(db, before) : [];
  return [...(await meetingsOf(db, caseId)), ...earlier]
    .filter(({ id, status, date }) => {
      const hasBeen = status !== 'cancelled' && status !== 'postponed' && date <= meeting.date;
      return hasBeen && id !== meetingId;
    })
    .toReversed();
}

/** The newest record before that is final, as its present version says. */
interface RecordBefore {
  readonly meeting: Meeting;
  readonly version: number;
  readonly content: RecordContent;
}

/** The last record before a meeting that is final, of its case or the one that that follows. */
export async function recordBefore(
  db: Db | Trx,
  matter: MeetingMatter,
): Promise<RecordContent | undefined> {
  const before = await caseBefore(db, matter.caseId);
  return (await newestFinal(db, await meetingsBefore(db, matter, before?.id)))?.content;
}

async function newestFinal(
  db: Db | Trx,
  past: readonly Meeting[],
): Promise<RecordBefore | undefined> {
  for (const meeting of past.toReversed()) {
    const record = await findRecordOfMeeting(db, meeting.id);
    const number = record ? currentVersion(record.state) : 0;
    const version = record && number > 0 ? await findVersion(db, record.id, number) : undefined;
    if (version) {
      const content = JSON.parse(version.content) as RecordContent;
      return { meeting, version: number, content };
    }
  }
  return undefined;
}

async function previousRecord(
  db: Db | Trx,
  past: readonly Meeting[],
  caseId: CaseId,
  pack: PolicyPack,
): Promise<PreviousRecord | undefined> {
  const found = await newestFinal(db, past);
  if (!found) return undefined;
  const { meeting, version, content } = found;
  const actions = content.sections.flatMap(({ body }) =>
    body.kind === 'actions' ? body.actions : [],
  );
  return {
    on: meeting.date,
    name: `${meetingInSentence(formOf(pack, meeting.form))} record`,
    version,
    ofCaseBefore: meeting.caseId !== caseId,
    texts: new Map(
      content.sections.flatMap(({ key, body }) =>
        body.kind === 'text' ? [[key, body.text] as const] : [],
      ),
    ),
    agreed: new Map(
      actions.map(({ id, what, undertakes, byWhen }) => [
        id,
        { what, undertakes, byWhen: byWhen ?? undefined },
      ]),
    ),
  };
}

/** What the school was last asked to improve: by its latest graded inspection, or by one since. */
function improvementOf(counting: readonly KnownInspection[]): Known['improvement'] {
  const graded = counting.findIndex(({ inspection }) => isGraded(inspection));
  const latest = graded < 0 ? counting : counting.slice(0, graded + 1);
  const named = latest.find(({ areas }) => areas.length > 0);
  if (!named) return undefined;
  const { inspection, areas } = named;
  const kind =
    inspection.kind === 'monitoring' ? 'monitoring visit' : `${inspection.kind} inspection`;
  return {
    inspection: `${kind} of ${shortDate(inspection.firstDay)}`,
    areas: areas.map(({ text }) => text),
  };
}

async function contextOf(
  db: Db | Trx,
  urn: Urn,
  inspections: readonly Inspection[],
): Promise<Known['context']> {
  const school = await findSchool(db, urn);
  const figures = newest(await contextFiguresOf(db, urn));
  const [latest] = inspections.filter(isGraded);
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
  return { text, source: figure.source, about: `${name}${whom}` };
}

function schoolLines({ type, phase, ages, capacity, source }: School): SourcedLine[] {
  const aged = ages.from === null || ages.to === null ? '' : `, ages ${ages.from} to ${ages.to}`;
  const from = sourced(source);
  return [
    {
      text: `${type.name}${phase === null ? '' : `, ${phase.toLowerCase()}`}${aged}`,
      source: from,
      about: '',
    },
    ...(capacity === null
      ? []
      : [
          {
            text: `Capacity: ${capacity.toLocaleString('en-GB')} pupils`,
            source: from,
            about: 'Capacity',
          },
        ]),
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
  return lines.map((text) => ({
    text,
    source,
    about: text.includes(': ') ? (text.split(': ')[0] ?? '') : '',
  }));
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
