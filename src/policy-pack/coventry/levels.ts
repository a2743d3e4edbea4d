import type { InspectionReading, Level, LevelDecisions } from '../schema.ts';

/** Frameworks with an overall grade, by their ids. */
const withOverall = ['section-5-2005', 'section-5-2012', 'common', 'education'];
const withoutOverall = ['education-without-overall'];
const reportCard = ['report-card'];

const leadership = 'leadership-and-management';
const leadershipAndGovernance = 'leadership-and-governance';

/** Grades of the four-point scale. 3 is Requires improvement, and was Satisfactory until August 2012. */
const goodOrBetter = [1, 2];
const belowGood = [3, 4];
/** Of a report card. */
const belowExpected = ['needs-attention', 'urgent-improvement'];

const causingConcern: readonly InspectionReading[] = [
  {
    key: 'overall-and-leadership-below-good',
    label: 'Below Good overall, including leadership and management',
    frameworks: withOverall,
    all: [
      { of: 'overall', grades: belowGood },
      { of: 'area', area: leadership, grades: belowGood },
    ],
    source: 'policy',
  },
  {
    key: 'category',
    label: 'In a category of concern, in an inspection without an overall grade',
    frameworks: withoutOverall,
    all: [{ of: 'category', any: true }],
    source: 'added',
  },
  {
    key: 'leadership-below-good',
    label: 'Leadership and management below Good, in an inspection without an overall grade',
    frameworks: withoutOverall,
    all: [{ of: 'area', area: leadership, grades: belowGood }],
    source: 'added',
  },
  {
    key: 'leadership-below-expected',
    label: 'Report card: leadership and governance below the expected standard',
    frameworks: reportCard,
    all: [{ of: 'area', area: leadershipAndGovernance, grades: belowExpected }],
    source: 'added',
  },
  {
    key: 'urgent-improvement',
    label: 'Report card: urgent improvement needed in an area',
    frameworks: reportCard,
    all: [{ of: 'any area', except: [], grades: ['urgent-improvement'] }],
    source: 'added',
  },
  {
    key: 'safeguarding-not-met',
    label: 'Report card: safeguarding standards not met',
    frameworks: reportCard,
    all: [{ of: 'safeguarding', is: 'not-met' }],
    source: 'added',
  },
];

const focus: readonly InspectionReading[] = [
  {
    key: 'ri-overall-leadership-good',
    label: 'Requires improvement overall, with leadership and management Good or better',
    frameworks: withOverall,
    all: [
      { of: 'overall', grades: [3] },
      { of: 'area', area: leadership, grades: goodOrBetter },
    ],
    source: 'policy',
  },
  {
    key: 'area-below-good',
    label:
      'An area below Good with leadership and management Good or better, in an inspection without an overall grade',
    frameworks: withoutOverall,
    all: [
      { of: 'any area', except: [leadership], grades: belowGood },
      { of: 'area', area: leadership, grades: goodOrBetter },
      { of: 'category', any: false },
    ],
    source: 'added',
  },
  {
    key: 'needs-attention',
    label: 'Report card: an area other than leadership and governance needs attention',
    frameworks: reportCard,
    all: [
      { of: 'any area', except: [leadershipAndGovernance], grades: ['needs-attention'] },
      {
        of: 'area',
        area: leadershipAndGovernance,
        grades: ['exceptional', 'strong-standard', 'expected-standard', 'not-judged'],
      },
    ],
    source: 'added',
  },
];

/** What is read as "Good overall", of a school that has left a School Improvement Board. */
const goodOverall: readonly InspectionReading[] = [
  {
    key: 'good-overall',
    label: 'Good or better overall',
    frameworks: withOverall,
    all: [{ of: 'overall', grades: goodOrBetter }],
    source: 'policy',
  },
  {
    key: 'no-area-below-good',
    label: 'No area below Good, in an inspection without an overall grade',
    frameworks: withoutOverall,
    all: [
      { of: 'any area', except: [], grades: goodOrBetter },
      { of: 'no area', except: [], grades: belowGood },
      { of: 'category', any: false },
    ],
    source: 'added',
  },
  {
    key: 'no-area-below-expected',
    label: 'Report card: no area below the expected standard, and safeguarding standards met',
    frameworks: reportCard,
    all: [
      {
        of: 'any area',
        except: [],
        grades: ['exceptional', 'strong-standard', 'expected-standard'],
      },
      { of: 'no area', except: [], grades: belowExpected },
      { of: 'safeguarding', is: 'met' },
    ],
    source: 'added',
  },
];

export const levels: readonly Level[] = [
  {
    key: 'school-causing-concern',
    label: 'School Causing Concern',
    triggers: [
      {
        key: 'inspection-below-good',
        label:
          'An Ofsted inspection below Good, including a judgement below Good for leadership and management',
        recognisedBy: [{ by: 'inspection', readings: causingConcern }],
      },
      {
        key: 'leadership-concern',
        label:
          'The authority understands, through monitoring or other intelligence, that leadership and management is a significant concern, to the extent that rapid intervention is required to secure effective provision for children',
        recognisedBy: [
          {
            by: 'concern',
            label: 'Significant concern about leadership and management',
            hint: 'From monitoring or other intelligence, to the extent that rapid intervention is required',
          },
        ],
      },
    ],
    supports: [
      { key: 'sib', label: 'School Improvement Board process', process: 'sib', agreedBy: null },
    ],
    nextSteps: [
      { key: 'warning-notice', label: 'Warning Notice process', process: null, level: null },
    ],
    leaving: [
      {
        text: 'Once it has left the process, the school is usually a Focus School until Ofsted judges it Good overall.',
        source: 'policy',
      },
      {
        text: 'The level itself ends on the day that an officer decides so, with reasons that are shown here.',
        source: 'added',
      },
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
        recognisedBy: [
          {
            by: 'process exit',
            process: 'sib',
            unless: goodOverall,
            answers: 'school-causing-concern',
            source: 'policy',
          },
        ],
      },
      {
        key: 'ri-with-good-leadership',
        label: 'Judged Requires Improvement overall, with leadership and management judged Good',
        recognisedBy: [{ by: 'inspection', readings: focus }],
      },
      {
        key: 'change-of-headteacher',
        label: 'Change of headteacher',
        recognisedBy: [{ by: 'concern', label: 'Change of headteacher', hint: null }],
      },
      {
        key: 'change-in-leadership',
        label: 'Significant change in leadership (including governance)',
        recognisedBy: [
          {
            by: 'concern',
            label: 'Significant change in leadership, including governance',
            hint: null,
          },
        ],
      },
      {
        key: 'performance-data',
        label: 'Concerns raised through performance data (including attendance and behaviour)',
        recognisedBy: [
          {
            by: 'concern',
            label: 'Performance data',
            hint: 'Attendance and behaviour included',
          },
        ],
      },
      {
        key: 'visits',
        label: 'Concerns identified through visits of the Coventry Monitoring Officer',
        recognisedBy: [
          { by: 'concern', label: 'A visit of the Coventry Monitoring Officer', hint: null },
        ],
      },
      {
        key: 'self-evaluation',
        label: 'Concerns raised by the school through self-evaluation',
        recognisedBy: [
          {
            by: 'concern',
            label: 'The school’s self-evaluation',
            hint: 'Raised by the school itself',
          },
        ],
      },
      // The policy's list is open ("a variety of reasons … including").
      {
        key: 'other',
        label: 'Another reason, stated',
        recognisedBy: [
          {
            by: 'concern',
            label: 'Another reason',
            hint: 'Monitoring or other intelligence that is none of these: say what it is below',
          },
        ],
      },
    ],
    supports: [
      { key: 'pci', label: 'Progress Check-In process', process: 'pci', agreedBy: null },
      {
        key: 'additional-officer-support',
        label: 'Additional support from the Coventry Monitoring Officer',
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
    leaving: [
      {
        text: 'Where it became one by an inspection, a school is usually a Focus School until its next Ofsted inspection.',
        source: 'added',
      },
      {
        text: 'Where it became one for another reason, the level ends once that reason is resolved. It ends on the day that an officer decides so, with reasons that are shown here.',
        source: 'added',
      },
    ],
  },
];

export const levelDecisions: LevelDecisions = {
  decidedBy: ['senior-advisor'],
  source: 'added',
  officerDecides: [
    {
      key: 'inadequate-leadership-good',
      label: 'Inadequate overall, with leadership and management Good or better',
      frameworks: withOverall,
      all: [
        { of: 'overall', grades: [4] },
        { of: 'area', area: leadership, grades: goodOrBetter },
      ],
      source: 'added',
    },
    {
      key: 'below-good-leadership-unknown',
      label: 'Below Good overall, without a judgement of leadership and management in the data',
      frameworks: withOverall,
      all: [
        { of: 'overall', grades: belowGood },
        { of: 'area', area: leadership, grades: ['not-judged', 'insufficient-data'] },
      ],
      source: 'added',
    },
    {
      key: 'leadership-below-good-overall-unknown',
      label: 'Leadership and management below Good, without an overall grade in the data',
      frameworks: withOverall,
      all: [
        { of: 'overall', grades: ['not-judged'] },
        { of: 'area', area: leadership, grades: belowGood },
      ],
      source: 'added',
    },
    {
      key: 'area-below-good-leadership-unknown',
      label:
        'An area below Good, without a judgement of leadership and management, in an inspection without an overall grade',
      frameworks: withoutOverall,
      all: [
        { of: 'any area', except: [leadership], grades: belowGood },
        { of: 'area', area: leadership, grades: ['not-judged', 'insufficient-data'] },
        { of: 'category', any: false },
      ],
      source: 'added',
    },
    {
      key: 'safeguarding-not-effective',
      label: 'Safeguarding not effective, in an inspection without an overall grade',
      frameworks: withoutOverall,
      all: [
        { of: 'safeguarding', is: 'not-effective' },
        { of: 'category', any: false },
      ],
      source: 'added',
    },
  ],
};
