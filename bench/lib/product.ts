import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { PersonId } from '#kernel/ids.ts';
import { dateOf } from '#kernel/dates.ts';
import { findActor } from '#modules/people/index.ts';
import { connect } from '#platform/db/connection.ts';
import { loadAuthority } from '#web/authority.ts';
import { Form } from '#platform/http/form.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Arrival } from '#web/route.ts';
import type { Services } from '#web/services.ts';
import { buildApp } from '../../src/app.ts';
import { compose } from '../../src/compose.ts';
import { openSession } from '../../src/modules/people/commands/session.ts';
import { fillAuthority } from '../data/authority/fill.ts';
import { advisor, advisors } from '../data/authority/people.ts';
import type { Statement } from '../data/authority/statement.ts';
import type { Bench } from './bench.ts';
import { createDatabase } from './database.ts';

/** The product, running on a full database and listening. */
export interface Product {
  readonly services: Services;
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** How many schools the authority has of its own: the first in the register. */
  readonly own: number;
  /** The cookies of Senior Advisors who are signed in. */
  readonly cookies: readonly [string, ...string[]];
  /** Signs someone in once more, and gives the cookie. */
  signIn(person: PersonId): Promise<string>;
  /** The address of its database. */
  readonly database: string;
  /** Has the same server answer these bytes at an address, whoever asks, and gives the address. */
  serveConstant(bytes: string): string;
  /** Someone who arrives at an address, as a view sees them. */
  arrivalAt(path: string): Promise<Arrival & { readonly actor: Actor }>;
}

/** The authority's own schools: as many as it has that maintains some 110. */
export const mostOwn = 110;

/**
 * Fills a database, with more where asked, and starts the product on it as `npm start` does: jobs,
 * assets, sessions.
 */
export async function startProduct(
  bench: Bench,
  { name, more = [] }: { readonly name: string; readonly more?: readonly Statement[] },
): Promise<Product> {
  const { schools, cases } = bench.size;
  const own = Math.min(mostOwn, Math.floor(cases / 4));
  bench.say(`${name}: filling a database with ${schools} schools and ${cases * 8} meetings.`);
  const server = await bench.server();
  const url = await createDatabase(server, name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fillAuthority(client, { schools, own, cases, more });
  } finally {
    await client.end();
  }

  const connection = connect({ url });
  bench.onClose('the connection to the database', () => connection.close());
  const failures: unknown[] = [];
  const onError = (error: unknown): void => void failures.push(error);
  const composition = await compose({
    config: {
      mode: 'live',
      baseUrl: 'http://localhost:3000',
      dataDir: await bench.directory(),
      smtpUrl: undefined,
      notify: undefined,
    },
    connection,
    clock: { now: () => new Date() },
    poll: true,
    officeFolders: '',
    onError,
    log: bench.say,
  });
  bench.onClose('the jobs', () => composition.close());
  await composition.startJobs();
  const { services } = composition;
  const app = await buildApp(services, { onError });
  const constants = new Map<string, string>();
  serve(app, constants);
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  bench.onClose('the web server', () => app.close());

  const { db, clock } = services;
  const [first, ...others] = await Promise.all(
    Array.from({ length: advisors }, (_, number) => signIn(services, advisor(number))),
  );
  if (first === undefined) throw new Error('Nobody could sign in.');
  return {
    services,
    origin,
    own,
    cookies: [first, ...others],
    signIn: (person) => signIn(services, person),
    database: url,
    serveConstant(bytes) {
      const key = String(constants.size);
      constants.set(key, bytes);
      return `/bench/constant/${key}`;
    },
    async arrivalAt(path) {
      const now = clock.now();
      const today = dateOf(now);
      const actor = await findActor(db, advisor(0), today);
      if (!actor) throw new Error('The first Senior Advisor is not there.');
      return {
        services,
        actor,
        authority: await loadAuthority(db),
        path,
        params: {},
        query: new Form(new URLSearchParams()),
        now,
        today,
      };
    },
  };
}

function serve(app: FastifyInstance, constants: ReadonlyMap<string, string>): void {
  app.get<{ Params: { name: string } }>('/bench/constant/:name', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(constants.get(request.params.name)),
  );
}

async function signIn({ db, clock }: Services, personId: PersonId): Promise<string> {
  const entry = { now: clock.now(), by: 'bench', replaces: undefined };
  const signedIn = await db.transaction().execute((trx) => openSession(trx, personId, entry));
  if (!signedIn) throw new Error(`Nobody with a role has the id ${personId}.`);
  return `trajectory=${signedIn.sessionToken}`;
}
