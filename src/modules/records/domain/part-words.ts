import { longDate, parseLocalDate } from '#kernel/dates.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { sectionOf } from '#policy-pack/index.ts';
import { actionParts } from './agreed-actions.ts';
import type { Written } from './gaps.ts';
import { addressOf, readAttendance, readNextText } from './parts.ts';
import { attendedWords, nextWords } from './words.ts';

type Named = Pick<Written, 'form' | 'board' | 'actions'> & { readonly pack: PolicyPack };

const decisionLabels = {
  outcome: 'The outcome',
  answer: 'The answer to the fundamental question',
  reasons: 'The board’s reasons',
  concerns: 'Significant concerns',
  support: 'Additional support required',
} as const;

/** What people call a part of a record. */
export function labelOfPart({ form, board, actions }: Named, part: string): string {
  const address = addressOf(part);
  switch (address?.kind) {
    case undefined:
      return part;
    case 'section':
      return sectionOf(form, address.section)?.label ?? address.section;
    case 'decision':
      return decisionLabels[address.field];
    case 'proceeded':
      return 'Why the meeting went ahead';
    case 'next':
      return 'The next meeting';
    case 'attendance': {
      const name = board.find(({ id }) => id === address.member)?.name;
      return `Whether ${name ?? 'someone who has left the board'} came`;
    }
    case 'action': {
      const action = actions.find(({ id }) => id === address.action);
      const which = action ? `Action ${action.position}` : 'An action';
      const { field } = address;
      if (field === 'removed') return `${which}: whether it was removed`;
      return `${which}: ${(field === 'byWhen' ? 'By when' : actionParts[field]).toLowerCase()}`;
    }
  }
}

/** What a part says, in words; its text where it is one. */
export function partInWords({ pack, form, board }: Named, part: string, text: string): string {
  if (text === '') return 'Nothing';
  const address = addressOf(part);
  switch (address?.kind) {
    case 'decision': {
      const choices =
        address.field === 'outcome'
          ? form.outcomes
          : address.field === 'answer'
            ? pack.question.answers
            : [];
      return choices.find(({ key }) => key === text)?.label ?? text;
    }
    case 'next': {
      const next = readNextText(text);
      return 'problem' in next ? text : nextWords(next);
    }
    case 'attendance': {
      const came = readAttendance(address.member, text);
      const name = board.find(({ id }) => id === address.member)?.name ?? '';
      if ('problem' in came) return text;
      const words = attendedWords({ seat: '', name, ...came }).replace(/^, /, '');
      return words.charAt(0).toUpperCase() + words.slice(1);
    }
    case 'action': {
      if (address.field === 'removed') return 'Removed';
      const day = address.field === 'byWhen' ? parseLocalDate(text) : undefined;
      return day === undefined ? text : longDate(day);
    }
    case 'section':
    case 'proceeded':
    case undefined:
      return text;
  }
}
