import { setTimeout as pause } from 'node:timers/promises';

export interface Shutdown {
  /**
   * Adds something to close. What was added last is closed first: add the database server, then
   * the pool, the jobs and the web server. Once the shutdown has begun it is closed at once.
   */
  onClose(name: string, close: () => Promise<unknown>): void;
  /** Closes everything, once; whoever calls again waits for the same. False when a part failed. */
  close(): Promise<boolean>;
  /**
   * Closes everything and ends the process when it is asked to stop: Ctrl-C, SIGTERM, a closed
   * terminal, or the end of the launcher that started it. Asked again while it closes, it ends
   * at once.
   *
   * @param exitCode 0 for a program whose work it is to run until then
   */
  closeOnSignals(exitCode?: number): void;
}

/** Milliseconds that each part has to close. */
const patience = 20_000;
/** A terminal's Ctrl-C and the launcher's copy of it arrive together; a person's second is later. */
const sameSignal = 1_000;

export function createShutdown(log: (line: string) => void): Shutdown {
  const parts: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];
  let closing: Promise<boolean> | undefined;

  async function closeAll(): Promise<boolean> {
    let well = true;
    for (let part = parts.pop(); part; part = parts.pop()) {
      try {
        await within(patience, part.close());
      } catch (error) {
        well = false;
        log(
          `Closing ${part.name} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    return well;
  }

  function close(): Promise<boolean> {
    closing ??= closeAll();
    return closing;
  }

  return {
    close,
    onClose(name, closePart) {
      parts.push({ name, close: closePart });
      if (closing) closing = closing.then(async (well) => (await closeAll()) && well);
    },
    closeOnSignals(exitCode = 0) {
      let asked: number | undefined;
      const stop = (signal?: NodeJS.Signals): void => {
        if (asked !== undefined) {
          if (Date.now() - asked > sameSignal) process.exit(1);
          return;
        }
        asked = Date.now();
        if (signal === 'SIGINT') log('Stopping…');
        void close().then((well) => process.exit(well ? exitCode : 1));
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
      process.on('disconnect', () => stop());
      // Listening to the launcher alone must not keep a finished program running.
      process.channel?.unref();
    },
  };
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const late = pause(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`it took more than ${milliseconds / 1000} seconds`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
    await late.catch(() => undefined);
  }
}
