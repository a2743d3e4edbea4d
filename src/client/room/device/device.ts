import { openCopy } from './copies.ts';
import { onSignOut } from './sign-out.ts';
import { isUnsent, share } from './share.ts';
import { tidy } from './tidy.ts';
import { placeOf } from './places.ts';
import { createStore, isFull } from './store.ts';
import type { DraftRow, Store } from './store.ts';
import type { Device, DeviceOptions, DeviceState, Draft, KeptFile, KeptRoom } from './types.ts';
import { unlock } from './unlock.ts';
import { seal, sealJson, unseal, unsealJson } from './vault.ts';
import type { OpenVault } from './vault.ts';
import { forgetKeys, giveKey, registerWorker } from './worker.ts';

const full =
  'There is no space left on this device, so what you type is not kept here. It goes to the council only.';
const forbidden =
  'This browser does not let this page keep anything on the device. What you type goes to the council only.';
const insecure =
  'This page was not opened over a secure connection, so nothing is kept on this device. What you type goes to the council only.';

/**
 * Opens the device for a record. Asks for the PIN, or for choosing one or that nothing is kept, in
 * the panel; resolves once that is settled, and at once where nothing can be kept.
 */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  // Where a page is not secure these are missing, whatever the types say.
  if (!(crypto as { readonly subtle?: SubtleCrypto }).subtle) return without(failure(insecure));
  try {
    const store = createStore();
    const unlocked = await unlock(store, options);
    if (unlocked.kind === 'nothing') return without({ kind: 'nothing' });
    const { opened, unwritten } = unlocked;
    const state: DeviceState = unwritten === undefined ? { kind: 'kept' } : failureOf(unwritten);
    return await openFor(store, opened, options, state);
  } catch (error) {
    return without(failureOf(error));
  } finally {
    options.panel.replaceChildren();
    options.panel.hidden = true;
  }
}

const failure = (sentence: string): DeviceState => ({ kind: 'failed', sentence });
const failureOf = (error: unknown): DeviceState => failure(isFull(error) ? full : forbidden);

/** Where nothing is kept. */
function without(state: DeviceState): Device {
  const refuse = () => Promise.reject(new Error(`Not kept: ${state.kind}`));
  return {
    state,
    person: undefined,
    onChange: () => undefined,
    keep: refuse,
    forget: () => Promise.resolve(),
    drafts: () => Promise.resolve([]),
    keepRoom: refuse,
    room: () => Promise.resolve(undefined),
    keepFile: refuse,
    file: () => Promise.resolve(undefined),
    files: () => Promise.resolve([]),
    clear: () => Promise.resolve(),
    lock: () => Promise.resolve(),
  };
}

interface Waiting {
  draft: Draft;
  done: Promise<void>;
}

async function openFor(
  store: Store,
  opened: OpenVault,
  { record, signedIn }: DeviceOptions,
  first: DeviceState,
): Promise<Device> {
  const { vault } = opened;
  const here = { vault: vault.id, record };
  const copy = await openCopy();
  const listeners: ((state: DeviceState) => void)[] = [];
  const waiting = new Map<string, Waiting>();
  let key: CryptoKey | undefined = opened.key;
  let state = first;
  let tail: Promise<unknown> = Promise.resolve();

  const leave = () => {
    if (key) giveKey({ vault: vault.id, key });
  };
  window.addEventListener('pagehide', leave);
  const stopListening = onSignOut(() => void lock());
  registerWorker();
  if (signedIn) void tidy({ store, opened, copy, except: record }).catch(() => undefined);

  function become(next: DeviceState): void {
    const isSame = JSON.stringify(next) === JSON.stringify(state);
    state = next;
    if (!isSame) for (const listener of listeners) listener(next);
  }

  function unlocked(): CryptoKey {
    if (!key) throw new Error('Not kept: locked');
    return key;
  }

  /** One after the other, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = tail.then(work, work);
    tail = run.catch(() => undefined);
    return run;
  }

  async function write(draft: Draft): Promise<void> {
    const { part, typedAt } = draft;
    const unsent = isUnsent(draft);
    const sealed = await sealJson(unlocked(), placeOf('draft', here, part), draft);
    const row: DraftRow = { ...here, copy: copy.id, part, typedAt, unsent, sealed };
    try {
      await store.putDraft(row, vault).catch(async (error: unknown) => {
        if (!isFull(error)) throw error;
        // Papers can be had again from the council; what was typed cannot.
        await store.deleteFiles(vault.id);
        await store.putDraft(row, vault);
      });
    } catch (error) {
      become(failureOf(error));
      throw error;
    }
    if (state.kind === 'failed') become({ kind: 'kept' });
  }

  async function lock(): Promise<void> {
    if (state.kind === 'locked') return;
    become({ kind: 'locked' });
    stopListening();
    window.removeEventListener('pagehide', leave);
    forgetKeys();
    await tail;
    key = undefined;
    copy.release();
  }

  async function read(row: DraftRow): Promise<Draft> {
    const value = await unsealJson(unlocked(), placeOf('draft', here, row.part), row.sealed);
    return value as Draft;
  }

  return {
    get state() {
      return state;
    },
    person: vault.person,
    onChange: (listener) => void listeners.push(listener),

    keep(draft) {
      if (state.kind === 'locked') return Promise.reject(new Error('Not kept: locked'));
      const before = waiting.get(draft.part);
      if (before) {
        // Not begun yet: the newer text goes in its place.
        before.draft = draft;
        return before.done;
      }
      const entry: Waiting = { draft, done: Promise.resolve() };
      entry.done = inTurn(() => {
        if (waiting.get(draft.part) === entry) waiting.delete(draft.part);
        return write(entry.draft);
      });
      waiting.set(draft.part, entry);
      return entry.done;
    },

    forget(part, from = copy.id) {
      // What is typed after this is written after it.
      if (from === copy.id) waiting.delete(part);
      return inTurn(() => store.deleteDraft({ ...here, copy: from, part }));
    },

    drafts: () =>
      inTurn(async () => {
        const others = new Set((await store.drafts(vault.id, record)).map((row) => row.copy));
        others.delete(copy.id);
        const ours = new Set([copy.id, ...(await copy.takeOver([...others]))]);
        // Read again: a copy that was being closed may have written until it let go.
        const rows = (await store.drafts(vault.id, record)).filter((row) => ours.has(row.copy));
        const found = await Promise.all(rows.map(async (row) => ({ row, draft: await read(row) })));
        const { kept, moved, dropped } = share(found, copy.id);
        if (moved.length + dropped.length > 0) await store.moveDrafts(moved, copy.id, dropped);
        return kept;
      }),

    keepRoom: (room) =>
      inTurn(async () => {
        const sealed = await sealJson(unlocked(), placeOf('room', here), room);
        await store.putRoom({ ...here, sealed }, vault);
      }),

    async room() {
      const row = await store.room(vault.id, record);
      if (!row) return undefined;
      return (await unsealJson(unlocked(), placeOf('room', here), row.sealed)) as KeptRoom;
    },

    keepFile: ({ bytes, ...about }) =>
      inTurn(async () => {
        const { href } = about;
        const row = {
          ...here,
          href,
          size: bytes.byteLength,
          about: await sealJson(unlocked(), placeOf('about', here, href), about),
          body: await seal(unlocked(), placeOf('file', here, href), bytes),
        };
        await store.putFile(row, vault);
      }),

    async file(href) {
      const row = await store.file(vault.id, record, href);
      if (!row) return undefined;
      const about = (await unsealJson(unlocked(), placeOf('about', here, href), row.about)) as Omit<
        KeptFile,
        'bytes'
      >;
      return { ...about, bytes: await unseal(unlocked(), placeOf('file', here, href), row.body) };
    },

    async files() {
      const rows = await store.files(vault.id, record);
      return Promise.all(
        rows.map(async ({ href, size, about }) => {
          const { title } = (await unsealJson(
            unlocked(),
            placeOf('about', here, href),
            about,
          )) as Omit<KeptFile, 'bytes'>;
          return { href, title, bytes: size };
        }),
      );
    },

    clear() {
      waiting.clear();
      return inTurn(() => store.clear(vault.id, record));
    },

    lock,
  };
}
