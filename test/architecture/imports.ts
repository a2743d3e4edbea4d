import { builtinModules } from 'node:module';
import { parseSync, visitorKeys } from 'oxc-parser';

/** One place where a file reaches for another. */
export interface Import {
  /** What is written between the quotes; null when it is computed, so that nobody can tell what it reaches. */
  readonly specifier: string | null;
  /** Erased before the program runs. `import { type A }` is not: Node still loads the file. */
  readonly typeOnly: boolean;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

/**
 * Every import of a file, however it is written: static, re-exported, dynamic, `import()` as a type, `require`
 * under whatever name, `import x = require()`, a resolved specifier, a built-in asked from the process, or a
 * module named by address (as workers are). Throws a sentence when the file does not parse.
 */
export function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  const error = errors[0];
  if (error) throw new Error(`${file} does not parse: ${error.message}`);

  const found: Import[] = [];
  const requires = new Set(['require']);
  const add = (node: Node, written: unknown, typeOnly = false) => {
    const specifier = typeof written === 'string' ? written : textOf(written);
    found.push({ specifier, typeOnly, line: lineOf(text, node.start) });
  };

  walk(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return add(node, node['source'], node['importKind'] === 'type');
      case 'ExportAllDeclaration':
      case 'ExportNamedDeclaration':
        if (node['source']) add(node, node['source'], node['exportKind'] === 'type');
        return;
      case 'TSImportType':
        return add(node, node['source'], true);
      case 'TSExternalModuleReference':
        return add(node, node['expression']);
      case 'ImportExpression':
        return add(node, node['source']);
      case 'VariableDeclarator':
        if (calleeOf(node['init']) === 'createRequire') requires.add(nameOf(node['id']) ?? '');
        return;
      case 'CallExpression': {
        const callee = calleeOf(node) ?? '';
        const argument = argumentsOf(node)[0];
        const called = node['callee'];
        const loads =
          requires.has(callee) ||
          callee === 'module.require' ||
          callee === 'process.getBuiltinModule' ||
          (isNode(called) && calleeOf(called) === 'createRequire');
        // A resolved specifier loads nothing by itself, so a computed one is left to the place that loads it.
        const resolves =
          callee === 'import.meta.resolve' ||
          (callee.endsWith('.resolve') && requires.has(callee.slice(0, -'.resolve'.length)));
        if (loads || (resolves && textOf(argument) !== null)) add(node, argument);
        return;
      }
      case 'NewExpression': {
        const [address, base] = argumentsOf(node);
        const written = textOf(address);
        const isModule = written !== null && /\.[cm]?[jt]sx?$/.test(written);
        if (calleeOf(node) === 'URL' && isModule && nameOf(base) === 'import.meta.url') {
          const relative = !/^[./]|:/.test(written);
          add(node, relative ? `./${written}` : written);
        }
        return;
      }
      default:
        return;
    }
  });
  return found;
}

/** Calls `see` with every node of the tree, in the order of the text. */
export function walk(node: unknown, see: (node: Node) => void): void {
  if (!isNode(node)) return;
  see(node);
  for (const property of visitorKeys[node.type] ?? []) {
    const child = node[property];
    for (const each of Array.isArray(child) ? child : [child]) {
      walk(each, see);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The name that is called: `require`, `module.require`, `import.meta.resolve`. */
export function calleeOf(node: unknown): string | undefined {
  return isNode(node) && (node.type === 'CallExpression' || node.type === 'NewExpression')
    ? nameOf(node['callee'])
    : undefined;
}

export function argumentsOf(node: Node): unknown[] {
  return Array.isArray(node['arguments']) ? node['arguments'] : [];
}

/** `a`, `a.b`, `import.meta.url`; undefined for anything computed. */
function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'MemberExpression' || node['computed'] === true) return undefined;
  const object = nameOf(node['object']);
  const property = nameOf(node['property']);
  return object && property ? `${object}.${property}` : undefined;
}

/** The text of a literal, or of a template without anything filled in. */
export function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return null;
  const [only, ...more] = node['quasis'] as { value: { cooked: string } }[];
  return only && more.length === 0 ? only.value.cooked : null;
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `node:fs` for `fs` and `node:fs`; undefined for what Node does not bring along. */
export function builtin(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  if (!specifier.startsWith('node:') && !builtinModules.includes(name)) return undefined;
  return `node:${name}`;
}
