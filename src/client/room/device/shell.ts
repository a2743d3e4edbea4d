import { openDevice } from './device.ts';
import type { Device } from './types.ts';

/**
 * Shows the room that the device has kept, in the empty page that stands in for it without a
 * network, and has it started.
 */
export async function openShell(
  shell: HTMLElement,
  start: (form: HTMLFormElement, device: Device) => void,
): Promise<void> {
  const record = /^\/records\/([^/]+)\/room$/.exec(location.pathname)?.[1];
  if (record === undefined) return;
  const panel = document.createElement('div');
  shell.replaceChildren(panel);
  const device = await openDevice({ record, person: undefined, signedIn: false, panel });
  const kept = await device.room().catch(() => undefined);
  if (!kept) {
    const { state } = device;
    shell.replaceChildren(notKept(record, state.kind === 'failed' ? state.sentence : undefined));
    return;
  }
  document.title = kept.title;
  // Text of the council's own page; scripts and styles in it would not run, by the page's policy.
  const parsed = new DOMParser().parseFromString(kept.html, 'text/html');
  // It is all that a page holds, with the marking that stands above the empty one as well.
  shell.parentElement?.replaceChildren(shell);
  shell.replaceChildren(
    ...[...parsed.body.childNodes].map((node) => document.importNode(node, true)),
  );
  const form = shell.querySelector<HTMLFormElement>('form[data-room]');
  const heading = shell.querySelector<HTMLElement>('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  if (form) start(form, device);
}

function notKept(record: string, why: string | undefined): HTMLElement {
  const place = document.createElement('div');
  const heading = document.createElement('h1');
  heading.className = 'govuk-heading-l';
  heading.textContent = 'There is no connection to the council';
  const words = [
    ...(why === undefined ? [] : [why]),
    'This meeting is not kept on this device, so it cannot be shown without a connection.',
    'When there is a connection, try again. On a slow one it may take a while.',
  ].map((sentence) => {
    const paragraph = document.createElement('p');
    paragraph.className = 'govuk-body';
    paragraph.textContent = sentence;
    return paragraph;
  });
  const again = document.createElement('a');
  again.className = 'govuk-button';
  again.setAttribute('role', 'button');
  again.draggable = false;
  again.href = `/records/${record}/room?wait=yes`;
  again.textContent = 'Try again';
  place.append(heading, ...words, again);
  return place;
}
