import { newId } from '#kernel/ids.ts';
import type { Branded, RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import {
  addAction,
  answerCheck,
  decide,
  finaliseRecord,
  paragraphsOf,
  saveAttendance,
  saveNext,
  saveOutcome,
  saveSections,
  sendToHeadteacher,
  startCorrection,
  startRecord,
} from '#modules/records/index.ts';
import type { Work } from '#web/services.ts';
import { memberCalled } from './action-steps.ts';
import { meetingAt, recordAt, stepBy } from './telling.ts';
import type { Telling } from './telling.ts';
import { reasonFor } from './date-reasons.ts';
import type { Step } from './stage.ts';
import type { Minutes } from './story.ts';
import { dueOn } from './timeline.ts';
import type { MeetingDays } from './timeline.ts';

/** The life of one meeting's record, as far as it has come. */
export function recordSteps(telling: Telling, days: MeetingDays, index: number): Step[] {
  const { openedOn, sentOn, answeredOn, finalOn, correctionOn, correctedOn } = days;
  const { story, cast } = telling;
  const minutes = story.meetings[index];
  const asChair = stepBy(telling, cast.advisor);
  const onRecord =
    (run: (work: Work, id: RecordId) => Promise<Result<unknown>>) => async (work: Work) =>
      run(work, await recordAt(work.db, telling, index));
  if (openedOn === undefined) return [];
  const steps = [
    asChair(openedOn, '08:35', 'open the record', async (work) =>
      startRecord(work, await meetingAt(work.db, telling, index)),
    ),
  ];
  if (!minutes) return steps;
  steps.push(
    ...writing(telling, minutes, index, onRecord).map((run) =>
      asChair(openedOn, '16:50', 'write the notes', run),
    ),
  );
  const { corrected } = story.stage.kind === 'final' ? story.stage : {};
  if (sentOn) steps.push(asChair(sentOn, '10:20', 'send the record', onRecord(sendToHeadteacher)));
  if (answeredOn) {
    const asHead = stepBy(telling, cast.head);
    steps.push(
      asHead(
        answeredOn,
        '19:10',
        'answer the check',
        onRecord((work, id) => answer(minutes, work, id)),
      ),
    );
  }
  if (finalOn) {
    steps.push(
      asChair(
        finalOn,
        '08:50',
        'decide on the answers',
        onRecord((work, id) => decideAll(minutes, work, id)),
      ),
      asChair(finalOn, '09:05', 'finalise the record', onRecord(finaliseRecord)),
    );
  }
  if (correctionOn && corrected) {
    steps.push(
      asChair(
        correctionOn,
        '11:45',
        'start a correction',
        onRecord((work, id) => startCorrection(work, id, corrected.reason)),
      ),
    );
  }
  if (correctedOn && corrected?.section !== undefined && corrected.text !== undefined) {
    const { section, text } = corrected;
    steps.push(
      asChair(
        correctedOn,
        '12:10',
        'correct the text',
        onRecord((work, id) => write(work, id, { [section]: () => text })),
      ),
      asChair(correctedOn, '12:20', 'finalise the correction', onRecord(finaliseRecord)),
    );
  }
  return steps;
}

type OnRecord = (
  run: (work: Work, id: RecordId) => Promise<Result<unknown>>,
) => (work: Work) => Promise<Result<unknown>>;

function writing(telling: Telling, minutes: Minutes, index: number, onRecord: OnRecord) {
  const { outcome, answer: given, reasons, concerns, additionalSupport } = minutes;
  const next = telling.timeline.meetings[index + 1];
  const isUnfinished = telling.story.stage.kind === 'drafting';
  const runs = [
    onRecord((work, id) => {
      const absent = new Set(minutes.apologies);
      const attendance = telling.members.map((member) => ({
        member: member.id,
        attended: absent.has(member.role) ? ('apologies' as const) : ('present' as const),
        substitute: '',
      }));
      return saveAttendance(work, id, attendance, '');
    }),
    onRecord((work, id) => write(work, id, textsOf(telling, minutes, index))),
    ...minutes.actions.map((action, position) =>
      onRecord((work, id) => {
        const actionId = telling.actions[index]?.[position];
        const on = telling.timeline.meetings[index]?.on;
        if (actionId === undefined || on === undefined) return Promise.resolve(ok(undefined));
        const { what, undertakes, monitors, success, support } = action;
        const wording = {
          what,
          undertakes,
          undertakesPerson: memberCalled(telling, undertakes),
          monitors,
          monitorsPerson: memberCalled(telling, monitors),
          success,
          support,
          byWhen: dueOn(action, on),
        };
        return addAction(work, id, actionId, wording);
      }),
    ),
  ];
  if (isUnfinished) return runs;
  if (outcome !== undefined) {
    runs.push(
      onRecord((work, id) =>
        saveOutcome(work, id, {
          outcome,
          answer: given,
          reasons: reasons ?? '',
          concerns: concerns ?? '',
          support: additionalSupport ?? '',
        }),
      ),
    );
  }
  if (next) {
    const { on: date, time } = next;
    runs.push(
      onRecord(async (work, id) => {
        const reason = await reasonFor(work, telling.caseId, date);
        return saveNext(work, id, { kind: 'set', date, time, ...(reason !== '' && { reason }) });
      }),
    );
  }
  return runs;
}

/** What becomes of the text that the product put into each section. */
type Texts = Readonly<Record<string, (prefilled: string) => string>>;

function textsOf(telling: Telling, { sections }: Minutes, index: number): Texts {
  const texts = Object.entries(sections).map(
    ([section, text]): [string, (filled: string) => string] =>
      section === 'context'
        ? [section, (filled) => `${filled}\n\n**Key changes in school**\n\n${sentence(text)}`]
        : [section, () => text],
  );
  return {
    'progress-against-agreed-actions': (filled) => withProgress(telling, index, filled),
    ...Object.fromEntries(texts),
  };
}

function sentence(text: string): string {
  const said = text.replace(/^Key changes: /, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Writes after each open action what was said of it; the product has listed them. */
function withProgress({ story }: Telling, index: number, filled: string): string {
  const said = new Map(
    story.meetings
      .slice(0, index)
      .flatMap(({ actions }, earlier) =>
        actions.map(({ what, progress = [] }) => [what, progress[index - earlier - 1] ?? '']),
      ),
  );
  return filled
    .split('\n\n')
    .map((item) => {
      const [first = ''] = item.split('\n');
      const found = [...said].find(([what]) => first.endsWith(`. ${what}`));
      return found ? `${item.trimEnd()} ${found[1]}` : item;
    })
    .join('\n\n');
}

function textsIn({ db }: Work, id: RecordId) {
  return db
    .selectFrom('record_sections')
    .select(['section', 'text', 'revision'])
    .where('record_id', '=', id)
    .execute();
}

/** Saves sections of a record, each as a new revision of what stands there. */
async function write(work: Work, id: RecordId, texts: Texts): Promise<Result<unknown>> {
  const rows = await textsIn(work, id);
  const writer = newId<Branded<string, 'Writer'>>();
  const typed = Object.entries(texts).map(([section, change]) => {
    const there = rows.find((row) => row.section === section);
    return { section, text: change(there?.text ?? ''), parent: there?.revision ?? 0, writer };
  });
  return saveSections(work, id, typed);
}

async function answer(
  { answers = [] }: Minutes,
  work: Work,
  id: RecordId,
): Promise<Result<unknown>> {
  const rows = await textsIn(work, id);
  const given = answers.map((each) => {
    const text = rows.find(({ section }) => section === each.section)?.text ?? '';
    const words = each.answer === 'fact-wrong' ? each.changes[0] : each.about;
    const paragraphs = paragraphsOf(text);
    const at = paragraphs.findIndex((paragraph) => paragraph.text.includes(words));
    return {
      section: each.section,
      part: String(at + 1),
      answer: each.answer,
      comment:
        each.answer === 'fact-wrong'
          ? (paragraphs[at]?.text.replace(...each.changes) ?? '')
          : each.comment,
    };
  });
  const part = given.find((each) => each.part === '0');
  if (part) throw new Error(`Nothing in “${part.section}” says what its answer is about.`);
  return answerCheck(work, id, given, 'accurate');
}

async function decideAll(
  { answers = [] }: Minutes,
  work: Work,
  id: RecordId,
): Promise<Result<unknown>> {
  const places = await work.db
    .selectFrom('accuracy_answers')
    .select(['section', 'part'])
    .where('record_id', '=', id)
    .where('answer', '<>', 'accurate')
    .execute();
  for (const each of answers) {
    const { section, decision } = each;
    const place = places.find((one) => one.section === section);
    if (!decision || !place) continue;
    const { kind, reason } = decision;
    if (each.answer === 'fact-wrong' && kind === 'accepted') {
      const [from, to] = each.changes;
      const written = await write(work, id, { [section]: (text) => text.replace(from, to) });
      if (!written.ok) return written;
    }
    const decided = await decide(work, id, place, { decision: kind, reason }, undefined);
    if (!decided.ok) return decided;
  }
  return ok(undefined);
}
