import type { Device } from '../device/types.ts';
import { focusOn, make, makeButton, makeParagraph } from './elements.ts';

/** In bytes: more than all papers of a meeting come to, and little enough for a tablet. */
const most = 60_000_000;

/**
 * Keeps the last record and the pre-reads on the device, and opens them from there when the council
 * cannot be reached.
 */
export class Papers {
  readonly #home: HTMLElement;
  readonly #device: () => Device;
  readonly #isReachable: () => boolean;

  constructor(home: HTMLElement, device: () => Device, isReachable: () => boolean) {
    this.#home = home;
    this.#device = device;
    this.#isReachable = isReachable;
    home.addEventListener('click', (event) => {
      const link =
        event.target instanceof Element
          ? event.target.closest<HTMLAnchorElement>('a[data-keep]')
          : null;
      if (!link || (this.#isReachable() && navigator.onLine)) return;
      event.preventDefault();
      void this.#open(link);
    });
  }

  /** Keeps what is not kept yet, one paper after the other. */
  async keep(): Promise<void> {
    const device = this.#device();
    if (device.state.kind !== 'kept') return;
    const kept = new Set((await device.files().catch(() => [])).map(({ href }) => href));
    let size = 0;
    for (const link of this.#home.querySelectorAll<HTMLAnchorElement>('a[data-keep]')) {
      size += Number(link.dataset['bytes'] ?? 0);
      const href = hrefOf(link);
      if (kept.has(href) || size > most) continue;
      try {
        const reply = await fetch(href, { redirect: 'error' });
        if (!reply.ok) continue;
        const type = reply.headers.get('content-type') ?? 'application/octet-stream';
        const bytes = await reply.arrayBuffer();
        await device.keepFile({
          href,
          name: nameOf(reply, link),
          type,
          title: titleOf(link),
          bytes,
        });
      } catch {
        // The next opening tries again; a device that cannot keep it says so in the save bar.
      }
    }
  }

  async #open(link: HTMLAnchorElement): Promise<void> {
    const file = await this.#device()
      .file(hrefOf(link))
      .catch(() => undefined);
    if (!file) {
      this.#say(link, 'There is no connection, and this is not kept on the device.');
    } else if (file.type.startsWith('text/html')) {
      this.#show(link, new TextDecoder().decode(file.bytes), file.title);
    } else {
      const address = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
      const save = make('a', { href: address, download: file.name });
      save.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.#say(link, `“${file.title}” was saved from this device to your downloads.`);
    }
  }

  /** Shows a page in this one: nothing in it runs, by the policy of the page. */
  #show(link: HTMLAnchorElement, html: string, title: string): void {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const main = page.querySelector('main') ?? page.body;
    for (const each of main.querySelectorAll('script, form, button')) each.remove();
    for (const each of main.querySelectorAll('[id]')) each.removeAttribute('id');
    const heading = make('h2', { class: 'govuk-heading-m' }, title);
    const close = makeButton('Close this', () => {
      panel.remove();
      link.focus();
    });
    const content = [...main.childNodes].map((node) => document.importNode(node, true));
    const panel = make(
      'section',
      { class: 'app-kept-page', 'aria-label': title },
      heading,
      ...content,
      close,
    );
    this.#after(link, panel);
    focusOn(heading);
  }

  #say(link: HTMLAnchorElement, words: string): void {
    const said = makeParagraph(words);
    said.setAttribute('role', 'status');
    this.#after(link, said);
  }

  #after(link: HTMLAnchorElement, element: HTMLElement): void {
    const block = link.closest('li, p, dd, div') ?? link;
    const before = block.nextElementSibling;
    if (before instanceof HTMLElement && before.dataset['paper'] !== undefined) before.remove();
    element.dataset['paper'] = '';
    block.after(element);
  }
}

function hrefOf(link: HTMLAnchorElement): string {
  return link.getAttribute('href') ?? '';
}

function titleOf(link: HTMLAnchorElement): string {
  return link.textContent?.trim() ?? '';
}

function nameOf(reply: Response, link: HTMLAnchorElement): string {
  const given = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1];
  return given ?? titleOf(link);
}
