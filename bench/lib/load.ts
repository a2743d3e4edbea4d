import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answers, Load } from './load-generator.ts';
import type { Typed, Typing } from './typists.ts';

export interface LoadGenerator {
  /** Sends the load and gives how long each answer took, in milliseconds. Throws when one failed. */
  send(load: Load): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Starts the process that asks. One load at a time. */
export function startLoadGenerator(): LoadGenerator {
  const { ask, close } = startProcess<Load, Answers>(new URL('load-generator.ts', import.meta.url));
  return {
    async send(load) {
      const { latencies, failures } = await ask(load);
      const [failure] = failures;
      if (failure !== undefined) throw new Error(`${failures.length} requests failed. ${failure}`);
      return latencies;
    },
    close,
  };
}

export interface Typists {
  /** Has everyone type. Throws when an edit was not saved. */
  type(typing: Typing): Promise<Typed>;
  close(): Promise<void>;
}

/** Starts the process in which people type. */
export function startTypists(): Typists {
  const { ask, close } = startProcess<Typing, Typed>(new URL('typists.ts', import.meta.url));
  return {
    async type(typing) {
      const typed = await ask(typing);
      const { failures } = typed;
      if (failures.length > 0) {
        throw new Error(`${failures.length} edits were not saved. ${failures[0] ?? ''}`);
      }
      return typed;
    },
    close,
  };
}

function startProcess<Asked extends object, Answered>(
  program: URL,
): { ask(asked: Asked): Promise<Answered>; close(): Promise<void> } {
  const child = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  return {
    async ask(asked) {
      const gone = ended.then(() => {
        throw new Error(`The process of ${program.pathname} has ended.`);
      });
      const answered = once(child, 'message') as Promise<[Answered]>;
      child.send(asked);
      const [answer] = await Promise.race([answered, gone]);
      return answer;
    },
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
