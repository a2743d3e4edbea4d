import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page, Response } from 'playwright-core';
import type { RecordId } from '#kernel/ids.ts';
import type { Installation } from './installation.ts';

/** What the save bar of a room said of the texts that stood in its fields at that moment. */
export interface Claim {
  /** `council`: "Council has it". `device`: "On this device". */
  readonly by: 'council' | 'device';
  readonly part: string;
  readonly text: string;
}

interface ClaimingPage extends Window {
  tellClaim(claim: Claim): Promise<void>;
}

/**
 * Tells each text that a room's page claims to be with the council, or on the device, as soon as it
 * does: at every change of the page and forty times a second. To be called before the page is opened.
 */
export async function onClaims(
  context: BrowserContext,
  heard: (claim: Claim) => void,
): Promise<void> {
  await context.exposeFunction('tellClaim', heard);
  await context.addInitScript(() => {
    const here = window as unknown as ClaimingPage;
    const told = new Map<string, string>();
    const signs = [
      ['council', '[data-council]', /^Council has it \d/],
      ['device', '[data-on-device]', /^On this device \d/],
    ] as const;
    const look = () => {
      for (const [by, place, words] of signs) {
        if (!words.test(document.querySelector(place)?.textContent ?? '')) continue;
        for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-part]')) {
          const part = field.dataset['part'] ?? '';
          if (told.get(`${by} ${part}`) === field.value) continue;
          told.set(`${by} ${part}`, field.value);
          void here.tellClaim({ by, part, text: field.value });
        }
      }
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    setInterval(look, 25);
  });
}

/** An edit that the council has answered for, as it was sent. */
export interface Acknowledged {
  readonly id: string;
  readonly part: string;
  readonly text: string;
}

/** Tells each edit for which a page has an answer that says that the council has it. */
export function onAcknowledged(page: Page, heard: (edit: Acknowledged) => void): void {
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('/room/edits')) return;
    void acknowledgedIn(response).then((edits) => edits.forEach(heard));
  });
}

async function acknowledgedIn(response: Response): Promise<Acknowledged[]> {
  if (response.status() !== 200) return [];
  const sent = new URLSearchParams(response.request().postData() ?? '').get('edits') ?? '[]';
  // An answer that was cut off has not reached the page either.
  const body: unknown = await response.json().catch(() => undefined);
  const { results = [] } = (body ?? {}) as { results?: { id: string; kind: string }[] };
  const kept = new Set(
    results.filter(({ kind }) => kind === 'saved' || kind === 'beside').map(({ id }) => id),
  );
  return (JSON.parse(sent) as Acknowledged[]).filter(({ id }) => kept.has(id));
}

/**
 * What the pages of a record were promised, and whether it was kept. Counts words that nobody else
 * types, such as A012kestrel: a word that is saved half typed does not count yet.
 */
export class Promised {
  readonly typed = new Set<string>();
  readonly acknowledged = new Set<string>();
  readonly shownSaved = new Set<string>();
  readonly shownOnDevice = new Set<string>();
  readonly #installation: Installation;
  readonly #record: RecordId;
  readonly #checks: Promise<void>[] = [];
  readonly #broken: string[] = [];
  #found = 0;

  constructor(installation: Installation, record: RecordId) {
    this.#installation = installation;
    this.#record = record;
  }

  /** A page claims something. That the council has a text is looked up at once, word for word. */
  claimed({ by, part, text }: Claim): void {
    const set = by === 'council' ? this.shownSaved : this.shownOnDevice;
    for (const word of wordsIn(text)) set.add(word);
    if (by === 'council' && text !== '') this.#checks.push(this.#expectHeld(part, text));
  }

  wasAcknowledged({ text }: Acknowledged): void {
    for (const word of wordsIn(text)) this.acknowledged.add(word);
  }

  async #expectHeld(part: string, text: string): Promise<void> {
    const rows = await this.#ask<{ found: boolean }>(
      'select exists (select from section_revisions where record_id = $1 and section = $2 and text = $3) as found',
      [this.#record, part, text],
    );
    if (rows[0]?.found !== true) this.#broken.push(`${part}: ${text}`);
  }

  /** Everything that was acknowledged or shown as saved is in the database. */
  async expectKept(): Promise<void> {
    const promised = [...this.acknowledged, ...this.shownSaved];
    const checks = this.#checks.splice(0);
    const found = await this.#words();
    this.#found = found.size;
    assert.deepEqual(
      promised.filter((word) => !found.has(word)),
      [],
      'acknowledged or shown as saved, and not in the database',
    );
    await Promise.all(checks);
    assert.deepEqual(this.#broken, [], 'shown as saved, and not in the database word for word');
  }

  /** So is everything that was typed. */
  async expectAll(): Promise<void> {
    const found = await this.#words();
    assert.deepEqual(
      [...this.typed].filter((word) => !found.has(word)),
      [],
    );
    assert.ok(this.acknowledged.size > 0);
  }

  async textNow(part: string): Promise<string> {
    const [row] = await this.#ask<{ text: string }>(
      'select text from record_sections where record_id = $1 and section = $2',
      [this.#record, part],
    );
    return row?.text ?? '';
  }

  counted(): string {
    const { typed, acknowledged, shownSaved } = this;
    return `${typed.size} words typed, ${acknowledged.size} acknowledged, ${shownSaved.size} shown as saved, ${this.#found} found`;
  }

  async #words(): Promise<Set<string>> {
    const rows = await this.#ask<{ text: string }>(
      'select text from section_revisions where record_id = $1',
      [this.#record],
    );
    return new Set(rows.flatMap(({ text }) => wordsIn(text)));
  }

  /** Asks the database, as soon as it is there. */
  async #ask<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      try {
        return await this.#installation.query<Row>(text, values);
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(20);
      }
    }
  }
}

/** Waits for a state of the pages or of the database; where it does not come, tells what is there. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  instead: () => string | Promise<string> = () => '',
): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`It has not come to that in a minute. ${await instead()}`);
    }
    await pause(25);
  }
}

export function wordsIn(text: string): string[] {
  return text.match(/\b[A-Z]\d{3}kestrel\b/g) ?? [];
}
