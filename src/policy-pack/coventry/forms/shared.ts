import type { Form, PreRead, Section } from '../../schema.ts';

// What the four forms have in common. Labels are the forms' own; guidance is in the product's words.

export const marking = 'Private & Confidential';

export const protocols: Form['protocols'] = [
  'Honesty',
  'Transparency',
  'Shared goal',
  'Mutual respect',
  'Confidentiality',
];

export const closing =
  'After the meeting the Chair completes the notes. They go to the headteacher to be checked for accuracy, are then finalised, and are shared with the board.';

export const schoolAndVenue: Section = {
  key: 'school-and-venue',
  label: 'School and venue',
  kind: 'venue',
  group: 2,
  guidance: [
    'The meeting is expected to be at the school. Somewhere else is possible, and so is Teams or a hybrid meeting where that is needed.',
  ],
  prompts: [],
};

export const board: Section = {
  key: 'board',
  label: 'Board',
  kind: 'board',
  group: 2,
  guidance: [
    'The school may ask for other members, for example a deputy headteacher or another governor. Keep the board small, and the same from one meeting to the next.',
  ],
  prompts: [],
};

export const sibPreReadDocuments: Section = {
  key: 'pre-read-documents',
  label: 'Pre-read documents',
  kind: 'pre-reads',
  group: 2,
  guidance: ['The documents that go to the board a week before the meeting.'],
  prompts: [],
};

export const otherAttendees: Section = {
  key: 'other-attendees',
  label: 'Other attendees',
  kind: 'other-attendees',
  group: 2,
  guidance: [
    'Colleagues may be invited to a meeting, or to part of one: for example staff who have led an improvement that is on the agenda.',
  ],
  prompts: [],
};

export const purposeAndProtocols: Section = {
  key: 'purpose-and-protocols',
  label: 'Purpose and Protocols',
  kind: 'protocols',
  group: 3,
  guidance: [
    'Say aloud what the process is for, what this meeting is for, and the protocols that everyone keeps to.',
  ],
  prompts: [],
};

export const context: Section = {
  key: 'context',
  label: 'Context',
  kind: 'context',
  group: 3,
  guidance: ['This can include:'],
  prompts: [
    'the school’s key characteristics: number on roll, free school meals, English as an additional language, special educational needs and disabilities, Pupil Premium and so on',
    'the most recent performance data',
    'attendance and exclusions data',
    'Ofsted’s feedback from the most recent inspection',
    'key changes in the school, for example in staffing, leadership or governance',
  ],
};

export const progressAgainstActions: Section = {
  key: 'progress-against-agreed-actions',
  label: 'Progress against agreed actions',
  kind: 'progress-against-actions',
  group: 3,
  guidance: [
    'Take each action agreed before, with comments on its progress and the evidence for it. The school may ask staff who are not on the board to present.',
  ],
  prompts: [],
};

export const otherKeyActions: Section = {
  key: 'key-actions-and-progress',
  label: 'Other key actions / progress',
  kind: 'key-actions',
  group: 3,
  guidance: [
    'The school can present other key actions and progress since the previous meeting, for example on new matters from a monitoring officer’s visit or from elsewhere.',
  ],
  prompts: [],
};

/** @param sources where the support came from, in brackets after "received", or nothing */
export function impactOfSupport(sources = ''): Section {
  return {
    key: 'impact-of-support',
    label: 'Impact of support',
    kind: 'impact-of-support',
    group: 3,
    guidance: [
      `List the support that the school has received${sources} and what difference it made. Do not repeat what is already noted above.`,
    ],
    prompts: [],
  };
}

export const impactOfSupportFromAnywhere = impactOfSupport(', through this process or otherwise,');

export const sibSelfEvaluation: Section = {
  key: 'self-evaluation',
  label: 'School Self-Evaluation',
  kind: 'self-evaluation',
  group: 3,
  guidance: [
    'The school gives its own judgement for each area that Ofsted inspects. The board is not there to verify them. The process may show evidence for a judgement, or something more to develop: comment on either, and let the agreed actions reflect it where that fits.',
  ],
  prompts: [],
};

export const agreedActions: Section = {
  key: 'agreed-actions',
  label: 'Agreed actions',
  kind: 'actions',
  group: 3,
  guidance: ['List what the school will do after this meeting. For each action make clear:'],
  prompts: [
    'who undertakes it',
    'who monitors its progress',
    'how success will be measured',
    'what support the school is offered to achieve it',
  ],
};

const discuss =
  'The board discusses the school’s progress and trajectory, leadership and management above all, and asks itself the fundamental question. The answer is its measure of whether the school can give its children a securely good education.';

export const agreedOutcome: Section = {
  key: 'agreed-outcome',
  label: 'Agreed outcome',
  kind: 'outcome',
  group: 3,
  guidance: [
    discuss,
    'It then agrees one of the outcomes, and records any significant concerns and any additional support that is required.',
  ],
  prompts: [],
};

export const agreedExitOutcome: Section = {
  ...agreedOutcome,
  guidance: [discuss, 'It then agrees one of the outcomes.'],
};

export const nextMeeting: Section = {
  key: 'next-meeting',
  label: 'Date and time of next meeting',
  kind: 'next-meeting',
  group: 3,
  guidance: ['Agree a date that fits the outcome above.'],
  prompts: [],
};

export const remainHalfTerm = {
  key: 'remain-next-half-term',
  label: 'Remain within the SIB process with next meeting required next half-term',
  leadsTo: { kind: 'meeting', form: 'sib-standard', within: 'next half-term' },
} as const;

export const remainTerm = {
  key: 'remain-next-term',
  label: 'Remain within the SIB process with next meeting required next term',
  leadsTo: { kind: 'meeting', form: 'sib-standard', within: 'next term' },
} as const;

export const setExitAgenda = {
  key: 'set-exit-agenda',
  label: 'Set the next meeting within the SIB process as having an exit agenda',
  leadsTo: { kind: 'meeting', form: 'sib-exit', within: 'to be agreed' },
} as const;

export const previousSibRecord: PreRead = {
  key: 'previous-record',
  label: 'Previous SIB meeting record',
  providedBy: 'chair',
  kind: 'previous-record',
  note: null,
};

export const visitRecordsSinceSib: PreRead = {
  key: 'visit-records',
  label: 'CMO records for visits since previous SIB meeting',
  providedBy: 'monitoring-officer',
  kind: 'visit-records',
  note: null,
};

export const selfEvaluation: PreRead = {
  key: 'self-evaluation',
  label: 'School self-evaluation',
  providedBy: 'headteacher',
  kind: 'self-evaluation',
  note: null,
};

export const improvementPlan: PreRead = {
  key: 'improvement-plan',
  label: 'School Improvement Plan',
  providedBy: 'headteacher',
  kind: 'paper',
  note: null,
};

export const positionStatement: PreRead = {
  key: 'position-statement',
  label:
    'School position statement (which includes most recent national assessment data available)',
  providedBy: 'headteacher',
  kind: 'paper',
  note: null,
};
