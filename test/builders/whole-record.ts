import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { aMeeting, aMember } from '#test/builders/casework.ts';
import { aHead, anAction, aRecord, aState } from '#test/builders/record.ts';
import type { WholeRecord } from '../../src/modules/records/domain/content.ts';
import { emptySection, isTyped } from '../../src/modules/records/domain/section.ts';

/** A final record of a form, with something in every section. */
export function aWhole(key: string): WholeRecord {
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
