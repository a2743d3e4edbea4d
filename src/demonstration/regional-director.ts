import { addDays, dayOfWeek, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EntryId, PersonId, ProceedingId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { beginProceeding, correctEntry, recordEntry } from '#modules/regional-director/index.ts';
import type { Beginning, Fact } from '#modules/regional-director/index.ts';
import type { Work } from '#web/services.ts';
import { fullName } from './city.ts';
import type { City, CitySchool } from './city.ts';
import { directorStories } from './content/regional-director.ts';
import type { DirectorEvent, DirectorStory } from './content/regional-director.ts';
import type { Step } from './stage.ts';

/** What the Regional Director did, as officers recorded it, each on its day. */
export function directorSteps(city: City, today: LocalDate): Step[] {
  const recorder = city.people.find(({ roles }) =>
    roles.some(({ role }) => role === 'senior-advisor'),
  );
  if (!recorder) throw new Error('There is no Senior Advisor.');
  return directorStories.flatMap((story) => stepsFor(story, city, today, recorder.id));
}

function stepsFor(
  { school: name, events }: DirectorStory,
  { schools }: City,
  today: LocalDate,
  by: PersonId,
): Step[] {
  const school = schools.find(({ entry }) => entry[0] === name);
  if (!school) throw new Error(`There is no school called ${name}.`);
  const proceeding = newId<ProceedingId>();
  const ids = new Map<string, EntryId>();
  return events.map((event, index) => {
    const on = dayBefore(today, event.daysAgo);
    const id = newId<EntryId>();
    if (event.as !== undefined) ids.set(event.as, id);
    const minute = String(10 + index).padStart(2, '0');
    return {
      at: instantOf(on, `16:${minute}` as LocalTime),
      by,
      what: `${name}, ${on}, ${event.kind}`,
      run: (work) => run(work, school, { proceeding, id, event, ids, on, today }),
    };
  });
}

interface Telling {
  readonly proceeding: ProceedingId;
  readonly id: EntryId;
  readonly event: DirectorEvent;
  /** Of entries that others refer to, by their name. */
  readonly ids: ReadonlyMap<string, EntryId>;
  readonly on: LocalDate;
  readonly today: LocalDate;
}

function run(work: Work, school: CitySchool, telling: Telling): Promise<Result<unknown>> {
  const { proceeding, id, event, ids } = telling;
  const beginning = beginningOf(telling);
  if (beginning) return beginProceeding(work, school.urn, proceeding, beginning);
  const fact = factOf(telling, school);
  if (event.kind !== 'corrected support') return recordEntry(work, proceeding, id, fact);
  const { of, reason } = event;
  return correctEntry(work, proceeding, id, { of: entryNamed(ids, of), fact, reason });
}

function beginningOf({ event, on }: Telling): Beginning | undefined {
  const { source } = event;
  if (event.kind === 'opened') return { kind: 'opened', on, source, reason: event.reason };
  if (event.kind !== 'raised') return undefined;
  const { about, what, evidence, by } = event;
  return { kind: 'raised', on, source, about, what, evidence, by, to: 'The Regional Director' };
}

function factOf({ event, on, today, ids }: Telling, school: CitySchool): Fact {
  const { source } = event;
  switch (event.kind) {
    case 'notified':
      return { kind: 'notified', on, source };
    case 'asked':
      return { kind: 'representation-asked', on, source, party: event.party };
    case 'made': {
      const { party, summary, document } = event;
      const by = named(event.by, school);
      return { kind: 'representation-made', on, source, party, by, summary, document, link: '' };
    }
    case 'view':
      return { kind: 'view', on, source, by: event.by, words: event.words };
    case 'support':
      return { kind: 'support', on, source, what: event.what, by: event.by };
    case 'corrected support': {
      const { what, by, offeredDaysAgo } = event;
      return { kind: 'support', on: dayBefore(today, offeredDaysAgo), source, what, by };
    }
    case 'decision': {
      const { decision, words } = event;
      return { kind: 'decision', on, source, decision, words, considerationUnknown: false };
    }
    case 'condition': {
      const due = dayBefore(today, -event.dueIn);
      return { kind: 'condition', on, source, words: event.words, due };
    }
    case 'met': {
      const condition = entryNamed(ids, event.condition);
      return { kind: 'condition-ended', on, source, condition, end: 'met', words: event.words };
    }
    case 'answered':
      return { kind: 'answered', on, source, by: 'The Regional Director', words: event.words };
    case 'follow-up':
      return { kind: 'follow-up', on, source, words: event.words };
    case 'opened':
    case 'raised':
      throw new Error(`“${event.kind}” begins a proceeding.`);
  }
}

function entryNamed(ids: ReadonlyMap<string, EntryId>, name: string): EntryId {
  const id = ids.get(name);
  if (!id) throw new Error(`No entry is named “${name}”.`);
  return id;
}

function named(text: string, { chairOfGovernors }: CitySchool): string {
  return text.replace('{chair}', fullName(chairOfGovernors));
}

/** So many days before, on a weekday: letters come in the holidays too. */
function dayBefore(today: LocalDate, days: number): LocalDate {
  const day = addDays(today, -days);
  return addDays(day, -Math.max(0, dayOfWeek(day) - 5));
}
