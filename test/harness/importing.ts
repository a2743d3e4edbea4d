import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach } from 'node:test';
import type { Result } from '#kernel/result.ts';
import type { ImportReport, ImportRequest } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from './database.ts';

export type ImportFile = (request: ImportRequest) => Promise<Result<ImportReport>>;

/** What a test of an import works with: an empty database for each test, and a folder for its files. */
export interface Importing {
  readonly connection: Connection;
  /** Asks for an import of a file, as the command line does. */
  ask(
    importFile: ImportFile,
    file: string,
    more?: Partial<ImportRequest>,
  ): Promise<Result<ImportReport>>;
  /** The same, or a failure that says why it was refused. */
  imported(
    importFile: ImportFile,
    file: string,
    more?: Partial<ImportRequest>,
  ): Promise<ImportReport>;
  /** Writes a file of this name, a text in the encoding of the published ones, and gives its path. */
  write(name: string, content: string | Uint8Array): string;
}

export interface ImportingOptions {
  /** Whether implausible files are imported, as small excerpts are; not unless told. */
  readonly override?: boolean;
  /** Monday 23 November 2026 unless told. */
  readonly now?: string;
  /** What stands in the database before each test. */
  readonly prepare?: (connection: Connection) => Promise<void>;
}

/** Prepares all that at the top of a test file, and takes it down. */
export function importing(options: ImportingOptions = {}): Importing {
  const { override = false, now = '2026-11-23T10:00:00Z', prepare } = options;
  let connection: Connection | undefined;
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'importing-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(async (context) => {
    const database = await createTestDatabase();
    const opened = connect({ url: database.url });
    connection = opened;
    if ('after' in context) {
      context.after(async () => {
        await opened.close();
        await database.drop();
      });
    }
    await prepare?.(opened);
  });
  const connected = () => {
    assert.ok(connection, 'There is a database while a test runs.');
    return connection;
  };
  const ask: Importing['ask'] = (importFile, file, more = {}) =>
    importFile({
      connection: connected(),
      file,
      fileName: path.basename(file),
      importedBy: { personId: null, name: 'Command line' },
      dryRun: false,
      override,
      clock: { now: () => new Date(now) },
      ...more,
    });
  return {
    get connection() {
      return connected();
    },
    ask,
    async imported(importFile, file, more) {
      const result = await ask(importFile, file, more);
      assert.ok(result.ok, result.ok ? '' : result.refusal.sentence);
      return result.value;
    },
    write(name, content) {
      const file = path.join(folder, name);
      writeFileSync(file, content, 'latin1');
      return file;
    },
  };
}
