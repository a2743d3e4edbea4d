import type { FactKind } from '../../domain/facts.ts';

/** One question of a form about a fact; `name` is the fact’s field. */
export type Field =
  | {
      readonly type: 'date';
      readonly name: 'on' | 'due';
      readonly label: string;
      readonly hint?: string;
    }
  | { readonly type: 'line'; readonly name: string; readonly label: string; readonly hint?: string }
  | {
      readonly type: 'text';
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly rows?: number;
    }
  /** One of those that the domain knows; or several. */
  | { readonly type: 'choice'; readonly name: 'party' | 'decision' | 'end'; readonly label: string }
  | {
      readonly type: 'choices';
      readonly name: 'about';
      readonly label: string;
      readonly hint?: string;
    };

export interface FormOf {
  readonly title: string;
  /** Before the questions. */
  readonly intro?: string;
  readonly fields: readonly Field[];
  readonly submit: string;
}

const on = (label: string, hint = 'For example, 3 11 2026'): Field => ({
  type: 'date',
  name: 'on',
  label,
  hint,
});
const source: Field = {
  type: 'line',
  name: 'source',
  label: 'Where this is known from',
  hint: 'For example, letter of the Regional Director, or telephone call with their office',
};
const line = (name: string, label: string, hint?: string): Field => ({
  type: 'line',
  name,
  label,
  ...(hint !== undefined && { hint }),
});
const text = (name: string, label: string, hint?: string, rows = 6): Field => ({
  type: 'text',
  name,
  label,
  rows,
  ...(hint !== undefined && { hint }),
});

/** What is asked for each kind of fact, in order. */
export const forms: Readonly<Record<FactKind, FormOf>> = {
  opened: {
    title: 'Record an assessment by the Regional Director',
    fields: [
      on('On which day was the assessment opened?'),
      text(
        'reason',
        'Why the school is assessed',
        'Needed where no rule makes the school eligible: for example, exceptional circumstances, or a breakdown in leadership or governance',
        4,
      ),
      source,
    ],
    submit: 'Record the assessment',
  },
  notified: {
    title: 'Record that the governing body was notified',
    intro:
      'A school that is not making necessary improvements (coasting) is eligible for intervention only once the Secretary of State has notified its governing body (Education and Inspections Act 2006, section 60B). Enter the day of that notice, not of an inspection.',
    fields: [on('On which day did the Secretary of State notify the governing body?'), source],
    submit: 'Record the notification',
  },
  'representation-asked': {
    title: 'Record that a representation was asked for',
    fields: [
      { type: 'choice', name: 'party', label: 'Whose representation was asked for?' },
      on('On which day was it asked for?'),
      source,
    ],
    submit: 'Record the request',
  },
  'representation-made': {
    title: 'Record a representation',
    intro:
      'What a party wrote or said to the Regional Director before the decision. The document itself stays where it is filed.',
    fields: [
      { type: 'choice', name: 'party', label: 'Whose representation is it?' },
      on('On which day was it made?'),
      line('by', 'Who made it', 'Name and office. For example, Li Wen, Chair of Governors'),
      text('summary', 'What it says, in short'),
      line('document', 'Name of the document (optional)'),
      line('link', 'Link to the document (optional)', 'A web address that begins with https://'),
      source,
    ],
    submit: 'Record the representation',
  },
  view: {
    title: 'Record the school’s own view on academisation',
    intro:
      'Leaders and governors decide the pathway of their school. Write what they say in their words, not a summary of them.',
    fields: [
      text('words', 'The school’s view, in its own words'),
      line('by', 'Whose words they are', 'For example, the governing body, or the headteacher'),
      on('On which day did they say so?'),
      source,
    ],
    submit: 'Record the view',
  },
  consideration: {
    title: 'Record what was considered',
    intro:
      'For a pupil referral unit, alternative provision or a special school, extra consideration is due to identifying the most suitable course of action and sponsor in relation to the school’s specific context.',
    fields: [
      text('words', 'What was considered about the course of action and the sponsor'),
      on('On which day was this said?'),
      source,
    ],
    submit: 'Record what was considered',
  },
  support: {
    title: 'Record support offered by the authority',
    intro:
      'The authority always seeks to offer support and advice to a school while the Regional Director is intervening.',
    fields: [
      text('what', 'What was offered', 'For example, ten days of an adviser for mathematics', 4),
      line('by', 'Who offered it'),
      on('On which day was it offered?'),
      source,
    ],
    submit: 'Record the offer',
  },
  decision: {
    title: 'Record the decision',
    fields: [
      { type: 'choice', name: 'decision', label: 'What did the Regional Director decide?' },
      text('words', 'The decision, in the words of the letter'),
      on('On which day was it decided?', 'The date of the letter. For example, 3 11 2026'),
      source,
    ],
    submit: 'Record the decision',
  },
  condition: {
    title: 'Record a condition',
    intro: 'One condition at a time: how each was met is recorded on its own.',
    fields: [
      text('words', 'The condition, in the words of the letter', undefined, 4),
      {
        type: 'date',
        name: 'due',
        label: 'By which day is it due? (optional)',
        hint: 'For example, 30 11 2026',
      },
      on('On which day was it set?', 'The date of the letter. For example, 3 11 2026'),
      source,
    ],
    submit: 'Record the condition',
  },
  'condition-ended': {
    title: 'Record how a condition ended',
    fields: [
      { type: 'choice', name: 'end', label: 'How did it end?' },
      text('words', 'How it was met, or why it was lifted', undefined, 4),
      on('On which day?'),
      source,
    ],
    submit: 'Record it',
  },
  closed: {
    title: 'Close it',
    intro:
      'Nothing more can be recorded after this; an entry that is wrong can still be corrected.',
    fields: [
      text(
        'words',
        'How it ended',
        'For example, the letter that confirms that nothing is open',
        4,
      ),
      on('On which day?'),
      source,
    ],
    submit: 'Close it',
  },
  withdrawn: {
    title: 'Record that it was withdrawn',
    intro:
      'Nothing more can be recorded after this; an entry that is wrong can still be corrected.',
    fields: [text('words', 'Why it was withdrawn', undefined, 4), on('On which day?'), source],
    submit: 'Record that it was withdrawn',
  },
  raised: {
    title: 'Record a concern raised with the Regional Director',
    intro:
      'The authority is not responsible for the performance of an academy, and an academy never has a level of concern. Concerns about its standards, leadership or governance are raised directly with the Regional Director; they are recorded here once they have been.',
    fields: [
      {
        type: 'choices',
        name: 'about',
        label: 'What is the concern about?',
        hint: 'Choose all that apply',
      },
      text('what', 'The concern'),
      text('evidence', 'What it rests on', 'Each source with its date'),
      on('On which day was it raised?'),
      line('by', 'Who raised it', 'Name and office'),
      line('to', 'To whom', 'For example, the Regional Director’s office'),
      line(
        'source',
        'Where this is known from',
        'For example, our letter, with its reference, or the note of the meeting',
      ),
    ],
    submit: 'Record the concern',
  },
  answered: {
    title: 'Record the answer',
    fields: [
      text('words', 'What the answer says'),
      line('by', 'Who answered'),
      on('On which day?', 'The date of the answer. For example, 3 11 2026'),
      source,
    ],
    submit: 'Record the answer',
  },
  'follow-up': {
    title: 'Record a follow-up',
    fields: [
      text('words', 'What happened', 'For example, that the answer was asked for again', 4),
      on('On which day?'),
      source,
    ],
    submit: 'Record the follow-up',
  },
};
