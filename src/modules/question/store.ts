import type { Db, Trx } from '#platform/db/connection.ts';
import type { Adoption } from './domain/adoption.ts';

/** Every adoption, in the order in which they came. */
export async function adoptionsOf(db: Db | Trx): Promise<Adoption[]> {
  const rows = await db
    .selectFrom('question_adoptions as a')
    .innerJoin('people as p', 'p.id', 'a.by')
    .selectAll('a')
    .select('p.name')
    .orderBy('a.number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    pack: row.pack,
    question: row.question,
    askedFrom: row.asked_from,
    decided: row.decided,
    by: { id: row.by, name: row.name, role: row.by_role },
    at: row.at,
  }));
}

export async function insertAdoption(trx: Trx, adoption: Adoption): Promise<void> {
  const { id, number, pack, question, askedFrom, decided, by, at } = adoption;
  await trx
    .insertInto('question_adoptions')
    .values({
      id,
      number,
      pack,
      question,
      asked_from: askedFrom,
      decided,
      by: by.id,
      by_role: by.role,
      at,
    })
    .execute();
}
