import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formOf } from '#policy-pack/index.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { aMeeting, aMember } from '#test/builders/casework.ts';
import { aHead, anAction, aRecord, aState } from '#test/builders/record.ts';
import { currentPack } from '#policy-pack/index.ts';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { contentOf, partsOf } from '../domain/content.ts';
import type { WholeRecord } from '../domain/content.ts';
import { emptySection, isTyped } from '../domain/section.ts';
import { documentName, recordDocument } from './record-document.ts';

/** A final record of a form, with something in every section. */
function aWhole(key: string): WholeRecord {
  const form = formOf(currentPack, key);
  const head = aMember();
  const record = aRecord({ form: key, state: aState('final') });
  return {
    record,
    form,
    pack: currentPack,
    meeting: aMeeting({ form: key }),
    case: {
      id: record.caseId,
      urn: 900_001 as Urn,
      process: form.process,
      status: 'open',
      openedOn: date('2026-12-01'),
      openedBy: newId<PersonId>(),
      background: 'Results fell.',
      policyVersion: 'coventry/1',
      version: 1,
      nextForm: undefined,
      takenOn: undefined,
    },
    schoolName: 'Ashgrove Primary School',
    sections: new Map(
      form.sections
        .filter(isTyped)
        .map(({ key: section }) => [
          section,
          { ...emptySection(section), text: `Notes on **${section}**.`, revision: 1 },
        ]),
    ),
    actions: [anAction()],
    attendance: [{ member: head.id, attended: 'substitute', substitute: 'Helen Adeyemi' }],
    board: [head],
    headteacher: head,
    others: [],
    answers: [
      {
        section: 'background',
        part: '1',
        said: 'Notes on **background**.',
        answer: 'differently',
        comment: 'We have come far.',
        decided: { decision: 'declined', reason: 'No evidence.', by: aHead, at: new Date(0) },
      },
    ],
    unanswered: 'not-recorded',
    openChoices: [],
    lateTexts: 0,
    question: 'Are we confident?',
    venue: 'Ashgrove Primary School. At the school',
    preReadsBy: date('2027-01-07'),
    papers: [],
    names: new Map([[aHead, 'Daniel Marsh']]),
  };
}

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
        text: '“Notes on **background**.”\n\nWe have come far.',
      },
      { kind: 'paragraph', text: 'The chair declined this: No evidence.' },
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
    const as = { kind: 'draft', status: 'draft', at } as const;
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
