import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Someone at a device in a meeting room. */
export interface Typist {
  readonly record: string;
  readonly person: string;
  readonly cookie: string;
  /** Which of the devices in the room it is: the first is the chair's. */
  readonly device: number;
}

/** A section as it is when the room opens. */
export interface OpenedSection {
  readonly section: string;
  readonly revision: number;
  readonly text: string;
}

/** Everyone types for so long, and their page sends what they typed once a second. */
export interface Typing {
  readonly origin: string;
  readonly typists: readonly Typist[];
  readonly sections: readonly OpenedSection[];
  /** Edits that are due in these first seconds are sent and not measured. */
  readonly warmUp: number;
  readonly seconds: number;
}

export interface Typed {
  /** Milliseconds from when each edit was due until the answer was read. */
  readonly latencies: readonly number[];
  /** How many were typed on a text that was no longer the newest, and made one with it. */
  readonly merged: number;
  /** What the council said that it has. */
  readonly acknowledged: readonly {
    readonly record: string;
    readonly section: string;
    readonly edit: string;
    readonly words: string;
  }[];
  /** What went wrong, in words; empty when every edit was saved. */
  readonly failures: readonly string[];
}

/** In seconds: how long someone stays in a section. */
const stay = 5;
const every = 1000;

// A process of its own, so that typing takes nothing from the process that saves.
if (import.meta.main) {
  process.on('message', (typing: Typing) => {
    void type(typing).then((typed) => process.send?.(typed));
  });
  process.on('disconnect', () => process.exit());
}

async function type(typing: Typing): Promise<Typed> {
  const agent = new Agent({ keepAlive: true });
  const all = await Promise.all(
    typing.typists.map((typist, number) => typeAt(typing, typist, number, agent)),
  );
  agent.destroy();
  return {
    latencies: all.flatMap(({ latencies }) => latencies),
    merged: all.reduce((sum, { merged }) => sum + merged, 0),
    acknowledged: all.flatMap(({ acknowledged }) => acknowledged),
    failures: all.flatMap(({ failures }) => failures),
  };
}

interface Answer {
  readonly version: number;
  readonly results: readonly {
    readonly kind: string;
    readonly revision: number;
    readonly text?: string;
  }[];
  readonly news: readonly {
    readonly part: string;
    readonly revision: number;
    readonly text: string;
  }[];
}

/** One device: what it knows is what the council told it, as in a browser. */
async function typeAt(
  { origin, sections, warmUp, seconds }: Typing,
  typist: Typist,
  number: number,
  agent: Agent,
): Promise<Typed> {
  const known = new Map(sections.map((each) => [each.section, each]));
  const latencies: number[] = [];
  const failures: string[] = [];
  const acknowledged: Typed['acknowledged'][number][] = [];
  let merged = 0;
  let since = 1;
  // Nobody begins together with anybody else, nor at even distances.
  const begin = performance.now() + ((number * 7919) % 1000);
  for (let nth = 0; nth < seconds; nth += 1) {
    const due = begin + nth * every;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const at = known.get(sectionAt(sections, typist.device, number, nth));
    if (!at) break;
    const words = ` ${number}.${nth} and so on;`;
    const text = withWords(at.text, words, typist.device);
    const edit = { id: randomUUID(), part: at.section, parent: at.revision, text };
    try {
      const answer = await post(origin, typist, { since, edit }, agent);
      const [result] = answer.results;
      if (result?.kind !== 'saved') throw new Error(`It was ${result?.kind ?? 'not answered'}.`);
      if (nth >= warmUp) latencies.push(performance.now() - due);
      if (result.text !== undefined) merged += 1;
      acknowledged.push({ record: typist.record, section: at.section, edit: edit.id, words });
      const { revision } = result;
      known.set(at.section, { section: at.section, revision, text: result.text ?? text });
      for (const news of answer.news) known.set(news.part, { ...news, section: news.part });
      since = answer.version;
    } catch (error) {
      failures.push(String(error));
    }
  }
  return { latencies, merged, acknowledged, failures };
}

/** The two of a room are in one section a third of the time. */
function sectionAt(
  sections: readonly OpenedSection[],
  device: number,
  number: number,
  nth: number,
): string {
  const turn = Math.floor(nth / stay) + Math.floor(number / 2);
  const apart = device === 0 || turn % 3 === 0 ? 0 : 3;
  return sections[(turn + apart) % sections.length]?.section ?? '';
}

/** The chair goes on at the end, whoever takes notes amid the text. */
function withWords(text: string, words: string, device: number): string {
  const paragraphs = text.split('\n\n');
  const place = device === 0 ? paragraphs.length - 1 : Math.floor(paragraphs.length / 2);
  return paragraphs.map((each, at) => (at === place ? each + words : each)).join('\n\n');
}

function post(
  origin: string,
  { record, person, cookie }: Typist,
  { since, edit }: { readonly since: number; readonly edit: object },
  agent: Agent,
): Promise<Answer> {
  const body = new URLSearchParams({
    since: String(since),
    person,
    edits: JSON.stringify([edit]),
  }).toString();
  const headers = {
    cookie,
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'sec-fetch-site': 'same-origin',
  };
  return new Promise((resolve, reject) => {
    const address = `${origin}/records/${record}/room/edits`;
    const sent = request(address, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode === 200) resolve(JSON.parse(text) as Answer);
        else
          reject(
            new Error(`The answer was ${answer.statusCode ?? 'nothing'}: ${text.slice(0, 200)}`),
          );
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
