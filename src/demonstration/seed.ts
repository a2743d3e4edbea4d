import { addDays, dateOf, instantOf } from '#kernel/dates.ts';
import type { Clock, LocalDate, LocalTime } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { NewInspection } from '#modules/inspections/index.ts';
import { saveBenchmarks } from '#modules/performance/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import type { Connection, Db } from '#platform/db/connection.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { calendarSteps } from './calendar.ts';
import { caseLifeSteps } from './case-life.ts';
import { authority, inventCity } from './city.ts';
import type { City } from './city.ts';
import { stories } from './content/stories.ts';
import { enteredSteps } from './entered.ts';
import { benchmarksUntil, figuresOf } from './figures.ts';
import { evidenceSteps } from './evidence.ts';
import { inspectionsFor } from './inspections.ts';
import { createFeed, insertCity, take } from './insert.ts';
import { inOneTransaction } from './one-transaction.ts';
import { levelSteps } from './levels.ts';
import { networkFocusSteps } from './network-focus.ts';
import { createOutbox } from './outbox.ts';
import { stepsOf } from './performance.ts';
import { directorSteps } from './regional-director.ts';
import { tendingSteps } from './papers.ts';
import { perform } from './stage.ts';

export interface SeedOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly pack: PolicyPack;
  /** Address that people use, without a slash at the end: links in the outbox's mails start with it. */
  readonly baseUrl: string;
  /** Told in plain English what takes a moment. */
  readonly onProgress?: (line: string) => void;
}

/**
 * Loads the fictional demonstration authority, its dates lying around today: once. Where there is an
 * authority already, nothing is done. All of it is one transaction: a load that was cut off has left
 * nothing behind. What happens in its cases is done by the product's own commands, each at its time,
 * so that records, hashes and audit trail are what they would have been; no mail is sent.
 */
export async function seedDemonstration(options: SeedOptions): Promise<void> {
  const { connection, clock, pack, baseUrl, onProgress = () => undefined } = options;
  await using made = new AsyncDisposableStack();
  const documents = made.adopt(createDocuments(), (each) => each.close());
  await inOneTransaction(connection, async (db) => {
    if (!(await foundAuthority(db, pack))) return;
    const today = dateOf(clock.now());
    const city = inventCity(today);
    onProgress(`Inventing ${city.schools.length} schools and the people around them`);
    const began = instantOf(firstDay(city), '08:00' as LocalTime);
    await db.transaction().execute((trx) => insertCity(trx, city, today));
    const arriving = arrivals(city, began);
    onProgress('Inventing inspections and figures');
    const inspections = city.schools.flatMap((school) => inspectionsFor(school, today));
    const figures = city.schools.flatMap((school) => figuresOf(school, today));
    await saveBenchmarks(db, benchmarksUntil(today));
    const feed = createFeed(db, inspections, figures);
    onProgress(`Holding the meetings of ${stories.length} schools`);
    const urns = new Map(city.schools.map(({ urn, entry }) => [entry[0], urn]));
    const steps = stories.flatMap((story) =>
      stepsOf(story, city, pack, today, lastGraded(inspections, urns.get(story.school)), documents),
    );
    const outbox = createOutbox();
    const { senderAddress } = mailSettings(undefined, baseUrl);
    const setting = { db, clock, jobs: outbox.jobs, pack, baseUrl, senderAddress, authority };
    const upTo = async (at: Date) => {
      const arrived = take(arriving, (event) => event.at <= at);
      await db.transaction().execute((trx) => appendAudit(trx, ...arrived));
      await feed.until(dateOf(at));
    };
    const others = [
      ...directorSteps(city, today),
      ...networkFocusSteps(city, today),
      ...enteredSteps(city, inspections, today),
      ...levelSteps(city, today),
      ...tendingSteps(today, advisorOf(city)),
      ...calendarSteps(city, today),
      ...evidenceSteps(city, today),
      ...caseLifeSteps(city, today),
    ];
    await perform(setting, [...steps, ...others], upTo);
    await upTo(clock.now());
    await outbox.settle(db, addDays(today, -outboxDays));
  });
}

/** How far back the outbox reaches, in days. */
const outboxDays = 21;

/** Puts the authority there; false when there is one. A second load at the same time waits for the first. */
async function foundAuthority(db: Db, pack: PolicyPack): Promise<boolean> {
  const founded = await db
    .insertInto('authority')
    .values({ name: authority.name, la_code: authority.laCode, policy_pack: pack.id, mode: 'demo' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  return founded !== undefined;
}

function advisorOf({ people }: City): PersonId {
  const advisor = people.find(({ roles }) => roles.some(({ role }) => role === 'senior-advisor'));
  if (!advisor) throw new Error('There is no Senior Advisor.');
  return advisor.id;
}

function firstDay({ people }: City): LocalDate {
  const [first] = people.map(({ from }) => from).toSorted();
  if (first === undefined) throw new Error('There are no people.');
  return first;
}

/** What the trail says of how people came to have access, in order. */
function arrivals({ people }: City, began: Date): AuditEvent[] {
  const actor = { personId: null, name: 'Demonstration' };
  const event = (personId: PersonId, from: LocalDate) => {
    const day = instantOf(from, '08:00' as LocalTime);
    return (type: string, payload: NonNullable<AuditEvent['payload']>): AuditEvent => ({
      at: day < began ? began : day,
      actor,
      type,
      subject: { kind: 'person', id: personId },
      payload,
    });
  };
  return people
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .flatMap(({ id, name, address, from, roles }) => {
      const happened = event(id, from);
      return [
        happened('person added', { name, address }),
        ...roles.map(({ role, scope, scopeId }) =>
          happened('role given', { role, scopeKind: scope, scopeId, from }),
        ),
      ];
    });
}

function lastGraded(
  inspections: readonly NewInspection[],
  urn: Urn | undefined,
): LocalDate | undefined {
  return inspections
    .filter((inspection) => inspection.urn === urn && inspection.kind === 'graded')
    .map(({ firstDay: day }) => day)
    .toSorted()
    .at(-1);
}
