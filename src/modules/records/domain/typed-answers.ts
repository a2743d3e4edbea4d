import { isAt } from './accuracy.ts';
import type { Given, TypedAnswer } from './accuracy.ts';
import type { Passage } from './passages.ts';

/** What stands on the page before anything is typed: the proposed wording begins with what the part says. */
function untouched({ section, part, said }: Passage): TypedAnswer {
  return { section, part, said, answer: undefined, wording: said, view: '' };
}

/**
 * What is kept of an earlier visit for each part, in the order of the parts. It is found by what the
 * part says: a record that was taken back and sent again has other paragraphs in other places. Where a
 * part says something else by now, what was written of it stays, for the headteacher to look at again.
 */
export function typedFor(
  passages: readonly Passage[],
  kept: readonly TypedAnswer[],
): TypedAnswer[] {
  const left = new Set(kept);
  const take = (passage: Passage, fits: (each: TypedAnswer) => boolean) => {
    const found = [...left].find((each) => each.section === passage.section && fits(each));
    if (found) left.delete(found);
    return found;
  };
  const isSame = (passage: Passage) => (each: TypedAnswer) => each.said === passage.said;
  const passes: readonly ((passage: Passage) => (each: TypedAnswer) => boolean)[] = [
    (passage) => (each) => isAt(passage)(each) && isSame(passage)(each),
    isSame,
    (passage) => (each) => isAt(passage)(each) && each.answer !== 'accurate',
  ];
  const found = new Map<Passage, TypedAnswer>();
  for (const fits of passes) {
    for (const passage of passages) {
      const one = found.has(passage) ? undefined : take(passage, fits(passage));
      if (one) found.set(passage, { ...one, part: passage.part, said: passage.said });
    }
  }
  return passages.map((passage) => found.get(passage) ?? untouched(passage));
}

/** What is worth keeping of what is typed: where something was chosen or written. */
export function worthKeeping(typed: readonly TypedAnswer[]): TypedAnswer[] {
  return typed.filter(
    ({ answer, wording, view, said }) => answer !== undefined || wording !== said || view !== '',
  );
}

/** The answers that were chosen, each with the text that goes with it. */
export function givenIn(typed: readonly TypedAnswer[]): Given[] {
  return typed.flatMap(({ section, part, answer, wording, view }): Given[] => {
    if (answer === undefined) return [];
    const comment =
      answer === 'fact-wrong' ? wording.trim() : answer === 'differently' ? view.trim() : '';
    return [{ section, part, answer, comment }];
  });
}
