import { Agent, get } from 'node:http';

/** Requests to send at an even pace, whether or not those before have been answered. */
export interface Load {
  readonly origin: string;
  readonly requests: readonly { readonly path: string; readonly cookie: string }[];
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
}

export interface Answers {
  /** Milliseconds from when each request was due until its last byte was there. */
  readonly latencies: readonly number[];
  /** What went wrong, in words; empty when every answer was a page. */
  readonly failures: readonly string[];
}

// A process of its own, so that asking takes nothing from the process that answers.
if (import.meta.main) {
  const agent = new Agent({ keepAlive: true });
  process.on('message', (load: Load) => {
    void send(load, agent).then((answers) => process.send?.(answers));
  });
  process.on('disconnect', () => process.exit());
}

async function send(load: Load, agent: Agent): Promise<Answers> {
  const count = Math.round(load.rate * load.seconds);
  const begin = performance.now();
  const failures: string[] = [];
  const latencies: Promise<number>[] = [];
  for (let number = 0; number < count; number += 1) {
    const due = begin + (number * 1000) / load.rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const request = load.requests[number % load.requests.length];
    if (!request) break;
    latencies.push(
      ask(load.origin + request.path, request.cookie, agent)
        .catch((error: unknown) => void failures.push(String(error)))
        // A request that is sent late waits from when it was due.
        .then(() => performance.now() - due),
    );
  }
  return { latencies: await Promise.all(latencies), failures };
}

function ask(address: string, cookie: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(address, { agent, headers: { cookie, accept: 'text/html' } }, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${address} answered ${answer.statusCode ?? 'nothing'}.`));
      });
    });
    request.on('error', reject);
  });
}
