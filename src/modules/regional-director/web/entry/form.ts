import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId } from '#kernel/ids.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import type {
  ConcernSubject,
  ConditionEnd,
  DecisionKind,
  Fact,
  FactKind,
  Party,
} from '../../domain/facts.ts';
import { wordingProblems } from '../../domain/wording.ts';
import { forms } from './fields.ts';

export type ReadFact =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** Reads a fact as typed. `condition` names the condition that it ends, where it ends one. */
export function readFact(kind: FactKind, form: Form, condition: EntryId | undefined): ReadFact {
  const days = new Map<string, LocalDate>();
  const wrong = new Map<string, FormError>();
  for (const field of forms[kind].fields) {
    if (field.type !== 'date') continue;
    const isOptional = field.name === 'due';
    const read = readDate(form, field.name, isOptional ? 'The day it is due' : 'The day');
    if (read.ok) days.set(field.name, read.value);
    else if (!isOptional || read.refusal.code !== 'missing') {
      wrong.set(field.name, problemOf(read.refusal, field.name));
    }
  }
  const typed = Object.fromEntries(
    forms[kind].fields.map(({ type, name }) => [
      name,
      type === 'choices' ? form.all(name) : form.text(name),
    ]),
  );
  for (const refusal of wordingProblems(kind, typed)) {
    wrong.set(refusal.field ?? 'on', problemOf(refusal, 'on'));
  }
  const on = days.get('on');
  if (on === undefined || wrong.size > 0) {
    // In the order in which the form asks.
    const problems = forms[kind].fields.flatMap(({ name }) => wrong.get(name) ?? []);
    return { ok: false, problems };
  }
  return { ok: true, fact: factOf(kind, form, { on, due: days.get('due'), condition }) };
}

interface Read {
  readonly on: LocalDate;
  readonly due: LocalDate | undefined;
  readonly condition: EntryId | undefined;
}

/** The fact, of fields whose words and choices have been checked. */
function factOf(kind: FactKind, form: Form, { on, due, condition }: Read): Fact {
  const source = form.text('source');
  const words = form.text('words');
  const by = form.text('by');
  const party = form.text('party') as Party;
  switch (kind) {
    case 'opened':
      return { kind, on, source, reason: form.text('reason'), grounds: [] };
    case 'notified':
      return { kind, on, source };
    case 'representation-asked':
      return { kind, on, source, party };
    case 'representation-made':
      return {
        kind,
        on,
        source,
        party,
        by,
        summary: form.text('summary'),
        document: form.text('document'),
        link: form.text('link'),
      };
    case 'view':
      return { kind, on, source, by, words };
    case 'support':
      return { kind, on, source, by, what: form.text('what') };
    case 'decision':
      return {
        kind,
        on,
        source,
        words,
        decision: form.text('decision') as DecisionKind,
        considerationUnknown: form.raw('considerationUnknown') === 'yes',
      };
    case 'condition':
      return { kind, on, source, words, due };
    case 'condition-ended':
      return {
        kind,
        on,
        source,
        words,
        end: form.text('end') as ConditionEnd,
        condition: condition ?? ('' as EntryId),
      };
    case 'raised':
      return {
        kind,
        on,
        source,
        by,
        about: [...new Set(form.all('about'))] as ConcernSubject[],
        what: form.text('what'),
        evidence: form.text('evidence'),
        to: form.text('to'),
      };
    case 'answered':
      return { kind, on, source, by, words };
    case 'consideration':
    case 'follow-up':
    case 'closed':
    case 'withdrawn':
      return { kind, on, source, words };
  }
}

/** A form filled with what a fact says. */
export function filledWith(fact: Fact): Form {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(fact)) {
    if (name === 'about' && Array.isArray(value)) {
      for (const each of value) fields.append(name, String(each));
    } else if (typeof value === 'string' && name !== 'on' && name !== 'due') {
      fields.append(name, value);
    }
  }
  if (fact.kind === 'decision' && fact.considerationUnknown) {
    fields.append('considerationUnknown', 'yes');
  }
  const due = fact.kind === 'condition' ? fact.due : undefined;
  const boxes = { ...dateBoxes('on', fact.on), ...dateBoxes('due', due) };
  for (const [name, value] of Object.entries(boxes)) fields.append(name, value);
  return new Form(fields);
}
