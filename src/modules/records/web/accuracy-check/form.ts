import type { Section } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { AccuracyAnswer, AnswerKind } from '../../domain/accuracy.ts';

export type Answer = Pick<AccuracyAnswer, 'section' | 'answer' | 'comment'>;

export const answerKinds: readonly AnswerKind[] = ['accurate', 'fact-wrong', 'differently'];

/** Whether the one button was pressed that says that all of it is accurate. */
export function allAccurate(form: Form): boolean {
  return form.raw('all') === 'accurate';
}

/** An answer for each section that has one; with the button that says so, the others are accurate. */
export function readAnswers(form: Form, sections: readonly Section[]): Answer[] {
  return sections.flatMap(({ key }): Answer[] => {
    if (allAccurate(form)) return [{ section: key, answer: 'accurate', comment: '' }];
    const answer = answerKinds.find((each) => each === form.raw(`answer-${key}`));
    if (!answer) {
      return form.raw('rest') === 'accurate'
        ? [{ section: key, answer: 'accurate', comment: '' }]
        : [];
    }
    return [{ section: key, answer, comment: form.text(commentField(answer, key)) }];
  });
}

/** The box that goes with an answer. */
export function commentField(answer: AnswerKind, section: string): string {
  return `${answer === 'fact-wrong' ? 'wording' : 'view'}-${section}`;
}
