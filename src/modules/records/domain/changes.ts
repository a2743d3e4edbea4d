import { longDate } from '#kernel/dates.ts';
import { differencesBetween } from '#merge/differences.ts';
import type { Difference } from '#merge/differences.ts';
import { ownerWords, remarksOn } from './content.ts';
import type { ContentSection, RecordContent, SectionBody } from './content.ts';
import { answerWords, attendedWords, decisionWords, nextWords } from './words.ts';

/** What one version says otherwise than the one before under a label of the form. */
export interface SectionChange {
  readonly label: string;
  readonly differences: readonly Difference[];
}

/** What has changed from one version to another, section by section in the form's order. */
export function changesBetween(before: RecordContent, after: RecordContent): SectionChange[] {
  const gone = before.sections.filter(({ key }) => !sectionIn(after, key));
  return [...after.sections, ...gone].flatMap(({ key, label }) => {
    const [old, now] = [wordsIn(before, key), wordsIn(after, key)];
    return old === now ? [] : [{ label, differences: differencesBetween(old, now) }];
  });
}

function sectionIn({ sections }: RecordContent, key: string): ContentSection | undefined {
  return sections.find((section) => section.key === key);
}

/** All that a record says in a section, with what is said beside it, as lines of text. */
function wordsIn(content: RecordContent, key: string): string {
  const section = sectionIn(content, key);
  if (!section) return '';
  const by = content.check?.answered?.by ?? 'The headteacher';
  const remarks = remarksOn(content, key).flatMap(({ answer, comment, decision, reason }) => [
    `${by}, Headteacher, ${answerWords[answer]}: ${comment}`,
    ...(decision === null
      ? []
      : [`The chair ${decisionWords[decision]} this${reason === '' ? '.' : `: ${reason}`}`]),
  ]);
  return [...bodyLines(section.body), ...remarks].join('\n');
}

function bodyLines(body: SectionBody): string[] {
  switch (body.kind) {
    case 'text':
      return body.text === '' ? [] : [body.text];
    case 'facts':
      return [...body.lines];
    case 'board':
      return [
        ...body.members.map((member) => `${member.seat}: ${member.name}${attendedWords(member)}`),
        ...given('The meeting went ahead because', body.proceeded),
      ];
    case 'pre-reads':
      return [
        ...body.documents.map(
          ({ label, from, held }) =>
            `${label} (from the ${from})${held === undefined ? '' : `: ${held}`}`,
        ),
        `To go to the board by ${longDate(body.toBoardBy)}`,
      ];
    case 'others':
      return body.people.map(({ name, capacity, parts }) =>
        [name, capacity, ...(parts.length === 0 ? [] : [`for: ${parts.join('; ')}`])].join(', '),
      );
    case 'outcome':
      return [
        body.question,
        body.answer ?? 'No answer recorded',
        ...(body.reasons === '' ? [] : [body.reasons]),
        `The board agreed: ${body.outcome ?? 'not recorded'}`,
        ...given('Significant concerns', body.concerns ?? ''),
        ...given('Additional support required', body.support ?? ''),
      ];
    case 'actions':
      return body.actions.flatMap((action, index) => [
        `Action ${index + 1}: ${action.what}`,
        ...given('Who undertakes it', ownerWords(action.undertakes, action.undertakesName)),
        ...given('Who monitors it', ownerWords(action.monitors, action.monitorsName)),
        ...given('How success is measured', action.success),
        ...given('Support offered', action.support),
        ...given('By when', action.byWhen === null ? '' : longDate(action.byWhen)),
      ]);
    case 'next':
      return body.next.kind === 'not-set' ? [] : [nextWords(body.next)];
  }
}

function given(label: string, words: string): string[] {
  return words === '' ? [] : [`${label}: ${words}`];
}
