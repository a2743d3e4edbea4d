import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import { fileNameOf } from '#platform/documents/file-name.ts';
import type { Block, FormDocument, FormRow } from '#platform/documents/form/form-document.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { isShown, presentShowing } from '../domain/concern.ts';
import type { Concern } from '../domain/concern.ts';
import { readingSentence, reasonTitles } from './seen.ts';
import type { SeenReason } from '../domain/seen.ts';
import type { ShownReason } from './shown.ts';
import { conditionState } from './why.ts';
import type { EarlierLevel, HeldWhy, Why } from './why.ts';

interface Printed {
  readonly pack: PolicyPack;
  /** The authority whose paper it is. */
  readonly authority: string;
  readonly at: Date;
}

/** The same page on paper: what whoever prints it may read, and no more. */
export function whyDocument(why: Why, { pack, authority, at }: Printed): FormDocument {
  const { school, held, withheld } = why;
  const row = (label: string, blocks: readonly Block[], group: number): FormRow[] =>
    blocks.length === 0 ? [] : [{ label, blocks, group }];
  return {
    language: 'en-GB',
    process: school.name,
    title: 'Why are we here, and what gets us out?',
    marking: 'Private & Confidential',
    subject: `${school.name} (URN ${school.urn})`,
    dateLine: `As at ${longDate(why.asAt)}`,
    version: why.holdsWithheld ? 'For the authority alone' : 'As the school reads it',
    author: authority,
    created: at,
    rows: [
      ...row('Not for the school', why.holdsWithheld ? [text(notForTheSchool)] : [], 1),
      ...row('Level', held ? levelBlocks(held) : [text('The school has no level.')], 1),
      ...row('Help that is offered', offeredBlocks(pack, why), 1),
      ...row('Evidence', evidenceBlocks(why), 2),
      ...(held && held.figures.length > 0 ? row('Figures', [figureTable(held)], 2) : []),
      ...row('Also open', why.besides.flatMap(concernBlocks), 2),
      ...row('Recorded since the decision', why.later.flatMap(concernBlocks), 2),
      ...row('Withheld', withheld === undefined ? [] : [text(withheld)], 2),
      ...row('Decision', held ? decisionBlocks(held) : [], 2),
      ...row('What gets us out', leavingBlocks(why), 3),
      ...row('What comes next otherwise', otherwiseBlocks(why), 3),
      ...row('National rules', ruleBlocks(why), 3),
      ...row('What the Regional Director decided', directorBlocks(why), 3),
      ...row('Earlier levels', why.earlier.flatMap(earlierBlocks), 3),
    ],
    closing: [
      'The school and the authority read the same page, except for evidence that is withheld.',
      ...(held ? [`Levels, support and next steps follow ${held.policy}.`] : []),
    ],
  };
}

const notForTheSchool =
  'This copy says what is withheld from the school, and is for the authority alone. A copy for the school can be had from the page as the school reads it.';

/** "Why are we here – Ashgrove Primary School – 14 January 2027.pdf" */
export function whyDocumentName({ school, asAt }: Why, extension: 'docx' | 'pdf'): string {
  return fileNameOf(['Why are we here', school.name, shortDate(asAt)], extension);
}

function levelBlocks({ label, since, triggers }: HeldWhy): Block[] {
  return [
    text(`${label}, since ${shortDate(since)}`),
    ...(triggers.length === 0 ? [] : [text('Because of:'), list(triggers)]),
  ];
}

function offeredBlocks(pack: PolicyPack, { offered }: Why): Block[] {
  const { supports, open, networkFocus } = offered;
  return [
    ...(supports.length === 0 ? [] : [list(supports)]),
    ...(open
      ? [
          text(
            `${processOf(pack, open.process).name}: open since ${shortDate(open.openedOn)}. ${
              open.planned
                ? `Next meeting: ${meetingName(formOf(pack, open.planned.form))}, ${longDate(open.planned.date)} at ${clockTime(open.planned.time)}.`
                : 'The next meeting is not set yet.'
            }`,
          ),
        ]
      : []),
    ...(networkFocus ? [text('A focus school of its network this academic year.')] : []),
  ];
}

function evidenceBlocks({ held }: Why): Block[] {
  if (!held) return [];
  const stated = held.reasons.flatMap(reasonBlocks);
  return stated.length > 0 ? stated : [text('The reasons are those of the decision below.')];
}

function reasonBlocks(shown: ShownReason): Block[] {
  if (shown.kind === 'withheld') return [];
  const { reason, concern } = shown;
  if (concern) return [...titleBlocks(reason), ...concernBlocks(concern)];
  const judgements = reason.judgements.map(({ name, grade }) => `${name}: ${grade}`);
  return [
    ...titleBlocks(reason),
    text(reason.sentence),
    ...(judgements.length === 0
      ? []
      : [text(`Every judgement (${reason.framework ?? ''}):`), list(judgements)]),
    text(`Source: ${reason.source}`),
    ...readingBlocks(reason),
  ];
}

function titleBlocks(reason: SeenReason): Block[] {
  return [text(`${reasonTitles(reason).join('; ')}:`)];
}

/** How the authority reads what it rests on, and whose reading that is. */
function readingBlocks(reason: SeenReason): Block[] {
  const sentence = readingSentence(reason);
  return sentence === undefined ? [] : [text(sentence)];
}

function concernBlocks(concern: Concern): Block[] {
  const { source, ofDate, author, resolution } = concern;
  const { by } = presentShowing(concern);
  return [
    { kind: 'markdown', text: concern.text },
    text(`Source: ${source}, ${shortDate(ofDate)}. Recorded by ${author.name}`),
    ...(isShown(concern) ? [] : [text(`Withheld from the school, by ${by.name}, ${by.role}.`)]),
    ...(resolution
      ? [
          text(`Resolved on ${shortDate(resolution.on)}:`),
          { kind: 'markdown', text: resolution.text } as const,
        ]
      : []),
  ];
}

function figureTable({ figures }: HeldWhy): Block {
  return {
    kind: 'table',
    caption: 'Figures, as they were known at the decision',
    head: ['Measure', 'Figure', 'Source'],
    rows: figures.map(({ name, value, about, source }) => [
      name,
      about === '' ? value : `${value} (${about})`,
      source,
    ]),
  };
}

function decisionBlocks({ decision }: HeldWhy): Block[] {
  const { by, on, from, rationale } = decision;
  return [
    text(`${by.name}, ${by.role}, on ${longDate(on)}, from ${shortDate(from)}:`),
    { kind: 'markdown', text: rationale },
  ];
}

function leavingBlocks({ leaving }: Why): Block[] {
  const { tests, question } = leaving;
  if (tests.length === 0) return [];
  return [
    list(tests.map((test) => (test.source === 'added' ? `${test.text} (proposed)` : test.text))),
    ...(question === undefined
      ? []
      : [text(`At every meeting the board asks itself: ${question}`)]),
  ];
}

function otherwiseBlocks({ leaving: { otherwise } }: Why): Block[] {
  if (otherwise.length === 0) return [];
  return [text('If engagement is lacking or progress is not sufficient:'), list(otherwise)];
}

function earlierBlocks({ label, from, until, by, rationale, ending }: EarlierLevel): Block[] {
  return [
    text(`${label}, from ${shortDate(from)} until ${shortDate(until)}. ${by.name}, ${by.role}:`),
    { kind: 'markdown', text: rationale },
    ...(ending
      ? [
          text(`Ended by ${ending.by.name}, ${ending.by.role}:`),
          { kind: 'markdown', text: ending.rationale } as const,
        ]
      : []),
  ];
}

function ruleBlocks({ rules }: Why): Block[] {
  const toCheck = [...new Set(rules.flatMap((rule) => rule.toCheck))];
  return [
    ...rules.flatMap(({ name, holds, applies, reason, citation, note }): Block[] => {
      const answer = holds ? 'yes' : applies ? 'no' : 'does not apply';
      return [
        text(
          `${name}: ${answer}. ${reason}${note === undefined ? '' : ` ${note}`}${citation === undefined ? '' : ` (${citation})`}`,
        ),
      ];
    }),
    ...(toCheck.length === 0
      ? []
      : [
          text('How the rules are read here, not confirmed against the original text:'),
          list(toCheck),
        ]),
  ];
}

function directorBlocks({ director }: Why): Block[] {
  return director.flatMap(({ on, name, words, source, conditions }): Block[] => [
    text(`${name}, ${longDate(on)}:`),
    text(words),
    text(`Source: ${source}, ${shortDate(on)}`),
    ...(conditions.length === 0
      ? []
      : [
          text('On these conditions:'),
          list(conditions.map((condition) => `${condition.words} ${conditionState(condition)}`)),
        ]),
  ]);
}

function text(words: string): Block {
  return { kind: 'paragraph', text: words };
}

function list(items: readonly string[]): Block {
  return { kind: 'list', ordered: false, items };
}
