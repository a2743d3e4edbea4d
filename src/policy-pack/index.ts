import type { LocalDate } from '#kernel/dates.ts';
import { coventry } from './coventry/pack.ts';
import {
  checkPolicyPack,
  type Abbreviation,
  type Form,
  type HowSoon,
  type Level,
  type Outcome,
  type PolicyPack,
  type Process,
  type QuestionVersion,
  type Section,
  type BoardRole,
  type Trigger,
} from './schema.ts';

export * from './schema.ts';

/** Every version that a record may have been written under: versions are added, never taken away. */
const packs: readonly PolicyPack[] = [coventry].map((data) => {
  const checked = checkPolicyPack(data);
  if (!checked.ok) throw new Error(`The policy pack cannot be used. ${checked.refusal.join(' ')}`);
  return checked.value;
});

/** The pack with this id, in this version or the newest. Throws when there is none. */
export function policyPack(id: string, version?: number): PolicyPack {
  const found = packs
    .filter((pack) => pack.id === id && (version === undefined || pack.version === version))
    .toSorted((a, b) => b.version - a.version)[0];
  if (found) return found;
  const asked = version === undefined ? id : `${id}, version ${version}`;
  throw new Error(`There is no policy pack “${asked}”.`);
}

/** The pack that new cases and meetings are opened under. */
export const currentPack: PolicyPack = policyPack('coventry');

/** The form with this key. Throws when the pack has none: what was stored under a pack is in that pack. */
export function formOf(pack: PolicyPack, key: string): Form {
  return itemOf(pack.forms, key, 'form', pack);
}

/** "Entry Meeting", "Progress Check-In Meeting": a meeting by the title of its record. */
export function meetingName(form: Form): string {
  const name = nameAlone(form);
  return name === 'Meeting' ? `${form.heading} ${name}` : name;
}

/** The same within a sentence: "entry meeting", "Progress Check-In meeting". */
export function meetingInSentence(form: Form): string {
  const name = nameAlone(form).toLowerCase();
  return name === 'meeting' ? `${form.heading} ${name}` : name;
}

/** The same with its process: "School Improvement Board, Entry Meeting". */
export function meetingInFull(form: Form): string {
  const name = nameAlone(form);
  return name === 'Meeting' ? `${form.heading} ${name}` : `${form.heading}, ${name}`;
}

function nameAlone({ title }: Form): string {
  return title.replace(/ Record$/, '');
}

export function processOf(pack: PolicyPack, key: string): Process {
  return itemOf(pack.processes, key, 'process', pack);
}

/** How soon the meeting is that something leads to; that of another process is as soon as its next ones are. */
export function howSoon(pack: PolicyPack, next: Outcome['leadsTo']): HowSoon | undefined {
  return next.kind === 'meeting' ? next.within : formOf(pack, next.form).next?.within;
}

export function boardRoleOf(pack: PolicyPack, key: string): BoardRole {
  return itemOf(pack.boardRoles, key, 'board role', pack);
}

export function levelOf(pack: PolicyPack, key: string): Level {
  return itemOf(pack.levels, key, 'level', pack);
}

/** What the policy names as next, where a process lacks engagement or progress. */
export interface ProcessStep {
  /** In the policy's words: "School Improvement Board process, the school becoming …" */
  readonly label: string;
  /** The process that is then suggested. */
  readonly process: string;
  /** The level that is then suggested. */
  readonly level: string | undefined;
}

/** The next step from one process to another; undefined where the policy names none. */
export function nextStepFrom(pack: PolicyPack, process: string): ProcessStep | undefined {
  const steps = pack.levels
    .filter(({ supports }) => supports.some((support) => support.process === process))
    .flatMap(({ nextSteps }) => nextSteps);
  const step = steps.find((each) => each.process !== null);
  return step?.process === undefined || step.process === null
    ? undefined
    : { label: step.label, process: step.process, level: step.level ?? undefined };
}

/** A trigger with the level that it speaks for: its key is one in the whole pack. */
export function triggerOf(pack: PolicyPack, key: string): { trigger: Trigger; level: Level } {
  const level = pack.levels.find(({ triggers }) => triggers.some((each) => each.key === key));
  if (!level)
    throw new Error(
      `The policy pack “${pack.id}”, version ${pack.version}, has no trigger “${key}”.`,
    );
  return { level, trigger: itemOf(level.triggers, key, 'trigger', pack) };
}

/** A kind of concern that can be recorded: the trigger that it is, and how a list names it. */
export interface ConcernKind {
  /** The key of its trigger. */
  readonly key: string;
  readonly label: string;
  readonly hint: string | null;
  readonly level: Level;
}

/** The kinds of concern, as the levels' triggers are recognised by them, in the pack's order. */
export function concernKinds(pack: PolicyPack): ConcernKind[] {
  return pack.levels.flatMap((level) =>
    level.triggers.flatMap(({ key, recognisedBy }) =>
      recognisedBy.flatMap((each) =>
        each.by === 'concern' ? [{ key, label: each.label, hint: each.hint, level }] : [],
      ),
    ),
  );
}

/** "Coventry Monitoring Officer" for `monitoring-officer`: a job in this authority's words. */
export function roleLabel(pack: PolicyPack, key: string): string {
  return itemOf(pack.roles, key, 'role', pack).label;
}

/** "Chair (usually Senior Advisor – School Improvement)": a board role as the form prints it. */
export function boardRoleOnForm(pack: PolicyPack, key: string): string {
  const { label, usually } = boardRoleOf(pack, key);
  return usually === null ? label : `${label} (usually ${roleLabel(pack, usually)})`;
}

export function sectionOf(form: Form, key: string): Section | undefined {
  return form.sections.find((section) => section.key === key);
}

/** The wording of the fundamental question that a board meeting on this day is asked. */
export function questionOn(pack: PolicyPack, day: LocalDate): QuestionVersion {
  const asked = pack.question.versions
    .map((version) => ({
      version,
      since: version.source === 'policy' ? (version.from ?? '') : version.adopted,
    }))
    .filter(
      (each): each is { version: QuestionVersion; since: LocalDate | '' } =>
        each.since !== null && each.since <= day,
    )
    .toSorted((a, b) => a.since.localeCompare(b.since, 'en'))
    .at(-1);
  if (!asked) throw new Error(`The policy pack “${pack.id}” asks no question on ${day}.`);
  return asked.version;
}

/** The abbreviations in a label, to be spelled out beside it (a label itself is never altered). */
export function abbreviationsIn(pack: PolicyPack, text: string): readonly Abbreviation[] {
  const inText = new Set(text.split(/[^A-Za-z]+/));
  return pack.abbreviations.filter(({ short }) => inText.has(short));
}

function itemOf<Item extends { readonly key: string }>(
  list: readonly Item[],
  key: string,
  what: string,
  pack: PolicyPack,
): Item {
  const item = list.find((each) => each.key === key);
  if (!item)
    throw new Error(
      `The policy pack “${pack.id}”, version ${pack.version}, has no ${what} “${key}”.`,
    );
  return item;
}
