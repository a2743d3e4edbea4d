import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { officeParts, packed, relationships } from '#test/builders/office-file.ts';
import { checkUpload } from './files.ts';
import { inspectInWorker } from './inspect-in-worker.ts';
import { inspectPackage, longestWord } from './inspect-package.ts';
import { recogniseFile } from './kinds.ts';
import { packageLimits } from './zip.ts';

const word = (body = '', more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  packed({ ...officeParts('word', { body }), ...more });

async function sentenceOf(bytes: Buffer): Promise<string> {
  const known = recogniseFile(bytes, 'paper.docx');
  if (!known.ok) return known.refusal.sentence;
  const inspected = await inspectPackage(bytes, known.value.id);
  return inspected.ok ? '' : inspected.refusal.sentence;
}

const field = (...instructions: readonly string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${instructions
    .map((each) => `<w:r><w:instrText>${each}</w:instrText></w:r>`)
    .join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

/** A text part of a Word document, beside its main one. */
const textPart = (body: string, more = ''): string =>
  `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${body}${more}</w:hdr>`;

/** More than one part may have, of letters that hardly repeat, so that it does not look like a trap. */
const large = `<w:p><w:r><w:t>${Array.from({ length: 1_500_000 }, (_, n) => n * 7919).join(' ')}</w:t></w:r></w:p>`;

const upper = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [name.replace(/rels$/, 'RELS'), content]),
  );

/** With an attribute of the same name in front, which Word is told to pass over. */
const twofold = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [
      name,
      content.replace(
        ' Type=',
        ' xmlns:a="urn:a" a:Type="hyperlink" a:TargetMode="Internal" Type=',
      ),
    ]),
  );

const typesWith = (part: string): string =>
  (officeParts('word')['[Content_Types].xml'] ?? '').replace(
    '</Types>',
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`,
  );

/** The same file with numbers of its directory written over: what it says of itself is then a lie. */
function lying(zip: Buffer, name: string, fields: Readonly<Record<number, number>>): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0;) {
    const found = copy.toString('utf8', at + 46, at + 46 + copy.readUInt16LE(at + 28));
    if (found === name) {
      for (const [offset, value] of Object.entries(fields)) {
        copy.writeUInt32LE(value, at + Number(offset));
      }
    }
    at = copy.indexOf('PK\u0001\u0002', at + 4, 'latin1');
  }
  return copy;
}

const doctype = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
const zeros = new Uint8Array(30_000_000);

suite('a package that people hand in', () => {
  const accepted: readonly [string, Buffer][] = [
    ['a Word document', word('<w:p><w:r><w:t>Notes</w:t></w:r></w:p>')],
    ['with a link to follow', word('', relationships('hyperlink', 'https://example.org/'))],
    [
      'made from a template on its writer’s disk',
      word('', relationships('attachedTemplate', 'file:///C:\\Templates\\Board.dotx')),
    ],
    ['with a page number', word(field('PAGE'))],
    ['with a link that is a field', word(field(' HYPERLINK "https://example.org/" '))],
    [
      'about as long as may be',
      word(`<w:p><w:r><w:t>${'a'.repeat(longestWord)}</w:t></w:r></w:p>`),
    ],
  ];
  for (const [what, bytes] of accepted) {
    test(`${what} is taken`, async () => assert.equal(await sentenceOf(bytes), ''));
  }

  const refused: readonly [string, Buffer, RegExp][] = [
    [
      'a template from elsewhere',
      word('', relationships('attachedTemplate', 'https://example.org/a.dotm')),
      /fetches a template from elsewhere/,
    ],
    [
      'a template on a server',
      word('', relationships('attachedTemplate', '\\\\server\\a.dotm')),
      /fetches a template/,
    ],
    [
      'a picture from elsewhere',
      word('', relationships('image', 'https://example.org/a.png')),
      /fetches a picture/,
    ],
    [
      'an object from elsewhere',
      word('', relationships('oleObject', 'file:///C:/a.xlsx')),
      /fetches an object/,
    ],
    [
      'a page in a frame',
      word('', relationships('frame', 'https://example.org/')),
      /fetches a page/,
    ],
    [
      'another document within',
      word('', relationships('aFChunk', 'a.html', 'Internal')),
      /fetches another document/,
    ],
    ['another document in its text', word('<w:altChunk/>'), /fetches another document/],
    ['a field that starts a program', word(field('DDE', 'AUTO c:\\a.exe')), /fetches something/],
    [
      'a field that puts in a picture',
      word(
        '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;https://example.org/a.png&quot; "/></w:p>',
      ),
      /fetches something/,
    ],
    [
      'a template from elsewhere, in a list with a name in capitals',
      word('', upper(relationships('attachedTemplate', 'https://example.org/a.dotm'))),
      /fetches a template/,
    ],
    [
      'a template from elsewhere that says twice what it is',
      word('', twofold(relationships('attachedTemplate', 'https://example.org/a.dotm'))),
      /fetches a template/,
    ],
    [
      'a field that starts a program, in another folder',
      word('', { 'text/header.xml': textPart(field('DDEAUTO c:\\a.exe')) }),
      /fetches something/,
    ],
    [
      'a field in a part too large to be looked through',
      word('', { 'word/header1.xml': textPart(field('DDEAUTO c:\\a.exe'), large) }),
      /longer than 600,000/,
    ],
    [
      'its text in a part that is not called text',
      word('', { '[Content_Types].xml': typesWith('/word/text.bin'), 'word/text.bin': '<w/>' }),
      /damaged/,
    ],
    ['two parts of one name', word('', { 'Word/Document.xml': textPart('') }), /damaged/],
    [
      'words that stand for others',
      word('', { 'word/settings.xml': doctype }),
      /words of its own that stand for others/,
    ],
    [
      'text in another writing of letters',
      word('', { 'word/settings.xml': Buffer.from(doctype, 'utf16le') }),
      /damaged/,
    ],
    ['half its text', word('<w:p>'), /damaged/],
    [
      '40,000 elements in each other',
      word('<w:sdt>'.repeat(20_000) + '</w:sdt>'.repeat(20_000), {
        'word/styles.xml': `<a>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</a>`,
      }),
      /damaged/,
    ],
    [
      'more than 200 pages',
      word(`<w:p><w:r><w:t>${'a'.repeat(longestWord + 1)}</w:t></w:r></w:p>`),
      /longer than 600,000 characters, about 200 pages/,
    ],
    [
      'a part that unpacks to a thousand times its size',
      word('', { 'word/media/a.bin': zeros }),
      /far more than a document/,
    ],
    [
      'more parts than a document has',
      word(
        '',
        Object.fromEntries(Array.from({ length: packageLimits.entries }, (_, n) => [`a${n}`, ''])),
      ),
      /far more than a document/,
    ],
    [
      'a part that says it is small',
      lying(word('', { 'word/media/a.bin': zeros }), 'word/media/a.bin', { 24: 500 }),
      /damaged/,
    ],
    [
      'a text that says it is small',
      lying(word('a'.repeat(5000)), 'word/document.xml', { 24: 200 }),
      /damaged/,
    ],
    ['a part whose bytes are others', lying(word(), 'word/document.xml', { 16: 1 }), /damaged/],
    [
      'a part that lies in another',
      lying(word(), 'word/document.xml', { 42: 0 }),
      /far more|damaged/,
    ],
    [
      'a part that begins after the end',
      lying(word(), 'word/document.xml', { 42: 4_000_000 }),
      /damaged/,
    ],
  ];
  for (const [what, bytes, sentence] of refused) {
    test(`one with ${what} is refused`, async () => {
      assert.match(await sentenceOf(bytes), sentence);
    });
  }

  test('with a password of its ZIP, or of Office, it is said to have one', async () => {
    const zip = word();
    const at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8);
    assert.match(await sentenceOf(zip), /password/);
    const office = Buffer.concat([
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      Buffer.alloc(500),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    assert.match(await sentenceOf(office), /^The file is protected by a password\. Save/);
    const open = packed({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'META-INF/manifest.xml': '<m:encryption-data xmlns:m="m"/>',
    });
    const inspected = await inspectPackage(open, 'odt');
    assert.match(inspected.ok ? '' : inspected.refusal.sentence, /password/);
  });

  test('is looked through where it is uploaded', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'upload-'));
    t.after(() => rm(folder, { recursive: true }));
    const upload = async (bytes: Buffer) => {
      const file = path.join(folder, 'file');
      await writeFile(file, bytes);
      return checkUpload({ path: file, name: 'paper.docx', bytes: bytes.length });
    };
    assert.ok((await upload(word())).ok);
    const refusedOne = await upload(word('<w:altChunk/>'));
    assert.ok(!refusedOne.ok);
    assert.equal(refusedOne.refusal.code, 'external');
  });

  test('that takes longer than a document does is given up', async () => {
    const inspected = await inspectInWorker(word(), 'word', 1);
    assert.match(inspected.ok ? '' : inspected.refusal.sentence, /takes longer/);
  });

  test('is answered once its memory is free again: the next one does not come on top', async () => {
    const before = process.memoryUsage.rss();
    const inspected = await inspectInWorker(hiddenBomb(), 'pdf');
    assert.match(inspected.ok ? '' : inspected.refusal.sentence, /more time or memory/);
    const grown = process.memoryUsage.rss() - before;
    assert.ok(grown < 300_000_000, `${grown} bytes more than before`);
  });

  test('costs less than 100 MB of memory to refuse, whatever it would unpack to', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bomb-'));
    t.after(() => rm(folder, { recursive: true }));
    // Each part is within what one may have. The second file hides from its directory what they are.
    const parts = { 'word/media/a.bin': new Uint8Array(90_000_000), 'word/media/b.bin': zeros };
    const honest = word('', parts);
    const hidden = Object.keys(parts).reduce(
      (zip, name) => lying(zip, name, { 24: 900_000 }),
      honest,
    );
    const usedFor = async (bytes: Buffer, says: string): Promise<number> => {
      const file = path.join(folder, 'paper.docx');
      await writeFile(file, bytes);
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', measured, file]);
      const [said = '', most = ''] = stdout.trim().split(' ');
      assert.equal(said, says);
      return Number(most);
    };
    const innocent = await usedFor(word(), 'taken');
    assert.ok((await usedFor(honest, 'too-much')) - innocent < 100_000);
    assert.ok((await usedFor(hidden, 'broken')) - innocent < 100_000);
  });
});

/** A PDF with a list of objects that unpacks to 1.9 GB, packed twice, so that it is not seen beforehand. */
function hiddenBomb(): Buffer {
  const filling = deflateRawSync(Buffer.alloc(10_000_000), { finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.from([3, 0, 0, 0, 0, 0]);
  const once = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(190).fill(filling), end]);
  const twice = deflateSync(once);
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length ${twice.length}>>\nstream\n`,
    ),
    twice,
    Buffer.from('\nendstream\nendobj\ntrailer\n<</Size 2/Root 1 0 R>>\n%%EOF\n'),
  ]);
}

/** A program of its own, whose greatest memory in kilobytes is known at its end. */
const measured = `
  import('#platform/files/files.ts').then(async ({ checkUpload }) => {
    const done = await checkUpload({ path: process.argv[1], name: 'paper.docx', bytes: 1 });
    console.log(done.ok ? 'taken' : done.refusal.code, process.resourceUsage().maxRSS);
  });
`;
