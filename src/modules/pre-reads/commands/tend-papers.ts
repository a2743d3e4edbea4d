import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PackId, PersonId } from '#kernel/ids.ts';
import { isOpen, kindOfDay } from '#kernel/school-days.ts';
import {
  notify,
  papersAskedFor,
  papersReady,
  papersReminder,
  papersSupplement,
  recipientOf,
} from '#modules/correspondence/index.ts';
import { findMeeting, otherAttendeesOf } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { findActor, hashToken, newToken } from '#modules/people/index.ts';
import { meetingInFull } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { MailContent } from '#platform/mail/mail.ts';
import type { Work } from '#web/services.ts';
import { maySend } from '../access.ts';
import { supplementEntries } from '../domain/packs.ts';
import type { Audience } from '../domain/packs.ts';
import { doneAt, dueSteps } from '../domain/steps.ts';
import type { StepDue } from '../domain/steps.ts';
import { dueSupplements } from '../domain/supplements.ts';
import type { SupplementDue } from '../domain/supplements.ts';
import { papersOfMeeting, papersToCome } from '../queries/meeting-papers.ts';
import type { MeetingPapers, PaperOfMeeting } from '../queries/meeting-papers.ts';
import { audienceOf, entriesNow } from '../queries/packs.ts';
import { insertLink, noteStep, noteSupplements } from '../store.ts';
import { orderPack } from './order-pack.ts';

export type TendingWork = Omit<Work, 'actor'>;

const self = { personId: null, name: 'Pre-read documents' } as const;

/**
 * Sends what is due today of every meeting to come: whoever owes a paper is asked for it and reminded,
 * the papers go to the board, and those who had them are told of what came since. Each mail goes once, however often this runs: what was sent is noted
 * in the transaction that sends it. Gives the number of mails.
 */
export async function tendPapers(work: TendingWork): Promise<number> {
  const { db, pack, authority, clock } = work;
  const today = dateOf(clock.now());
  const meetings = await papersToCome(db, { pack, today, laCode: authority.laCode });
  let sent = 0;
  const failures: unknown[] = [];
  for (const { meetingId, calendar } of meetings) {
    // Nothing is asked of a school on a day on which it is closed.
    if (!isOpen(kindOfDay(calendar, today))) continue;
    try {
      sent += await db.transaction().execute((trx) => tendMeeting(trx, work, meetingId, today));
    } catch (error) {
      // One meeting's trouble is not the others': they go on, and it is tried again.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Papers could not be tended');
  return sent;
}

async function tendMeeting(
  trx: Trx,
  work: TendingWork,
  meetingId: MeetingPapers['meetingId'],
  today: LocalDate,
): Promise<number> {
  const { pack, authority, clock } = work;
  const asking = { today, laCode: authority.laCode };
  const matter = await findMeeting(trx, meetingId, asking, { lock: true });
  const papers = matter && (await papersOfMeeting(trx, meetingId, { pack, today }));
  if (!matter || !papers || papers.status !== 'planned' || papers.papers.length === 0) return 0;
  if (matter.case.status !== 'open') return 0;
  const reading = await readers(trx, matter, papers, asking);
  const due = dueSteps({
    today,
    isSchoolDay: true,
    meetingOn: papers.occasion.meetingOn,
    required: papers.occasion.required,
    remindFrom: papers.remindFrom,
    collectedBy: papers.occasion.collectedBy,
    distributedBy: papers.distributedBy,
    owing: await owing(trx, matter, papers, today),
    readers: reading.map(({ person }) => person),
    done: papers.steps,
  });
  const told: StepDue[] = [];
  for (const step of due) {
    const reader = reading.find(({ person }) => person === step.person);
    if (await tell(trx, work, papers, step, reader)) told.push(step);
  }
  const now = clock.now();
  for (const step of ['ask', 'remind', 'distribute'] as const) {
    const people = told.filter((each) => each.step === step).map(({ person }) => person);
    if (people.length === 0) continue;
    await appendAudit(trx, {
      at: now,
      actor: self,
      type: happened[step],
      subject: { kind: 'meeting', id: meetingId },
      payload: { caseId: matter.caseId, meetingOn: papers.occasion.meetingOn, people },
    });
  }
  return told.length + (await tellOfSupplements(trx, work, papers, reading));
}

/** Mails those who had the papers what came since. Gives the number of mails. */
async function tellOfSupplements(
  trx: Trx,
  work: TendingWork,
  papers: MeetingPapers,
  reading: readonly Reader[],
): Promise<number> {
  const { meetingId, caseId, occasion } = papers;
  const due = dueSupplements({
    readers: reading,
    hadThemAt: (person) => doneAt(papers.steps, 'distribute', person, occasion.meetingOn),
    told: papers.supplementsTold,
  });
  const now = work.clock.now();
  const told: PersonId[] = [];
  for (const { person, papers: changed } of due) {
    if (!(await recipientOf(trx, person, occasion.today))) continue;
    const parts = changed.flatMap((each) => each.parts.map(({ id }) => id));
    const pack = await orderSupplement(
      trx,
      work,
      papers,
      changed,
      reading.find((each) => each.person === person),
    );
    if (!(await noteSupplements(trx, meetingId, { person, parts, pack }, now))) continue;
    const content = papersSupplement({
      ...factsOf(papers),
      papers: changed.map(({ paper }) => paper.paper.label),
      url: readingUrl(work, papers),
    });
    if (await notify(trx, work, person, content)) told.push(person);
  }
  if (told.length > 0) {
    await appendAudit(trx, {
      at: now,
      actor: self,
      type: 'pre-read supplements told of',
      subject: { kind: 'meeting', id: meetingId },
      payload: { caseId, meetingOn: occasion.meetingOn, people: told },
    });
  }
  return told.length;
}

/** One file with what came since; undefined where nothing of it can be read in one. */
async function orderSupplement(
  trx: Trx,
  work: TendingWork,
  papers: MeetingPapers,
  changed: SupplementDue<PaperOfMeeting>['papers'],
  reader: Reader | undefined,
): Promise<PackId | undefined> {
  const { steps, occasion } = papers;
  const hadThemAt = reader && doneAt(steps, 'distribute', reader.person, occasion.meetingOn);
  if (!hadThemAt) return undefined;
  const entries = supplementEntries(changed, reader.audience, occasion, hadThemAt);
  return entries.length === 0
    ? undefined
    : orderPack(trx, work, papers, { kind: 'supplement', entries, by: self });
}

const happened = {
  ask: 'pre-reads asked for',
  remind: 'pre-reads reminded of',
  distribute: 'pre-reads distributed',
} as const;

/** Mails one person one thing, once. False where they have no mailbox today, or have it already. */
async function tell(
  trx: Trx,
  work: TendingWork,
  papers: MeetingPapers,
  { step, person }: StepDue,
  reader: Reader | undefined,
): Promise<boolean> {
  const now = work.clock.now();
  const { meetingOn } = papers.occasion;
  if (!(await recipientOf(trx, person, dateOf(now)))) return false;
  // The pack is made while the mail is on its way: the page that it leads to shows how far it is.
  const pack =
    step === 'distribute' && reader
      ? await orderPack(trx, work, papers, {
          kind: 'pack',
          entries: entriesNow(papers, reader.audience),
          by: self,
        })
      : undefined;
  if (!(await noteStep(trx, papers.meetingId, { step, person, meetingOn, pack }, now)))
    return false;
  return notify(trx, work, person, await contentOf(trx, work, papers, { step, person }));
}

async function contentOf(
  trx: Trx,
  work: TendingWork,
  papers: MeetingPapers,
  { step, person }: StepDue,
): Promise<MailContent> {
  const { meetingId, occasion } = papers;
  const facts = factsOf(papers);
  if (step === 'distribute') return papersReady({ ...facts, url: readingUrl(work, papers) });
  const url = await sendingLink(trx, work, meetingId, person);
  const asked = { ...facts, url, due: occasion.required ? occasion.collectedBy : undefined };
  return step === 'ask'
    ? papersAskedFor({ ...asked, today: occasion.today })
    : papersReminder({ ...facts, url, due: occasion.collectedBy });
}

/**
 * Makes a link by which someone sends the papers that they owe for a meeting, without signing in.
 * Only its hash is kept. Opening it uses nothing up; it dies on the day of the meeting.
 */
async function sendingLink(
  trx: Trx,
  { baseUrl, clock }: TendingWork,
  meetingId: MeetingPapers['meetingId'],
  personId: PersonId,
): Promise<string> {
  const token = newToken();
  await insertLink(trx, { tokenHash: hashToken(token), meetingId, personId, at: clock.now() });
  return `${baseUrl}/send-papers/${token}`;
}

function factsOf({ schoolName, form, occasion }: MeetingPapers) {
  return { school: schoolName, meeting: meetingInFull(form), date: occasion.meetingOn };
}

function readingUrl({ baseUrl }: TendingWork, { meetingId }: MeetingPapers): string {
  return `${baseUrl}/meetings/${meetingId}/pre-reads`;
}

/** Who owes a paper that is still to be sent, and may send it. */
async function owing(
  trx: Trx,
  matter: MeetingMatter,
  { papers }: MeetingPapers,
  today: LocalDate,
): Promise<PersonId[]> {
  const missing = papers.filter(({ standing }) => standing.kind === 'to-send');
  const people = new Set(missing.flatMap(({ providers }) => providers.map(({ id }) => id)));
  const owe: PersonId[] = [];
  for (const id of people) {
    const actor = await findActor(trx, id, today);
    const theirs = missing.filter(({ providers }) => providers.some((each) => each.id === id));
    const maySendOne = theirs.some(
      ({ paper, providers }) => actor && maySend(actor, matter, paper, providers),
    );
    if (maySendOne) owe.push(id);
  }
  return owe;
}

/** Someone who reads papers before the meeting, with those that are theirs. */
interface Reader {
  readonly person: PersonId;
  readonly papers: readonly PaperOfMeeting[];
  readonly audience: Audience;
}

/** Who sits on the board or comes to the meeting, and may read a paper of it. */
async function readers(
  trx: Trx,
  matter: MeetingMatter,
  meeting: MeetingPapers,
  { today, laCode }: { readonly today: LocalDate; readonly laCode: string },
): Promise<Reader[]> {
  const { meetingId, distributedBy, papers } = meeting;
  if (today < distributedBy) return [];
  const others = (await otherAttendeesOf(trx, meetingId)).flatMap(({ personId }) => personId ?? []);
  const reading: Reader[] = [];
  for (const id of new Set([...matter.board, ...others])) {
    const actor = await findActor(trx, id, today);
    const audience = actor && (await audienceOf(trx, actor, matter, meeting, laCode));
    if (!audience || audience.papers.length === 0) continue;
    const theirs = papers.filter(({ paper }) => audience.papers.includes(paper.key));
    reading.push({ person: id, papers: theirs, audience });
  }
  return reading;
}
