// Opens the meeting room without a network. It keeps files that hold nobody's casework: scripts,
// styles, and one empty page. Everything else that a page asks for goes to the network untouched.

import type { GivenKey, ToWorker } from './room/device/worker.ts';

/** The files that each name stands for, with those that it imports; written in by the build. */
declare const builtFiles: Readonly<Record<string, readonly string[]>>;

// What this uses of a worker's world, which the types of a page do not have.
interface Lasting extends Event {
  waitUntil(until: Promise<unknown>): void;
}
interface Asking extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends MessageEvent<ToWorker> {
  waitUntil(until: Promise<unknown>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
}
const worker = self as unknown as Worker;

const shell = '/room-shell';
const direct = ['main.css', 'favicon.svg', 'supported.js', 'main.js', 'room.js'].map(
  (name) => builtFiles[name] ?? [],
);
const files = [...new Set(direct.flat())];
/** The empty page is kept together with the very files that it names. */
const prefix = 'room-shell ';
const cacheName = prefix + files.map((file) => file.split('/').at(-1)).join(' ');
const room = /^\/records\/[^/]+\/room$/;

/**
 * From here on an answer says that the council cannot answer: its database does not run, or nothing
 * does behind a server that stands before it.
 */
const cannot = 500;
/** How long the council may take to answer before the device does, in milliseconds. */
const patience = 4000;
/** How long a key waits for the next page of its tab, in milliseconds. */
const keepsKeys = 60_000;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      try {
        const cache = await caches.open(cacheName);
        await keepShell(cache);
        await cache.addAll(files);
      } catch (error) {
        await caches.delete(cacheName);
        throw error;
      }
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
      }
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (files.includes(pathname)) event.respondWith(fromCache(request));
  else if (request.mode === 'navigate' && room.test(pathname)) {
    // Someone on a slow network may say that they would rather wait.
    const isPatient = new URLSearchParams(search).has('wait');
    event.respondWith(openRoom(request, isPatient ? undefined : patience));
  }
});

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

async function openRoom(request: Request, longest: number | undefined): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(shell);
  const asked = fetch(request);
  if (!kept) return asked;
  const late = new Promise<Response>((resolve) => {
    if (longest !== undefined) setTimeout(() => resolve(kept), longest);
  });
  try {
    const answer = await Promise.race([asked, late]);
    return answer.status >= cannot ? kept : answer;
  } catch {
    return kept;
  }
}

/**
 * Keeps the empty page, asked for as nobody. While a new version is put in place a server may
 * still answer with the other one's: then this fails, and the browser tries again later.
 */
async function keepShell(cache: Cache): Promise<void> {
  const reply = await fetch(shell, { cache: 'no-store', credentials: 'omit', redirect: 'error' });
  const text = await reply.clone().text();
  const named = direct.map(([first]) => first);
  if (!reply.ok || !named.every((file) => file !== undefined && text.includes(`"${file}"`))) {
    throw new Error('The empty page is of another version.');
  }
  await cache.put(shell, reply);
}

// Keys that the last page of a tab has left for its next one. In the memory only.
const keys = new Map<string, GivenKey>();

worker.addEventListener('message', (event) => {
  const told = event.data;
  switch (told.kind) {
    case 'give': {
      const given: GivenKey = { vault: told.vault, key: told.key };
      keys.set(told.tab, given);
      event.waitUntil(
        new Promise<void>((resolve) =>
          setTimeout(() => {
            if (keys.get(told.tab) === given) keys.delete(told.tab);
            resolve();
          }, keepsKeys),
        ),
      );
      return;
    }
    case 'take':
      event.ports[0]?.postMessage(keys.get(told.tab));
      keys.delete(told.tab);
      return;
    case 'lock':
      return keys.clear();
    case 'renew':
      event.waitUntil(
        caches
          .open(cacheName)
          .then(keepShell)
          .catch(() => undefined),
      );
  }
});
