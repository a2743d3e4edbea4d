import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { seconds } from './tally.ts';
import type { Tally } from './tally.ts';

interface Check {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { name: 'Formatting', file: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'Types', file: 'node_modules/typescript/bin/tsc', args: ['--project', '.'] },
  {
    name: 'Lint',
    file: 'node_modules/oxlint/bin/oxlint',
    args: ['--type-aware', '--deny-warnings'],
  },
  { name: 'Dependency rule', file: 'test/architecture/check.ts', args: [] },
  { name: 'Unused code', file: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
];

/** Runs each check of the code and counts it as one. What a failed one said is printed in full. */
export async function runChecks(root: string, print: (line: string) => void): Promise<Tally> {
  print('Checks');
  let failed = 0;
  for (const check of checks) {
    const begin = performance.now();
    const { well, output } = await runCheck(root, check);
    print(`  ${well ? 'ok    ' : 'FAILED'} ${check.name} (${seconds(performance.now() - begin)})`);
    if (well) continue;
    failed += 1;
    print(output.trimEnd().replaceAll(/^/gm, '    '));
  }
  return { passed: checks.length - failed, failed, skipped: 0 };
}

function runCheck(root: string, check: Check): Promise<{ well: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [check.file, ...check.args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        well: code === 0,
        output: stripVTControlCharacters(Buffer.concat(output).toString('utf8')),
      }),
    );
  });
}
