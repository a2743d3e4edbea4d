import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { builtin, importsOf, type Import } from './imports.ts';
import { rules, type Rule } from './rules.ts';

export interface Report {
  readonly files: number;
  readonly imports: number;
  /** Sentences, each beginning with `path:line`. */
  readonly problems: readonly string[];
  /** Rules that no file of this tree comes under. */
  readonly idle: readonly string[];
}

interface Manifest {
  readonly imports: Readonly<Record<string, string>>;
  readonly shipped: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

const code = '{src,test,bench,bin}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}';

/** Holds every import of the tree at `root` (with its package.json) against the dependency rules. */
export function check(root: string): Report {
  const files = globSync(code, { cwd: root, exclude: ['test/fixtures/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  if (files.length === 0) {
    return {
      files: 0,
      imports: 0,
      problems: [`${root}: there is no code to check here.`],
      idle: [],
    };
  }
  const manifest = readManifest(root);
  const problems: string[] = [];
  let imports = 0;
  for (const file of files) {
    try {
      for (const each of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
        imports += 1;
        problems.push(
          ...judge(root, manifest, file, each).map((why) => `${file}:${each.line} ${why}`),
        );
      }
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const idle = rules.filter((rule) => !files.some((file) => rule.from.test(file)));
  return { files: files.length, imports, problems, idle: idle.map(({ name }) => name) };
}

function judge(root: string, manifest: Manifest, file: string, each: Import): string[] {
  if (each.specifier === null) {
    return ['imports something computed. Write out what is imported, so that it can be checked.'];
  }
  const target = resolve(root, manifest, file, each.specifier);
  if (target === undefined) return [`imports ${each.specifier}, which cannot be found.`];
  const undeclared = undeclaredPackage(manifest, file, target, each.typeOnly);
  return rules
    .filter((rule) => breaks(rule, file, target, each.typeOnly))
    .map(({ name }) => `imports ${target}: ${name}.`)
    .concat(undeclared ?? []);
}

function breaks(rule: Rule, file: string, target: string, typeOnly: boolean): boolean {
  if (isTest(file) && !rule.tests) return false;
  const match = rule.from.exec(file);
  if (!match) return false;
  const own = match[1] ?? '';
  const matches = (patterns: readonly string[] = []) =>
    patterns.some((pattern) => new RegExp(pattern.replaceAll('$1', own)).test(target));
  if (typeOnly && matches(rule.types)) return false;
  return (rule.only !== undefined && !matches(rule.only)) || matches(rule.never);
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

/** `src/…` for a file of the project, `node:…` or `npm:…`; undefined when there is nothing there. */
function resolve(
  root: string,
  { imports, declared }: Manifest,
  file: string,
  specifier: string,
): string | undefined {
  if (specifier.startsWith('.')) return existing(root, posix.join(dirname(file), specifier));
  if (specifier.startsWith('#')) {
    for (const [pattern, target] of Object.entries(imports)) {
      const [start = '', end = ''] = pattern.split('*');
      if (!pattern.includes('*') && specifier === pattern)
        return existing(root, posix.join(target));
      if (pattern.includes('*') && specifier.startsWith(start) && specifier.endsWith(end)) {
        const rest = specifier.slice(start.length, specifier.length - end.length);
        return existing(root, posix.join(target.replace('*', rest)));
      }
    }
    return undefined;
  }
  const node = builtin(specifier);
  if (node !== undefined) return node;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return declared.has(name) ? `npm:${name}` : undefined;
}

function existing(root: string, path: string): string | undefined {
  const full = join(root, path);
  return existsSync(full) && statSync(full).isFile() ? path : undefined;
}

function undeclaredPackage(
  { shipped }: Manifest,
  file: string,
  target: string,
  typeOnly: boolean,
): string | undefined {
  if (!file.startsWith('src/') || isTest(file) || typeOnly || !target.startsWith('npm:'))
    return undefined;
  return shipped.has(target.slice('npm:'.length))
    ? undefined
    : `imports ${target}: the product runs on its dependencies, not on devDependencies.`;
}

function readManifest(root: string): Manifest {
  const json = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'imports' | 'dependencies' | 'optionalDependencies' | 'devDependencies',
    Record<string, string> | undefined
  >;
  const shipped = Object.keys({ ...json.dependencies, ...json.optionalDependencies });
  const declared = [...shipped, ...Object.keys(json.devDependencies ?? {})];
  return { imports: json.imports ?? {}, shipped: new Set(shipped), declared: new Set(declared) };
}

if (import.meta.main) {
  const { files, imports, problems } = check(join(import.meta.dirname, '../..'));
  for (const problem of problems) console.error(problem);
  console.log(
    `${files} files, ${imports} imports, ${problems.length} against the dependency rules.`,
  );
  if (problems.length > 0) process.exitCode = 1;
}
