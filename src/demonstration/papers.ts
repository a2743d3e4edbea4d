import { addDays, instantOf, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, PersonId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { answerPaper, tendPapers } from '#modules/pre-reads/index.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { checkFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { paperSteps, paperTexts } from './content/papers.ts';
import type { PaperStep } from './content/papers.ts';
import { schoolDaysAfter } from './school-year.ts';
import type { Step } from './stage.ts';
import { meetingAt, stepBy } from './telling.ts';
import type { Telling } from './telling.ts';

/** What was sent and said of the papers of a story's meetings, as far as it has come. */
export function paperStepsOf(telling: Telling, documents: Documents): Step[] {
  const { story, timeline, today } = telling;
  const byMeeting = paperSteps[story.school] ?? {};
  return timeline.meetings.flatMap(({ on }, index) =>
    (byMeeting[index] ?? []).flatMap((paper) => {
      const day = schoolDaysAfter(on, -paper.before);
      if (day > today) return [];
      const step = stepBy(telling, senderOf(telling, paper));
      return [
        step(day, '15:40', `answer for the ${paper.paper}`, (work) =>
          give(work, telling, documents, { paper, index, day }),
        ),
      ];
    }),
  );
}

function senderOf({ cast }: Telling, { by }: PaperStep): PersonId {
  if (by === undefined) return cast.head;
  const seat = cast.board.find((member) => member.seat === by)?.person;
  if (typeof seat !== 'string') throw new Error(`Nobody sits as ${by}.`);
  return seat;
}

async function give(
  work: Work,
  telling: Telling,
  documents: Documents,
  { paper, index, day }: { paper: PaperStep; index: number; day: LocalDate },
): Promise<Result<undefined>> {
  const answering = {
    id: newId<AnswerId>(),
    meetingId: await meetingAt(work.db, telling, index),
    paper: paper.paper,
    byLink: paper.byLink ?? false,
  };
  const { as } = paper;
  if (as === 'unchanged' || as === 'not-needed') return answerPaper(work, answering, { kind: as });
  const datedOn = addDays(day, -(paper.daysOld ?? 0));
  const made = await makeDocument(telling, documents, { paper, as, datedOn });
  return made.ok ? answerPaper(work, answering, { kind: 'file', file: made.value, datedOn }) : made;
}

async function makeDocument(
  { story }: Telling,
  documents: Documents,
  { paper, as, datedOn }: { paper: PaperStep; as: 'word' | 'pdf'; datedOn: LocalDate },
) {
  const written = paperTexts[paper.paper];
  if (!written) throw new Error(`There is no text for ${paper.paper}.`);
  const form = {
    language: 'en-GB' as const,
    process: story.school,
    title: written.title,
    marking: 'Confidential',
    subject: story.school,
    dateLine: longDate(datedOn),
    version: paper.edition ?? 'Adopted by governors',
    author: story.school,
    created: instantOf(datedOn, '12:00' as LocalTime),
    rows: written.rows,
    closing: [],
  };
  const bytes = await documents[as](form);
  const edition = paper.edition === undefined ? '' : `, ${paper.edition}`;
  const name = `${written.title}${edition}.${as === 'word' ? 'docx' : 'pdf'}`;
  return checkFile(Buffer.from(bytes), name);
}

/** How far back papers were asked for by mail, in school days. */
const tendedFor = 25;

/** The product's own round through the papers, each morning of the last weeks. */
export function tendingSteps(today: LocalDate, anyone: PersonId): Step[] {
  return Array.from({ length: tendedFor + 1 }, (_, ago): Step => {
    const day = schoolDaysAfter(today, -ago);
    return {
      at: instantOf(day, '08:10' as LocalTime),
      by: anyone,
      what: `${day}, ask for papers`,
      run: async ({ actor: _actor, ...work }) => ok(await tendPapers(work)),
    };
  });
}
