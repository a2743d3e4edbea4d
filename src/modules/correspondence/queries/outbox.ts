import type { Selectable, SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import { literally } from '#platform/db/like.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import type { FoundationTables } from '#platform/db/tables/foundation.ts';

type MailRow = Selectable<FoundationTables['mails']>;

/** A mail as the outbox lists it. What it says is not part of it. */
export type ListedMail = Pick<
  MailRow,
  | 'id'
  | 'created_at'
  | 'to_address'
  | 'template'
  | 'state'
  | 'attempts'
  | 'last_error'
  | 'sent_at'
  | 'put_aside_at'
>;

/** Which mails are asked for. */
export interface OutboxFilter {
  /** All, or those that did not arrive and that nobody has dealt with. */
  readonly show: 'all' | 'undelivered';
  /** A part of the address or of the kind of mail; empty for any. */
  readonly search: string;
  readonly state: MailState | undefined;
}

export type MailState = MailRow['state'];

const undelivered: OutboxFilter = { show: 'undelivered', search: '', state: undefined };

export const mailsPerPage = 25;
/** A workbook has so many at the most, the newest: Excel takes little more than a million. */
const mostListed = 50_000;

const listed = [
  'id',
  'created_at',
  'to_address',
  'template',
  'state',
  'attempts',
  'last_error',
  'sent_at',
  'put_aside_at',
] as const;

type Mails = SelectQueryBuilder<Database, 'mails', object>;

function filtered(db: Db | Trx, { show, search, state }: OutboxFilter): Mails {
  const like = `%${literally(search)}%`;
  return db
    .selectFrom('mails')
    .$if(show === 'undelivered', (mails) =>
      mails.where('state', 'in', ['failed', 'bounced']).where('put_aside_at', 'is', null),
    )
    .$if(search !== '', (mails) =>
      mails.where((eb) => eb.or([eb('to_address', 'ilike', like), eb('template', 'ilike', like)])),
    )
    .$if(state !== undefined, (mails) => mails.where('state', '=', state ?? 'queued'));
}

/** A page of the outbox, newest first; every page where none is asked for. */
export async function listOutbox(
  db: Db,
  filter: OutboxFilter,
  page: number | undefined,
): Promise<{ mails: ListedMail[]; total: number }> {
  const [mails, total] = await Promise.all([
    filtered(db, filter)
      .select(listed)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(page === undefined ? mostListed : mailsPerPage)
      .offset(((page ?? 1) - 1) * mailsPerPage)
      .execute(),
    count(db, filter),
  ]);
  return { mails, total };
}

/** How many mails did not arrive, and wait for somebody to deal with them. */
export function countUndelivered(db: Db): Promise<number> {
  return count(db, undelivered);
}

async function count(db: Db, filter: OutboxFilter): Promise<number> {
  const { total } = await filtered(db, filter)
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** A mail that did not arrive, for whoever decides what becomes of it. What it says is not part of it. */
export type UndeliveredMail = ListedMail &
  Pick<MailRow, 'person_id'> & {
    /** False where the text was taken out of the outbox, because it was a secret. */
    readonly has_text: boolean;
  };

/** Undefined where the mail arrived, waits to be sent, or has been put aside. */
export async function findUndelivered(
  db: Db | Trx,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<UndeliveredMail | undefined> {
  const query = filtered(db, undelivered)
    .select([...listed, 'person_id'])
    .select(sql<boolean>`body_text <> ''`.as('has_text'))
    .where('id', '=', id);
  return (options.lock === true ? query.forUpdate() : query).executeTakeFirst();
}

/** A whole mail, with what it says. For the demonstration only. */
export async function findMail(db: Db, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
}
