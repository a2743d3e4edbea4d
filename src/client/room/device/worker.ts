// The page's side of the service worker: registers it, and lets it hold the key while the page is
// loaded anew. The key is never written to the disk: the worker has it in its memory for a minute.

import { tabName } from './copies.ts';

/** What pages tell the worker. A key that is given is taken once. */
export type ToWorker =
  | { readonly kind: 'give'; readonly tab: string; readonly vault: string; readonly key: CryptoKey }
  | { readonly kind: 'take'; readonly tab: string }
  | { readonly kind: 'lock' }
  /** The product may have a new version of the empty page. */
  | { readonly kind: 'renew' };

export interface GivenKey {
  readonly vault: string;
  readonly key: CryptoKey;
}

const address = '/service-worker.js';
/**
 * A worker that has not answered by then is not there, in milliseconds. One that has nothing says so at
 * once, so that this is long: a device that is busy would else ask for the PIN though the key is held.
 */
const patience = 3000;

const workers = (): ServiceWorkerContainer | undefined =>
  (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;

/** Only where something is kept: the worker is written to the disk too. */
export function registerWorker(): void {
  void (async () => {
    try {
      const registration = await workers()?.register(address, {
        scope: '/',
        updateViaCache: 'none',
      });
      tell(registration?.active, { kind: 'renew' });
    } catch {
      // No network, or a browser that allows none: the room works, but does not open without one.
    }
  })();
}

/** Leaves the key with the worker, for the next page in this tab. */
export function giveKey(given: GivenKey): void {
  const tab = tabName();
  if (tab !== undefined) tell(workers()?.controller, { kind: 'give', tab, ...given });
}

/** The key that the page before this one left in this tab. */
export async function takeKey(): Promise<GivenKey | undefined> {
  const tab = tabName();
  const worker = workers()?.controller;
  if (tab === undefined || !worker) return undefined;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }) => resolve(data as GivenKey | undefined));
    port1.start();
    window.setTimeout(() => resolve(undefined), patience);
    worker.postMessage({ kind: 'take', tab } satisfies ToWorker, [port2]);
  });
}

export function forgetKeys(): void {
  tell(workers()?.controller, { kind: 'lock' });
}

function tell(worker: ServiceWorker | null | undefined, what: ToWorker): void {
  worker?.postMessage(what);
}
