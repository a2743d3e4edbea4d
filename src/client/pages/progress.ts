// Asks how far a piece of work is, and loads the page again once it has ended. Without it the page
// loads itself again.

interface Progress {
  readonly busy: boolean;
  readonly percent: number;
}

/** In milliseconds. */
const pause = 700;
const pauseAfterError = 5000;
/** What is said aloud moves in steps of this many per cent. */
const step = 25;

const work = document.querySelector<HTMLElement>('[data-progress]');
const address = work?.dataset['progress'];
if (address !== undefined) void follow(address);

async function follow(from: string): Promise<void> {
  let said = 0;
  for (;;) {
    const progress = await ask(from);
    if (progress && !progress.busy) return window.location.reload();
    if (progress) {
      show(progress.percent);
      if (progress.percent >= said + step) {
        said = progress.percent;
        say(`${said}% done`);
      }
    }
    await new Promise((resolve) => {
      setTimeout(resolve, progress ? pause : pauseAfterError);
    });
  }
}

async function ask(from: string): Promise<Progress | undefined> {
  try {
    const reply = await fetch(from, { headers: { accept: 'application/json' } });
    // Signed out, or what was worked on is gone: the page itself says so.
    if (!reply.ok) return reply.status < 500 ? { busy: false, percent: 0 } : undefined;
    return (await reply.json()) as Progress;
  } catch {
    return undefined;
  }
}

function show(percent: number): void {
  const bar = document.querySelector<HTMLProgressElement>('#progress');
  const text = document.querySelector('#percent');
  if (bar) bar.value = percent;
  if (text) text.textContent = `${percent}%`;
}

function say(text: string): void {
  const status = document.querySelector('#work-said');
  if (status) status.textContent = text;
}
