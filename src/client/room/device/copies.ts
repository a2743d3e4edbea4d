// Tabs that have the same record open keep what was typed apart, as copies. A copy is open while
// somebody holds its lock; the drafts of one that nobody holds are taken over.

import { newUuid } from './uuid.ts';

export interface Copy {
  readonly id: string;
  /** Those of these copies that are no longer open: they are this tab's now. */
  takeOver(copies: readonly string[]): Promise<readonly string[]>;
  release(): void;
}

const inTab = 'trajectory-room-copy';
/** How long a page that is being left may hold its lock, in milliseconds. */
const patience = 600;

/** The tab's name: it outlives a reload, and opens nothing. */
export function tabName(): string | undefined {
  try {
    return sessionStorage.getItem(inTab) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetTab(): void {
  try {
    sessionStorage.removeItem(inTab);
  } catch {
    // Then it was never kept.
  }
}

function nameTab(id: string): void {
  try {
    sessionStorage.setItem(inTab, id);
  } catch {
    // The tab is a new copy after each reload, and takes over the one before.
  }
}

export async function openCopy(): Promise<Copy> {
  const releases: (() => void)[] = [];
  const known = tabName();
  // A tab that was made as a double of another has that one's name, which is in use.
  const isOwn = known !== undefined && (await hold(known, patience, releases));
  const id = isOwn ? known : newUuid();
  if (!isOwn) {
    await hold(id, 0, releases);
    nameTab(id);
  }
  return {
    id,
    async takeOver(copies) {
      const taken: string[] = [];
      for (const copy of copies) if (await hold(copy, 0, releases)) taken.push(copy);
      return taken;
    },
    release: () => releases.splice(0).forEach((release) => release()),
  };
}

/** Takes a copy's lock if it is free within the time; without locks in the browser it always is. */
async function hold(id: string, wait: number, releases: (() => void)[]): Promise<boolean> {
  // Some browsers that can run this have no locks, whatever the types say.
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (!locks) return true;
  return new Promise((resolve) => {
    const taken = (lock: Lock | null): Promise<void> | undefined => {
      resolve(lock !== null);
      return lock ? new Promise((release) => releases.push(release)) : undefined;
    };
    const name = `room-copy:${id}`;
    const request =
      wait === 0
        ? locks.request(name, { ifAvailable: true }, taken)
        : locks.request(name, { signal: abortAfter(wait) }, taken);
    request.catch(() => resolve(false));
  });
}

function abortAfter(wait: number): AbortSignal {
  const controller = new AbortController();
  window.setTimeout(() => controller.abort(), wait);
  return controller.signal;
}
