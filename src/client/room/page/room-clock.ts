import { make } from './elements.ts';

/** In milliseconds. Only minutes are shown, so nothing flickers. */
const tick = 5000;
const choice = 'room-clock';

export interface Times {
  /** The meeting's day and start, as in "2027-01-14" and "09:30"; the day where it is known. */
  readonly day: string | undefined;
  readonly starts: string;
  readonly minutes: number;
}

/** What the clock says at a time, in words; with how long someone has been in a section. */
export function clockWords(times: Times, now: number, inSection: number | undefined): string {
  const { day, time } = londonTime(now);
  const section =
    inSection === undefined
      ? []
      : inSection < 60_000
        ? ['under a minute in this section']
        : [`${minutes(Math.floor(inSection / 60_000))} in this section`];
  if (times.day !== undefined && times.day !== day) return section.join(' · ');
  const since = minuteOf(time) - minuteOf(times.starts);
  const left = times.minutes - since;
  const meeting =
    since < 0
      ? [`starts at ${shown(times.starts)}`]
      : [
          `${minutes(since)} since the start`,
          left >= 0
            ? `${minutes(left)} left of ${times.minutes}`
            : `${minutes(-left)} over ${times.minutes}`,
        ];
  return [shown(time), ...meeting, ...section].join(' · ');
}

/** A clock that is there to be glanced at: it is not read out, does not blink, and can be turned off. */
export class RoomClock {
  readonly #now: () => number;
  readonly #times: Times;
  readonly #words: HTMLElement;
  readonly #switch: HTMLButtonElement;
  readonly #spent = new Map<string, number>();
  #section: { readonly key: string; readonly since: number } | undefined;
  #isOff = localChoice() === 'off';

  constructor(home: HTMLElement, now: () => number) {
    this.#now = now;
    this.#times = {
      day: home.dataset['date'],
      starts: home.dataset['starts'] ?? '',
      minutes: Number(home.dataset['minutes'] ?? 90),
    };
    this.#words = make('span', { class: 'app-room-clock__words' });
    this.#switch = make('button', { type: 'button', class: 'app-room-clock__switch govuk-link' });
    this.#switch.addEventListener('click', () => {
      this.#isOff = !this.#isOff;
      keepChoice(this.#isOff ? 'off' : 'on');
      this.show();
    });
    home.hidden = false;
    home.append(this.#words, ' ', this.#switch);
    setInterval(() => this.show(), tick);
    this.show();
  }

  /** Someone has gone to a section: the time in the one before is put away until they come back. */
  enter(key: string): void {
    if (this.#section?.key === key) return;
    this.#leave();
    this.#section = { key, since: this.#now() };
    this.show();
  }

  show(): void {
    const words = this.#isOff ? '' : clockWords(this.#times, this.#now(), this.#inSection());
    if (this.#words.textContent !== words) this.#words.textContent = words;
    const turn = this.#isOff ? 'Show the clock' : 'Turn the clock off';
    if (this.#switch.textContent !== turn) this.#switch.textContent = turn;
  }

  #leave(): void {
    const spent = this.#inSection();
    if (this.#section && spent !== undefined) this.#spent.set(this.#section.key, spent);
  }

  #inSection(): number | undefined {
    if (!this.#section) return undefined;
    const { key, since } = this.#section;
    return (this.#spent.get(key) ?? 0) + Math.max(0, this.#now() - since);
  }
}

function minutes(count: number): string {
  const [hours, rest] = [Math.floor(count / 60), count % 60];
  // Whoever comes back to a room hours later does not count in minutes.
  if (hours >= 2) return `${hours} hours${rest === 0 ? '' : ` ${minutes(rest)}`}`;
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** "9:30am" and "2pm", as everywhere else. */
function shown(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const minutesPast = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutesPast}${hour < 12 ? 'am' : 'pm'}`;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function londonTime(now: number): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = london.format(now).split(' ');
  return { day, time };
}

// Swedish dates are written as ISO has them.
const london = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

function localChoice(): string | null {
  try {
    return localStorage.getItem(choice);
  } catch {
    return null;
  }
}

function keepChoice(value: string): void {
  try {
    localStorage.setItem(choice, value);
  } catch {
    // A browser that keeps nothing shows it again next time.
  }
}
