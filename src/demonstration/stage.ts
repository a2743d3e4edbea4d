import { dateOf } from '#kernel/dates.ts';
import type { Clock } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { findActor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';

/** Something that a person did at a time in the past, done by the product's own command. */
export interface Step {
  readonly at: Date;
  readonly by: PersonId;
  /** What it is, for the error that tells of a refusal. */
  readonly what: string;
  run(work: Work): Promise<Result<unknown>>;
}

/**
 * Does the steps in the order of their times, each with the clock at its own. `before` is told the
 * time of each step first. Throws when a command refuses: the stories are meant to be possible.
 */
export async function perform(
  setting: Omit<Work, 'actor' | 'clock'> & { readonly db: Db; readonly clock: Clock },
  steps: readonly Step[],
  before: (at: Date) => Promise<void>,
): Promise<void> {
  const now = setting.clock.now();
  for (const step of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    // Nothing has happened later than now, when the product is loaded early in the day.
    const at = step.at > now ? now : step.at;
    await before(at);
    const actor = await findActor(setting.db, step.by, dateOf(at));
    if (!actor) throw new Error(`Nobody has the id ${step.by}.`);
    const done = await step.run({ ...setting, actor, clock: { now: () => at } });
    if (!done.ok) {
      throw new Error(`${step.what}: ${done.refusal.sentence} (${done.refusal.code})`);
    }
  }
}
