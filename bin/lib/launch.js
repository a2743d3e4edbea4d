import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './install.js';
import { projectRoot, say, SetupError } from './project.js';
import { findRuntime } from './runtime.js';

/**
 * Sees that everything is installed, runs a file of the project by the Node.js installed with it,
 * and ends as it ends.
 *
 * @param {string} file the file to run, from the project's root
 * @param {{ args?: string[], development?: boolean, directory?: string }} [options]
 *   `development`: needs what tests and checks need; `directory`: where the program runs
 */
export async function launch(file, options = {}) {
  const { args = process.argv.slice(2), development = false, directory } = options;
  try {
    await ensureInstalled({ development });
    const ended = await run(findRuntime(), [path.join(projectRoot, file), ...args], directory);
    process.exitCode = ended.code ?? 128 + (constants.signals[ended.signal] ?? 0);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

function run(program, args, directory = process.cwd()) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: directory,
      env: {
        NODE_COMPILE_CACHE: path.join(projectRoot, '.cache', 'compiled'),
        ...process.env,
      },
      // The program watches the channel: when this process is killed, the program stops as well.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    const watch = watchNpm(() => child.kill('SIGTERM'));
    child.once('error', (error) =>
      reject(new SetupError(`Node.js could not be started from ${program}: ${error.message}.`)),
    );
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal });
    });
  });
}

/** npm passes signals on, but when it is killed nobody is told: we would go on without it. */
function watchNpm(onGone) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32')
    return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 250);
}
