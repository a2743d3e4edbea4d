import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { FileId } from '#kernel/ids.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { officeParts, packed } from '#test/builders/office-file.ts';
import type { OfficeKind } from '#test/builders/office-file.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { checkFile, fileToSend, findFiles, keepFile } from './files.ts';

const text = (content: string) => Buffer.from(content, 'latin1');
const officeFile = (kind: OfficeKind, ...more: readonly string[]) =>
  packed({ ...officeParts(kind), ...Object.fromEntries(more.map((name) => [name, '<x/>'])) });
const openDocument = (kind: string, more: Readonly<Record<string, string>> = {}) =>
  packed({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': '<x/>',
    ...more,
  });

suite('a file that is handed in', () => {
  const accepted: readonly [string, Buffer, string][] = [
    ['plan.pdf', text('%PDF-1.7\n…'), 'pdf'],
    ['Plan.PDF', text('%PDF-1.7\n…'), 'pdf'],
    ['plan.docx', officeFile('word'), 'word'],
    ['data.xlsx', officeFile('excel'), 'excel'],
    ['slides.pptx', officeFile('powerpoint'), 'powerpoint'],
    ['plan.odt', openDocument('text'), 'odt'],
    ['data.ods', openDocument('spreadsheet'), 'ods'],
    ['slides.odp', openDocument('presentation'), 'odp'],
    ['photo.png', text('\x89PNG\r\n\x1a\n…'), 'png'],
    ['photo.jpeg', text('\xff\xd8\xff\xe0…'), 'jpeg'],
  ];
  for (const [name, bytes, kind] of accepted) {
    test(`${name} is known by its content as ${kind}`, () => {
      const checked = checkFile(bytes, name);
      assert.ok(checked.ok);
      assert.equal(checked.value.kind, kind);
      assert.equal(checked.value.size, bytes.length);
    });
  }

  const refused: readonly [string, string, Buffer, RegExp][] = [
    ['an empty one', 'plan.pdf', Buffer.alloc(0), /is empty/],
    ['a page', 'plan.pdf', text('<!doctype html>'), /must be one of these/],
    ['a PDF that is called Word', 'plan.docx', text('%PDF-1.7'), /is a PDF, but its name/],
    ['one without an ending', 'plan', text('%PDF-1.7'), /does not end in \.pdf/],
    ['one with a password', 'plan.docx', text('\xd0\xcf\x11\xe0\xa1\xb1'), /password/],
    ['one with macros', 'plan.docx', officeFile('word', 'word/vbaProject.bin'), /macros/],
    [
      'a template with macros',
      'plan.docx',
      packed(officeParts('word', { macros: true })),
      /macros/,
    ],
    [
      'an OpenDocument with macros',
      'plan.odt',
      openDocument('text', { 'Basic/a.xml': '' }),
      /macros/,
    ],
    [
      'one called Word that is Excel',
      'plan.docx',
      officeFile('excel'),
      /is an Excel workbook, but/,
    ],
    ['some other ZIP', 'plan.docx', packed({ 'readme.txt': 'x' }), /must be one of these/],
    ['half of one', 'plan.docx', officeFile('word').subarray(0, 60), /damaged/],
  ];
  for (const [what, name, bytes, sentence] of refused) {
    test(`${what} is refused`, () => {
      const checked = checkFile(bytes, name);
      assert.match(checked.ok ? '' : checked.refusal.sentence, sentence);
    });
  }

  test('keeps the last part of its name, without what a name cannot have', () => {
    const named = (name: string) => {
      const checked = checkFile(text('%PDF-1.7'), name);
      return checked.ok ? checked.value.name : '';
    };
    assert.equal(named('C:\\Users\\head\\School plan 2027.pdf'), 'School plan 2027.pdf');
    assert.equal(named('../../plan\u202e\n.pdf'), 'plan.pdf');
    assert.equal(named(`${'a'.repeat(500)}.pdf`), `${'a'.repeat(200)}.pdf`);
    const papers = '\u{1F4C4}'.repeat(300);
    assert.equal(named(`a${papers}.pdf`), `a${'\u{1F4C4}'.repeat(199)}.pdf`);
    assert.ok(named('half\ud83d.pdf').isWellFormed());
  });
});

suite('files that are kept', () => {
  let database: TestDatabase;
  let connection: Connection;
  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url });
  });
  after(async () => {
    await connection.close();
    await database.drop();
  });

  test('come back as they came, are kept once, and cannot be changed', async () => {
    const { db } = connection;
    const checked = checkFile(text('%PDF-1.7\n\x00\xff'), 'plan.pdf');
    assert.ok(checked.ok);
    const id = newId<FileId>();
    const at = new Date('2027-01-14T09:30:00Z');
    for (let times = 0; times < 2; times += 1) {
      await db.transaction().execute((trx) => keepFile(trx, id, checked.value, { at, by: null }));
    }
    const { name, kind, size, sha256 } = checked.value;
    assert.deepEqual(await findFiles(db, [id]), [{ id, name, kind, size, sha256, at }]);
    const sent = await fileToSend(db, id);
    assert.deepEqual(sent?.bytes, checked.value.bytes);
    assert.equal(sent.type, 'application/pdf');
    assert.equal(await fileToSend(db, newId<FileId>()), undefined);
    await assert.rejects(
      db.updateTable('files').set({ name: 'other.pdf' }).where('id', '=', id).execute(),
    );
  });
});
