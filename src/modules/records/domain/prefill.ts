import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { SelfEvaluationNow } from '#modules/self-evaluation/index.ts';
import type { DoneSince } from '#modules/visits/index.ts';
import type { Form, Section, SectionKind } from '#policy-pack/index.ts';
import { endedHeading, marker, markText, numberedItem, previousItems } from './since-last-time.ts';
import type { Mark } from './since-last-time.ts';

/** A fact for the context, with where it comes from and of which day it is. */
export interface SourcedLine {
  readonly text: string;
  readonly source: string;
  /** How the line begins each time, whatever it then says: "Number on roll". Empty where it does not. */
  readonly about: string;
}

/** The last record before this one that is final, in words. */
export interface PreviousRecord {
  /** The day of its meeting. */
  readonly on: LocalDate;
  /** "Standard meeting record": what it is. */
  readonly name: string;
  readonly version: number;
  /** Whether it is of the case that this one follows, as an exit record is of the first check-in. */
  readonly ofCaseBefore: boolean;
  /** By the key of the section: the same on every form where the section means the same. */
  readonly texts: ReadonlyMap<string, string>;
  /** The actions that its meeting agreed. */
  readonly agreed: ReadonlyMap<ActionId, Pick<AgreedAction, 'what' | 'undertakes' | 'byWhen'>>;
}

/** What is known when a record is opened. */
export interface Known {
  readonly today: LocalDate;
  readonly case: {
    readonly background: string;
    readonly openedOn: LocalDate;
    /** Of the case that it follows, where it follows one. */
    readonly backgroundBefore: string | undefined;
  };
  readonly previous: PreviousRecord | undefined;
  /** The day of the meeting before, or the day to which a first meeting looks back. */
  readonly since: LocalDate;
  /** In the order that the form's guidance names them. */
  readonly context: readonly { readonly heading: string; readonly lines: readonly SourcedLine[] }[];
  readonly done: DoneSince;
  readonly selfEvaluation: SelfEvaluationNow | undefined;
  /** What the latest inspection asked the school to improve. */
  readonly improvement:
    { readonly inspection: string; readonly areas: readonly string[] } | undefined;
  /**
   * Every open action of the case, once, with the day of the meeting that agreed it, and what those who
   * undertake or monitor it said of its progress since the meeting before.
   */
  readonly openActions: readonly (AgreedAction & {
    readonly agreedOn: LocalDate;
    readonly noted: readonly Noted[];
  })[];
  /** Actions that have been completed or stopped since the meeting before. */
  readonly endedActions: readonly { readonly what: string; readonly how: string }[];
}

/** What someone said of an action's progress between meetings. */
export interface Noted {
  readonly on: LocalDate;
  readonly by: string;
  /** Empty where only a file was handed in. */
  readonly text: string;
  /** The name of the file; undefined for none. */
  readonly evidence: string | undefined;
}

export interface Prefilled {
  readonly section: string;
  readonly text: string;
  /** Where the text comes from, with its date. */
  readonly from: string;
}

/** The first text of each section that the product knows something for. */
export function prefill(form: Form, known: Known): Prefilled[] {
  return form.sections.flatMap((section) => prefillSection(form, section, known) ?? []);
}

/** Whether the product may know something for a section that changes until the meeting. */
export function isFillable(form: Form, { kind }: Section): boolean {
  if (kind === 'key-actions') return !hasProgress(form);
  return kind !== 'protocols' && sources[kind] !== undefined;
}

function hasProgress({ sections }: Form): boolean {
  return sections.some(({ kind }) => kind === 'progress-against-actions');
}

/** What a section would be filled in with; undefined where nothing is known for it. */
export function prefillSection(form: Form, section: Section, known: Known): Prefilled | undefined {
  const found = sources[section.kind]?.({ form, section, known });
  return found && found.text !== '' ? { section: section.key, ...found } : undefined;
}

interface Asked {
  readonly form: Form;
  readonly section: Section;
  readonly known: Known;
}

interface Found {
  readonly text: string;
  readonly from: string;
}

/** What fills in a section, by its kind. The other kinds start empty, or are recorded elsewhere. */
const sources: Readonly<Partial<Record<SectionKind, (asked: Asked) => Found | undefined>>> = {
  protocols: ({ form }) => ({ text: protocols(form), from: 'the policy' }),
  background,
  context: ({ section, known }) => ({
    text: context(section, known),
    from: `what is held about the school on ${shortDate(known.today)}, each line with its source${marksNote(known)}${notShared(known)}`,
  }),
  'areas-for-improvement': areasForImprovement,
  'progress-against-actions': ({ section, known }) => progress(section, known),
  // A first form has no place for earlier actions of its own: they come from the process before.
  'key-actions': ({ form, section, known }) =>
    hasProgress(form) ? undefined : progress(section, known),
  'impact-of-support': impactOfSupport,
  'self-evaluation': selfEvaluation,
};

function marksNote({ previous }: Known): string {
  return previous
    ? `; what is new or has changed since the ${previous.name} of ${shortDate(previous.on)} is marked`
    : '';
}

function notShared({ done, since }: Known): string {
  if (done.notShared === 0) return '';
  const visits = done.notShared === 1 ? '1 visit' : `${done.notShared} visits`;
  return `; ${visits} since ${shortDate(since)}, not shared with the school, left out`;
}

function protocols({ purpose, protocols: agreed }: Form): string {
  return [...purpose, `The protocols:\n\n${bullets(agreed)}`].join('\n\n');
}

/** As the last record has it; of a case that follows another, below what is new about that. */
function background({ section, known }: Asked): Found {
  const { previous, case: held } = known;
  const carried = previous?.texts.get(section.key)?.trim() ?? '';
  if (!previous || carried === '') {
    return {
      text: held.background,
      from: `the reasons given when the process was opened on ${shortDate(held.openedOn)}`,
    };
  }
  const from = `the ${previous.name} of ${shortDate(previous.on)}, version ${previous.version}`;
  if (!previous.ofCaseBefore) return { text: carried, from: `${from}, unchanged since last time` };
  const before = held.backgroundBefore?.trim() ?? '';
  const own = held.background.trim();
  const added = before !== '' && own.endsWith(before) ? own.slice(0, -before.length).trim() : own;
  const text = added === '' ? carried : `${added}${markText('new')}\n\n${carried}`;
  return {
    text,
    from: `${from}, with what was written when this process was opened on ${shortDate(held.openedOn)}`,
  };
}

function context({ key }: Section, { context: groups, previous, done, since }: Known): string {
  const markOf = marker(previous?.texts.get(key));
  const parts = groups
    .filter(({ lines }) => lines.length > 0)
    .map(({ heading, lines }) => ({
      heading,
      items: lines.map(
        ({ text, source, about }) => `${text} (${source})${markText(markOf(text, about))}`,
      ),
    }));
  const visits = done.visits.map(({ on, visitors, purpose, seen, follows, by, at }) => {
    const said = [
      `What was seen: ${oneLine(seen)}`,
      follows && `What follows: ${oneLine(follows)}`,
    ];
    const text = `${shortDate(on)}, ${visitors}: ${purpose}. ${said.filter((each) => each !== '').join(' ')}`;
    return `${text} (recorded by ${by.name} on ${shortDate(dateOf(at))})${markText(markOf(text, ''))}`;
  });
  if (visits.length > 0) parts.push({ heading: `Visits since ${shortDate(since)}`, items: visits });
  return parts.map(({ heading, items }) => `${heading}:\n\n${bullets(items)}`).join('\n\n');
}

function areasForImprovement({ section, known }: Asked): Found | undefined {
  const { improvement, previous } = known;
  if (!improvement) return undefined;
  const last = previousItems(previous?.texts.get(section.key) ?? '');
  const had = previous?.texts.get(section.key)?.trim() ?? '';
  const text = improvement.areas.map((area, index) => {
    const said = last.get(oneLine(area));
    const mark: Mark | undefined = previous && had !== '' && !said ? 'new' : undefined;
    const details = [`named by the ${improvement.inspection}`];
    return numberedItem(
      index + 1,
      { text: oneLine(area), details, mark },
      lastSaid(previous, said),
    );
  });
  return {
    text: text.join('\n\n'),
    from: `the areas for improvement held of the ${improvement.inspection}${marksNote(known)}`,
  };
}

function progress({ key }: Section, known: Known): Found {
  const { openActions, endedActions, previous, since, today } = known;
  const last = previousItems(previous?.texts.get(key) ?? '');
  const open = openActions.map((action, index) => {
    const { undertakes, byWhen, agreedOn } = action;
    const what = oneLine(action.what);
    const details = [
      `agreed on ${longDate(agreedOn)}`,
      ...(undertakes === '' ? [] : [oneLine(undertakes)]),
      ...(byWhen === undefined ? [] : [`by ${shortDate(byWhen)}`]),
    ];
    const said = last.get(what);
    const noted = action.noted.map(notedLine);
    const mark = previous && markOfAction(action, previous, said?.details, details.join('; '));
    return numberedItem(index + 1, { text: what, details, mark }, lastSaid(previous, said), noted);
  });
  const ended = endedActions.map(({ what, how }) => `${oneLine(what)}: ${how}`);
  const parts = [
    ...open,
    ...(ended.length === 0 ? [] : [`${endedHeading}${shortDate(since)}:\n\n${bullets(ended)}`]),
  ];
  return {
    text: parts.join('\n\n'),
    from: `the actions that were open on ${shortDate(today)}${marksNote(known)}`,
  };
}

function notedLine({ on, by, text, evidence }: Noted): string {
  const said = [oneLine(text), evidence === undefined ? '' : `Evidence: ${evidence}`];
  return `${by} on ${shortDate(on)}: ${said.filter((each) => each !== '').join(' ')}`;
}

/** What the last record agreed, or listed as it is now, is no news. */
function markOfAction(
  { id, what, undertakes, byWhen }: Known['openActions'][number],
  { agreed }: PreviousRecord,
  before: string | undefined,
  now: string,
): Mark | undefined {
  const then = agreed.get(id);
  if (then) {
    const isSame = then.what === what && then.undertakes === undertakes && then.byWhen === byWhen;
    return isSame ? undefined : 'changed';
  }
  if (before === undefined) return 'new';
  return before === now ? undefined : 'changed';
}

function lastSaid(
  previous: PreviousRecord | undefined,
  said: { readonly progress: string } | undefined,
): { readonly on: string; readonly progress: string } | undefined {
  return previous && said ? { on: shortDate(previous.on), progress: said.progress } : undefined;
}

function impactOfSupport({ section, known }: Asked): Found {
  const { done, previous, since, today } = known;
  const markOf = marker(previous?.texts.get(section.key));
  const lines = done.support.map((support) => {
    const { what, receiver, provider, from, until, impact, by, at } = support;
    const when =
      until === undefined
        ? `since ${shortDate(from)}`
        : from === until
          ? `on ${shortDate(from)}`
          : `${shortDate(from)} to ${shortDate(until)}`;
    const about = `${what}, for ${receiver}, from ${provider}`;
    const text = `${about}, ${when}: ${impact === '' ? 'impact not recorded yet' : oneLine(impact)}`;
    const source = `recorded by ${by.name} on ${shortDate(dateOf(at))}`;
    return `${text} (${source})${markText(markOf(text, about))}`;
  });
  return {
    text: bullets(lines),
    from: `the support recorded from ${shortDate(since)} to ${shortDate(today)}${marksNote(known)}`,
  };
}

function selfEvaluation({ section, known }: Asked): Found | undefined {
  const { selfEvaluation: held, previous, today } = known;
  if (!held) return undefined;
  const markOf = marker(previous?.texts.get(section.key));
  const lines = held.areas.flatMap(({ name, judged }) => {
    if (!judged) return [];
    const { evaluation, why } = judged.present;
    const text = `${name}: ${judged.grade}. ${oneLine(why)}`;
    const source = `${evaluation.by.name}, ${shortDate(evaluation.on)}`;
    return [
      `- ${text} (${source})${markText(markOf(text, name))}`,
      ...judged.comments.map(
        (comment) => `  - The board on ${shortDate(comment.on)}: ${oneLine(comment.text)}`,
      ),
    ];
  });
  const missing = held.areas.flatMap(({ name, judged }) => (judged ? [] : [name]));
  const text = [
    `The school’s own judgements, under the framework “${held.framework}”:\n\n${lines.join('\n')}`,
    ...(missing.length === 0 ? [] : [`Not judged: ${missing.join(', ')}.`]),
  ];
  return {
    text: text.join('\n\n'),
    from: `the school’s own judgements as held on ${shortDate(today)}, each with its day${marksNote(known)}`,
  };
}

function bullets(items: readonly string[]): string {
  return items.map((each) => `- ${each}`).join('\n');
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
