import type { Form } from '../../schema.ts';
import * as shared from './shared.ts';

export const sibEntry: Form = {
  key: 'sib-entry',
  appendix: 'VII',
  process: 'sib',
  heading: 'School Improvement Board',
  title: 'Entry Meeting Record',
  marking: shared.marking,
  minutes: 90,
  sections: [
    shared.schoolAndVenue,
    {
      key: 'time-and-date',
      label: 'Time and date',
      kind: 'time',
      group: 2,
      guidance: [
        'Allow about 90 minutes. The board sets the date of the entry meeting by email; each later date is set at the meeting before.',
      ],
      prompts: [],
    },
    shared.board,
    shared.sibPreReadDocuments,
    shared.otherAttendees,
    shared.purposeAndProtocols,
    {
      key: 'background',
      label: 'SIB background',
      kind: 'background',
      group: 3,
      guidance: ['Record why the School Improvement Board process has been started.'],
      prompts: [],
    },
    shared.context,
    {
      key: 'key-actions-and-progress',
      label: 'Key actions / progress',
      kind: 'key-actions',
      group: 3,
      guidance: [
        'The school can present its recent key actions and progress, for example on new matters from a monitoring officer’s visit or from elsewhere.',
      ],
      prompts: [],
    },
    shared.impactOfSupport(),
    shared.sibSelfEvaluation,
    shared.agreedOutcome,
    shared.agreedActions,
    shared.nextMeeting,
  ],
  purpose: [
    'The School Improvement Board process is a framework for rapid school improvement, through monitoring, challenge and support.',
    'The purpose of this meeting is to agree an outcome, and the actions that take the school forward.',
  ],
  protocols: shared.protocols,
  preReads: [
    {
      ...shared.visitRecordsSinceSib,
      note: 'There is no previous meeting yet: the visits of the last 12 months are meant.',
    },
    shared.selfEvaluation,
    shared.improvementPlan,
    shared.positionStatement,
  ],
  preReadsRequired: true,
  outcomes: [shared.remainHalfTerm, shared.remainTerm, shared.setExitAgenda],
  next: null,
  asksConcernsAndSupport: true,
  closing: shared.closing,
};
