import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { notify } from '#modules/correspondence/index.ts';
import type { RecordFacts } from '#modules/correspondence/index.ts';
import { hashToken, newToken } from '#modules/people/index.ts';
import { formOf, meetingInFull } from '#policy-pack/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { MailContent } from '#platform/mail/mail.ts';
import type { Work } from '#web/services.ts';
import { packOf } from '../queries/whole-record.ts';
import { endLinks, insertLink } from '../store-checks.ts';
import type { RecordMatter } from '../store.ts';

/** What makes links and mails: who acts is not asked. */
export type LinkWork = Omit<Work, 'actor'>;

/** What mails say of a record; `page` is where their link leads. */
export function factsOf(
  { baseUrl }: Pick<Work, 'baseUrl'>,
  { record, schoolName, meeting, recordId }: RecordMatter,
  page?: string,
): RecordFacts {
  return {
    school: schoolName,
    meeting: meetingInFull(formOf(packOf(record), record.form)),
    date: meeting.date,
    url: `${baseUrl}/records/${recordId}${page === undefined ? '' : `/${page}`}`,
  };
}

export function linkUrl({ baseUrl }: Pick<Work, 'baseUrl'>, token: string): string {
  return `${baseUrl}/accuracy-check/${token}`;
}

/** A check that waits for an answer: of which round, whose, and until when. */
export interface Waiting {
  readonly round: number;
  readonly person: PersonId;
  readonly due: LocalDate;
}

/**
 * Mails a headteacher a new link to a check that waits for them. The links before end at once where
 * they are to, else when this one is opened. False when they have no mailbox today.
 */
export async function mailCheckLink(
  trx: Trx,
  work: LinkWork,
  matter: RecordMatter,
  { round, person, due }: Waiting,
  content: (facts: RecordFacts & { readonly due: LocalDate }) => MailContent,
  before: 'ends' | 'stays' = 'ends',
): Promise<boolean> {
  const token = newToken();
  const at = work.clock.now();
  const { recordId } = matter;
  if (before === 'ends') await endLinks(trx, recordId, at);
  await insertLink(trx, { tokenHash: hashToken(token), recordId, round, person, at });
  const facts = { ...factsOf(work, matter), url: linkUrl(work, token), due };
  return notify(trx, work, person, content(facts));
}
