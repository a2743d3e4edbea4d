import type { EnteredInspectionId, Urn } from '#kernel/ids.ts';
import { predecessorsOfEach } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { reconcile } from '../domain/entered.ts';
import type { EnteredInspection, Standing } from '../domain/entered.ts';
import type { Inspection } from '../domain/inspection.ts';
import { newestFirst } from '../domain/lineage.ts';
import type { Retold } from '../domain/retold.ts';
import { areasAbout, enteredAbout, findEntered } from '../store-entered.ts';
import type { ImprovementArea } from '../store-entered.ts';
import { publishedHistories } from './histories.ts';
import { retellingsOf } from './retellings.ts';

/** One inspection with everything that is known about it. */
export interface KnownInspection {
  readonly inspection: Inspection;
  /** Set where it counts as an officer entered it: no file has it yet. */
  readonly waiting: EnteredInspection | undefined;
  /** What officers entered of it before a file had it. */
  readonly entered: readonly (Extract<Standing, { readonly published: Inspection }> & {
    readonly by: EnteredInspection;
  })[];
  /** How files told it before. */
  readonly retold: readonly Retold[];
  readonly areas: readonly ImprovementArea[];
}

export interface KnownInspections {
  /** Those that count, the newest first. */
  readonly counting: readonly KnownInspection[];
  readonly withdrawn: readonly EnteredInspection[];
}

/** Everything that is known of a school’s inspections, published and entered. */
export async function knownInspections(db: Db, urn: Urn): Promise<KnownInspections> {
  const [histories, links, entered, areas] = await Promise.all([
    publishedHistories(db, [urn]),
    predecessorsOfEach(db, [urn]),
    enteredAbout(db, urn),
    areasAbout(db, urn),
  ]);
  const published = histories.get(urn) ?? [];
  const named = published.flatMap(({ predecessor }) => predecessor?.urn ?? []);
  const before = new Set([...(links.get(urn) ?? []), ...named]);
  const retold = await retellingsOf(db, [urn, ...before]);
  const standings = entered.map((by) => ({ by, standing: reconcile(by, published) }));
  const waiting = standings.flatMap(({ by, standing }) =>
    standing.state === 'waiting' ? [by] : [],
  );
  const known: KnownInspection[] = [
    ...published.map((inspection) => {
      const about = standings.flatMap(({ by, standing }) =>
        'published' in standing && standing.published.number === inspection.number
          ? [{ ...standing, by }]
          : [],
      );
      const ids = new Set(about.map(({ by }) => by.id));
      return {
        inspection,
        waiting: undefined,
        entered: about,
        retold: retold.get(inspection.number) ?? [],
        areas: areas.filter(
          ({ number, enteredId }) =>
            number === inspection.number || (enteredId !== null && ids.has(enteredId)),
        ),
      };
    }),
    ...waiting.map((by) => ({
      inspection: by.inspection,
      waiting: by,
      entered: [],
      retold: [],
      areas: areas.filter(({ enteredId }) => enteredId === by.id),
    })),
  ];
  return {
    counting: known.toSorted((a, b) => newestFirst(a.inspection, b.inspection)),
    withdrawn: entered.filter((each) => each.withdrawn !== null),
  };
}

/** The inspection that an officer entered under this id. */
export function enteredInspection(
  db: Db,
  id: EnteredInspectionId,
): Promise<EnteredInspection | undefined> {
  return findEntered(db, id);
}
