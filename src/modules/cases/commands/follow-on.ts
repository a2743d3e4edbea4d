import { dateOf, shortDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, CaseId } from '#kernel/ids.ts';
import { processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { isPresent } from '../domain/board.ts';
import { followOn } from '../domain/case.ts';
import type { CaseEvent } from '../domain/life.ts';
import { appendChange } from '../store-changes.ts';
import { boardOf, findCase, insertCase, insertMember, noteFollows, updateCase } from '../store.ts';
import type { CaseMatter } from '../store.ts';

type Ending = Extract<CaseEvent, { kind: 'closed' }>;

/**
 * Closes a case and opens the process that its board agreed comes after it: a school that exits the
 * School Improvement Board begins its Progress Check-Ins. Members of the board who sit in the next
 * process as well go along. `closing` is the board's own exit unless told. In the caller's transaction, which has locked the case and checked access.
 */
export async function followOnWith(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  process: string,
  closing: Pick<Ending, 'about' | 'reason' | 'decidedBy'> = {
    about: 'exit',
    reason: '',
    decidedBy: 'The board',
  },
): Promise<CaseMatter> {
  const { clock, actor, pack, authority } = work;
  const now = clock.now();
  const today = dateOf(now);
  const before = processOf(pack, matter.case.process);
  const after = processOf(pack, process);
  const { closed, opened } = followOn(matter.case, after, {
    id: newId<CaseId>(),
    background: `${closing.reason === '' ? '' : `${closing.reason}\n\n`}The school left the ${before.name} on ${shortDate(today)}, having been in it since ${shortDate(matter.case.openedOn)}.\n\n${matter.case.background}`,
    by: actor.id,
    on: today,
    policyVersion: `${pack.id}/${pack.version}`,
  });
  await updateCase(trx, closed);
  await insertCase(trx, opened);
  await noteFollows(trx, opened.id, closed.id);
  const doing = { at: now, by: { id: actor.id, name: actor.name } };
  await appendChange(trx, closed, { kind: 'closed', ...closing, inspectedOn: undefined }, doing);
  await appendChange(trx, opened, { kind: 'opened' }, doing);
  const members = (await boardOf(trx, matter.caseId)).filter(
    (member) => isPresent(member, today) && after.members.includes(member.role),
  );
  for (const member of members) {
    const id = newId<Branded<string, 'BoardMemberId'>>();
    const from = member.from > today ? member.from : today;
    await insertMember(trx, opened.id, { ...member, id, from });
  }
  const audited = { at: now, actor: { personId: actor.id, name: actor.name } };
  await appendAudit(
    trx,
    {
      ...audited,
      type: 'case closed',
      subject: { kind: 'case', id: closed.id },
      payload: { followedBy: opened.id, process, ...closing },
    },
    {
      ...audited,
      type: 'case opened',
      subject: { kind: 'case', id: opened.id },
      payload: { urn: opened.urn, process, follows: closed.id, background: opened.background },
    },
  );
  const found = await findCase(trx, opened.id, { today, laCode: authority.laCode });
  if (!found) throw new Error('The process that was just opened is not there');
  return found;
}
