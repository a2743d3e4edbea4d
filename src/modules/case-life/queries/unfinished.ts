import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import { openActionsOf } from '#modules/actions/index.ts';
import type { Unfinished } from '#modules/cases/index.ts';
import { statusWords } from '#modules/records/index.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/**
 * What is not ended in a case, each with the page where it is: records that are not final, meetings
 * whose day has come and that have no record, and open actions. The meetings that are still to come
 * are cancelled with the case.
 */
export async function unfinishedIn(
  db: Db | Trx,
  pack: PolicyPack,
  caseId: CaseId,
  today: LocalDate,
): Promise<Unfinished[]> {
  const rows = await db
    .selectFrom('meetings as m')
    .leftJoin('records as r', 'r.meeting_id', 'm.id')
    .select(['m.id', 'm.form', 'm.date', 'm.status', 'r.id as record', 'r.status as state'])
    .where('m.case_id', '=', caseId)
    .where('m.status', '<>', 'cancelled')
    .where('m.taken_on', '=', false)
    .where((eb) => eb.or([eb('r.status', 'is', null), eb('r.status', '<>', 'final')]))
    .orderBy('m.date')
    .orderBy('m.id')
    .execute();
  const meetings = rows.flatMap(({ id, form, date, status, record, state }): Unfinished[] => {
    const which = `the ${meetingInSentence(formOf(pack, form))} of ${shortDate(date)}`;
    if (record !== null && state !== null) {
      return [
        {
          kind: 'record',
          sentence: `The record of ${which} is not final: ${statusWords[state].toLowerCase()}. Finish it first${status === 'held' ? '' : ', or cancel the meeting'}.`,
          href: `/records/${record}`,
        },
      ];
    }
    const hasCome = status === 'held' || (status === 'planned' && date <= today);
    return hasCome
      ? [
          {
            kind: 'meeting',
            sentence: `${which.charAt(0).toUpperCase()}${which.slice(1)} has no record. Open it${status === 'held' ? '' : ', or cancel the meeting'}.`,
            href: `/meetings/${id}`,
          },
        ]
      : [];
  });
  const actions = await openActionsOf(db, caseId);
  return [
    ...meetings,
    ...actions.map(({ id, what }): Unfinished => ({
      kind: 'action',
      sentence: what,
      href: `/actions/${id}`,
    })),
  ];
}
