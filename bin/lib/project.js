import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of the program, wherever it is started from. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Something that the person who started the program can put right. */
export class SetupError extends Error {}

/** Progress goes to the error stream: what a command prints may be read by a program. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
