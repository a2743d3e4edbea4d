import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { aPackOf } from '#test/builders/pack.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import { everyElement, structureOf } from '#test/harness/pdf-structure.ts';
import { smallPdf } from '../../../demonstration/small-pdf.ts';
import { renderPack } from '../pack/pack.ts';
import { renderPdf } from './pdf.ts';

async function aPack(): Promise<Uint8Array> {
  const scan = await PDFDocument.create();
  scan.addPage([842, 595]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 });
  const about = { source: 'Sent by the headteacher', version: 'Version 1' };
  const { bytes } = await renderPack(
    aPackOf(
      { title: 'Record', ...about, body: { kind: 'forms', forms: [entryRecord] } },
      { title: 'Plan', ...about, body: { kind: 'pdf', bytes: smallPdf(['A plan']), url: '' } },
      { title: 'Scan', ...about, body: { kind: 'pdf', bytes: await scan.save(), url: '' } },
      { title: 'Visits', ...about, body: { kind: 'left-out', why: 'None', url: '' } },
    ),
  );
  return bytes;
}

const documents = [
  ['a record', async () => renderPdf(entryRecord)],
  ['a pack', aPack],
] as const;

for (const [what, made] of documents) {
  suite(`${what} as a tagged PDF`, () => {
    test('is a document in British English whose headings skip no level', async (t) => {
      const { language, root } = await structureOf(await made());
      assert.deepEqual([language, root.role], ['en-GB', 'Document']);
      const all = everyElement(root);
      let level = 0;
      for (const { role } of all) {
        const next = /^H(\d)$/.exec(role)?.[1];
        if (next === undefined) continue;
        assert.ok(Number(next) <= level + 1, `${role} after H${level}`);
        level = Number(next);
      }
      assert.ok(level > 0);
      const counts = Map.groupBy(all, ({ role }) => role);
      t.diagnostic(
        `structure of ${what}: ${[...counts].map(([role, each]) => `${each.length} ${role}`).join(', ')}`,
      );
    });

    test('has tables of rows of cells, and says of every figure what it is', async () => {
      const all = everyElement((await structureOf(await made())).root);
      const rows = all.filter(({ role }) => role === 'TR');
      assert.ok(rows.length > 0);
      for (const { children } of rows) {
        assert.ok(children.length > 0 && children.every(({ role }) => /^T[HD]$/.test(role)));
      }
      for (const { children } of all.filter(({ role }) => role === 'Table')) {
        const heads = children.flatMap(everyElement).filter(({ role }) => role === 'TH');
        assert.ok(heads.length > 0, 'a table without heads of columns');
      }
      for (const { role, alt } of all) {
        if (role === 'Figure') assert.ok((alt ?? '').length > 0, 'a figure without words');
      }
    });

    test('paints nothing that is not read or marked as decoration, and reads everything once', async () => {
      const { root, pages } = await structureOf(await made());
      const read = everyElement(root).flatMap(({ pieces }) => pieces);
      const names = read.map(({ page, id }) => `${page}/${id}`);
      assert.equal(new Set(names).size, names.length, 'a piece is read twice');
      const painted = pages.flatMap(({ marked }, index) =>
        marked.map((id) => `${index + 1}/${id}`),
      );
      assert.deepEqual(new Set(painted), new Set(names));
      assert.deepEqual(
        pages.map(({ loose }) => loose),
        pages.map(() => 0),
      );
    });
  });
}
