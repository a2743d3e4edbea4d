import { date, dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { decideLevel, recordConcern, standingOfSchool } from '#modules/concerns/index.ts';
import type { ConcernId, LevelDecisionId } from '#modules/concerns/index.ts';
import type { TestApp } from '#test/harness/app.ts';
import { must } from './stored.ts';

// Builders of concerns and levels in the database, made by the product's own commands.

type Typed = Parameters<typeof recordConcern>[2];

/** An open concern about a change of headteacher, shown to the school unless told. */
export async function storeConcern(
  app: TestApp,
  by: PersonId,
  urn: Urn,
  told: Partial<Typed> = {},
): Promise<ConcernId> {
  return must(
    await recordConcern(await app.workAs(by), urn, {
      id: newId<ConcernId>(),
      kind: 'change-of-headteacher',
      ofDate: date('2027-01-11'),
      source: 'Letter from the Chair of Governors',
      text: 'The headteacher retires at Easter.',
      shown: true,
      reason: '',
      ...told,
    }),
  );
}

/** A decision of today: that the school is a Focus School, unless told. */
export async function storeLevel(
  app: TestApp,
  by: PersonId,
  urn: Urn,
  told: Partial<Omit<Parameters<typeof decideLevel>[2], 'after' | 'seen'>> = {},
): Promise<LevelDecisionId> {
  const { db, pack } = app.services;
  const present = await standingOfSchool(db, pack, urn);
  if (!present) throw new Error(`There is no school ${urn}.`);
  return must(
    await decideLevel(await app.workAs(by), urn, {
      id: newId<LevelDecisionId>(),
      choice: { kind: 'level', level: 'focus-school' },
      from: dateOf(app.clock.now()),
      rationale: 'The school and its governors agree.',
      after: present.decisions.length,
      seen: present.seenSha256,
      ...told,
    }),
  );
}
