import type { ActionId } from '#kernel/ids.ts';
import { sectionOf } from '#policy-pack/index.ts';
import type { SectionKind } from '#policy-pack/index.ts';
import { isAt } from './accuracy.ts';
import type { AccuracyAnswer } from './accuracy.ts';
import { contentOf } from './content.ts';
import type { WholeRecord } from './content.ts';
import type { Gap, Mend } from './gaps.ts';
import { passagesOf } from './passages.ts';
import type { Passage } from './passages.ts';
import { isTyped } from './section.ts';

/** The page on which what a section shows is changed, where it can be once the meeting has been held. */
const pages: Readonly<Partial<Record<SectionKind, Mend>>> = {
  board: { page: 'attendance' },
  attendees: { page: 'attendance' },
  outcome: { page: 'outcome' },
  actions: { page: 'actions' },
  'next-meeting': { page: 'next-meeting' },
};

/** The page on which a part of a section is changed; undefined where it cannot be. */
export function mendOf(kind: SectionKind | undefined, part: string): Mend | undefined {
  return kind === 'actions' && part !== ''
    ? { page: 'action', action: part as ActionId }
    : kind && pages[kind];
}

/**
 * Whether a correction that was accepted is still to be made on a page of its own: the record says there
 * what the headteacher found wrong. What is typed is changed in the step that accepts it.
 */
export function isUnmade(
  whole: WholeRecord,
  passages: readonly Passage[],
  answer: AccuracyAnswer,
): boolean {
  if (answer.answer !== 'fact-wrong' || answer.decided?.decision !== 'accepted') return false;
  const section = sectionOf(whole.form, answer.section);
  if (!section || isTyped(section) || answer.part === '') return false;
  return passages.find(isAt(answer))?.said === answer.said;
}

/** Corrections that were accepted and are not made: a final record would say that they were. */
export function unmadeCorrections(whole: WholeRecord): Gap[] {
  if (whole.record.state.status !== 'answered') return [];
  const passages = passagesOf(contentOf(whole));
  return whole.answers
    .filter((answer) => isUnmade(whole, passages, answer))
    .map((answer) => {
      const name = passages.find(isAt(answer))?.name ?? answer.section;
      const mend = mendOf(sectionOf(whole.form, answer.section)?.kind, answer.part);
      return mend
        ? {
            sentence: `You accepted a correction of “${name}”, which still says what it said. Make it, or decline it`,
            mend,
          }
        : {
            sentence: `You accepted a correction of “${name}”, which cannot be changed. Decline it, and say in the reason what is right`,
            mend: { page: 'answers' },
          };
    });
}
