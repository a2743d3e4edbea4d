import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { health } from '#platform/http/health.ts';
import { serverErrorPage, tooManyPage } from '#web/pages.ts';
import { registerRoutes } from '#web/register.ts';
import type { Services } from '#web/services.ts';
import { routes } from './routes.ts';

export interface AppOptions {
  /** Errors that a person saw as "Sorry, there is a problem". */
  /** `request` says what was asked for, such as "GET /schools/900001", without anything secret. */
  readonly onError: (error: unknown, request: string) => void;
}

/** Longest body of a form without files: a long evening's notes, many times over. */
const bodyLimit = 4_000_000;

/** The address without what may be a secret: what stands behind a question mark, and the token of a link. */
function openly({ url, routeOptions }: FastifyRequest): string {
  const pattern = routeOptions.url ?? '';
  const [path = ''] = url.split('?');
  return pattern.includes('/:token') ? pattern : path;
}

/** The address; with percent signs that stand for nothing taken as such, so that it is simply not found. */
function readable(url: string): string {
  if (!url.includes('%')) return url;
  const [path = '', ...query] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}

/** The product as a server, ready to listen or to be asked by `inject`. */
export async function buildApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const secure = services.baseUrl.startsWith('https:');
  const server = fastify({
    bodyLimit,
    rewriteUrl: ({ url = '/' }) => readable(url),
    // One proxy, the one that ends TLS: an address further back is whatever the client says.
    trustProxy: secure ? (_address, hop) => hop < 1 : false,
    forceCloseConnections: true,
  });

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  await server.register(cookie);
  await server.register(formbody, { parser: (text) => new URLSearchParams(text) as never });
  // A file over the limit is cut off and noticed, rather than thrown out of the stream.
  await server.register(multipart, { throwFileSizeLimit: false });
  await server.register(rateLimit, { global: false });
  await services.assets.serve(server);

  server.addHook('onSend', async (_request, reply) => {
    // Pages show what only this person may see: no shared or stale copies.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) options.onError(error, `${request.method} ${openly(request)}`);
    const html = status === 429 ? tooManyPage(services) : serverErrorPage(services, status);
    return reply.code(status).type('text/html; charset=utf-8').send(html.toString());
  });

  health(server, services.db);
  registerRoutes(server, services, routes);
  return server;
}
