import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildAssets } from './assets.ts';
import type { Assets } from './assets.ts';
import type { AssetSources } from './sources.ts';

let place: string;
let sources: AssetSources;
let cacheDir: string;
let built = 0;
let assets: Assets;
let server: FastifyInstance;

const open = (): Promise<Assets> =>
  buildAssets({ cacheDir, sources, onBuild: () => void (built += 1) });

before(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'assets-'));
  cacheDir = path.join(place, 'cache');
  sources = { client: path.join(place, 'client'), styles: path.join(place, 'styles') };
  await mkdir(path.join(sources.client, 'pages'), { recursive: true });
  await mkdir(path.join(sources.client, 'static'));
  await mkdir(sources.styles);
  await writeFile(path.join(sources.client, 'supported.ts'), `document.title = 'a';`);
  await writeFile(
    path.join(sources.client, 'main.ts'),
    `import { said } from './shared.ts'; said('main');`,
  );
  await writeFile(
    path.join(sources.client, 'shared.ts'),
    `export const said = (what: string) => console.log(what);`,
  );
  await writeFile(
    path.join(sources.client, 'pages/board.ts'),
    `import { said } from '../shared.ts'; said('board');`,
  );
  await writeFile(
    path.join(sources.client, 'static/mark.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
  );
  await writeFile(
    path.join(sources.styles, 'main.scss'),
    `@use 'part'; body { color: part.$ink; }`,
  );
  await writeFile(path.join(sources.styles, '_part.scss'), `$ink: #123456;`);
  assets = await open();
  server = fastify();
  await assets.serve(server);
});

after(async () => {
  await server?.close();
  await rm(place, { recursive: true, force: true });
});

describe('a built file', () => {
  test('is served under a name with its hash, to be kept for good', async () => {
    for (const [name, type] of [
      ['main.css', 'text/css; charset=utf-8'],
      ['main.js', 'text/javascript; charset=utf-8'],
      ['board.js', 'text/javascript; charset=utf-8'],
      ['supported.js', 'text/javascript; charset=utf-8'],
      ['mark.svg', 'image/svg+xml'],
    ] as const) {
      assert.match(assets.url(name), /^\/assets\/\w+-\w{8,}\.\w+$/);
      const reply = await server.inject(assets.url(name));
      assert.equal(reply.statusCode, 200);
      assert.equal(reply.headers['content-type'], type);
      assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable');
    }
  });

  test('holds what its source says, and shares what two scripts share', async () => {
    assert.equal((await server.inject(assets.url('main.css'))).body, 'body{color:#123456}');
    assert.match((await server.inject(assets.url('board.js'))).body, /from"\.\/shared-\w+\.js"/);
  });

  test('is sent as small as the browser takes it', async () => {
    const ask = (encoding: string) =>
      server.inject({ url: assets.url('main.css'), headers: { 'accept-encoding': encoding } });
    const brotli = await ask('gzip, deflate, br');
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(brotli.rawPayload).toString(), 'body{color:#123456}');
    const gzip = await ask('gzip;q=0.5, br;q=0');
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(gzip.rawPayload).toString(), 'body{color:#123456}');
    assert.equal((await ask('identity')).headers['content-encoding'], undefined);
    assert.equal(brotli.headers.vary, 'accept-encoding');
  });

  test('that is not one is not found: neither a name without its hash nor a way out of the directory', async () => {
    const css = path.basename(assets.url('main.css'));
    for (const url of [
      'main.css',
      'manifest.json',
      '..%2f..%2fpackage.json',
      `${css}.br`,
      'constructor',
      '%00',
    ]) {
      assert.equal((await server.inject(`/assets/${url}`)).statusCode, 404, url);
    }
    assert.throws(() => assets.url('other.css'), /no built file called other\.css/);
  });
});

describe('a service worker', () => {
  async function withWorker(shared: string): Promise<FastifyInstance> {
    const client = await mkdtemp(path.join(place, 'worker-'));
    await cp(sources.client, client, { recursive: true });
    await writeFile(
      path.join(client, 'service-worker.ts'),
      'caches.open(JSON.stringify(builtFiles));',
    );
    await writeFile(path.join(client, 'shared.ts'), shared);
    const cache = await mkdtemp(path.join(place, 'cache-'));
    const made = await buildAssets({ cacheDir: cache, sources: { ...sources, client } });
    const other = fastify();
    await made.serve(other);
    assert.equal((await other.inject(made.url('service-worker.js'))).statusCode, 404);
    return other;
  }

  test('has an address that stays, is asked for each time, and may see to every page', async () => {
    const other = await withWorker(`export const said = (what: string) => console.log(what);`);
    const reply = await other.inject('/service-worker.js');
    assert.equal(reply.statusCode, 200);
    assert.equal(reply.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(reply.headers['cache-control'], 'no-cache');
    assert.equal(reply.headers['service-worker-allowed'], '/');
    await other.close();
    assert.equal((await server.inject('/service-worker.js')).statusCode, 404);
  });

  test('knows what each file was built into, with what that imports, and is another one when that is', async () => {
    const [one, two] = [
      await withWorker(`export const said = (what: string) => console.log(what);`),
      await withWorker(`export const said = (what: string) => console.warn(what);`),
    ];
    const [first, second] = await Promise.all(
      [one, two].map(async (each) => (await each.inject('/service-worker.js')).body),
    );
    assert.match(
      first ?? '',
      /"board\.js":\["\/assets\/board-\w+\.js","\/assets\/shared-\w+\.js"\]/,
    );
    assert.match(first ?? '', /"main\.css":\["\/assets\/main-\w+\.css"\]/);
    assert.doesNotMatch(first ?? '', /import/);
    assert.notEqual(first, second);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('the cache', () => {
  test('is read, not built again, while the sources stay the same', async () => {
    const builtSoFar = built;
    const again = await open();
    assert.equal(built, builtSoFar);
    assert.equal(again.url('main.css'), assets.url('main.css'));
  });

  test('is opened without loading the tools that build', async () => {
    const script = `
      const { registerHooks } = await import('node:module');
      registerHooks({ resolve(name, context, next) {
        if (/^(sass|esbuild)/.test(name)) throw new Error('loaded ' + name);
        return next(name, context);
      } });
      const { buildAssets } = await import(${JSON.stringify(path.join(import.meta.dirname, 'assets.ts'))});
      const assets = await buildAssets(${JSON.stringify({ cacheDir, sources })});
      process.stdout.write(assets.url('main.css'));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
    ]);
    assert.match(stdout, /main/);
  });

  test('is built by two at once without either failing', async () => {
    const other = path.join(place, 'cache-2');
    const [one, two] = await Promise.all(
      [1, 2].map(() => buildAssets({ cacheDir: other, sources })),
    );
    assert.equal(one?.url('main.js'), two?.url('main.js'));
    assert.equal((await readdir(other)).length, 1);
  });

  test('is renewed when a source changes, under another name, and forgets the old', async () => {
    const changed = { client: sources.client, styles: path.join(place, 'styles-2') };
    await cp(sources.styles, changed.styles, { recursive: true });
    await writeFile(path.join(changed.styles, '_part.scss'), `$ink: #654321;`);
    const other = path.join(place, 'cache-3');
    const first = await buildAssets({ cacheDir: other, sources });
    const second = await buildAssets({ cacheDir: other, sources: changed });
    assert.notEqual(second.url('main.css'), first.url('main.css'));
    assert.equal(second.url('main.js'), first.url('main.js'));
    assert.equal((await readdir(other)).length, 1);
  });
});

describe('a mistake', () => {
  async function broken(file: string, text: string): Promise<AssetSources> {
    const copy = await mkdtemp(path.join(place, 'broken-'));
    await cp(sources.client, path.join(copy, 'client'), { recursive: true });
    await cp(sources.styles, path.join(copy, 'styles'), { recursive: true });
    await writeFile(path.join(copy, file), text);
    return { client: path.join(copy, 'client'), styles: path.join(copy, 'styles') };
  }

  for (const [what, file, text, reason] of [
    ['a style', 'styles/_part.scss', '$ink: ', /expected/i],
    ['a script', 'client/main.ts', 'const = 1', /main\.ts/],
    [
      'an import from outside the browser code',
      'client/main.ts',
      `import '${import.meta.dirname}/sources.ts'`,
      /key of the assets does not know|platform/,
    ],
  ] as const) {
    test(`in ${what} stops the build with its reason and leaves nothing behind`, async () => {
      const other = await mkdtemp(path.join(place, 'cache-'));
      await assert.rejects(
        buildAssets({ cacheDir: other, sources: await broken(file, text) }),
        reason,
      );
      assert.deepEqual(await readdir(other), []);
    });
  }
});
