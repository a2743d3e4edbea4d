import type { Status } from '../engine/engine.ts';
import { make } from './elements.ts';

/** The line that says, and never claims too early, where what was typed has come to. */
export class SaveBar {
  readonly #device: Element | null;
  readonly #council: Element | null;
  readonly #said: Element | null;
  readonly #between: HTMLElement;
  #last: Status | undefined;

  constructor(form: HTMLElement) {
    const bar = form.querySelector('[data-save-bar]') ?? document.querySelector('[data-save-bar]');
    this.#device = bar?.querySelector('[data-on-device]') ?? null;
    this.#council = bar?.querySelector('[data-council]') ?? null;
    this.#said = bar?.querySelector('[data-save-said]') ?? null;
    this.#between = make('span', {}, ' · ');
    const hasOwn = this.#device?.parentElement?.textContent?.includes('·') === true;
    if (!hasOwn) this.#device?.after(this.#between);
  }

  show(status: Status): void {
    const device = deviceWords(status);
    const council = councilWords(status);
    write(this.#device, device);
    write(this.#council, council);
    this.#between.hidden = device === '' || council === '';
    this.#council?.classList.toggle('app-save-bar__status--bad', isBad(status));
    this.#device?.classList.toggle('app-save-bar__status--bad', status.device.kind === 'failed');
    const aloud = aloudOf(this.#last, status);
    this.#last = status;
    if (aloud !== undefined) this.say(aloud);
  }

  /** Aloud only what needs someone, and that it is over: not each of the many saves. */
  say(words: string): void {
    if (this.#said) this.#said.textContent = words;
  }
}

function write(element: Element | null, words: string): void {
  if (element && element.textContent !== words) element.textContent = words;
}

export function deviceWords({ device, isOnDevice, deviceAt, hasTyped }: Status): string {
  if (device.kind === 'nothing') return 'Nothing is kept on this device';
  if (device.kind === 'failed') return device.sentence;
  if (!hasTyped || device.kind === 'locked') return '';
  return isOnDevice && deviceAt !== undefined
    ? `On this device ${clock.format(deviceAt)}`
    : 'Not on this device yet';
}

export function councilWords(status: Status): string {
  const { phase, isWithCouncil, councilAt, hasTyped, trouble, refused } = status;
  if (phase === 'closed') return lateWords(status);
  if (phase === 'locked') return isWithCouncil ? '' : 'Not with the council: signed out';
  if (!hasTyped) {
    return trouble === undefined
      ? 'What you type is saved by itself'
      : `What you type is sent later: ${trouble}`;
  }
  if (isWithCouncil)
    return councilAt === undefined ? '' : `Council has it ${clock.format(councilAt)}`;
  if (trouble !== undefined) return `Not with the council: ${trouble}`;
  if (refused > 0) {
    return `Not with the council: ${refused === 1 ? 'one text has' : `${refused} texts have`} a problem`;
  }
  return 'Not with the council yet';
}

function lateWords({ late }: Status): string {
  return {
    nothing: '',
    waits: 'What was not sent in time is being handed over',
    'handed over': 'What was not sent in time is handed over',
    'not taken': 'Not with the council: it does not take this any more',
  }[late];
}

function isBad({ phase, isWithCouncil, trouble, refused, late }: Status): boolean {
  if (phase === 'closed') return late === 'not taken';
  return !isWithCouncil && (trouble !== undefined || refused > 0);
}

function aloudOf(before: Status | undefined, status: Status): string | undefined {
  if (status.device.kind === 'failed' && before?.device.kind !== 'failed')
    return status.device.sentence;
  if (status.phase !== 'open') return undefined;
  if (isBad(status)) {
    return before && isBad(before) && before.refused >= status.refused
      ? undefined
      : councilWords(status);
  }
  return before && isBad(before) && status.isWithCouncil ? 'Saved again' : undefined;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
