import { instantOf, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, PersonId } from '#kernel/ids.ts';
import { addProgress, changeStatus, sayComplete } from '#modules/actions/index.ts';
import { extraSeat } from '#modules/cases/index.ts';
import { boardRoleOf } from '#policy-pack/index.ts';
import { checkFile } from '#platform/files/files.ts';
import type { Documents } from '#platform/documents/documents.ts';
import type { Step } from './stage.ts';
import type { ActionText, Ending } from './story.ts';
import { stepBy } from './telling.ts';
import type { Telling } from './telling.ts';
import { endedOn } from './timeline.ts';

/** What happens to the actions of a story after their meetings. */
export function actionSteps(telling: Telling, documents: Documents): Step[] {
  return telling.story.meetings.flatMap((minutes, index) =>
    minutes.actions.flatMap((action, position) => {
      const id = telling.actions[index]?.[position];
      return id === undefined
        ? []
        : [
            ...saidSteps(telling, action, index, id),
            ...shownSteps(telling, action, index, id, documents),
            ...endSteps(telling, action, index, id),
          ];
    }),
  );
}

/** Whoever on the board goes by these words: the label of their seat, or what an extra member is. */
export function memberCalled({ members, pack }: Telling, words: string): PersonId | undefined {
  return members.find(({ role, description }) =>
    role === extraSeat ? description === words : boardRoleOf(pack, role).label === words,
  )?.personId;
}

/** What was said of it at each meeting that followed, noted by the chair that evening. */
function saidSteps(telling: Telling, action: ActionText, index: number, id: ActionId): Step[] {
  const asChair = stepBy(telling, telling.cast.advisor);
  if (action.nothingShown === true) return [];
  return (action.progress ?? []).flatMap((text, after) => {
    const day = telling.timeline.meetings[index + 1 + after]?.openedOn;
    if (day === undefined) return [];
    return [
      asChair(day, '16:55', 'note progress', (work) =>
        addProgress(work, id, newId<ActionEventId>(), { text, evidence: undefined }),
      ),
    ];
  });
}

/** What whoever undertakes it showed between meetings, with a file where the story has one. */
function shownSteps(
  telling: Telling,
  { shown = [], undertakes }: ActionText,
  index: number,
  id: ActionId,
  documents: Documents,
): Step[] {
  const own = telling.timeline.meetings[index];
  return shown.flatMap(({ weeks, text, file, isComplete }) => {
    const day = own && endedOn(weeks, own, telling.today);
    const by = personCalled(telling, undertakes);
    if (day === undefined || by === undefined) return [];
    return [
      stepBy(telling, by)(day, '18:20', 'show progress', async (work) => {
        const made = file === undefined ? undefined : await makeFile(telling, documents, day, file);
        if (made && !made.ok) return made;
        const progress = { text, evidence: made?.value };
        const added = await addProgress(work, id, newId<ActionEventId>(), progress);
        return added.ok && isComplete === true ? sayComplete(work, id) : added;
      }),
    ];
  });
}

/** Those whose part the story knows before its board is formed. */
function personCalled({ cast }: Telling, words: string): PersonId | undefined {
  const seat = { Headteacher: 'headteacher', 'Chair of Governors': 'chair-of-governors' }[words];
  const person = cast.board.find((member) => member.seat === seat)?.person;
  return typeof person === 'string' ? person : undefined;
}

async function makeFile(
  { story }: Telling,
  documents: Documents,
  day: LocalDate,
  { title, says }: { readonly title: string; readonly says: readonly string[] },
) {
  const bytes = await documents.pdf({
    language: 'en-GB',
    process: story.school,
    title,
    marking: 'Confidential',
    subject: story.school,
    dateLine: longDate(day),
    version: 'For the board',
    author: story.school,
    created: instantOf(day, '12:00' as LocalTime),
    rows: [{ label: title, blocks: says.map((text) => ({ kind: 'paragraph', text })) }],
    closing: [],
  });
  return checkFile(Buffer.from(bytes), `${title}.pdf`);
}

/** The end of an action: noted at a meeting that followed, or on its own day. */
function endSteps(telling: Telling, { ended }: ActionText, index: number, id: ActionId): Step[] {
  const day = ended && endDay(telling, ended, index);
  if (!ended || !day) return [];
  const wanted =
    ended.kind === 'complete'
      ? ({ kind: 'complete' } as const)
      : ({ kind: 'stopped', reason: ended.reason } as const);
  return [
    stepBy(telling, telling.cast.advisor)(day, '17:05', 'end an action', (work) =>
      changeStatus(work, id, wanted),
    ),
  ];
}

function endDay(telling: Telling, ended: Ending, index: number): LocalDate | undefined {
  const { meetings } = telling.timeline;
  if ('meetings' in ended) return meetings[index + ended.meetings]?.openedOn;
  const own = meetings[index];
  return own && endedOn(ended.weeks, own, telling.today);
}
