// The notes of a meeting, for those who may follow them: they grow while the page is looked at.

/** In milliseconds. */
const every = 5000;

const home = document.querySelector<HTMLElement>('[data-live]');
if (home) follow(home);

function follow(page: HTMLElement): void {
  const address = page.dataset['live'] ?? '';
  const said = page.querySelector('[data-live-said]');
  setInterval(() => {
    if (document.visibilityState === 'visible') void look();
  }, every);

  async function look(): Promise<void> {
    try {
      const version = page.dataset['version'] ?? '0';
      const asked = await ask(`${address}/version?since=${version}`);
      // The chair has closed the meeting, or does not show the notes any more.
      if (asked.status === 404) return say('The chair does not show the notes any more.');
      if (asked.status === 401) return say('You have been signed out. Sign in again to read on.');
      if (!asked.ok) return say(notNow);
      const { isNewer } = (await asked.json()) as { readonly isNewer: boolean };
      if (isNewer) await renew();
      else if (said?.textContent === notNow) say('The notes are as the council has them now.');
    } catch {
      say(notNow);
    }
  }

  async function renew(): Promise<void> {
    const reply = await ask(address);
    const text = await reply.text();
    const newer = new DOMParser()
      .parseFromString(text, 'text/html')
      .querySelector<HTMLElement>('[data-live]');
    if (!reply.ok || !newer) return;
    page.dataset['version'] = newer.dataset['version'];
    const shown = [...page.children].filter((child) => child !== said);
    const record = [...newer.children].filter((child) => !child.matches('[data-live-said]'));
    for (const child of shown) child.remove();
    page.append(...record.map((child) => document.importNode(child, true)));
    say(newer.querySelector('[data-live-said]')?.firstChild?.textContent ?? '');
  }

  function say(words: string): void {
    if (said && said.textContent !== words) said.textContent = words;
  }
}

const notNow = 'There is no connection at the moment: this may not be the newest text.';

function ask(address: string): Promise<Response> {
  return fetch(address, { headers: { accept: 'application/json' }, cache: 'no-store' });
}
