import { openDevice } from '../room/device/device.ts';
import { openShell } from '../room/device/shell.ts';
import { startRoom } from '../room/page/start.ts';
import type { Device } from '../room/device/types.ts';

// The meeting room: as the council sent it, or, without a network, as the device has kept it.

const form = document.querySelector<HTMLFormElement>('form[data-room]');
const shell = document.querySelector<HTMLElement>('[data-room-shell]');
if (form) void openHere(form);
else if (shell) void openShell(shell, (kept, device) => start(kept, device, false));

async function openHere(page: HTMLFormElement): Promise<void> {
  const panel = document.createElement('div');
  panel.className = 'app-room-panel';
  panel.hidden = true;
  page.before(panel);
  let asked = false;
  panel.addEventListener('focusin', () => (asked = true), { once: true });
  const device = await openAs(page, panel);
  // What was answered is gone from the page, and the focus with it.
  if (asked) focusOn(document.querySelector<HTMLElement>('main h1'));
  start(page, device, true);
}

function start(page: HTMLFormElement, device: Device, online: boolean): void {
  startRoom(page, device, { online, unlock: (panel) => openAs(page, panel) });
}

/** For the person that the council made the page for, who has signed in. */
function openAs(page: HTMLFormElement, panel: HTMLElement): Promise<Device> {
  const { record = '', person } = page.dataset;
  return openDevice({ record, person, signedIn: true, panel });
}

function focusOn(heading: HTMLElement | null): void {
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
