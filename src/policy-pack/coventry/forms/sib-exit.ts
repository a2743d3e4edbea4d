import type { Form } from '../../schema.ts';
import { backgroundSoFar } from './sib-standard.ts';
import * as shared from './shared.ts';

export const sibExit: Form = {
  key: 'sib-exit',
  appendix: 'IX',
  process: 'sib',
  heading: 'School Improvement Board',
  title: 'Exit Meeting Record',
  marking: shared.marking,
  minutes: 90,
  sections: [
    shared.schoolAndVenue,
    {
      key: 'time-and-date',
      label: 'Time and date',
      kind: 'time',
      group: 2,
      guidance: ['Allow about 90 minutes. Each date is set at the end of the meeting before.'],
      prompts: [],
    },
    shared.board,
    shared.sibPreReadDocuments,
    shared.otherAttendees,
    shared.purposeAndProtocols,
    backgroundSoFar,
    shared.context,
    shared.progressAgainstActions,
    shared.otherKeyActions,
    shared.impactOfSupportFromAnywhere,
    shared.sibSelfEvaluation,
    shared.agreedExitOutcome,
    {
      key: 'agreed-actions',
      label: 'Agreed actions',
      kind: 'actions',
      group: 3,
      guidance: [
        'The school may be leaving the process and still have actions under way, which the Progress Check-In process can follow. List the ongoing actions that the school takes forward.',
      ],
      prompts: [],
    },
    {
      ...shared.nextMeeting,
      guidance: [
        'Agree a date that fits the outcome above. If the exit is agreed, this is the date of a Progress Check-In meeting.',
      ],
    },
  ],
  purpose: [
    'The School Improvement Board process is a framework for rapid school improvement, through monitoring, challenge and support.',
    'The purpose of this meeting is to agree whether the school is securely ready to leave the process.',
  ],
  protocols: shared.protocols,
  preReads: [
    shared.previousSibRecord,
    shared.visitRecordsSinceSib,
    shared.selfEvaluation,
    shared.improvementPlan,
    shared.positionStatement,
  ],
  preReadsRequired: true,
  outcomes: [
    shared.remainHalfTerm,
    shared.remainTerm,
    {
      key: 'exit-to-progress-check-in',
      label: 'Exit the SIB process and begin the Progress Check-In process',
      leadsTo: { kind: 'process', process: 'pci', form: 'pci' },
    },
  ],
  next: null,
  asksConcernsAndSupport: false,
  closing: shared.closing,
};
