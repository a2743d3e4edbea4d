import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { compileAsync, Logger } from 'sass';
import { entriesOf, modules, tools } from './sources.ts';
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
  const { scripts, styles, statics } = entriesOf(sources);
  const [bundles, ...sheets] = await Promise.all([
    bundle(scripts, sources.client),
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
  await Promise.all(
    [...built, ...bundles].map(({ file, bytes }) => write(path.join(directory, file), bytes)),
  );
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

interface Bundle {
  /** "main.js", for an entry; undefined for a part that entries share. */
  readonly entry: string | undefined;
  readonly file: string;
  readonly bytes: Uint8Array;
}

async function bundle(entryPoints: readonly string[], client: string): Promise<Bundle[]> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: client,
    entryPoints: [...entryPoints],
    outdir: path.join(client, 'out'),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: browsers,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    metafile: true,
    write: false,
  });
  for (const input of Object.keys(metafile.inputs))
    refuseStranger(path.resolve(client, input), client);
  const entries = new Map(
    Object.entries(metafile.outputs).map(([file, { entryPoint }]) => [
      path.basename(file),
      entryPoint,
    ]),
  );
  return outputFiles.map(({ path: output, contents }) => {
    const file = path.basename(output);
    const entry = entries.get(file);
    return { entry: entry && `${path.basename(entry, '.ts')}.js`, file, bytes: contents };
  });
}

/** The cache is only sure to be renewed for what its key is made from. */
function refuseStranger(file: string, client: string): void {
  const known = [client, ...tools.map((tool) => path.join(modules, tool))];
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
