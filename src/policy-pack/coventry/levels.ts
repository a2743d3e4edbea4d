import type { Level } from '../schema.ts';

export const levels: readonly Level[] = [
  {
    key: 'school-causing-concern',
    label: 'School Causing Concern',
    triggers: [
      {
        key: 'inspection-below-good',
        label:
          'An Ofsted inspection below Good, including a judgement below Good for leadership and management',
      },
      {
        key: 'leadership-concern',
        label:
          'The authority understands, through monitoring or other intelligence, that leadership and management is a significant concern, to the extent that rapid intervention is required to secure effective provision for children',
      },
    ],
    supports: [
      { key: 'sib', label: 'School Improvement Board process', process: 'sib', agreedBy: null },
    ],
    nextSteps: [
      { key: 'warning-notice', label: 'Warning Notice process', process: null, level: null },
    ],
  },
  {
    key: 'focus-school',
    label: 'Focus School (Early Intervention)',
    triggers: [
      {
        key: 'left-sib',
        label:
          'Exited a School Improvement Board process but is not yet judged Good overall by Ofsted',
      },
      {
        key: 'ri-with-good-leadership',
        label: 'Judged Requires Improvement overall, with leadership and management judged Good',
      },
      { key: 'change-of-headteacher', label: 'Change of headteacher' },
      {
        key: 'change-in-leadership',
        label: 'Significant change in leadership (including governance)',
      },
      {
        key: 'performance-data',
        label: 'Concerns raised through performance data (including attendance and behaviour)',
      },
      { key: 'visits', label: 'Concerns identified through the visits of the monitoring officer' },
      { key: 'self-evaluation', label: 'Concerns raised by the school through self-evaluation' },
      // The policy's list is open ("a variety of reasons … including").
      { key: 'other', label: 'Another reason, stated' },
    ],
    supports: [
      { key: 'pci', label: 'Progress Check-In process', process: 'pci', agreedBy: null },
      {
        key: 'additional-officer-support',
        label: 'Additional support from the monitoring officer',
        process: null,
        agreedBy: 'senior-education-officer',
      },
      {
        key: 'network-focus',
        label: 'Support as a network focus school',
        process: null,
        agreedBy: null,
      },
    ],
    nextSteps: [
      {
        key: 'sib',
        label: 'School Improvement Board process, the school becoming one causing concern',
        process: 'sib',
        level: 'school-causing-concern',
      },
    ],
  },
];
