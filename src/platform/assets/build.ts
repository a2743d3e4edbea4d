import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { compileAsync, Logger } from 'sass';
import { assetsPath, entriesOf, modules, tools } from './sources.ts';
import type { AssetSources } from './sources.ts';

/** What was built: the name that pages use, and the file it became. */
export type Manifest = Readonly<Record<string, string>>;

const browsers = ['chrome109', 'edge109', 'firefox115', 'safari15'];

/**
 * Builds styles, scripts and static files into a directory, each under a name that holds its hash,
 * beside a copy for each compression that browsers take. A mistake in a source throws.
 */
export async function buildInto(directory: string, sources: AssetSources): Promise<Manifest> {
  await mkdir(directory, { recursive: true });
  const { scripts, styles, statics, worker } = entriesOf(sources);
  const [bundles, ...sheets] = await Promise.all([
    bundle(scripts, sources),
    ...styles.map(compileStyle),
  ]);
  const copies = await Promise.all(
    statics.map(async (file) => ({ name: path.basename(file), bytes: await readFile(file) })),
  );
  const manifest: Record<string, string> = {};
  const built = [...sheets, ...copies].map(({ name, bytes }) => {
    const file = hashed(name, bytes);
    manifest[name] = file;
    return { file, bytes };
  });
  for (const { entry, file } of bundles) if (entry) manifest[entry] = file;
  const workers =
    worker === undefined ? [] : [await bundleWorker(worker, sources, manifest, bundles)];
  for (const { entry, file } of workers) manifest[entry] = file;
  await Promise.all(
    [...built, ...bundles, ...workers].map(({ file, bytes }) =>
      write(path.join(directory, file), bytes),
    ),
  );
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

interface Bundle {
  /** "main.js", for an entry; undefined for a part that entries share. */
  readonly entry: string | undefined;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The files that it imports when it starts. */
  readonly imports: readonly string[];
}

const common = {
  bundle: true,
  target: browsers,
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  metafile: true,
  write: false,
} as const;

async function bundle(entryPoints: readonly string[], sources: AssetSources): Promise<Bundle[]> {
  const { client } = sources;
  const { outputFiles, metafile } = await build({
    absWorkingDir: client,
    entryPoints: [...entryPoints],
    outdir: path.join(client, 'out'),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    splitting: true,
    format: 'esm',
    ...common,
  });
  refuseStrangers(metafile, sources);
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  );
  return outputFiles.map(({ path: output, contents }) => {
    const file = path.basename(output);
    const { entryPoint, imports = [] } = outputs.get(file) ?? {};
    return {
      entry: entryPoint && nameOf(entryPoint),
      file,
      bytes: contents,
      imports: imports
        .filter(({ kind }) => kind === 'import-statement')
        .map(({ path: imported }) => path.basename(imported)),
    };
  });
}

const nameOf = (entry: string): string => `${path.basename(entry, '.ts')}.js`;

/**
 * A service worker is one file that imports nothing, at an address that stays. Since it holds the
 * addresses of all other files, it is another one whenever one of them is.
 */
async function bundleWorker(
  worker: string,
  sources: AssetSources,
  manifest: Manifest,
  bundles: readonly Bundle[],
): Promise<{ entry: string; file: string; bytes: Uint8Array }> {
  const { client } = sources;
  const imports = new Map(bundles.map((each) => [each.file, each.imports]));
  const closure = (file: string): string[] => [
    file,
    ...(imports.get(file) ?? []).flatMap((imported) => closure(imported)),
  ];
  const builtFiles = Object.fromEntries(
    Object.entries(manifest)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, file]) => [
        name,
        [...new Set(closure(file))].map((each) => `${assetsPath}${each}`),
      ]),
  );
  const { outputFiles, metafile } = await build({
    absWorkingDir: client,
    entryPoints: [worker],
    outdir: path.join(client, 'out'),
    format: 'iife',
    define: { builtFiles: JSON.stringify(builtFiles) },
    ...common,
  });
  refuseStrangers(metafile, sources);
  const bytes = outputFiles[0]?.contents;
  if (!bytes) throw new Error(`${worker} was built into nothing.`);
  return { entry: nameOf(worker), file: hashed(nameOf(worker), bytes), bytes };
}

function refuseStrangers(metafile: Metafile, { client, shared = [] }: AssetSources): void {
  for (const input of Object.keys(metafile.inputs))
    refuseStranger(path.resolve(client, input), [client, ...shared]);
}

/** The cache is only sure to be renewed for what its key is made from. */
function refuseStranger(file: string, sources: readonly string[]): void {
  const known = [...sources, ...tools.map((tool) => path.join(modules, tool))];
  if (known.some((directory) => file.startsWith(directory + path.sep))) return;
  throw new Error(
    `A script for the browser imports ${file}, which the key of the assets does not know.`,
  );
}

async function compileStyle(file: string): Promise<{ name: string; bytes: Buffer }> {
  const { css } = await compileAsync(file, {
    loadPaths: [modules],
    style: 'compressed',
    logger: Logger.silent,
  });
  return { name: `${path.basename(file, '.scss')}.css`, bytes: Buffer.from(css) };
}

function hashed(name: string, bytes: Uint8Array): string {
  const { name: base, ext } = path.parse(name);
  return `${base}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}${ext}`;
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await Promise.all([
    writeFile(file, bytes),
    promisify(brotliCompress)(bytes, quality).then((small) => writeFile(`${file}.br`, small)),
    promisify(gzip)(bytes, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ]);
}
