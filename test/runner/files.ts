import { globSync } from 'node:fs';
import path from 'node:path';

export interface TestFiles {
  readonly unit: readonly string[];
  readonly journeys: readonly string[];
}

/**
 * Parts of the paths of files that take half a minute and more. They begin first, so that none of them
 * is still running alone when the others have ended.
 */
const longest = ['room-kill', 'journeys/records', 'room-device', 'room-offline', 'room-restart'];

/**
 * Finds the test files of the project.
 *
 * @param filters parts of paths: a file is taken when it has any of them; all are without filters
 * @returns absolute paths, those that take longest first
 */
export function findTestFiles(root: string, filters: readonly string[]): TestFiles {
  const found = globSync('{bin,src,test,bench}/**/*.test.{ts,js}', {
    cwd: root,
    exclude: ['test/fixtures/**'],
  })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
    .sort((a, b) => place(a) - place(b));
  const isJourney = (file: string): boolean => file.startsWith('test/journeys/');
  const absolute = (file: string): string => path.join(root, file);
  return {
    unit: found.filter((file) => !isJourney(file)).map(absolute),
    journeys: found.filter(isJourney).map(absolute),
  };
}

function place(file: string): number {
  const found = longest.findIndex((part) => file.includes(part));
  return found < 0 ? longest.length : found;
}
