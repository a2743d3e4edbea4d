import { differencesBetween } from '#merge/differences.ts';
import { differencesView } from '#ui/differences.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import type { AnswerContent } from '../domain/content.ts';
import { withoutMarks } from '../domain/words.ts';

type Shown = Pick<AnswerContent, 'answer' | 'part' | 'said' | 'comment'>;

/**
 * What the headteacher answered on one part, the same to them, to the chair and in the final record:
 * a proposed wording as what it takes out of the words of the record and what it puts in, and another
 * view below the words that it is about.
 */
export function answerView({ answer, part = '', said = '', comment }: Shown): Html {
  if (part !== '' && answer === 'fact-wrong') {
    // Without the marks of headings and lists, unless they are what changed.
    const [before, after] = [withoutMarks(said), withoutMarks(comment)];
    return differencesView(
      before === after ? differencesBetween(said, comment) : differencesBetween(before, after),
    );
  }
  return html`${said !== '' && html`<blockquote class="app-check__text">${markdown(said, 4)}</blockquote>`}${markdown(comment, 4)}`;
}
