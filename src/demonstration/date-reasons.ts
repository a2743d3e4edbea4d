import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import { findCase } from '#modules/cases/index.ts';
import { dateFrameFor, doubtsAbout } from '#modules/meetings/index.ts';
import type { DateFrame } from '#modules/meetings/index.ts';
import type { Work } from '#web/services.ts';

/** What a date of a case's meeting is held against, at the time of the step. */
export async function frameOf(work: Work, caseId: CaseId): Promise<DateFrame> {
  const today = dateOf(work.clock.now());
  const matter = await findCase(work.db, caseId, { today, laCode: work.authority.laCode });
  if (!matter) throw new Error(`There is no case ${caseId}.`);
  return dateFrameFor(work.db, matter, { today, pack: work.pack });
}

/** What the chair says of a date that something speaks against; nothing where nothing does. */
export async function reasonFor(work: Work, caseId: CaseId, day: LocalDate): Promise<string> {
  const [doubt] = doubtsAbout(day, await frameOf(work, caseId));
  switch (doubt?.code) {
    case undefined:
    case 'outside':
      return '';
    case 'other-meeting':
      return 'The two meetings of that day follow each other.';
    case 'too-soon':
      return 'Agreed at short notice, because no later day suited everyone.';
  }
}
