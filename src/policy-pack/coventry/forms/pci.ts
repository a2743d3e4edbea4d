import type { Form } from '../../schema.ts';
import * as shared from './shared.ts';

export const pci: Form = {
  key: 'pci',
  appendix: null,
  process: 'pci',
  heading: 'Progress Check-In',
  title: 'Meeting Record',
  marking: shared.marking,
  minutes: 60,
  sections: [
    shared.schoolAndVenue,
    {
      key: 'time-and-date',
      label: 'Time and date',
      kind: 'time',
      group: 2,
      guidance: [
        'Allow about 60 minutes. Meetings take place each term; each date is set at the end of the meeting before.',
      ],
      prompts: [],
    },
    {
      key: 'attendees',
      label: 'Attendees',
      kind: 'attendees',
      group: 2,
      guidance: [
        'It can help to have others there, for example the Chair of Governors or other school leaders. Agree this for each meeting.',
      ],
      prompts: [],
    },
    {
      key: 'pre-read-documents',
      label: 'Pre-read documents',
      kind: 'pre-reads',
      group: 2,
      guidance: ['Documents that are useful to have a week before the meeting.'],
      prompts: [],
    },
    shared.purposeAndProtocols,
    {
      key: 'background',
      label: 'PCI background',
      kind: 'background',
      group: 3,
      guidance: ['Record why the Progress Check-In process was put in place.'],
      prompts: [],
    },
    shared.context,
    {
      key: 'progress-against-ofsted-areas',
      label: 'Progress against Ofsted areas for improvement',
      kind: 'areas-for-improvement',
      group: 3,
      guidance: [
        'Where the previous inspection named areas for improvement, record the progress on each.',
      ],
      prompts: [],
    },
    shared.progressAgainstActions,
    {
      key: 'self-evaluation',
      label: 'School Self-Evaluation',
      kind: 'self-evaluation',
      group: 3,
      guidance: [
        'The school gives its own judgement for each area that Ofsted inspects. This process is not there to verify them. It gives the school a focused opportunity to present evidence, and may show something more to develop: let the agreed actions reflect that where it fits.',
      ],
      prompts: [],
    },
    shared.impactOfSupport(),
    shared.agreedActions,
    {
      ...shared.nextMeeting,
      guidance: ['The next meeting takes place in the next school term.'],
    },
  ],
  purpose: [
    'The Progress Check-In process is a framework that supports sustained school improvement.',
  ],
  protocols: shared.protocols,
  preReads: [
    {
      key: 'previous-record',
      label: 'Previous PCI meeting record',
      providedBy: 'chair',
      kind: 'previous-record',
      note: 'At the first meeting after a School Improvement Board, the exit meeting record is meant.',
    },
    {
      key: 'visit-records',
      label: 'CMO records for visits since previous PCI meeting',
      providedBy: 'monitoring-officer',
      kind: 'visit-records',
      note: null,
    },
    shared.selfEvaluation,
    shared.improvementPlan,
    {
      key: 'position-statement',
      label: 'School Position Statement',
      providedBy: 'headteacher',
      kind: 'paper',
      note: null,
    },
  ],
  preReadsRequired: false,
  outcomes: [],
  next: { kind: 'meeting', form: 'pci', within: 'next term' },
  asksConcernsAndSupport: false,
  closing: shared.closing,
};
