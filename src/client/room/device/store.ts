import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction, OpenDBCallbacks, StoreNames } from 'idb';
import { isOver } from './vault.ts';
import type { Sealed, Vault } from './vault.ts';

// The device's database. In the clear it holds addresses, sizes and times, and nothing else.

export interface DraftRow {
  readonly vault: string;
  readonly record: string;
  readonly copy: string;
  readonly part: string;
  readonly typedAt: number;
  /** Something in it is not with the council: it is never dropped. */
  readonly unsent: boolean;
  readonly sealed: Sealed;
}

export interface RoomRow {
  readonly vault: string;
  readonly record: string;
  readonly sealed: Sealed;
}

export interface FileRow {
  readonly vault: string;
  readonly record: string;
  readonly href: string;
  readonly size: number;
  /** Its name, type and title. */
  readonly about: Sealed;
  readonly body: Sealed;
}

interface Tables extends DBSchema {
  vaults: { key: string; value: Vault };
  drafts: { key: [string, string, string, string]; value: DraftRow };
  rooms: { key: [string, string]; value: RoomRow };
  files: { key: [string, string, string]; value: FileRow };
}

type Writing = IDBPTransaction<Tables, StoreNames<Tables>[], 'readwrite'>;

const name = 'trajectory-room';
const tables = ['vaults', 'drafts', 'rooms', 'files'] as const;
/** A browser that has not opened its database by then does not do it, in milliseconds. */
const patience = 5000;

export type Store = ReturnType<typeof createStore>;

/** Nothing is opened, and nothing made on the disk, before it is needed. */
export function createStore() {
  let opening: Promise<IDBPDatabase<Tables>> | undefined;

  function connect(
    upgrade: NonNullable<OpenDBCallbacks<Tables>['upgrade']>,
  ): Promise<IDBPDatabase<Tables>> {
    return inTime(
      openDB<Tables>(name, 1, {
        upgrade,
        blocking: (_current, _blocked, event) => {
          // A newer version of the product wants it: it is opened again when something is kept.
          opening = undefined;
          (event.target as IDBDatabase).close();
        },
        terminated: () => (opening = undefined),
      }),
    );
  }

  /** The database; made when there is none. */
  function open(): Promise<IDBPDatabase<Tables>> {
    opening ??= connect(make).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  /** The database where there is one: looking makes none. */
  async function find(): Promise<IDBPDatabase<Tables> | undefined> {
    if (opening) return opening;
    let isNew = false;
    try {
      const db = await connect((_db, _old, _new, transaction) => {
        isNew = true;
        transaction.done.catch(() => undefined);
        transaction.abort();
      });
      opening = Promise.resolve(db);
      return db;
    } catch (error) {
      if (isNew) return undefined;
      throw error;
    }
  }

  /** One transaction, which has reached the disk when this resolves. */
  async function write(work: (transaction: Writing) => readonly Promise<unknown>[]): Promise<void> {
    const db = await open();
    const transaction = db.transaction([...tables], 'readwrite', { durability: 'strict' });
    await Promise.all([...work(transaction), transaction.done]);
  }

  const ofVault = (vault: string) => IDBKeyRange.bound([vault], [vault, []]);
  const ofRecord = (vault: string, record: string) =>
    IDBKeyRange.bound([vault, record], [vault, record, []]);

  return {
    /** Every key on the device, the newest first. */
    async vaults(): Promise<readonly Vault[]> {
      const all = (await (await find())?.getAll('vaults')) ?? [];
      return [...all].sort((one, other) => other.madeAt - one.madeAt);
    },

    putVault: (vault: Vault) => write((all) => [all.objectStore('vaults').put(vault)]),

    /** One more wrong try, counted before it is made; gives how many there are now. */
    async countTry(id: string): Promise<number> {
      const db = await open();
      const transaction = db.transaction('vaults', 'readwrite', { durability: 'strict' });
      const vault = await transaction.store.get(id);
      const wrong = (vault?.wrong ?? 0) + 1;
      if (vault) await transaction.store.put({ ...vault, wrong });
      await transaction.done;
      return wrong;
    },

    /** Which of these keys have something of the record. */
    async haveRecord(vaults: readonly Vault[], record: string): Promise<readonly Vault[]> {
      const db = await find();
      if (!db) return [];
      const counts = await Promise.all(
        vaults.map(async ({ id }) => [
          await db.count('rooms', [id, record]),
          await db.count('drafts', ofRecord(id, record)),
        ]),
      );
      return vaults.filter((_, nth) => counts[nth]?.some((count) => count > 0));
    },

    async drafts(vault: string, record?: string): Promise<readonly DraftRow[]> {
      const db = await open();
      return db.getAll('drafts', record === undefined ? ofVault(vault) : ofRecord(vault, record));
    },

    /** Keeps it, with its key: should someone have cleared the device meanwhile, it can still be opened. */
    putDraft: (row: DraftRow, vault: Vault) =>
      write((all) => [all.objectStore('drafts').put(row), restore(all, vault)]),

    deleteDraft: ({
      vault,
      record,
      copy,
      part,
    }: Pick<DraftRow, 'vault' | 'record' | 'copy' | 'part'>) =>
      write((all) => [all.objectStore('drafts').delete([vault, record, copy, part])]),

    /** Makes the drafts of other copies this copy's, and drops those that say nothing new. */
    moveDrafts: (moved: readonly DraftRow[], copy: string, dropped: readonly DraftRow[]) =>
      write((all) => {
        const drafts = all.objectStore('drafts');
        const gone = [...moved, ...dropped].map((row) => drafts.delete(keyOf(row)));
        return [...gone, ...moved.map((row) => drafts.put({ ...row, copy }))];
      }),

    putRoom: (row: RoomRow, vault: Vault) =>
      write((all) => [all.objectStore('rooms').put(row), restore(all, vault)]),

    room: async (vault: string, record: string) => (await open()).get('rooms', [vault, record]),

    /** The records that are kept under a key. */
    async records(vault: string): Promise<readonly string[]> {
      const db = await open();
      const [rooms, drafts, files] = await Promise.all([
        db.getAllKeys('rooms', ofVault(vault)),
        db.getAllKeys('drafts', ofVault(vault)),
        db.getAllKeys('files', ofVault(vault)),
      ]);
      return [...new Set([...rooms, ...drafts, ...files].map(([, record]) => record))];
    },

    putFile: (row: FileRow, vault: Vault) =>
      write((all) => [all.objectStore('files').put(row), restore(all, vault)]),

    file: async (vault: string, record: string, href: string) =>
      (await open()).get('files', [vault, record, href]),

    files: async (vault: string, record: string) =>
      (await open()).getAll('files', ofRecord(vault, record)),

    /** Makes space for what was typed. */
    deleteFiles: (vault: string) =>
      write((all) => [all.objectStore('files').delete(ofVault(vault))]),

    clear: (vault: string, record: string) =>
      write((all) =>
        (['drafts', 'rooms', 'files'] as const).map((table) =>
          all.objectStore(table).delete(ofRecord(vault, record)),
        ),
      ),

    /** Puts a new key in the place of an old one, with the drafts sealed anew; the rest goes. */
    renew: (old: Vault, fresh: Vault, drafts: readonly DraftRow[]) =>
      write((all) => [
        all.objectStore('vaults').put(fresh),
        ...forgetVault(all, old.id),
        ...drafts.map((row) => all.objectStore('drafts').put(row)),
      ]),

    /** Drops what keys that are over have kept, but never what was typed. */
    async sweep(now: number): Promise<void> {
      const db = await find();
      if (!db) return;
      for (const vault of await db.getAll('vaults')) {
        if (isOver(vault, now)) await emptyVault(db, vault.id);
      }
    },

    /** Drops a key whose PIN is forgotten, unless something that was typed waits under it. */
    async abandon(vault: string): Promise<void> {
      await emptyVault(await open(), vault);
    },
  };

  /** Drops all but what is unsent, and the key too when nothing is. */
  async function emptyVault(db: IDBPDatabase<Tables>, id: string): Promise<void> {
    const drafts = await db.getAll('drafts', ofVault(id));
    const sent = drafts.filter(({ unsent }) => !unsent);
    await write((all) =>
      sent.length === drafts.length
        ? forgetVault(all, id)
        : [
            ...sent.map((row) => all.objectStore('drafts').delete(keyOf(row))),
            all.objectStore('rooms').delete(ofVault(id)),
            all.objectStore('files').delete(ofVault(id)),
          ],
    );
  }

  function forgetVault(all: Writing, id: string): Promise<unknown>[] {
    return [
      all.objectStore('vaults').delete(id),
      ...(['drafts', 'rooms', 'files'] as const).map((table) =>
        all.objectStore(table).delete(ofVault(id)),
      ),
    ];
  }
}

function make(db: IDBPDatabase<Tables>): void {
  db.createObjectStore('vaults', { keyPath: 'id' });
  db.createObjectStore('drafts', { keyPath: ['vault', 'record', 'copy', 'part'] });
  db.createObjectStore('rooms', { keyPath: ['vault', 'record'] });
  db.createObjectStore('files', { keyPath: ['vault', 'record', 'href'] });
}

const keyOf = ({ vault, record, copy, part }: DraftRow): [string, string, string, string] => [
  vault,
  record,
  copy,
  part,
];

async function restore(all: Writing, vault: Vault): Promise<void> {
  const vaults = all.objectStore('vaults');
  if ((await vaults.getKey(vault.id)) === undefined) await vaults.put(vault);
}

function inTime<T>(opening: Promise<T>): Promise<T> {
  return Promise.race([
    opening,
    new Promise<never>((_, reject) =>
      window.setTimeout(() => reject(new Error('The database did not open.')), patience),
    ),
  ]);
}

/** There is no space left on the device, or this site has had its share. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
