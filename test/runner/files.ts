import { globSync } from 'node:fs';
import path from 'node:path';

export interface TestFiles {
  readonly unit: readonly string[];
  readonly journeys: readonly string[];
}

/**
 * Finds the test files of the project.
 *
 * @param filters parts of paths: a file is taken when it has any of them; all are without filters
 * @returns absolute paths, in order
 */
export function findTestFiles(root: string, filters: readonly string[]): TestFiles {
  const found = globSync('{bin,src,test,bench}/**/*.test.{ts,js}', {
    cwd: root,
    exclude: ['test/fixtures/**'],
  })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort();
  const isJourney = (file: string): boolean => file.startsWith('test/journeys/');
  const absolute = (file: string): string => path.join(root, file);
  return {
    unit: found.filter((file) => !isJourney(file)).map(absolute),
    journeys: found.filter(isJourney).map(absolute),
  };
}
