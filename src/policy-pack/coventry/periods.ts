import type { Periods } from '../schema.ts';

export const periods: Periods = {
  preReadsCollected: {
    value: 10,
    unit: 'school days',
    source: 'added',
    label: 'Pre-read documents are collected by this long before the meeting',
  },
  preReadsDistributed: {
    value: 7,
    unit: 'calendar days',
    source: 'policy',
    label: 'Pre-read documents are distributed this long before the meeting',
  },
  preReadsReminder: {
    value: 3,
    unit: 'school days',
    source: 'added',
    label: 'Whoever owes a pre-read document is reminded this long before the collection',
  },
  accuracyCheck: {
    value: 5,
    unit: 'school days',
    source: 'added',
    label: 'The headteacher has this long to check the record for accuracy',
  },
  accuracyReminder: {
    value: 2,
    unit: 'school days',
    source: 'added',
    label: 'The headteacher is reminded this long before the accuracy check ends',
  },
  firstMeetingLooksBack: {
    value: 12,
    unit: 'months',
    source: 'added',
    label: 'At a first meeting, visits since the previous meeting are those of this long',
  },
  signInLink: {
    value: 15,
    unit: 'minutes',
    source: 'added',
    label: 'A sign-in link works for this long, once',
  },
  accuracyCode: {
    value: 15,
    unit: 'minutes',
    source: 'added',
    label: 'A code that opens an accuracy check works for this long, once',
  },
};
