import type { Role } from './roles.ts';

/**
 * What there is to see. The first nine are the columns of the authority's access table; the others
 * are what the product itself needs (added).
 */
export const resources = [
  'level and reasons',
  'withheld evidence',
  'draft record',
  'final record',
  'visits',
  'self-evaluation and pre-reads',
  'notice',
  'plans and money',
  'audit',
  'school facts',
  'arrangements',
  'actions',
  'identification',
  'concerns',
  'network focus',
  'outbox',
  'administration',
] as const;
export type Resource = (typeof resources)[number];

/** Something that must also be so, of the person and the matter, before the grant counts. */
export type Condition =
  | 'on the board'
  | 'note-taker'
  | 'accuracy check'
  | 'own parts'
  | 'this meeting'
  | 'once confirmed'
  | 'once issued'
  | 'own evidence'
  | 'own cases'
  | 'own actions'
  | 'own plan'
  | 'network focus'
  | 'own school'
  | 'shared'
  | 'status only'
  | 'dates only'
  | 'aggregates'
  | 'copies'
  | 'sign-ins';

export interface Grant {
  readonly may: 'read' | 'write';
  readonly only?: Condition;
}

/** Any one of the grants is enough; an empty list is "none". */
export type Cell = readonly Grant[];

const none: Cell = [];
const read: Cell = [{ may: 'read' }];
const write: Cell = [{ may: 'write' }];
const readIf = (only: Condition): Cell => [{ may: 'read', only }];
const writeIf = (only: Condition): Cell => [{ may: 'write', only }];

type Columns = Record<Resource, Cell>;

function row(
  level: Cell,
  withheld: Cell,
  draft: Cell,
  final: Cell,
  visits: Cell,
  preReads: Cell,
  notice: Cell,
  plans: Cell,
  audit: Cell,
  added: {
    facts: Cell;
    arrangements: Cell;
    actions?: Cell;
    identification?: Cell;
    concerns?: Cell;
    focus?: Cell;
    outbox?: Cell;
    administration?: Cell;
  },
): Columns {
  return {
    'level and reasons': level,
    'withheld evidence': withheld,
    'draft record': draft,
    'final record': final,
    visits,
    'self-evaluation and pre-reads': preReads,
    notice,
    'plans and money': plans,
    audit,
    'school facts': added.facts,
    arrangements: added.arrangements,
    actions: added.actions ?? none,
    identification: added.identification ?? none,
    concerns: added.concerns ?? none,
    'network focus': added.focus ?? none,
    outbox: added.outbox ?? none,
    administration: added.administration ?? none,
  };
}

/**
 * Who may do what, always within the role's scope and on the days that it is held.
 * Columns in order: level and reasons, withheld evidence, draft record, final record, visits,
 * self-evaluation and pre-reads, notice, plans and money, audit; then what is added: the register's
 * facts, dates and boards, how agreed actions go (of those who undertake or monitor them), what only
 * officers see of identifying schools (suggestions, early warning, the Regional Director), concerns as
 * they are recorded, whether a school is a focus school of its network. That last one is a column of its own so that a Network Lead, who reads of a level no more
 * than "network focus", can be shown it without the level.
 */
// prettier-ignore
export const accessTable: Record<Role, Columns> = {
  'senior-advisor': row(write, write, write, read, read, read, write, read, readIf('own cases'),
    { facts: write, arrangements: write, actions: writeIf('own actions'), identification: write, concerns: write, focus: write }),
  'senior-education-officer': row(write, read, read, read, read, read, write, read, read,
    { facts: write, arrangements: read, actions: writeIf('own actions'), identification: write, concerns: write, focus: write }),
  'senior-advisor-education': row(read, none, none, read, read, read, none, write, readIf('own actions'),
    { facts: read, arrangements: read, identification: read, concerns: read, focus: read }),
  'monitoring-officer': row(read, readIf('own evidence'), [...readIf('on the board'), ...writeIf('note-taker')],
    readIf('on the board'), write, read, none, read, readIf('own actions'),
    { facts: read, arrangements: readIf('on the board'), actions: writeIf('own actions'), identification: read, concerns: write, focus: read }),
  'network-lead': row(readIf('network focus'), none, readIf('on the board'), readIf('on the board'), none,
    readIf('on the board'), none, writeIf('own plan'), readIf('own actions'),
    { facts: read, arrangements: readIf('on the board'), actions: writeIf('own actions'), focus: read }),
  'network-board-member': row(none, none, none, none, none, none, none, read, readIf('own actions'),
    { facts: read, arrangements: none }),
  headteacher: row(readIf('once confirmed'), none, writeIf('accuracy check'), read, readIf('shared'), write,
    readIf('once issued'), readIf('own school'), readIf('own actions'),
    { facts: read, arrangements: read, actions: writeIf('own actions'), focus: readIf('own school') }),
  'chair-of-governors': row(readIf('once confirmed'), none, none, readIf('on the board'), readIf('shared'), read,
    readIf('once issued'), none, readIf('own actions'),
    { facts: read, arrangements: readIf('on the board'), actions: writeIf('own actions'), focus: readIf('own school') }),
  'extra-member': row(none, none, none, readIf('on the board'), none, readIf('this meeting'), none, none,
    readIf('own actions'), { facts: read, arrangements: readIf('on the board'), actions: writeIf('own actions') }),
  'other-attendee': row(none, none, none, readIf('own parts'), none, readIf('own parts'), none, none,
    readIf('own actions'), { facts: none, arrangements: readIf('this meeting') }),
  clerk: row(readIf('status only'), none, readIf('status only'), readIf('status only'), readIf('dates only'), write,
    readIf('status only'), readIf('status only'), readIf('own actions'),
    { facts: read, arrangements: write, outbox: write }),
  diocese: row(none, none, none, none, none, none, readIf('copies'), none, readIf('own actions'),
    { facts: read, arrangements: none }),
  'leadership-reader': row(read, none, none, read, none, none, readIf('once issued'), read, none,
    { facts: read, arrangements: read, focus: read }),
  'scrutiny-reader': row(readIf('aggregates'), none, none, none, none, none, readIf('aggregates'), readIf('aggregates'), none,
    { facts: none, arrangements: none }),
  'legal-officer': row(none, none, none, none, none, none, read, none, readIf('own actions'),
    { facts: read, arrangements: none }),
  administrator: row(none, none, none, none, none, none, none, none, readIf('sign-ins'),
    { facts: read, arrangements: none, outbox: write, administration: write }),
};
