import type { CaseId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { isToCome } from '../domain/meeting.ts';
import type { Meeting } from '../domain/meeting.ts';
import { meetingsOf, unsettledMeeting } from '../store.ts';

/**
 * The meeting whose record has to be final before the next one is set from the page of the case;
 * nothing while one is to come: then that one is moved.
 */
export async function unsettledOf(db: Db, caseId: CaseId): Promise<Meeting | undefined> {
  const toCome = (await meetingsOf(db, caseId)).some(isToCome);
  return toCome ? undefined : unsettledMeeting(db, caseId);
}
