import type { PersonId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { boardOf, isPresent } from '#modules/cases/index.ts';
import { accuracyCheck } from '#modules/correspondence/index.ts';
import type { Work } from '#web/services.ts';
import { handOverCheck as handOver } from '../domain/accuracy.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { keep, onRecord } from './change.ts';
import { mailCheckLink } from './mail-check-link.ts';

/**
 * Gives an accuracy check that waits for an answer to another headteacher: whoever is headteacher on
 * the board by now. They are told by mail; the day for an answer stays.
 */
export function handOverCheck(
  work: Work,
  id: RecordId,
  to: PersonId,
): Promise<Result<MeetingRecord>> {
  return onRecord(work, id, 'hold the meeting', async (scene) => {
    const { trx, matter, today } = scene;
    const head = (await boardOf(trx, matter.caseId)).find(
      (each) =>
        each.personId === to &&
        each.role === 'headteacher' &&
        each.from <= today &&
        isPresent(each, today),
    );
    if (!head) {
      return refuse('not-headteacher', 'Choose the headteacher who is on the board', 'person');
    }
    const given = handOver(matter.record, to);
    if (!given.ok) return given;
    const { state } = given.value.record;
    if (given.value.events.length > 0 && state.status === 'with-headteacher') {
      const due = state.sending.answersDueOn;
      const waiting = { round: given.value.record.round, person: to, due };
      await mailCheckLink(trx, work, matter, waiting, accuracyCheck);
    }
    await keep(scene, work, given.value);
    return ok(given.value.record);
  });
}
