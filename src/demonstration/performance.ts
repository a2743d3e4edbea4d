import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, MeetingId } from '#kernel/ids.ts';
import { addMembers, openCase } from '#modules/cases/index.ts';
import { addAttendee, arrangeMeeting } from '#modules/meetings/index.ts';
import { formOf, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { addressOf, castOf } from './cast.ts';
import type { City } from './city.ts';
import { monthOf } from './inspections.ts';
import { paperStepsOf } from './papers.ts';
import { reasonFor } from './date-reasons.ts';
import type { Step } from './stage.ts';
import type { Minutes, Story } from './story.ts';
import { timelineOf } from './timeline.ts';
import type { MeetingDays } from './timeline.ts';
import { recordSteps } from './record-steps.ts';
import { actionSteps } from './action-steps.ts';
import { meetingAt, stepBy } from './telling.ts';
import type { Telling } from './telling.ts';
import { choiceSteps } from './choice-steps.ts';
import { schoolDaysAfter } from './school-year.ts';

/** Every step of a story, in no order. */
export function stepsOf(
  story: Story,
  city: City,
  pack: PolicyPack,
  today: LocalDate,
  inspectedOn: LocalDate | undefined,
  documents: Documents,
): Step[] {
  const timeline = timelineOf(story, today);
  const telling: Telling = {
    story,
    cast: castOf(story, city),
    timeline,
    today,
    pack,
    caseId: newId<CaseId>(),
    members: [],
    meetingIds: new Map(),
    recordIds: new Map(),
    actions: story.meetings.map(({ actions }) => actions.map(() => newId<ActionId>())),
  };
  const background = story.background.replaceAll('{inspected}', monthOf(inspectedOn ?? today));
  return [
    ...beginning(telling, background),
    ...paperStepsOf(telling, documents),
    ...timeline.meetings.flatMap((days, index) => [
      ...attendeeSteps(telling, days, index),
      ...recordSteps(telling, days, index),
    ]),
    ...actionSteps(telling, documents),
  ];
}

function beginning(telling: Telling, background: string): Step[] {
  const { story, cast, timeline, caseId, pack } = telling;
  const step = stepBy(telling, cast.advisor);
  const [first] = timeline.meetings;
  const { boardOn, offeredOn } = timeline;
  return [
    step(timeline.openedOn, '10:40', 'open the case', (work) =>
      openCase(work, cast.urn, { id: caseId, process: story.process, background }),
    ),
    ...(boardOn
      ? [
          step(boardOn, '11:05', 'form the board', async (work) => {
            const added = await addMembers(work, caseId, cast.board);
            if (added.ok) telling.members = added.value;
            return added;
          }),
        ]
      : []),
    ...(boardOn && first
      ? [
          step(boardOn, '11:30', 'arrange the first meeting', async (work) =>
            arrangeMeeting(work, caseId, newId<MeetingId>(), {
              date: first.on,
              time: first.time,
              minutes: formOf(pack, processOf(pack, story.process).firstForm).minutes,
              venue: venueOf(story.meetings[0]),
              reason: await reasonFor(work, caseId, first.on),
            }),
          ),
        ]
      : []),
    ...(offeredOn ? choiceSteps(telling, offeredOn) : []),
  ];
}

function venueOf(minutes: Minutes | undefined) {
  const kind = minutes?.venue ?? 'school';
  return kind === 'school' ? { kind } : { kind, detail: 'Link in the invitation' };
}

function attendeeSteps(telling: Telling, days: MeetingDays, index: number): Step[] {
  const { story, cast } = telling;
  const step = stepBy(telling, cast.advisor);
  return (story.meetings[index]?.attendees ?? []).map((attendee) =>
    step(schoolDaysAfter(days.on, -4), '12:15', 'add an attendee', async (work) =>
      addAttendee(work, await meetingAt(work.db, telling, index), {
        ...attendee,
        address: addressOf(attendee.name, cast.school),
      }),
    ),
  );
}
