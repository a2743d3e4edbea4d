import type { Form, Section } from '../../schema.ts';
import * as shared from './shared.ts';

/** Of the standard and the exit form alike. */
export const backgroundSoFar: Section = {
  key: 'background',
  label: 'SIB background',
  kind: 'background',
  group: 3,
  guidance: [
    'Record why the School Improvement Board process was put in place, with anything worth noting on timescales and progress up to this meeting.',
  ],
  prompts: [],
};

export const sibStandard: Form = {
  key: 'sib-standard',
  appendix: 'VIII',
  process: 'sib',
  heading: 'School Improvement Board',
  title: 'Standard Meeting Record',
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
        'Allow about 90 minutes. Each date is set at the end of the meeting before; how soon depends on the outcome agreed there.',
      ],
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
    shared.previousSibRecord,
    shared.visitRecordsSinceSib,
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
