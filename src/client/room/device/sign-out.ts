import { forgetTab } from './copies.ts';
import { forgetKeys } from './worker.ts';

const name = 'trajectory-room';

/** Whoever signs out, on whatever page, locks every room that is open on the device. */
export function lockOnSignOut(page: Document): void {
  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/sign-out') return;
    forgetTab();
    forgetKeys();
    window.dispatchEvent(new Event(name));
    const channel = openChannel();
    channel?.postMessage('lock');
    channel?.close();
  });
}

/** Tells when someone has signed out, here or in another tab. Gives what ends the listening. */
export function onSignOut(listener: () => void): () => void {
  const channel = openChannel();
  channel?.addEventListener('message', listener);
  window.addEventListener(name, listener);
  return () => {
    channel?.close();
    window.removeEventListener(name, listener);
  };
}

/** Some browsers that can run this have none. */
function openChannel(): BroadcastChannel | undefined {
  return 'BroadcastChannel' in window ? new BroadcastChannel(name) : undefined;
}
