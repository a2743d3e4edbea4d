// Saves the notes of a meeting while they are typed, and says truthfully whether the council has
// them. Each section is saved on its own, with the revision that it was typed on. Without this
// script, or when it fails, the form is sent as any other.

interface Kept {
  readonly revision: number;
  readonly savedAt: string;
}

interface Conflict {
  readonly problem: string;
  readonly by: string;
  readonly text: string;
  readonly revision: number;
}

interface Section {
  readonly area: HTMLTextAreaElement;
  readonly revision: HTMLInputElement;
  /** The text that the council has. */
  kept: string;
  /** The text that is on its way. */
  sending: string | undefined;
  timer: number | undefined;
  /** When the text that is waiting was first typed. */
  since: number | undefined;
  failures: number;
  /** Why the text cannot be saved as it is; it is not tried again until it changes. */
  stuck: string | undefined;
  inConflict: boolean;
}

/** In milliseconds: after the last key, and at most while someone goes on typing. */
const pause = 1000;
const longest = 3000;
/** Between tries on a bad connection, growing up to the last. */
const waits = [1000, 2000, 4000, 8000, 15_000, 30_000];
const patience = 20_000;
/** What browsers let a page send while it is closed. */
const farewell = 60_000;
/** What no text equals: of a text that came back unsaved. */
const never = '\0';

const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
if (form) start(form, form.dataset['autosave'] ?? '');

function start(notes: HTMLFormElement, address: string): void {
  const status = notes.querySelector<HTMLElement>('[data-save-status]');
  const said = notes.querySelector<HTMLElement>('[data-save-said]');
  const writer = notes.querySelector<HTMLInputElement>('[name=writer]')?.value ?? '';
  const sections = [...notes.querySelectorAll<HTMLTextAreaElement>('textarea[data-key]')].flatMap(
    (area): Section[] => {
      const revision = notes.querySelector<HTMLInputElement>(
        `[name="revision.${area.dataset['key'] ?? ''}"]`,
      );
      if (!revision) return [];
      return [
        {
          area,
          revision,
          // A browser that goes back shows what was typed; what the server sent is the default.
          kept: area.dataset['unsaved'] === undefined ? area.defaultValue : never,
          sending: undefined,
          timer: undefined,
          since: undefined,
          failures: 0,
          stuck: undefined,
          // A conflict that the server has shown is settled by the button, not while one types.
          inConflict: area.dataset['unsaved'] === 'conflict',
        },
      ];
    },
  );
  let keptAt: Date | undefined;
  let problem: string | undefined;
  let leaving = false;

  const isDirty = (section: Section) => section.area.value !== section.kept;
  const unsaved = () => sections.filter(isDirty);

  for (const section of sections) {
    section.area.addEventListener('input', () => {
      section.stuck = undefined;
      plan(section, pause);
      show();
    });
    if (isDirty(section) && section.kept !== never) plan(section, pause);
  }
  notes.addEventListener('submit', () => {
    leaving = true;
    for (const section of sections) window.clearTimeout(section.timer);
  });
  window.addEventListener('pageshow', () => (leaving = false));
  window.addEventListener('online', () => unsaved().forEach((section) => plan(section, 0)));
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && unsaved().length > 0) event.preventDefault();
  });
  const flush = () => {
    if (leaving) return;
    for (const section of unsaved()) {
      if (section.sending !== section.area.value && !section.inConflict) void send(section, true);
    }
  };
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
  show();

  /** Saves after the pause; someone who goes on typing is not made to wait for longer than `longest`. */
  function plan(section: Section, wait: number): void {
    const now = Date.now();
    section.since ??= now;
    window.clearTimeout(section.timer);
    const left = Math.max(0, Math.min(wait, section.since + longest - now));
    section.timer = window.setTimeout(() => void send(section), left);
  }

  async function send(section: Section, closing = false): Promise<void> {
    const { area, revision } = section;
    const text = area.value;
    if (leaving || section.inConflict || section.stuck !== undefined) return;
    // One at a time: what is typed meanwhile is sent when the answer is there.
    if (section.sending !== undefined && !closing) return;
    section.since = undefined;
    if (text === section.kept) return show();
    section.sending = text;
    show();
    const body = new URLSearchParams({ text, parent: revision.value, writer });
    try {
      const reply = await fetch(`${address}${area.dataset['key'] ?? ''}`, {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
        keepalive: closing && body.toString().length < farewell,
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      section.sending = undefined;
      if (reply.ok) keep(section, text, (await reply.json()) as Kept);
      else if (reply.status === 409) meet(section, (await reply.json()) as Conflict);
      else if (reply.status >= 500 || reply.status === 429)
        again(
          section,
          'Not saved: the service has a problem. Your text is still on this page; trying again.',
        );
      else section.stuck = await whyNot(reply);
      if (section.stuck !== undefined) problem = section.stuck;
    } catch {
      section.sending = undefined;
      again(section, 'Not saved: no connection. Your text is still on this page; trying again.');
    }
    show();
  }

  function keep(section: Section, text: string, { revision, savedAt }: Kept): void {
    section.kept = text;
    section.revision.value = String(revision);
    section.failures = 0;
    keptAt = new Date(savedAt);
    if (!sections.some(({ failures, stuck }) => failures > 0 || stuck !== undefined)) {
      if (problem !== undefined) say('Saved again: the council has your notes.');
      problem = undefined;
    }
    if (isDirty(section)) plan(section, pause);
  }

  function again(section: Section, why: string): void {
    const wait = waits[Math.min(section.failures, waits.length - 1)] ?? 0;
    section.failures += 1;
    problem = why;
    window.clearTimeout(section.timer);
    section.timer = window.setTimeout(() => void send(section), wait);
  }

  /** Shows the text that is there beside the one that was typed, until someone has made them one. */
  function meet(section: Section, conflict: Conflict): void {
    const { area } = section;
    const label = area.dataset['label'] ?? '';
    section.inConflict = true;
    const theirs = document.createElement('div');
    theirs.className = 'govuk-inset-text';
    const id = `${area.id}-theirs`;
    const words = document.createElement('label');
    words.className = 'govuk-label';
    words.htmlFor = id;
    words.textContent = `${conflict.by || 'Someone else'} changed “${label}” while you were writing. It now says this. Copy what you need into your text above, then save it.`;
    const text = document.createElement('textarea');
    text.className = 'govuk-textarea';
    text.id = id;
    text.rows = 6;
    text.readOnly = true;
    text.value = conflict.text;
    const done = document.createElement('button');
    done.type = 'button';
    done.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0';
    done.textContent = 'Save my text: it has both';
    done.addEventListener('click', () => {
      theirs.remove();
      section.inConflict = false;
      section.revision.value = String(conflict.revision);
      section.kept = conflict.text;
      area.focus();
      plan(section, 0);
      show();
    });
    theirs.append(words, text, done);
    area.after(theirs);
  }

  function show(): void {
    if (!status) return;
    const conflict = sections.find(({ inConflict }) => inConflict);
    const waiting = unsaved().length > 0;
    let line = 'Your notes are saved as you type.';
    let isBad = false;
    if (conflict) {
      line = `Not saved: someone else changed “${conflict.area.dataset['label'] ?? ''}”. Both texts are shown there.`;
      isBad = true;
    } else if (problem !== undefined && waiting) {
      line = problem;
      isBad = true;
    } else if (waiting) line = 'Saving…';
    else if (keptAt) line = `Council has it ${clock.format(keptAt)}`;
    if (isBad && status.textContent !== line) say(line);
    status.textContent = line;
    status.classList.toggle('app-save-bar__status--bad', isBad);
  }

  /** Aloud only what needs someone, and that it is over: not each of the many saves. */
  function say(line: string): void {
    if (said) said.textContent = line;
  }
}

async function whyNot(reply: Response): Promise<string> {
  if (reply.status === 401) {
    return 'Not saved: you have been signed out. Your text is still on this page. Press “Save notes”, and sign in.';
  }
  if (reply.status === 422) {
    try {
      return `Not saved: ${((await reply.json()) as { problem: string }).problem}`;
    } catch {
      // Said in general below.
    }
  }
  return 'Not saved: this record can no longer be written in by you. Your text is still on this page.';
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
