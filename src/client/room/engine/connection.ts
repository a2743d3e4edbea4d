import type { Answer, Closed, Edit, News } from '../sync/wire.ts';

/** What came of a request, in the few ways that make a difference to whoever types. */
export type Reply<Body> =
  | { readonly kind: 'answer'; readonly body: Body; readonly asked: number; readonly came: number }
  | { readonly kind: 'closed'; readonly closed: Closed }
  | { readonly kind: 'signed-out' }
  /** The council does not take what was sent as it is. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  | { readonly kind: 'nobody'; readonly why: 'no connection' | 'the service has a problem' };

export interface Connection {
  save(edits: readonly Edit[], since: number, isFarewell: boolean): Promise<Reply<Answer>>;
  news(since: number): Promise<Reply<News>>;
  handOver(edits: readonly Edit[]): Promise<Reply<{ readonly kept: number }>>;
}

/** In milliseconds: how long an answer is waited for. */
const patience = 10_000;

/** Speaks with the council about one room, for the person whose page it is. */
export function connect(
  address: string,
  person: string,
  ask: typeof fetch = (...asked) => fetch(...asked),
): Connection {
  const post = (where: string, fields: Readonly<Record<string, string>>, keepalive = false) =>
    request(`${address}/${where}?${new URLSearchParams({ person })}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      keepalive,
    });

  async function request(url: string, options: RequestInit): Promise<Reply<Answer>> {
    const asked = Date.now();
    try {
      const reply = await ask(url, {
        ...options,
        headers: { accept: 'application/json' },
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      const body: unknown = await reply.json().catch(() => undefined);
      return replyOf(reply.status, body, asked);
    } catch {
      return { kind: 'nobody', why: 'no connection' };
    }
  }

  return {
    save: (edits, since, isFarewell) =>
      post('edits', { since: String(since), edits: JSON.stringify(edits) }, isFarewell),
    news: (since) =>
      request(`${address}/news?${new URLSearchParams({ since: String(since), person })}`, {}),
    async handOver(edits) {
      const reply = await post('late', { edits: JSON.stringify(edits) });
      if (reply.kind !== 'answer') return reply;
      return { ...reply, body: { kept: edits.length } };
    },
  };
}

const gone = 'You can no longer write in this record.';
const notTaken = 'The council could not read this. Change it, or copy it and load the page again.';

/** Everything that any answer may hold; the council is believed about the rest. */
interface Said {
  readonly at?: string;
  readonly version?: number;
  readonly news?: Answer['news'];
  readonly results?: Answer['results'];
  readonly closed?: Closed | Closed['closed'];
  readonly sentence?: string;
  readonly problem?: string;
}

function replyOf(status: number, body: unknown, asked: number): Reply<Answer> {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Said;
  if (status === 401) return { kind: 'signed-out' };
  if (status === 409 && typeof said.closed === 'string') {
    return { kind: 'closed', closed: { closed: said.closed, sentence: said.sentence ?? gone } };
  }
  if (status === 403 || status === 404 || status === 409) {
    return { kind: 'closed', closed: { closed: 'gone', sentence: said.sentence ?? gone } };
  }
  if (status === 429 || status >= 500) return { kind: 'nobody', why: 'the service has a problem' };
  if (status >= 400) return { kind: 'unreadable', problem: said.problem ?? notTaken };
  // The page on which a school's Wi-Fi asks for a password is an answer, and not the council's.
  if (typeof said.at !== 'string') return { kind: 'nobody', why: 'no connection' };
  const { at, version = 0, news = [], results = [], closed } = said;
  const answer: Answer = {
    at,
    version,
    news,
    results,
    closed: typeof closed === 'object' ? closed : undefined,
  };
  return { kind: 'answer', body: answer, asked, came: Date.now() };
}
