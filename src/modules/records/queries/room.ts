import type { PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { WholeRecord } from '../domain/content.ts';
import { fieldTexts } from '../domain/parts.ts';
import { standingOf } from '../domain/standing.ts';
import type { PartStanding } from '../domain/standing.ts';
import { fieldRevisions, partsSince, revisionsOfParts, sectionsCalled } from '../store-contents.ts';
import type { RecordMatter } from '../store.ts';
import { namesOf } from './whole-record.ts';

/** A part that somebody has changed, as the page of the room is told of it. */
export interface NewsOfPart {
  readonly part: string;
  readonly text: string;
  readonly revision: number;
  /** Who wrote it; empty where the product filled it in. */
  readonly by: string;
  /** ISO 8601; empty where nobody has typed yet. */
  readonly at: string;
  readonly beside?: {
    readonly text: string;
    readonly revision: number;
    readonly by: string;
    readonly at: string;
  };
}

/** Every part that has changed since the record had a version, as it stands now. */
export async function newsOf(
  db: Db | Trx,
  { recordId }: Pick<RecordMatter, 'recordId'>,
  since: number,
): Promise<NewsOfPart[]> {
  const parts = await partsSince(db, recordId, since);
  const fields = parts.filter((part) => part.includes(':'));
  const sections = await sectionsCalled(
    db,
    recordId,
    parts.filter((part) => !part.includes(':')),
  );
  const revisions = await revisionsOfParts(db, recordId, fields);
  const standings: PartStanding[] = [
    ...sections.map(({ section, text, revision, by, at }) => ({
      part: section,
      text,
      revision,
      by,
      at,
      beside: undefined,
      isUnkept: false,
    })),
    ...fields.map((part) => {
      const ofPart = revisions.filter(({ section }) => section === part);
      const said = ofPart.findLast(({ beside }) => beside !== true)?.text ?? '';
      return standingOf(part, said, ofPart);
    }),
  ];
  return told(db, standings);
}

/** How every part that is no section stands, by its address. */
export async function fieldsOf(
  db: Db,
  whole: WholeRecord,
): Promise<ReadonlyMap<string, NewsOfPart>> {
  const revisions = await fieldRevisions(db, whole.record.id);
  const standings = fieldTexts(whole).map(([part, text]) =>
    standingOf(
      part,
      text,
      revisions.filter(({ section }) => section === part),
    ),
  );
  return new Map((await told(db, standings)).map((each) => [each.part, each]));
}

async function told(db: Db | Trx, standings: readonly PartStanding[]): Promise<NewsOfPart[]> {
  const names = await namesOf(
    db,
    standings.flatMap(({ by, beside }) => [by, beside?.by].filter((each) => each !== undefined)),
  );
  const nameOf = (person: PersonId | undefined) => (person && names.get(person)) ?? '';
  return standings.map(({ part, text, revision, by, at, beside }) => ({
    part,
    text,
    revision,
    by: nameOf(by),
    at: at?.toISOString() ?? '',
    ...(beside && {
      beside: {
        text: beside.text,
        revision: beside.revision,
        by: nameOf(beside.by),
        at: beside.at.toISOString(),
      },
    }),
  }));
}
