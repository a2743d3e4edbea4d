import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { currentPack } from '#policy-pack/index.ts';
import { lineText } from '#platform/documents/form/lines.ts';
import { readWordFile } from '#platform/documents/word/read-word-file.ts';
import { renderWord } from '#platform/documents/word/word.ts';
import { markdownLines } from '#platform/documents/word/write-markdown.ts';
import { typedText } from '#test/builders/typed-text.ts';
import { aWhole } from '#test/builders/whole-record.ts';
import { contentOf } from '../domain/content.ts';
import { fieldTexts } from '../domain/parts.ts';
import { recordDocument } from './record-document.ts';
import { findChanges } from './word-findings.ts';

const program = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'soffice'))
  .find((file) => existsSync(file));

// LibreOffice writes every paragraph, style, list and bookmark of the file anew.
test(
  'a record’s Word file that LibreOffice opened and saved proposes no change, and says all the record says',
  { skip: program === undefined && 'LibreOffice is not installed here' },
  async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'libreoffice-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const texts = fc.sample(typedText, { numRuns: 60, seed: 7 });
    const records = currentPack.forms.map(({ key }, form) => {
      const whole = aWhole(key);
      const sections = new Map(
        [...whole.sections].map(([section, held], index) => [
          section,
          { ...held, text: texts[form * 15 + index] ?? '' },
        ]),
      );
      return { key, whole: { ...whole, sections } };
    });
    for (const { key, whole } of records) {
      const as = { kind: 'draft', status: 'draft', at: new Date(0), revision: 1 } as const;
      const document = recordDocument(contentOf(whole), { authority: 'Avonbridge', as });
      await writeFile(path.join(folder, `${key}.docx`), await renderWord(document));
    }
    const saved = path.join(folder, 'saved');
    const convert = (to: string) =>
      promisify(execFile)(program ?? '', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        saved,
        ...records.map(({ key }) => path.join(folder, `${key}.docx`)),
      ]);
    await convert('docx');
    await convert('txt:Text (encoded):UTF8');
    for (const { key, whole } of records) {
      const read = readWordFile(await readFile(path.join(saved, `${key}.docx`)));
      assert.ok(read.ok);
      const found = findChanges(read.value, {
        content: contentOf(whole),
        parts: new Map(
          [
            ...[...whole.sections].map(([section, { text }]) => [section, text] as const),
            ...fieldTexts(whole),
          ].map(([part, text]) => [part, { text, revision: 1 }]),
        ),
        outcomes: whole.form.outcomes,
        answers: currentPack.question.answers,
      });
      assert.deepEqual(found, { changes: [], notPlaced: [], missing: [] }, key);
      const said = (await readFile(path.join(saved, `${key}.txt`), 'utf8')).replaceAll(/\s+/g, '');
      let from = 0;
      for (const { label, key: section } of whole.form.sections) {
        const words = markdownLines(whole.sections.get(section)?.text ?? '')
          .filter(({ kind }) => kind === 'paragraph' || kind === 'heading')
          .map(lineText);
        for (const text of [label, ...words]) {
          const at = said.indexOf(text.replaceAll(/\s+/g, ''), from);
          assert.ok(at >= 0, `${key}: “${text}” stands in its order`);
          from = at;
        }
      }
    }
  },
);
