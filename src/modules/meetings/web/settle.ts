import type { CaseMatter } from '#modules/cases/index.ts';
import { recordOfMeeting } from '#modules/records/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import { page } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { mustBeSettled } from '../domain/meeting.ts';
import { unsettledOf } from '../queries/unsettled.ts';

/**
 * That the record of the last meeting settles the next one, with the way to it for those who have it;
 * nothing where no record is in the way.
 */
export async function settleFirst({
  services: { db },
  subject,
  actor,
}: Visit<CaseMatter>): Promise<Html | undefined> {
  const unsettled = await unsettledOf(db, subject.caseId);
  const settled = mustBeSettled(unsettled);
  if (!unsettled || settled.ok) return undefined;
  const of = { ...subject, meetingId: unsettled.id, meeting: unsettled };
  const record = await recordOfMeeting(db, actor, of);
  const way =
    record.kind === 'there'
      ? link(record.href, record.task)
      : 'Whoever chairs the board finishes it.';
  return insetText({ content: html`${settled.refusal.sentence} ${way}` });
}

/** The page in place of a form that could only be refused. */
export function settleFirstPage(
  visit: Visit<CaseMatter>,
  title: string,
  back: string,
  words: Html,
): Reply {
  const { caseId, schoolName } = visit.subject;
  return page(
    shellPage(visit, {
      title: `${title}: ${schoolName}`,
      back: { href: `/cases/${caseId}`, content: back },
      main: column(heading(title, { level: 1, caption: schoolName }), words),
    }),
  );
}
