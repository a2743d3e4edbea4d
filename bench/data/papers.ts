import { PDFDocument } from '@cantoo/pdf-lib';
import type { PackDocument, PackItem } from '#platform/documents/pack/pack-document.ts';
import { aPackOf } from '#test/builders/pack.ts';
import { sixPages } from './documents.ts';

const url = 'https://boards.example/papers';
/** Pages of each document that somebody else made, as plans and statements have them. */
const pagesOfEach = 11;

/** A PDF as a school sends one: pages full of text with a table's lines. */
async function aSchoolsPaper(number: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pagesOfEach; page += 1) {
    const sheet = document.addPage([595, 842]);
    for (let line = 0; line < 48; line += 1) {
      const text = `${number}.${page}.${line} Pupils who are behind have a session each day, led by the English lead.`;
      sheet.drawText(text, { x: 50, y: 790 - line * 15, size: 10 });
      if (line % 6 === 0) {
        sheet.drawLine({ start: { x: 50, y: 786 - line * 15 }, end: { x: 545, y: 786 - line * 15 } });
      }
    }
  }
  return document.save();
}

/** 20 documents on some 200 pages: two records, and what a school sends. */
export async function twentyPapers(): Promise<{
  readonly pack: PackDocument;
  readonly foreign: readonly Uint8Array[];
}> {
  const foreign: Uint8Array[] = [];
  for (let number = 1; number <= 18; number += 1) foreign.push(await aSchoolsPaper(number));
  const items = foreign.map((bytes, index): PackItem => ({
    title: `Paper ${index + 1}`,
    source: 'Sent by the headteacher',
    version: 'Version 1',
    body: { kind: 'pdf', bytes, url },
  }));
  const records = [1, 2].map((number): PackItem => ({
    title: `Record ${number}`,
    source: 'Recorded in Trajectory',
    version: 'Version 1, final',
    body: { kind: 'forms', forms: [sixPages(number)] },
  }));
  return { foreign, pack: aPackOf(...records, ...items) };
}
