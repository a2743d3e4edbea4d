import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { suite, test } from 'node:test';
import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { aPackOf } from '#test/builders/pack.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import { smallPdf } from '../../../demonstration/small-pdf.ts';
import { openForeignPdf } from '../pdf/foreign-pdf.ts';
import { renderPack } from './pack.ts';
import type { PackBody, PackItem } from './pack-document.ts';

const url = 'http://localhost:3000/papers/1';

function item(title: string, body: PackBody): PackItem {
  return { title, source: '“Plan.pdf”, sent by Rosa Levin', version: 'Version 1', body };
}

const pdf = (bytes: Uint8Array): PackBody => ({ kind: 'pdf', bytes, url });

async function aPdfOf(
  pages: number,
  change?: (document: PDFDocument) => void,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) {
    document.addPage([595, 842]).drawText(`Page ${page}`, { x: 50, y: 780, size: 14 });
  }
  change?.(document);
  return document.save();
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A PNG, of one grey point unless told, with more chunks before its content. */
function aPicture(
  more: Readonly<Record<string, Buffer>> = {},
  { width = 1, height = 1, depth = 8, colours = 0, content = Buffer.from([0, 128]) } = {},
): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  const size = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colours, 0, 0, 0]);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    ...Object.entries(more).map(([name, data]) => chunk(name, data)),
    chunk('IDAT', deflateSync(content)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

suite('a pack', () => {
  test('counts pages through the whole file, and says of each document where it begins', async () => {
    const made = await renderPack(
      aPackOf(
        item('Record', {
          kind: 'forms',
          forms: [{ ...entryRecord, rows: entryRecord.rows.slice(0, 2) }],
        }),
        item('Plan', pdf(await aPdfOf(3))),
        item('Photograph', { kind: 'picture', format: 'png', bytes: aPicture(), url }),
        item('Statement', pdf(smallPdf(['A statement']))),
      ),
    );
    assert.deepEqual(made.places, [
      { firstPage: 2, pages: 1 },
      { firstPage: 3, pages: 3 },
      { firstPage: 6, pages: 1 },
      { firstPage: 7, pages: 1 },
    ]);
    assert.equal(made.pages, 7);
    assert.equal((await openForeignPdf(made.bytes)).pages.length, 7);
    const outline = [...latin(made.bytes).matchAll(/\/Title \(([^)]*)\)\s*\/Dest/g)];
    assert.deepEqual(
      ['Record', 'Plan', 'Photograph', 'Statement'].filter(
        (title) => !outline.some(([, name]) => name === title),
      ),
      [],
      'each has a bookmark',
    );
  });

  test('lists what cannot be put in, with the reason', async () => {
    const locked = await aPdfOf(1, (document) => {
      document.encrypt({ userPassword: 'secret', ownerPassword: 'owner' });
    });
    const { places } = await renderPack(
      aPackOf(
        item('Broken', pdf(Buffer.from('%PDF-1.7\nnothing'))),
        item('Locked', pdf(locked)),
        item('Long', pdf(await aPdfOf(301))),
        item('Picture', {
          kind: 'picture',
          format: 'png',
          bytes: aPicture().subarray(0, 40),
          url,
        }),
        item('Visits', { kind: 'left-out', why: 'No visits since 3 November 2026', url: '' }),
        item('Plan', pdf(await aPdfOf(1))),
      ),
    );
    assert.deepEqual(places, [
      { leftOut: 'The PDF is damaged: its pages cannot be found' },
      { leftOut: 'The PDF is protected by a password. Save it without one' },
      { leftOut: 'It has 301 pages: a pack takes documents of up to 300' },
      { leftOut: 'The picture is damaged and cannot be shown' },
      { leftOut: 'No visits since 3 November 2026' },
      { firstPage: 2, pages: 1 },
    ]);
  });

  test('leaves out pictures that would unpack without measure, before that is begun', async () => {
    const vast = Buffer.from(
      'ffd8ffc0000b08ffffffff01011100ffda000801010000003f00' + '00'.repeat(50) + 'ffd9',
      'hex',
    );
    const profile = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(20_000_000))]);
    const bytes = aPicture({ iCCP: profile });
    const before = process.memoryUsage.rss();
    const { places } = await renderPack(
      aPackOf(
        item('Vast', { kind: 'picture', format: 'jpg', bytes: vast, url }),
        item('Colours', { kind: 'picture', format: 'png', bytes, url }),
        item('Picture', { kind: 'picture', format: 'png', bytes: aPicture(), url }),
      ),
    );
    assert.deepEqual(places, [
      {
        leftOut: 'The picture is too large: save it with at most 60 million picture elements',
      },
      { leftOut: 'The picture is damaged and cannot be shown' },
      { firstPage: 2, pages: 1 },
    ]);
    assert.ok(process.memoryUsage.rss() - before < 300_000_000);
  });

  test('leaves out the picture with which all of them would be too large, before it is unpacked', async () => {
    // One bit for each element; and one that says it has four channels of 16 bits.
    const content = Buffer.alloc(3_000 * (1 + 20_000 / 8));
    const picture = aPicture({}, { width: 20_000, height: 3_000, depth: 1, content });
    const deep = aPicture({}, { width: 7_000, height: 8_000, depth: 16, colours: 6 });
    const { places } = await renderPack(
      aPackOf(
        item('Wide', { kind: 'picture', format: 'png', bytes: picture, url }),
        item('Deep', { kind: 'picture', format: 'png', bytes: deep, url }),
        item('Small', { kind: 'picture', format: 'png', bytes: aPicture(), url }),
      ),
    );
    assert.deepEqual(places, [
      { firstPage: 2, pages: 1 },
      {
        leftOut:
          'With it the pictures of the pack would be too large: save it smaller, or read it on its own',
      },
      { firstPage: 3, pages: 1 },
    ]);
  });

  test('leaves out a document of which a page cannot be drawn, and has the others', async () => {
    const odd = await aPdfOf(2, (document) => {
      const [, second] = document.getPages();
      second?.node.set(PDFName.of('Contents'), document.context.obj({ Not: 'a stream' }));
    });
    const { places, pages } = await renderPack(
      aPackOf(item('Odd', pdf(odd)), item('Plan', pdf(await aPdfOf(1)))),
    );
    assert.deepEqual(places, [
      { leftOut: 'The PDF is damaged: not all of its pages can be drawn' },
      { firstPage: 2, pages: 1 },
    ]);
    assert.equal(pages, 2);
  });

  test('leaves out a document that unpacks to more than a document does, however it is packed', async () => {
    const spaces = deflateSync(Buffer.alloc(40_000_000, 0x20));
    /** A page that is drawn with a stream, so many times over. */
    const drawnWith = (
      bytes: Buffer,
      dictionary: Record<string, string | string[]>,
      times: number,
    ) =>
      aPdfOf(1, (document) => {
        const { context } = document;
        const ref = context.register(context.stream(bytes, dictionary));
        document.getPage(0).node.set(PDFName.of('Contents'), context.obj(Array(times).fill(ref)));
      });
    const packed = await drawnWith(spaces, { Filter: 'FlateDecode' }, 1);
    const often = await drawnWith(spaces, { Filter: 'FlateDecode' }, 4);
    const twice = await drawnWith(
      deflateSync(deflateSync(Buffer.alloc(200_000_000, 0x20))),
      { Filter: ['FlateDecode', 'FlateDecode'] },
      1,
    );
    const remarks = await aPdfOf(1, (document) => {
      const list = document.context.obj(Array(5001).fill(document.context.obj({})));
      document.getPage(0).node.set(PDFName.of('Annots'), list);
    });
    const cutOff = await drawnWith(spaces.subarray(0, -4), { Filter: 'FlateDecode' }, 1);
    const { places } = await renderPack(
      aPackOf(...[packed, often, twice, remarks, cutOff].map((bytes) => item('Odd', pdf(bytes)))),
    );
    const leftOut = { leftOut: 'The PDF is damaged: not all of its pages can be drawn' };
    assert.deepEqual(places, [
      { firstPage: 2, pages: 1 },
      leftOut,
      leftOut,
      leftOut,
      { firstPage: 3, pages: 1 },
    ]);
  });

  test('is tagged; it claims PDF/UA-1 only where nobody else laid out a page', async () => {
    const own = item('Record', { kind: 'forms', forms: [entryRecord] });
    const claim = /<pdfuaid:part>1<\/pdfuaid:part>/;
    assert.ok(claim.test(latin((await renderPack(aPackOf(own))).bytes)));
    const mixed = latin((await renderPack(aPackOf(own, item('Plan', pdf(await aPdfOf(2)))))).bytes);
    assert.ok(!claim.test(mixed));
    assert.ok(/\/StructTreeRoot \d+ 0 R/.test(mixed) && /\/Marked true/.test(mixed));
  });

  test('a page of somebody else is a part of what is read: its text, or a figure where it has none', async () => {
    const blank = await PDFDocument.create();
    blank.addPage([300, 300]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 });
    const { bytes } = await renderPack(
      aPackOf(item('Plan', pdf(await aPdfOf(1))), item('Scan', pdf(await blank.save()))),
    );
    const made = await PDFDocument.load(bytes, { updateMetadata: false });
    const elements = made.context
      .enumerateIndirectObjects()
      .map(([, object]) => object.toString())
      .filter((object) => object.includes('/StructElem'));
    const pageOf = (number: number) => made.getPage(number - 1).ref.toString();
    assert.equal(
      elements.filter((each) => /\/S \/P\b/.test(each) && each.includes(pageOf(2))).length,
      3,
      'who it is from, which version, and the page itself',
    );
    const figure = elements.find((each) => /\/S \/Figure\b/.test(each));
    assert.ok(figure?.includes(pageOf(3)) === true);
    const alt = Buffer.from(
      /\/Alt <FEFF([0-9A-F]+)>/.exec(figure ?? '')?.[1] ?? '',
      'hex',
    ).swap16();
    assert.equal(alt.toString('utf16le'), 'Page 1 of Scan, a page without text');
  });

  test('a page lies as it is seen, and keeps what its form fields show', async () => {
    const filled = await aPdfOf(1, (document) => {
      const page = document.getPage(0);
      page.setRotation(degrees(90));
      const field = document.getForm().createTextField('name');
      field.setText('Seven pupils');
      field.addToPage(page, { x: 50, y: 700, width: 200, height: 30 });
    });
    const { bytes } = await renderPack(aPackOf(item('Form', pdf(filled))));
    const made = await PDFDocument.load(bytes, { updateMetadata: false });
    const page = made.getPage(1);
    assert.ok(page.getWidth() > page.getHeight(), 'it is seen across the paper');
    const drawn = made.context
      .enumerateIndirectObjects()
      .map(([, object]) => object.toString())
      .filter((object) => object.includes('/Subtype /Form'));
    assert.equal(drawn.length, 2, 'the page, and its field');
  });

  test('the same pack gives the same bytes', async () => {
    const pack = aPackOf(
      item('Plan', pdf(await aPdfOf(2))),
      item('Record', { kind: 'forms', forms: [entryRecord] }),
    );
    const first = Buffer.from((await renderPack(pack)).bytes);
    await renderPack(aPackOf(item('Another', pdf(smallPdf(['Else'])))));
    assert.ok(first.equals((await renderPack(pack)).bytes));
  });
});

suite('a PDF that somebody else made', () => {
  /** Its list of objects unpacks to 200 MB of nothing. */
  function aBomb(): Buffer {
    const packed = deflateSync(Buffer.alloc(200_000_000, 0x20));
    return Buffer.concat([
      Buffer.from(
        `%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n4 0 obj\n<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
        'latin1',
      ),
      packed,
      Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n', 'latin1'),
    ]);
  }

  test('is refused before it is unpacked, where that would know no measure', async () => {
    const before = process.memoryUsage();
    const bomb = aBomb();
    await assert.rejects(openForeignPdf(bomb), /unpacks to more than a document does/);
    assert.ok(process.memoryUsage().arrayBuffers - before.arrayBuffers < 250_000_000);
  });

  for (const [what, bytes, sentence] of [
    ['one that is cut off', smallPdf(['Words']).subarray(0, 200), /damaged/],
    ['one of words', Buffer.from('%PDF-1.7 only in name'), /damaged/],
  ] as const) {
    test(`${what} is refused`, async () => {
      await assert.rejects(openForeignPdf(bytes), sentence);
    });
  }
});
