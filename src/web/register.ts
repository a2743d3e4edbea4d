import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dateOf } from '#kernel/dates.ts';
import { actorOfSession } from '#modules/people/index.ts';
import { Form } from '#platform/http/form.ts';
import { isSameOrigin } from '#platform/http/same-origin.ts';
import { readMultipart, UploadTooLarge } from '#platform/http/uploads.ts';
import { addressCookie, sessionCookie } from './session-cookie.ts';
import { loadAuthority } from './authority.ts';
import { foreignFormPage, notFoundPage, signedOutFormPage } from './pages.ts';
import { notFound } from './route.ts';
import type { Arrival, Entry, Reply, Route } from './route.ts';
import type { Services } from './services.ts';

/** Puts the routes on the server: session, same-origin check, gate, form, handler, answer. */
export function registerRoutes(
  server: FastifyInstance,
  services: Services,
  routes: readonly Route[],
): void {
  const cookie = sessionCookie(services.baseUrl);
  const here = addressCookie(services.baseUrl);
  for (const route of routes) {
    server.route({
      method: route.method,
      url: route.path,
      ...(route.perMinute === undefined
        ? {}
        : { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } }),
      handler: (request, reply) => answer(request, reply, route),
    });
  }
  // An address that no route has looks the same as one that is somebody else's.
  server.setNotFoundHandler(async (request, reply) => send(reply, notFound, await arrive(request)));

  async function answer(request: FastifyRequest, reply: FastifyReply, route: Route) {
    const arrival = await arrive(request);
    if (route.method === 'POST' && !isSameOrigin(request.headers, services.baseUrl)) {
      return send(reply, { kind: 'page', status: 403, html: foreignFormPage(arrival) }, arrival);
    }
    const discards: (() => Promise<void>)[] = [];
    try {
      const result = await route.answer(arrival, () => enter(request, arrival, route, discards));
      if (result !== 'signed-out') return await send(reply, result, arrival);
      if (wantsJson(request)) {
        const body = { problem: 'You have been signed out.' };
        return await send(reply, { kind: 'json', status: 401, body }, arrival);
      }
      // Text that was typed before the sign-in ran out is given back, not thrown away.
      if (route.method === 'POST' && request.body instanceof URLSearchParams) {
        const html = signedOutFormPage(arrival, new Form(request.body));
        return await send(reply, { kind: 'page', status: 401, html }, arrival);
      }
      const to = `/sign-in?next=${encodeURIComponent(request.url)}`;
      return await send(reply, { kind: 'redirect', to }, arrival);
    } finally {
      await Promise.all(discards.map((discard) => discard()));
    }
  }

  async function arrive(request: FastifyRequest): Promise<Arrival> {
    const now = services.clock.now();
    const token = cookie.read(request);
    const [actor, authority] = await Promise.all([
      token === undefined ? undefined : actorOfSession(services.db, token, now),
      loadAuthority(services.db),
    ]);
    return {
      services,
      actor,
      authority,
      path: request.url,
      params: (request.params ?? {}) as Record<string, string>,
      query: new Form(new URLSearchParams(request.url.split('?')[1] ?? '')),
      now,
      today: dateOf(now),
    };
  }

  async function enter(
    request: FastifyRequest,
    arrival: Arrival,
    route: Route,
    discards: (() => Promise<void>)[],
  ): Promise<Entry> {
    const common = {
      ...arrival,
      sessionToken: cookie.read(request),
      addressSecret: here.read(request),
    };
    if (route.maxBytes !== undefined && request.isMultipart()) {
      const folder = path.join(services.dataDir, 'uploads');
      try {
        const { form, files, discard } = await readMultipart(request, folder, route.maxBytes);
        discards.push(discard);
        return { ...common, form, files, tooLarge: false };
      } catch (error) {
        if (!(error instanceof UploadTooLarge)) throw error;
        return { ...common, form: error.form, files: [], tooLarge: true };
      }
    }
    const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    return { ...common, form: new Form(fields), files: [], tooLarge: false };
  }

  function send(reply: FastifyReply, result: Reply, arrival: Arrival): FastifyReply {
    switch (result.kind) {
      case 'page':
        return reply
          .code(result.status)
          .type('text/html; charset=utf-8')
          .send(result.html.toString());
      case 'not-found':
        return reply
          .code(404)
          .type('text/html; charset=utf-8')
          .send(notFoundPage(arrival).toString());
      case 'json':
        return reply.code(result.status).send(result.body);
      case 'redirect':
        if (result.session !== undefined) cookie.write(reply, result.session);
        if (result.addressSecret) here.write(reply, result.addressSecret);
        return reply.code(303).header('location', result.to).send();
      case 'text':
        return sendText(reply, result);
      case 'file':
        return reply
          .type(result.type)
          .header('content-disposition', attachment(result.name))
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(result.bytes));
    }
  }
}

/** RFC 9110: kept by the program that asked and by nobody between, and asked for again each time. */
function sendText(
  reply: FastifyReply,
  { status, type, body }: Extract<Reply, { kind: 'text' }>,
): FastifyReply {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  reply.code(status).type(`${type}; charset=utf-8`);
  if (status !== 200) return reply.send(body);
  reply.header('cache-control', 'private, no-cache').header('etag', tag);
  const known = reply.request.headers['if-none-match'] ?? '';
  return known.split(/\s*,\s*/).some((each) => each.replace(/^W\//, '') === tag)
    ? reply.code(304).send()
    : reply.send(body);
}

function wantsJson(request: FastifyRequest): boolean {
  return request.headers.accept?.startsWith('application/json') ?? false;
}

/** RFC 6266: a plain name for old software, and the real one. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._-]/g, '_');
  // RFC 8187 takes fewer signs as they are than addresses do.
  const real = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${Buffer.from(sign).toString('hex').toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${real}`;
}
