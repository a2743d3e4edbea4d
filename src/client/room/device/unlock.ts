import { askForNewPin, askForPin, sayShut } from './panel.ts';
import { placeOf } from './places.ts';
import type { DraftRow, Store } from './store.ts';
import type { DeviceOptions } from './types.ts';
import { isOver, makeVault, mostWrong, openVault, pinProblem, seal, unseal } from './vault.ts';
import type { OpenVault, Vault } from './vault.ts';
import { takeKey } from './worker.ts';

/** What came of asking: an open key, written to the disk or not yet (why); or nothing is kept. */
export type Unlocked =
  | { readonly kind: 'open'; readonly opened: OpenVault; readonly unwritten: unknown }
  | { readonly kind: 'nothing' };

const nothing: Unlocked = { kind: 'nothing' };

/**
 * Opens the key of this person, or of whoever kept the record, by the key that the tab's last page
 * left in memory, by the PIN, or by choosing one. Never resolves while only signing in can open it.
 */
export async function unlock(store: Store, options: DeviceOptions): Promise<Unlocked> {
  const { panel, signedIn } = options;
  await store.sweep(Date.now());
  const candidates = await candidatesFor(store, options);
  const given = await takeKey();
  const vault = candidates.find(({ id }) => id === given?.vault);
  if (given && vault && !isOver(vault, Date.now())) return open({ vault, key: given.key });
  if (candidates.length === 0) return choose(store, options, false);

  const isLate = candidates.every((each) => isOver(each, Date.now()));
  let opened: OpenVault | undefined;
  const entered =
    usable(candidates, signedIn).length === 0
      ? 'shut'
      : await askForPin(panel, {
          signedIn,
          isOver: isLate,
          async attempt(pin) {
            const now = await candidatesFor(store, options);
            const result = await tryPin(store, usable(now, signedIn), pin);
            if (typeof result !== 'number') {
              opened = await settle(store, result, pin);
              return 'opened';
            }
            if (signedIn) return { problem: 'That is not your PIN. Try again' };
            if (result <= 0) return 'shut';
            return {
              problem:
                result === 1
                  ? 'That is not your PIN. You can try once more'
                  : `That is not your PIN. You can try ${result} more times`,
            };
          },
        });
  if (opened) return open(opened);
  if (entered === 'forgotten') {
    await Promise.all(candidates.map(({ id }) => store.abandon(id)));
    const left = await candidatesFor(store, options);
    return choose(store, options, left.length > 0);
  }
  if (entered === 'nothing') return nothing;
  sayShut(panel, {
    because: isLate ? 'over' : 'wrong',
    href: `/sign-in?next=${encodeURIComponent(`/records/${options.record}/room`)}`,
  });
  return new Promise(() => undefined);
}

const open = (opened: OpenVault, unwritten?: unknown): Unlocked => ({
  kind: 'open',
  opened,
  unwritten,
});

/** The keys that may open: this person's, or those of whoever has something of the record here. */
async function candidatesFor(
  store: Store,
  { person, record }: DeviceOptions,
): Promise<readonly Vault[]> {
  const vaults = await store.vaults();
  return person === undefined
    ? store.haveRecord(vaults, record)
    : vaults.filter((vault) => vault.person === person);
}

function usable(vaults: readonly Vault[], signedIn: boolean): readonly Vault[] {
  const now = Date.now();
  return vaults.filter((each) => signedIn || (!isOver(each, now) && each.wrong < mostWrong));
}

/** The first time. Without a network nobody has said who it is, so nothing can be kept. */
async function choose(
  store: Store,
  { panel, person }: DeviceOptions,
  isAgain: boolean,
): Promise<Unlocked> {
  if (person === undefined) return nothing;
  const choice = await askForNewPin(panel, { problemOf: pinProblem, isAgain });
  if (choice.kind === 'nothing') return nothing;
  const opened = await makeVault(person, choice.pin, Date.now());
  try {
    await store.putVault(opened.vault);
    void persist();
  } catch (error) {
    // It is written with the first draft that can be.
    return open(opened, error ?? new Error('Not written.'));
  }
  return open(opened);
}

/** The key that the PIN opens, or how many tries are left. Each try is counted before it is made. */
async function tryPin(
  store: Store,
  vaults: readonly Vault[],
  pin: string,
): Promise<OpenVault | number> {
  const counts = await Promise.all(vaults.map(({ id }) => store.countTry(id)));
  for (const vault of vaults) {
    const opened = await openVault(vault, pin);
    if (!opened) continue;
    // It was right for one: it was no wrong try at the others.
    for (const other of vaults) if (other !== vault) await store.putVault(other);
    return opened;
  }
  return mostWrong - Math.min(...counts);
}

/** After the right PIN: no wrong tries any more; and a key that is over is made new. */
async function settle(store: Store, opened: OpenVault, pin: string): Promise<OpenVault> {
  const now = Date.now();
  if (isOver(opened.vault, now)) return renew(store, opened, pin, now);
  const vault = { ...opened.vault, wrong: 0, seenAt: Math.max(now, opened.vault.seenAt) };
  await store.putVault(vault);
  return { ...opened, vault };
}

/** Hands what was typed to a new key with the same PIN; everything else under the old one goes. */
async function renew(store: Store, old: OpenVault, pin: string, now: number): Promise<OpenVault> {
  const fresh = await makeVault(old.vault.person, pin, now);
  const rows = (await store.drafts(old.vault.id)).filter(({ unsent }) => unsent);
  const sealed = await Promise.all(
    rows.map(async (row): Promise<DraftRow> => {
      const text = await unseal(old.key, placeOf('draft', row, row.part), row.sealed);
      const moved = { ...row, vault: fresh.vault.id };
      return { ...moved, sealed: await seal(fresh.key, placeOf('draft', moved, row.part), text) };
    }),
  );
  await store.renew(old.vault, fresh.vault, sealed);
  return fresh;
}

/** Asks the browser not to clear this when it needs space; it may ask the person, or decline. */
async function persist(): Promise<void> {
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  try {
    await storage?.persist();
  } catch {
    // Then it may be cleared when the device is full, as any page's.
  }
}
