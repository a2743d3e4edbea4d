import type { Form } from '#platform/http/form.ts';
import { fieldAt } from '../../domain/accuracy.ts';
import type { AnswerKind, TypedAnswer } from '../../domain/accuracy.ts';
import { withLead } from '../../domain/passages.ts';
import type { Passage } from '../../domain/passages.ts';

const kinds: readonly AnswerKind[] = ['accurate', 'fact-wrong', 'differently'];

/** Whether the one button was pressed that says that all of it is accurate. */
export function allAccurate(form: Form): boolean {
  return form.raw('all') === 'accurate';
}

/** Whether what has no answer was said to be accurate. */
export function restOf(form: Form): 'accurate' | 'open' {
  return allAccurate(form) || form.raw('rest') === 'accurate' ? 'accurate' : 'open';
}

/** What was typed of each part. */
export function readTyped(form: Form, passages: readonly Passage[]): TypedAnswer[] {
  return passages.map((passage): TypedAnswer => {
    const { section, part, said } = passage;
    const wording = fieldAt('wording', passage);
    return {
      section,
      part,
      said,
      answer: kinds.find((each) => each === form.raw(fieldAt('answer', passage))),
      wording: form.has(wording) ? wordingOf(passage, form.raw(wording)) : said,
      view: form.raw(fieldAt('view', passage)),
    };
  });
}

function wordingOf(passage: Passage, typed: string): string {
  return passage.isMarkdown ? withLead(passage, typed) : typed;
}
