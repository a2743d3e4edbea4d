import type { PersonId } from '#kernel/ids.ts';
import { answerNow } from './papers.ts';
import type { Recorded, Standing } from './papers.ts';

/** Something of which a paper is made, with when it came. */
export interface Part {
  /** Of the answer, or of what the product holds. */
  readonly id: string;
  readonly at: Date;
  /** Who need not be told of it; undefined where it came by a link, which somebody else may have used. */
  readonly by: PersonId | undefined;
}

/** What makes up a paper as it stands for a meeting, beside what was held before. */
function partsOf({ standing, recorded }: PaperStanding): Part[] {
  const answer = answerNow(standing);
  const said = answer && {
    id: answer.id,
    at: answer.at,
    by: answer.by.byLink ? undefined : answer.by.id,
  };
  return [...(said ? [said] : []), ...recorded];
}

interface PaperStanding {
  readonly standing: Standing;
  readonly recorded: readonly Recorded[];
}

/** What came of a paper after it had gone to the board: the parts that are a supplement. */
export function supplementsTo(paper: PaperStanding, distributedAt: Date | undefined): Part[] {
  return distributedAt === undefined ? [] : partsOf(paper).filter(({ at }) => at > distributedAt);
}

/** Who was told of which part of a paper. */
export interface SupplementTold {
  readonly person: PersonId;
  readonly part: string;
}

export interface SupplementDue<Paper> {
  readonly person: PersonId;
  readonly papers: readonly { readonly paper: Paper; readonly parts: readonly Part[] }[];
}

/**
 * Who is to be told of which supplements: each who had the papers and still reads them, of what came
 * since, once, and not of what they sent themselves.
 */
export function dueSupplements<Paper extends PaperStanding>(facts: {
  /** Who reads the papers today, with those that are theirs. */
  readonly readers: readonly { readonly person: PersonId; readonly papers: readonly Paper[] }[];
  /** When someone had the papers, for the day that the meeting is set for. */
  readonly hadThemAt: (person: PersonId) => Date | undefined;
  readonly told: readonly SupplementTold[];
}): SupplementDue<Paper>[] {
  const { readers, hadThemAt, told } = facts;
  return readers
    .map(({ person, papers }) => {
      const known = new Set(told.filter((each) => each.person === person).map(({ part }) => part));
      const isNews = ({ id, by }: Part) => by !== person && !known.has(id);
      return {
        person,
        papers: papers
          .map((paper) => ({
            paper,
            parts: supplementsTo(paper, hadThemAt(person)).filter(isNews),
          }))
          .filter(({ parts }) => parts.length > 0),
      };
    })
    .filter(({ papers }) => papers.length > 0);
}
