import { clockTime, longDate } from '#kernel/dates.ts';
import type { AnswerKind, Decided } from './accuracy.ts';
import type { MemberContent } from './content.ts';
import type { NextMeeting } from './record.ts';

// How pages and documents say what is recorded, so that they say it alike.

export const answerWords: Readonly<Record<AnswerKind, string>> = {
  accurate: 'this is accurate',
  'fact-wrong': 'a fact is wrong',
  differently: 'I see it differently',
};

export const decisionWords: Readonly<Record<Decided['decision'], string>> = {
  accepted: 'accepted',
  declined: 'declined',
};

/** Typed words as they are read aloud: without the marks of headings, bold words and lists. */
export function withoutMarks(text: string): string {
  return text.replaceAll('**', '').replaceAll(/^ {0,3}(?:#{1,6}|[-*+])\s+/gm, '');
}

/** ", present", ", apologies; Helen Adeyemi came as substitute", or nothing where it is not recorded. */
export function attendedWords({ attended, substitute, arrived }: MemberContent): string {
  const from = arrived === undefined ? '' : ` from ${clockTime(arrived)}`;
  switch (attended) {
    case null:
      return '';
    case 'present':
      return `, present${from}`;
    case 'apologies':
      return ', apologies';
    case 'substitute':
      return `, apologies; ${substitute} came as substitute${from}`;
  }
}

/** "Thursday 11 March 2027 at 9:30am, at the school", "To be agreed by Ruth Calloway by …". */
export function nextWords(next: NextMeeting): string {
  switch (next.kind) {
    case 'not-set':
      return 'Not recorded';
    case 'set':
      return `${longDate(next.date)} at ${clockTime(next.time)}, at the school${
        next.reason === undefined ? '' : `. Why on this date: ${next.reason}`
      }`;
    case 'to-be-agreed':
      return `To be agreed by ${next.by} by ${longDate(next.byDate)}`;
  }
}
