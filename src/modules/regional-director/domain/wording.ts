import type { Refusal } from '#kernel/result.ts';
import { conditionEnds, decisions, parties, subjects } from './facts.ts';
import type { Fact, FactKind } from './facts.ts';

interface TextRule {
  readonly field: string;
  /** The sentence that asks for it, where it is needed. */
  readonly needed?: string;
  /** In characters. */
  readonly longest: number;
  /** How a sentence about it begins: "The summary". */
  readonly name: string;
}

interface ChoiceRule {
  readonly field: string;
  readonly needed: string;
  readonly among: Readonly<Record<string, string>>;
}

const short = 200;
/** About six pages. */
const long = 20_000;

const source: TextRule = {
  field: 'source',
  needed: 'Enter where this is known from',
  longest: short,
  name: 'Where this is known from',
};
const words = (needed: string): TextRule => ({
  field: 'words',
  needed,
  longest: long,
  name: 'The text',
});
const by = (needed: string): TextRule => ({
  field: 'by',
  needed,
  longest: short,
  name: 'Who it was',
});
const party: ChoiceRule = {
  field: 'party',
  needed: 'Choose whose representation it is',
  among: parties,
};

/** What each kind of fact must say, and how long it may be. */
const rules: Readonly<Record<FactKind, readonly (TextRule | ChoiceRule)[]>> = {
  opened: [source, { field: 'reason', longest: long, name: 'The reason' }],
  notified: [source],
  'representation-asked': [party, source],
  'representation-made': [
    party,
    by('Enter who made the representation'),
    {
      field: 'summary',
      needed: 'Enter what the representation says, in short',
      longest: long,
      name: 'The summary',
    },
    { field: 'document', longest: short, name: 'The name of the document' },
    { field: 'link', longest: 2_000, name: 'The link' },
    source,
  ],
  view: [
    by('Enter whose words they are, for example the Chair of Governors'),
    words('Enter the school’s view in its own words'),
    source,
  ],
  consideration: [
    words('Enter what was considered about the course of action and the sponsor'),
    source,
  ],
  support: [
    { field: 'what', needed: 'Enter what was offered', longest: long, name: 'What was offered' },
    by('Enter who offered it'),
    source,
  ],
  decision: [
    { field: 'decision', needed: 'Choose what was decided', among: decisions },
    words('Enter the decision in the words of the letter'),
    source,
  ],
  condition: [words('Enter the condition in the words of the letter'), source],
  'condition-ended': [
    { field: 'end', needed: 'Choose how the condition ended', among: conditionEnds },
    words('Enter how it was met, or why it was lifted'),
    source,
  ],
  closed: [words('Enter how it ended'), source],
  withdrawn: [words('Enter why it was withdrawn'), source],
  raised: [
    { field: 'about', needed: 'Choose what the concern is about', among: subjects },
    { field: 'what', needed: 'Enter the concern', longest: long, name: 'The concern' },
    { field: 'evidence', needed: 'Enter what it rests on', longest: long, name: 'The evidence' },
    by('Enter who raised it'),
    {
      field: 'to',
      needed: 'Enter to whom it was raised',
      longest: short,
      name: 'To whom it was raised',
    },
    source,
  ],
  answered: [by('Enter who answered'), words('Enter the answer'), source],
  'follow-up': [words('Enter what happened'), source],
};

/**
 * What is missing from the words of a fact, or too long, each in a sentence with its field; in the
 * order of the form. Takes what was typed as it is: days are another matter.
 */
export function wordingProblems(
  kind: FactKind,
  typed: Readonly<Record<string, unknown>>,
): Refusal[] {
  return rules[kind].flatMap((rule): Refusal[] => {
    const { field } = rule;
    const value = typed[field];
    if ('among' in rule) {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
      const known = chosen.every(
        (each) => typeof each === 'string' && Object.hasOwn(rule.among, each),
      );
      return chosen.length > 0 && known
        ? []
        : [{ code: 'not-chosen', sentence: rule.needed, field }];
    }
    const text = typeof value === 'string' ? value : '';
    if (text.trim() === '' && rule.needed !== undefined) {
      return [{ code: 'missing', sentence: rule.needed, field }];
    }
    if (text.length > rule.longest) {
      const most = rule.longest.toLocaleString('en-GB');
      const sentence = `${rule.name} must be ${most} characters or fewer`;
      return [{ code: 'too-long', sentence, field }];
    }
    return field === 'link' && text !== '' && !/^https?:\/\/[^\s]+$/i.test(text)
      ? [
          {
            code: 'not-a-link',
            sentence: 'The link must be a web address that begins with https://',
            field,
          },
        ]
      : [];
  });
}

/** The first of them about a whole fact. */
export function wordingProblem(fact: Fact): Refusal | undefined {
  return wordingProblems(fact.kind, { ...fact })[0];
}
