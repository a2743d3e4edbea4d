import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answers, Load } from './load-generator.ts';

export interface LoadGenerator {
  /** Sends the load and gives how long each answer took, in milliseconds. Throws when one failed. */
  send(load: Load): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Starts the process that asks. One load at a time. */
export function startLoadGenerator(): LoadGenerator {
  const program = new URL('load-generator.ts', import.meta.url);
  const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const ended = once(child, 'exit');
  return {
    async send(load) {
      const gone = ended.then(() => {
        throw new Error('The process that asks for pages has ended.');
      });
      const answered = once(child, 'message') as Promise<[Answers]>;
      child.send(load);
      const [{ latencies, failures }] = await Promise.race([answered, gone]);
      const [failure] = failures;
      if (failure !== undefined) throw new Error(`${failures.length} requests failed. ${failure}`);
      return latencies;
    },
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
