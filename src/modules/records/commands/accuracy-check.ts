import type { LocalDate } from '#kernel/dates.ts';
import type { RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { addSchoolDays } from '#kernel/school-days.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import { isPresent } from '#modules/cases/index.ts';
import { accuracyAnswered, accuracyCheck, notify } from '#modules/correspondence/index.ts';
import { findMeeting, hold, updateMeeting } from '#modules/meetings/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import {
  answerAccuracyCheck,
  decideOnAnswer,
  isAt,
  isUncorrected,
  recall,
  restAccurate,
  sendForAccuracyCheck,
} from '../domain/accuracy.ts';
import type { AccuracyAnswer, Decided, Given, Place } from '../domain/accuracy.ts';
import { contentOf } from '../domain/content.ts';
import { gapsIn } from '../domain/gaps.ts';
import { acceptedWording, passagesOf, putBack, withLead, withWords } from '../domain/passages.ts';
import type { MeetingRecord } from '../domain/record.ts';
import type { SectionText } from '../domain/section.ts';
import type { Coming } from '../queries/check-link.ts';
import { wholeRecord } from '../queries/whole-record.ts';
import { answersOf, revisionsOf, sectionNow } from '../store-contents.ts';
import { dropDraft } from '../store-checks.ts';
import type { RecordMatter } from '../store.ts';
import { changeRecord, keep, onRecord } from './change.ts';
import { isGoodLink } from './good-link.ts';
import type { Scene } from './change.ts';
import { factsOf, mailCheckLink } from './mail-check-link.ts';
import { writeEdits } from './save-edits.ts';
import type { EditResult } from './save-edits.ts';
import { editOf } from './save-sections.ts';
import type { TypedSection } from './save-sections.ts';

/** The day by which an accuracy check that is sent today is answered. */
export async function answersDueOn(
  db: Db | Trx,
  { urn }: Pick<RecordMatter, 'urn'>,
  pack: PolicyPack,
  today: LocalDate,
): Promise<LocalDate> {
  return addSchoolDays(await calendarFor(db, urn), today, pack.periods.accuracyCheck.value);
}

/** Closes the meeting, and sends its record to the headteacher to be checked for accuracy. */
export function sendToHeadteacher(work: Work, id: RecordId): Promise<Result<MeetingRecord>> {
  return onRecord(work, id, 'hold the meeting', async (scene) => {
    const { trx, matter, doing, today } = scene;
    const whole = await wholeRecord(trx, matter);
    const { mustHave } = gapsIn(whole, today);
    const to = whole.headteacher?.personId;
    const due = await answersDueOn(trx, matter, whole.pack, today);
    if (!to && mustHave.length === 0)
      return refuse('no-headteacher', 'Nobody can check the record.');
    const sent = sendForAccuracyCheck(matter.record, mustHave, to ?? doing.by, due, doing);
    if (!sent.ok) return sent;
    const held = await holdMeeting(scene, work);
    if (!held.ok) return held;
    const { record } = sent.value;
    const waiting = { round: record.round, person: to ?? doing.by, due };
    await mailCheckLink(trx, work, matter, waiting, accuracyCheck);
    await keep(scene, work, sent.value);
    return ok(record);
  });
}

/** Notes that the meeting has taken place, unless that is noted already. */
async function holdMeeting({ trx, matter, today }: Scene, work: Work): Promise<Result<undefined>> {
  const asking = { today, laCode: work.authority.laCode };
  const meeting = (await findMeeting(trx, matter.meetingId, asking, { lock: true }))?.meeting;
  if (!meeting || meeting.status === 'held') return ok(undefined);
  const held = hold(meeting, today);
  if (!held.ok) return held;
  const by = { id: work.actor.id, name: work.actor.name };
  await updateMeeting(trx, held.value, { at: work.clock.now(), by });
  return ok(undefined);
}

export function takeBack(work: Work, id: RecordId, reason: string): Promise<Result<MeetingRecord>> {
  return changeRecord(work, id, 'hold the meeting', ({ matter }) =>
    Promise.resolve(recall(matter.record, reason)),
  );
}

/**
 * Takes the headteacher's answers, and tells the chair. Parts without an answer are refused, unless the
 * headteacher says that the rest is accurate. `by` is the link that they came by, without signing in: it
 * must still be good when the answers are taken.
 */
export function answerCheck(
  work: Work,
  id: RecordId,
  answers: readonly Given[],
  rest: 'accurate' | 'open' = 'open',
  by?: Coming,
): Promise<Result<MeetingRecord>> {
  return onRecord(work, id, 'check its accuracy', async (scene) => {
    const { trx, matter, doing, today } = scene;
    const good = await isGoodLink(scene, work, by);
    if (!good.ok) return good;
    const whole = await wholeRecord(trx, matter);
    const passages = passagesOf(contentOf(whole));
    const given = rest === 'accurate' ? restAccurate(passages, answers) : answers;
    const answered = answerAccuracyCheck(matter.record, passages, given, doing);
    if (!answered.ok) return answered;
    const chairs = whole.board.filter((each) => each.role === 'chair' && isPresent(each, today));
    const facts = factsOf(work, matter, 'answers');
    for (const { personId } of chairs) await notify(trx, work, personId, accuracyAnswered(facts));
    await dropDraft(trx, id, doing.by);
    await keep(scene, work, answered.value, by && { by: 'link' });
    return ok(answered.value.record);
  });
}

/**
 * What an accepted correction puts into the record: the whole section as it was typed, or the words in
 * place of those that the answer is about.
 */
export type Correction = TypedSection | { readonly wording: string };

/**
 * Decides on one answer. An accepted correction is saved in the same step, and is refused while the text says what it said; when it is declined after all, what
 * the record said before is put back. When someone else has changed the same passage meanwhile both
 * versions of it are saved, and nothing is decided.
 */
export async function decide(
  work: Work,
  id: RecordId,
  place: Place,
  decided: { readonly decision: Decided['decision']; readonly reason: string },
  typed: Correction | undefined,
): Promise<Result<EditResult | undefined>> {
  return onRecord(
    work,
    id,
    'hold the meeting',
    async (scene): Promise<Result<EditResult | undefined>> => {
      const before = await sectionNow(scene.trx, id, place.section);
      const answers = await answersOf(scene.trx, id, scene.matter.record.round);
      const answer = answers.find(isAt(place));
      const { decision, reason } = decided;
      const corrected =
        decision === 'accepted'
          ? correctionOf(typed, answer, before)
          : ok(answer && (await undone(scene.trx, id, answer, before)));
      if (!corrected.ok) return corrected;
      const edits = corrected.value ? [editOf(corrected.value)] : [];
      const written = await writeEdits(scene, work, edits);
      const [saved] = written.results;
      if (saved?.kind === 'refused') return { ok: false, refusal: saved.refusal };
      if (saved?.kind === 'saved' && saved.overlap) return ok(saved);
      const { record } = written.scene.matter;
      const now =
        decision === 'accepted' && saved && (await sectionNow(scene.trx, id, place.section));
      if (now && answer && isUncorrected(record, answer, before, now)) {
        return refuse('uncorrected', 'Change the text to what it should say, or decline', 'text');
      }
      const change = decideOnAnswer(record, answers, place, decision, reason, scene.doing);
      if (!change.ok) return change;
      await keep(written.scene, work, change.value);
      return ok(saved);
    },
  );
}

function correctionOf(
  typed: Correction | undefined,
  answer: AccuracyAnswer | undefined,
  held: SectionText,
): Result<TypedSection | undefined> {
  if (!typed || 'text' in typed) return ok(typed);
  if (!answer) return ok(undefined);
  if (typed.wording.trim() === '') return refuse('no-wording', 'Enter what it should say', 'text');
  const text = withWords(held.text, answer, withLead(answer, typed.wording));
  if (text === undefined) {
    return refuse(
      'changed-since',
      'The words that this is about have been changed since. Here is the whole text: put in what is right',
      'text',
    );
  }
  return ok({ section: answer.section, text, parent: held.revision });
}

/** The section without a correction that was accepted before; undefined where there is none in it. */
async function undone(
  trx: Trx,
  id: RecordId,
  answer: AccuracyAnswer,
  held: SectionText,
): Promise<TypedSection | undefined> {
  if (answer.answer !== 'fact-wrong' || answer.decided?.decision !== 'accepted') return undefined;
  const { section } = answer;
  const texts = (await revisionsOf(trx, id, section)).map(({ text }) => text);
  // What the chair accepted may be in other words than the headteacher proposed.
  const wordings = [answer.comment, acceptedWording(texts, answer)];
  const [text] = wordings.flatMap(
    (wording) => (wording === undefined ? undefined : putBack(held.text, answer, wording)) ?? [],
  );
  return text === undefined ? undefined : { section, text, parent: held.revision };
}
