import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { dateOf } from '#kernel/dates.ts';
import type { Clock } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { findActor } from '#modules/people/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Authority, Services, Work } from '#web/services.ts';
import { buildApp } from '../../src/app.ts';
import { compose } from '../../src/compose.ts';
import { openSession } from '../../src/modules/people/commands/session.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

/** A clock that stands still until it is told to move. */
export interface TestClock extends Clock {
  set(instant: Date | string): void;
  advance(milliseconds: number): void;
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly jobs: Jobs;
  readonly clock: TestClock;
  readonly authority: Authority;
  /** Signs the person in, whatever the mode. Gives the headers of their requests: the cookie, and where forms come from. */
  signInAs(personId: PersonId): Promise<SignedInHeaders>;
  /** What a command needs, as this person. */
  workAs(personId: PersonId): Promise<Work>;
  get(url: string, headers?: object): Promise<TestReply>;
  /** Sends a form as a page of this site does. A list is a field that is sent several times. */
  post(url: string, fields: FormFields, headers?: object): Promise<TestReply>;
  /** Sends a form with a file, in the field `file`. */
  postFile(url: string, sent: SentForm, headers?: object): Promise<TestReply>;
  /** Runs the waiting jobs to their end. Throws what one of them threw. */
  drainJobs(): Promise<void>;
  close(): Promise<void>;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;

export interface SentForm {
  readonly file?: { readonly name: string; readonly content: string | Uint8Array };
  readonly fields?: Readonly<Record<string, string>>;
}

export type SignedInHeaders = { readonly cookie: string; readonly 'sec-fetch-site': 'same-origin' };

export interface TestReply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  /** Where a redirect leads; empty for other answers. */
  readonly location: string;
}

export interface StartAppOptions {
  /** `demo` unless told. */
  readonly mode?: 'demo' | 'live';
  /** Thursday 14 January 2027 at 9:30am unless told. */
  readonly now?: string;
  readonly authority?: Authority;
  /** A mail server; without it mail is kept in files, as in the product. */
  readonly smtpUrl?: string;
  readonly baseUrl?: string;
  /** Where LibreOffice is looked for, as in PATH; nowhere unless told. */
  readonly officeFolders?: string;
  /** One that is migrated and empty; a new one on the tests' server unless told. */
  readonly database?: TestDatabase;
}

const origin = { 'sec-fetch-site': 'same-origin' } as const;

/**
 * The product on a database of the test's own, with a clock that stands still and jobs that run
 * when they are told to. Nothing listens: ask by `get` and `post`, or `app.inject`.
 *
 *     let app: TestApp;
 *     before(async () => { app = await startApp(); });
 *     after(() => app.close());
 */
export async function startApp(options: StartAppOptions = {}): Promise<TestApp> {
  // What was opened is closed again when a later step fails: an open connection would keep the test running.
  const opened = new AsyncDisposableStack();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(options: StartAppOptions, opened: AsyncDisposableStack): Promise<TestApp> {
  const {
    mode = 'demo',
    now = '2027-01-14T09:30:00Z',
    baseUrl = 'http://localhost:3000',
  } = options;
  const authority = options.authority ?? { name: 'Avonbridge City Council', laCode: '999' };
  const database = options.database ?? (await createTestDatabase());
  opened.defer(() => database.drop());
  const dataDir = await mkdtemp(path.join(tmpdir(), 'trajectory-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const connection = connect({ url: database.url, maxConnections: 5 });
  opened.defer(() => connection.close());
  const clock = createTestClock(now);
  const { db } = connection;
  const failures: unknown[] = [];
  await db
    .insertInto('authority')
    .values({ name: authority.name, la_code: authority.laCode, policy_pack: 'coventry' })
    .execute();
  const composition = await compose({
    config: { mode, baseUrl, dataDir, smtpUrl: options.smtpUrl, notify: undefined },
    connection,
    clock,
    poll: false,
    officeFolders: options.officeFolders ?? '',
    onError: (error) => failures.push(error),
    log: () => undefined,
  });
  opened.defer(() => composition.close());
  const { services, jobs } = composition;
  await composition.startJobs();
  const errors: unknown[] = [];
  const app = await buildApp(services, { onError: (error) => errors.push(error) });
  opened.defer(() => app.close());

  async function ask(request: InjectOptions): Promise<TestReply> {
    const reply = await app.inject(request);
    const thrown = errors.splice(0);
    if (thrown.length > 0)
      throw new Error(`The page failed: ${String(thrown[0])}`, { cause: thrown[0] });
    return {
      status: reply.statusCode,
      body: reply.body,
      headers: reply.headers,
      location: reply.headers.location ?? '',
    };
  }

  return {
    app,
    services,
    jobs,
    clock,
    authority,
    async signInAs(personId) {
      const entry = { now: clock.now(), by: 'test', replaces: undefined };
      const signedIn = await db.transaction().execute((trx) => openSession(trx, personId, entry));
      if (!signedIn) throw new Error(`Nobody with a role has the id ${personId}`);
      const name = baseUrl.startsWith('https:') ? '__Host-trajectory' : 'trajectory';
      return { cookie: `${name}=${signedIn.sessionToken}`, ...origin };
    },
    async workAs(personId) {
      const actor = await findActor(db, personId, dateOf(clock.now()));
      if (!actor) throw new Error(`Nobody has the id ${personId}`);
      const { pack, senderAddress } = services;
      return { db, clock, jobs, pack, baseUrl, senderAddress, actor, authority };
    },
    get: (url, headers = {}) => ask({ method: 'GET', url, headers: { ...headers } }),
    post: (url, fields, headers = {}) =>
      ask({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          ...origin,
          ...headers,
        },
        payload: encode(fields),
      }),
    async postFile(url, { file, fields = {} }, headers = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      // A browser sends a nameless file where none was chosen.
      const content = new Uint8Array(Buffer.from(file?.content ?? ''));
      form.set('file', new File([content], file?.name ?? ''));
      const body = new Response(form);
      return ask({
        method: 'POST',
        url,
        headers: { ...origin, ...headers, 'content-type': body.headers.get('content-type') ?? '' },
        payload: Buffer.from(await body.arrayBuffer()),
      });
    },
    async drainJobs() {
      await jobs.drain();
      const [failure] = failures.splice(0);
      if (failure !== undefined) throw new Error('A job failed', { cause: failure });
    },
    close: () => opened.disposeAsync(),
  };
}

function createTestClock(start: string): TestClock {
  let instant = new Date(start).getTime();
  return {
    now: () => new Date(instant),
    set: (at) => {
      instant = new Date(at).getTime();
    },
    advance: (milliseconds) => {
      instant += milliseconds;
    },
  };
}

function encode(fields: FormFields): string {
  const all = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(all).toString();
}
