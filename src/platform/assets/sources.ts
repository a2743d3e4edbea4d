import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the files for the browser are made from. */
export interface AssetSources {
  /**
   * TypeScript: each file here and in `pages/` is an entry; `static/` is served as it is.
   * `service-worker.ts`, if there is one, is told by `builtFiles` what all others were built into.
   */
  readonly client: string;
  /** Sass: each file without an underscore is an entry. */
  readonly styles: string;
  /** What the browser's code shares with the server. */
  readonly shared?: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../../..');

export const ownSources: AssetSources = {
  client: path.join(root, 'src/client'),
  styles: path.join(root, 'src/ui/styles'),
  shared: [path.join(root, 'src/merge')],
};

/** Where built files are served. */
export const assetsPath = '/assets/';

export const modules = path.join(root, 'node_modules');

/** Programs and libraries that the built files depend on. */
export const tools: readonly string[] = ['esbuild', 'govuk-frontend', 'idb', 'node-diff3', 'sass'];

/** A name for everything that decides what is built: the sources, the tools and this program. */
export function keyOf(sources: AssetSources): string {
  const hash = createHash('sha256');
  for (const directory of [
    sources.client,
    sources.styles,
    ...(sources.shared ?? []),
    import.meta.dirname,
  ]) {
    for (const file of filesIn(directory)) {
      hash
        .update(`${path.relative(directory, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  for (const tool of tools) hash.update(readFileSync(path.join(modules, tool, 'package.json')));
  return hash.digest('hex').slice(0, 16);
}

/** Every file below a directory, in order, without tests. */
export function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** The files that stand for themselves: not types, not parts of others. */
export function entriesOf(sources: AssetSources): {
  scripts: string[];
  styles: string[];
  statics: string[];
  worker: string | undefined;
} {
  const scripts = ['supported.ts', 'main.ts'].map((name) => path.join(sources.client, name));
  const pages = path.join(sources.client, 'pages');
  const statics = path.join(sources.client, 'static');
  const all = filesIn(sources.client);
  return {
    scripts: [
      ...scripts,
      ...all.filter((file) => path.dirname(file) === pages && file.endsWith('.ts')),
    ],
    styles: filesIn(sources.styles).filter(
      (file) => file.endsWith('.scss') && !path.basename(file).startsWith('_'),
    ),
    worker: all.find((file) => file === path.join(sources.client, 'service-worker.ts')),
    statics: all.filter((file) => file.startsWith(statics + path.sep)),
  };
}
