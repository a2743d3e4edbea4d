import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import { openForeignPdf } from '../documents/pdf/foreign-pdf.ts';
import { renderWord } from '../documents/word/word.ts';
import { findConverter } from './converter.ts';
import type { Converter } from './converter.ts';

/** A program that is called as LibreOffice is, and makes of a file what it is told. */
async function standIn(folder: string, does: string): Promise<void> {
  const file = path.join(folder, 'soffice');
  await writeFile(
    file,
    `#!/bin/sh\nfor last in "$@"; do :; done\nout="$(dirname "$last")"\n${does}\n`,
  );
  await chmod(file, 0o755);
}

const installed = await findConverter(process.env['PATH'] ?? '');

suite('turning Office files into PDF', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'trajectory-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function found(does: string): Promise<Converter> {
    await standIn(folder, does);
    const converter = await findConverter(`/nowhere${path.delimiter}${folder}`);
    assert.ok(converter);
    return converter;
  }

  test('finds no program where there is none', async () => {
    assert.equal(await findConverter(''), undefined);
    assert.equal(await findConverter('/nowhere'), undefined);
  });

  test('gives what the program made, and leaves nothing behind', async () => {
    const converter = await found('cat "$last" > "$out/document.pdf"');
    const left = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('trajectory-office-'));
    const leftBefore = await left();
    const made = await converter.toPdf(Buffer.from('what is in it'), 'docx');
    assert.equal(made.toString(), 'what is in it');
    assert.deepEqual(await left(), leftBefore);
  });

  test('says so in a sentence where the program makes nothing', async () => {
    const converter = await found('exit 0');
    await assert.rejects(converter.toPdf(Buffer.from('x'), 'odt'), {
      name: 'ConversionTrouble',
      message: 'It could not be turned into a PDF',
    });
  });

  test(
    'with the LibreOffice of this machine, a Word record has its pages',
    { skip: installed === undefined && 'LibreOffice is not installed here' },
    async () => {
      const made = await installed?.toPdf(await renderWord(entryRecord), 'docx');
      assert.ok(made && (await openForeignPdf(made)).pages.length >= 4);
    },
  );
});
