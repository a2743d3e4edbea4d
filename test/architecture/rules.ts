/**
 * Who may reach whom. `from` is matched against the importing file, the lists against what it reaches:
 * a file of the project (`src/kernel/ids.ts`), a package (`npm:zod`) or a part of Node (`node:fs`).
 * `$1` in a list stands for what `from` caught, so that a rule can speak of "its own" folder.
 */
export interface Rule {
  readonly name: string;
  readonly from: RegExp;
  /** What may be reached: anything else is refused. */
  readonly only?: readonly string[];
  /** What may not be reached. */
  readonly never?: readonly string[];
  /** What may be reached all the same for its types alone, which are gone when the program runs. */
  readonly types?: readonly string[];
  /** Tests beside the code are held to the rule too. */
  readonly tests?: true;
}

const kernel = '^src/kernel/';
const policyPack = '^src/policy-pack/index\\.ts$';
const merging = '^src/merge/';
const anyModule = '^src/modules/[^/]+/index\\.ts$';

export const rules: readonly Rule[] = [
  {
    // Everything stands on the kernel, so it stands on nothing of ours; and it does no input or output.
    name: 'the kernel imports nothing of ours',
    from: /^src\/kernel\//,
    only: [kernel, '^npm:(temporal-polyfill|zod)$'],
  },
  {
    // Server and browser make one text of two in the same way.
    name: 'merging imports only itself and the library that compares',
    from: /^src\/merge\//,
    only: ['^src/merge/', '^npm:node-diff3$'],
  },
  {
    // A pack is data: a second authority adds data, and no code comes along with it.
    name: 'the policy pack imports only the kernel',
    from: /^src\/policy-pack\//,
    only: ['^src/policy-pack/', kernel, '^npm:zod$'],
  },
  {
    // Code that reads one authority's files by name would have to change for the next authority.
    name: 'the policy pack is reached through its index.ts',
    from: /^src\/(?!policy-pack\/)/,
    never: ['^src/policy-pack/(?!index\\.ts$)'],
    tests: true,
  },
  {
    // Technology without casework words can be replaced, and tested, on its own.
    name: 'the platform knows nothing of casework',
    from: /^src\/platform\//,
    never: ['^src/(modules|policy-pack|cli|web|client)/', '^src/[^/]+\\.ts$'],
  },
  {
    // Components show what they are given: they ask nobody.
    name: 'the components import only the kernel',
    from: /^src\/ui\//,
    only: ['^src/ui/', kernel, '^npm:markdown-it$'],
    types: [merging],
  },
  {
    // What is not in a module's index.ts is its own business and may change without asking.
    name: 'a module reaches another only through its index.ts',
    from: /^src\/modules\/([^/]+)\//,
    never: ['^src/modules/(?!$1/)[^/]+/(?!index\\.ts$)'],
    tests: true,
  },
  {
    // The same holds for whoever is no module.
    name: 'a module is reached only through its index.ts',
    from: /^src\/(?!modules\/|[^/]+\.ts$)/,
    never: ['^src/modules/[^/]+/(?!index\\.ts$)'],
    tests: true,
  },
  {
    // It alone hangs pages and jobs up. An index.ts that offered them would draw every page into every rule.
    name: 'the composition root reaches of a module its index.ts, its pages and its jobs',
    from: /^src\/[^/]+\.ts$/,
    never: ['^src/modules/[^/]+/(?!index\\.ts$|web/|jobs/)'],
    tests: true,
  },
  {
    // Rules are pure: no clock, no database, no files, so that every case can be tried in a moment.
    name: 'the domain imports the kernel, the policy pack, merging, itself and types of other modules',
    from: /^src\/modules\/([^/]+)\/domain\//,
    only: ['^src/modules/$1/domain/', kernel, policyPack, merging],
    types: [anyModule],
  },
  {
    // Who may do what is decided on the subject's state alone, at the door and again on the locked row.
    name: 'access rules do no input or output',
    from: /^src\/modules\/([^/]+)\/access\.ts$/,
    only: ['^src/modules/$1/(domain/|access\\.ts$)', kernel, policyPack, anyModule],
  },
  {
    // A use case works the same from a page, a job and the command line; and whoever imports a module's
    // index.ts does not get its pages with it.
    name: 'only pages know pages',
    from: /^src\/modules\/[^/]+\/(?!web\/|jobs\/)/,
    never: [
      '^src/modules/[^/]+/web/',
      '^src/(ui|client|web)/',
      '^src/platform/http/',
      '^npm:@?fastify',
    ],
    // What a use case works with is one list, made by the composition root.
    types: ['^src/web/services\\.ts$'],
  },
  {
    // Pages ask queries and give to commands: they neither hold transactions nor write SQL.
    name: 'pages go through commands and queries',
    from: /^src\/modules\/([^/]+)\/web\//,
    only: [
      '^src/modules/$1/(web|commands|queries|domain)/',
      '^src/modules/$1/(access|index)\\.ts$',
      anyModule,
      kernel,
      policyPack,
      merging,
      '^src/(web|ui|platform)/',
      '^npm:(?!kysely|pg)',
      '^node:(?!fs|child_process|net)',
    ],
    types: ['^npm:kysely$'],
  },
  {
    // The door asks who someone is, and nothing else about the casework behind it.
    name: 'the frame of the pages knows no module but people',
    from: /^src\/web\//,
    never: ['^src/modules/(?!people/)'],
  },
  {
    // The browser gets what it needs and nothing of the server.
    name: 'browser code imports only itself, the kernel and merging',
    from: /^src\/client\//,
    only: ['^src/client/', kernel, merging, '^npm:(govuk-frontend|idb)$'],
  },
  {
    // The other way round too: it is built and served, never run here.
    name: 'the server does not run browser code',
    from: /^src\/(?!client\/)/,
    never: ['^src/client/'],
  },
  {
    // The composition root and the command line stand at the end of every chain.
    name: 'nothing imports the command line or the composition root',
    from: /^src\/(?!cli\/|[^/]+\.ts$)/,
    never: ['^src/cli/', '^src/[^/]+\\.ts$'],
  },
  {
    // What ships does not need what only tests and measures it.
    name: 'the product imports no tests and no benchmarks',
    from: /^src\//,
    never: ['^(test|bench)/', '\\.test\\.ts$'],
  },
  {
    // These files run on any Node from 20 on, before anything is installed.
    name: 'the starters import only Node',
    from: /^bin\//,
    only: ['^bin/', '^node:'],
  },
];
