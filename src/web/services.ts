import type { Actor } from '#modules/people/index.ts';
import type { Clock } from '#kernel/dates.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Assets } from '#platform/assets/assets.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Documents } from '#platform/documents/documents.ts';
import type { JobQueue } from '#platform/jobs/jobs.ts';

/** The authority that this installation belongs to. */
export interface Authority {
  readonly name: string;
  /** Its three-figure code in Get Information About Schools; schools with it are its own. */
  readonly laCode: string;
}

/** What handlers and commands work with. Made once, by the composition root. */
export interface Services {
  readonly db: Db;
  readonly clock: Clock;
  readonly jobs: JobQueue;
  readonly documents: Documents;
  readonly assets: Assets;
  readonly pack: PolicyPack;
  /** The product's version, as in its package. */
  readonly version: string;
  readonly mode: 'demo' | 'live';
  /** Address that people use, without a slash at the end: links in mail start with it. */
  readonly baseUrl: string;
  /** The one address that mail comes from, and that answers to invitations go to. */
  readonly senderAddress: string;
  readonly dataDir: string;
  /** False when an SMTP server is set: then the outbox page holds no readable copies. */
  readonly keepsMail: boolean;
}

/** The part that commands need. */
export type Work = Pick<
  Services,
  'db' | 'clock' | 'jobs' | 'pack' | 'baseUrl' | 'senderAddress'
> & {
  readonly actor: Actor;
  readonly authority: Authority;
};
