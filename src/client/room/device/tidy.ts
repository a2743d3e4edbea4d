import type { Copy } from './copies.ts';
import { placeOf } from './places.ts';
import { isUnsent } from './share.ts';
import type { DraftRow, Store } from './store.ts';
import type { Draft } from './types.ts';
import { unsealJson } from './vault.ts';
import type { OpenVault } from './vault.ts';

// What the device keeps of other meetings, whenever the council can be asked about them.

interface Room {
  readonly store: Store;
  readonly opened: OpenVault;
  readonly copy: Copy;
  /** The record that is open in this tab: its page sees to it. */
  readonly except: string;
}

/** How a record stands for this person. Nothing is done about one that is not known. */
type Standing = 'open' | 'shut' | 'over' | 'unknown';

/**
 * Goes through the other records on the device. What is unsent of one that can no longer be written
 * in is handed to the council; once it has that, a record that is final, or no longer this
 * person's, is forgotten. Records that another tab has open are left to it.
 */
export async function tidy(room: Room): Promise<void> {
  const { store, opened, copy, except } = room;
  const { id: vault, person } = opened.vault;
  for (const record of await store.records(vault)) {
    if (record === except) continue;
    const standing = await standingOf(record, person);
    if (standing === 'open' || standing === 'unknown') continue;
    const rows = await store.drafts(vault, record);
    const others = new Set(rows.map((row) => row.copy).filter((each) => each !== copy.id));
    const taken = await copy.takeOver([...others]);
    if (taken.length < others.size) continue;
    const unsent = rows.filter((row) => row.unsent);
    if (!(await handOver(record, opened, unsent))) continue;
    if (standing === 'over') await store.clear(vault, record);
    else for (const row of unsent) await store.deleteDraft(row);
  }
}

async function standingOf(record: string, person: string): Promise<Standing> {
  // Nothing is newer than the last number: only the standing is asked for.
  const asked = new URLSearchParams({ since: '2147483647', person });
  const reply = await ask(`/records/${record}/room/news?${asked.toString()}`);
  if (reply.status === 404) return 'over';
  if (!reply.ok && reply.status !== 409) return 'unknown';
  const { closed } = (await reply.json()) as {
    readonly closed?: string | { readonly closed: string };
  };
  const why = typeof closed === 'object' ? closed.closed : closed;
  if (why === undefined) return 'open';
  return why === 'final' ? 'over' : 'shut';
}

/** Whether the council has all of it. */
async function handOver(
  record: string,
  { vault, key }: OpenVault,
  rows: readonly DraftRow[],
): Promise<boolean> {
  const edits = [];
  for (const row of rows) {
    const draft = (await unsealJson(key, placeOf('draft', row, row.part), row.sealed)) as Draft;
    if (!isUnsent(draft)) continue;
    const { part, parent, text } = draft;
    edits.push({ id: await nameOf([record, part, parent, text]), part, parent, text });
  }
  if (edits.length === 0) return true;
  const asked = new URLSearchParams({ person: vault.person });
  const body = new URLSearchParams({ edits: JSON.stringify(edits) });
  const reply = await ask(`/records/${record}/room/late?${asked}`, { method: 'POST', body });
  return reply.ok;
}

function ask(address: string, how: RequestInit = {}): Promise<Response> {
  return fetch(address, { ...how, headers: { accept: 'application/json' }, redirect: 'error' });
}

/** The same text always has the same id, so that one that is handed over twice is there once. */
async function nameOf(what: readonly unknown[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(what));
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
  const hex = hash.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
