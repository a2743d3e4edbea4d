import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { aPackOf } from '#test/builders/pack.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import type { PackItem } from './pack-document.ts';
import { renderPackWord } from './pack-word.ts';
import { readWordFile } from '../word/read-word-file.ts';

const url = 'https://trajectory.example/papers/1?a=1&b=2';
const about = { source: 'Sent by Rosa Levin', version: 'Version 1' };
const record: PackItem = {
  title: 'Previous record',
  ...about,
  body: { kind: 'forms', forms: [entryRecord] },
};
const plan: PackItem = {
  title: 'Plan <2027> & “after”',
  ...about,
  changed: 'New since the papers went out',
  body: { kind: 'pdf', bytes: new Uint8Array(), url },
};
const missing: PackItem = {
  title: 'Statement',
  ...about,
  body: { kind: 'left-out', why: 'Not held yet', url: '' },
};
const places = [
  { firstPage: 2, pages: 5 },
  { firstPage: 7, pages: 3 },
  { leftOut: 'Not held yet' },
];
const pack = aPackOf(record, plan, missing, { ...record, title: 'The record before that' });
const made = () => renderPackWord(pack, [...places, { firstPage: 10, pages: 5 }]);

const part = (file: Uint8Array, name: string) =>
  strFromU8(unzipSync(file)[name] ?? new Uint8Array());
const wordsIn = (xml: string) => xml.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

suite('a pack as a Word file', () => {
  test('lists every document, with where it is', async () => {
    const text = wordsIn(part(await made(), 'word/document.xml'));
    for (const says of [
      /Previous record Sent by Rosa Levin Version 1 In this file, and on page 2 of the PDF/,
      /Plan &lt;2027&gt; &amp; “after” .* New since the papers went out On page 7 of the PDF/,
      /Statement .* It is not in the pack\. Not held yet\./,
    ]) {
      assert.match(text, says);
    }
  });

  test('has in full what the product holds, under headings that skip no level', async () => {
    const file = await made();
    const xml = part(file, 'word/document.xml');
    const levels = [...xml.matchAll(/<w:pStyle w:val="(?:Heading([1-9])|(WideLabel))"\/>/g)].map(
      ([, level, wide]) => (wide === undefined ? Number(level) : 2),
    );
    assert.equal(levels.filter((level) => level === 1).length, 2);
    for (const [index, level] of levels.entries()) {
      assert.ok(level <= (levels[index - 1] ?? 0) + 1, `a level ${level} at ${index}`);
    }
    const read = readWordFile(file);
    assert.ok(read.ok);
    for (const { label } of entryRecord.rows) assert.ok(wordsIn(xml).includes(label), label);
  });

  test('links what it holds within the file, and what others made to where it is kept', async () => {
    const file = await made();
    const xml = part(file, 'word/document.xml');
    const anchors = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, to]) => to);
    assert.deepEqual(anchors, ['document_1', 'document_4']);
    for (const to of anchors) assert.ok(xml.includes(`w:name="${to}"`), to);
    const names = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, at]) => at);
    assert.equal(new Set(names).size, names.length, 'no name stands twice');
    const [, id = ''] = /<w:hyperlink [^>]*r:id="([^"]+)"/.exec(xml) ?? [];
    const relations = part(file, 'word/_rels/document.xml.rels');
    const [relation = ''] = new RegExp(`<Relationship [^>]*Id="${id}"[^>]*>`).exec(relations) ?? [];
    assert.ok(relation.includes(url.replaceAll('&', '&amp;')), relation);
    assert.match(relation, /TargetMode="External"/);
  });

  test('is the same file for the same pack', async () => {
    assert.deepEqual(Buffer.from(await made()), Buffer.from(await made()));
  });
});
