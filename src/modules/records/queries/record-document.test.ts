import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDocuments } from '#platform/documents/documents.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { aRecord } from '#test/builders/record.ts';
import { aWhole } from '#test/builders/whole-record.ts';
import { currentPack } from '#policy-pack/index.ts';
import { contentOf, partsOf } from '../domain/content.ts';
import { documentName, recordDocument } from './record-document.ts';

const at = new Date('2027-01-21T16:12:00Z');
const finalOf = (key: string) => contentOf(aWhole(key), { at, by: 'Ruth Calloway', reason: '' });
const asFinal = {
  authority: 'Avonbridge',
  as: { kind: 'final', sha256: 'f'.repeat(64), isPart: false },
} as const;

describe('a record as a document', () => {
  let documents: Documents;
  before(() => {
    documents = createDocuments();
  });
  after(() => documents.close());

  test('has the labels of its form in the form’s order, of every form', async () => {
    for (const { key, sections, heading, title } of currentPack.forms) {
      const document = recordDocument(finalOf(key), asFinal);
      assert.deepEqual(
        document.rows.map(({ label }) => label),
        sections.map(({ label }) => `${label}:`),
      );
      assert.deepEqual(
        [document.process, document.title, document.marking, document.version],
        [heading, title, 'Private & Confidential', 'Version 1, final'],
      );
      assert.equal(Buffer.from((await documents.word(document)).subarray(0, 2)).toString(), 'PK');
      const pdf = await documents.pdf(document);
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
    }
  });

  test('has the headteacher’s view beside its section, with the chair’s decision', () => {
    const { rows } = recordDocument(finalOf('sib-entry'), asFinal);
    const background = rows.find(({ label }) => label === 'SIB background:');
    assert.deepEqual(background?.blocks.slice(1), [
      {
        kind: 'remark',
        by: 'Daniel Marsh, Headteacher: I see it differently',
        text: '“Notes on background.”\n\nWe have come far.',
      },
      { kind: 'remark', by: 'The chair declined this', text: 'No evidence.' },
    ]);
  });

  test('of some parts has those alone, and remarks on those alone', () => {
    const parts = partsOf(finalOf('sib-entry'), ['context']);
    const document = recordDocument(parts, asFinal);
    assert.deepEqual(
      document.rows.map(({ label }) => label),
      ['Context:'],
    );
    assert.doesNotMatch(JSON.stringify(document), /We have come far|Results fell|Helen Adeyemi/);
    assert.deepEqual(partsOf(finalOf('sib-entry'), []).sections, []);
  });

  test('says of a draft that it is one', () => {
    const as = { kind: 'draft', status: 'draft', at, revision: 7 } as const;
    const content = contentOf({ ...aWhole('sib-entry'), record: aRecord() });
    const document = recordDocument(content, { authority: 'Avonbridge', as });
    assert.equal(document.version, 'Draft, not yet checked');
    assert.match(documentName(content, 'draft', 'pdf'), / – draft\.pdf$/);
  });

  test('has a name that every file system takes', () => {
    const content = finalOf('sib-entry');
    const school = { ...content.school, name: 'St Mary’s / “All Saints”: Infants?' };
    assert.equal(
      documentName({ ...content, school }, 'final', 'docx'),
      'Record – St Mary’s   “All Saints”  Infants  – Entry Meeting – 14 January 2027 – version 1.docx',
    );
  });

  test('says that no answer came where none did', () => {
    const whole = aWhole('sib-entry');
    const { state } = whole.record;
    assert.ok(state.status === 'final');
    const record = {
      ...whole.record,
      state: { ...state, check: { ...state.check, answered: undefined } },
    };
    const content = contentOf({ ...whole, record }, { at, by: 'Ruth Calloway', reason: '' });
    assert.match(
      recordDocument(content, asFinal).closing.join(),
      /No answer came by Thursday 21 January 2027/,
    );
  });
});
