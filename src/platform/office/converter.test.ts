import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, suite, test } from 'node:test';
import { packed } from '#test/builders/office-file.ts';
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

  test('tells the program to load nothing that a document only points to', async () => {
    const converter = await found(
      'cat "$out/profile/user/registrymodifications.xcu" > "$out/document.pdf"',
    );
    const told = (await converter.toPdf(Buffer.from('x'), 'odt')).toString();
    assert.match(told, /BlockUntrustedRefererLinks" [^>]*><value>true</);
    assert.match(told, /DisableMacrosExecution" [^>]*><value>true</);
    assert.match(told, /ooInetProxyType" [^>]*><value>1</);
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

  test(
    'with the LibreOffice of this machine, a picture of another file or server is not loaded',
    { skip: installed === undefined && 'LibreOffice is not installed here' },
    async () => {
      const asked: (string | undefined)[] = [];
      const server = createServer(({ url }, reply) => {
        asked.push(url);
        reply.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
        const beside = path.join(folder, 'beside.png');
        await writeFile(beside, onePixel);
        const pictures = [elsewhere, pathToFileURL(beside).href, 'Pictures/own.png'];
        const made = await installed?.toPdf(openDocumentWith(pictures), 'odt');
        assert.deepEqual(asked, []);
        assert.equal(
          made?.toString('latin1').match(/\/Subtype\s*\/Image/g)?.length,
          1,
          'its own alone',
        );
      } finally {
        server.close();
      }
    },
  );
});

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

/** A text with these pictures, of which it holds one itself. */
function openDocumentWith(pictures: readonly string[]): Buffer {
  const oasis = 'urn:oasis:names:tc:opendocument:xmlns';
  const entries = [
    ['/', 'application/vnd.oasis.opendocument.text'],
    ['content.xml', 'text/xml'],
    ['Pictures/own.png', 'image/png'],
  ].map(
    ([file, type]) => `<m:file-entry m:full-path="${file ?? ''}" m:media-type="${type ?? ''}"/>`,
  );
  const frames = pictures.map(
    (href) =>
      `<t:p><d:frame s:width="5cm" s:height="5cm"><d:image x:href="${href}" x:type="simple"/></d:frame></t:p>`,
  );
  return packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `<m:manifest xmlns:m="${oasis}:manifest:1.0">${entries.join('')}</m:manifest>`,
    'content.xml': `<o:document-content xmlns:o="${oasis}:office:1.0" xmlns:t="${oasis}:text:1.0" xmlns:d="${oasis}:drawing:1.0" xmlns:s="${oasis}:svg-compatible:1.0" xmlns:x="http://www.w3.org/1999/xlink" o:version="1.2"><o:body><o:text>${frames.join('')}</o:text></o:body></o:document-content>`,
    'Pictures/own.png': new Uint8Array(onePixel),
  });
}
