import { spawn } from 'node:child_process';
import path from 'node:path';
import { isInstalled, markInstalled } from './installed.js';
import { withLock } from './lock.js';
import { projectRoot, say, SetupError } from './project.js';

/**
 * Installs what the lockfile asks for, unless it is there.
 *
 * @param {{ development: boolean }} wanted
 * @throws {SetupError} with a sentence when that fails
 */
export async function ensureInstalled(wanted) {
  if (await isInstalled(projectRoot, wanted)) return;
  const waiting = () => say('Another process is installing what Trajectory needs. Waiting for it…');
  try {
    await withLock(path.join(projectRoot, '.cache', 'install.lock'), waiting, async () => {
      if (!(await isInstalled(projectRoot, wanted))) await install();
    });
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
    throw new SetupError(
      `Trajectory has to install packages in ${projectRoot}, and you may not write there. ` +
        'Start it once as the user to whom the directory belongs.',
    );
  }
}

async function install() {
  const begin = Date.now();
  const seconds = () => Math.round((Date.now() - begin) / 1000);
  say('Installing what Trajectory needs, once. This takes half a minute or so…');
  const progress = setInterval(() => say(`  still installing (${seconds()} seconds)…`), 10_000);
  try {
    const ended = await npm(['ci', '--ignore-scripts', '--include=dev', '--include=optional']);
    if (ended !== 0) {
      throw new SetupError(
        `The installation failed: npm ended with ${ended}, and what it said is above. ` +
          'Check the connection to the package registry, and start again.',
      );
    }
  } finally {
    clearInterval(progress);
  }
  await markInstalled(projectRoot);
  say(`Installed in ${seconds()} seconds.`);
}

/** Runs the npm that started us, or the one on the path, and gives its exit code or signal. */
function npm(args) {
  const ours = process.env.npm_execpath;
  const [command, ...first] =
    ours !== undefined && path.basename(ours) === 'npm-cli.js' ? [process.execPath, ours] : ['npm'];
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args, ...quiet], {
      cwd: projectRoot,
      env: environment(),
      stdio: ['ignore', process.stderr, process.stderr],
      // On Windows npm is a script, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    child.once('error', () =>
      reject(
        new SetupError('npm was not found. Install Node.js together with npm, and start again.'),
      ),
    );
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
}

/** What an outer npm passes on would have this one install elsewhere or less. */
function environment() {
  const unwanted = /^npm_config_(prefix|local_prefix|global|omit|only|production|dry_run)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
