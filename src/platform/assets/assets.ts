import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assetsPath, keyOf, ownSources } from './sources.ts';
import type { AssetSources } from './sources.ts';

/** Styles, scripts and images for the browser, built and ready to send. */
export interface Assets {
  /** The address of a file by its name: "main.css" is served at "/assets/main-3f2a91c04d.css". */
  url(name: string): string;
  /**
   * Adds the route that sends them, for browsers to keep for good: a changed file has another name.
   * Only the service worker has an address that stays, and browsers ask each time for a new one.
   */
  serve(server: FastifyInstance): Promise<void>;
}

export interface AssetOptions {
  /** Built files are kept here, in a directory for each state of the sources. */
  readonly cacheDir: string;
  readonly sources?: AssetSources;
  /** Told when something has to be built, which takes a few seconds. */
  readonly onBuild?: () => void;
}

const forGood = 'public, max-age=31536000, immutable';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * The assets of this version of the sources: built once, then read from the cache. The tools that
 * build are only loaded when there is something to build.
 */
export async function buildAssets(options: AssetOptions): Promise<Assets> {
  const sources = options.sources ?? ownSources;
  const directory = path.join(options.cacheDir, keyOf(sources));
  if (!existsSync(directory)) {
    options.onBuild?.();
    await buildOnce(directory, sources);
  }
  return load(directory);
}

/** Builds beside the place and then moves there, so that a half-built directory is never served. */
async function buildOnce(directory: string, sources: AssetSources): Promise<void> {
  const cacheDir = path.dirname(directory);
  const workplace = path.join(cacheDir, `building-${randomUUID()}`);
  await mkdir(cacheDir, { recursive: true });
  try {
    const { buildInto } = await import('./build.ts');
    await buildInto(workplace, sources);
    await rename(workplace, directory);
  } catch (error) {
    // Another process may have built the same first.
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
  for (const name of readdirSync(cacheDir)) {
    const isOlder = /^[0-9a-f]{16}$/.test(name) && name !== path.basename(directory);
    if (isOlder) await rm(path.join(cacheDir, name), { recursive: true, force: true });
  }
}

function load(directory: string): Assets {
  const manifest = new Map(
    Object.entries(
      JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')) as Record<
        string,
        string
      >,
    ),
  );
  const files = new Map(
    readdirSync(directory)
      .filter((name) => name !== 'manifest.json')
      .map((name) => [name, readFileSync(path.join(directory, name))]),
  );
  const nothing = (reply: FastifyReply) =>
    reply
      .code(404)
      .removeHeader('cache-control')
      .type('text/plain; charset=utf-8')
      .send('There is no such file.');

  function send(request: FastifyRequest, reply: FastifyReply, file: string): FastifyReply {
    const type = types[path.extname(file)];
    const whole = files.get(file);
    if (type === undefined || whole === undefined) return nothing(reply);
    reply.type(type).header('vary', 'accept-encoding');
    const encoding = encodingFor(request);
    const packed = encoding && files.get(`${file}.${encoding === 'gzip' ? 'gz' : 'br'}`);
    return packed ? reply.header('content-encoding', encoding).send(packed) : reply.send(whole);
  }

  return {
    url(name) {
      const file = manifest.get(name);
      if (file === undefined) throw new Error(`There is no built file called ${name}.`);
      return `${assetsPath}${file}`;
    },
    serve(server) {
      const worker = manifest.get('service-worker.js');
      server.get<{ Params: { file: string } }>(`${assetsPath}:file`, (request, reply) => {
        const { file } = request.params;
        if (file === worker) return nothing(reply);
        return send(request, reply.header('cache-control', forGood), file);
      });
      if (worker !== undefined) {
        server.get('/service-worker.js', (request, reply) =>
          send(
            request,
            reply.header('cache-control', 'no-cache').header('service-worker-allowed', '/'),
            worker,
          ),
        );
      }
      return Promise.resolve();
    },
  };
}

function encodingFor(request: FastifyRequest): 'br' | 'gzip' | undefined {
  const offered = new Set(
    (request.headers['accept-encoding'] ?? '')
      .split(',')
      .filter((coding) => !/;\s*q=0(?:\.0*)?\s*$/.test(coding))
      .map((coding) => coding.split(';')[0]?.trim().toLowerCase()),
  );
  return offered.has('br') ? 'br' : offered.has('gzip') ? 'gzip' : undefined;
}
