import type { FormFields, TestApp, TestReply } from './app.ts';

/** Requests of people who are not signed in, each from an address of its own: no limit on tries answers instead. */
export interface Visitors {
  get(url: string, cookie?: string): Promise<TestReply>;
  post(url: string, fields?: FormFields, cookie?: string): Promise<TestReply>;
}

export function visitorsOf(app: () => TestApp): Visitors {
  let count = 0;
  const nextAddress = (): string => {
    count += 1;
    return `192.0.2.${count % 250}`;
  };
  return {
    async get(url, cookie = '') {
      return asReply(
        await app().app.inject({ url, headers: { cookie }, remoteAddress: nextAddress() }),
      );
    },
    async post(url, fields = {}, cookie = '') {
      return asReply(
        await app().app.inject({
          method: 'POST',
          url,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            cookie,
          },
          payload: new URLSearchParams(fields as Record<string, string>).toString(),
          remoteAddress: nextAddress(),
        }),
      );
    },
  };
}

function asReply(reply: Awaited<ReturnType<TestApp['app']['inject']>>): TestReply {
  return {
    status: reply.statusCode,
    body: reply.body,
    headers: reply.headers,
    location: reply.headers.location ?? '',
  };
}
