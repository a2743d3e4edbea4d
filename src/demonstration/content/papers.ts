import type { FormRow } from '#platform/documents/form/form-document.ts';

/** A document as a school would write it. */
export interface PaperText {
  readonly title: string;
  readonly rows: readonly FormRow[];
}

const text = (label: string, ...paragraphs: readonly string[]): FormRow => ({
  label,
  blocks: paragraphs.map((each) => ({ kind: 'paragraph', text: each })),
});

const list = (label: string, ...items: readonly string[]): FormRow => ({
  label,
  blocks: [{ kind: 'list', ordered: false, items }],
});

/** What schools and monitoring officers hand in before a meeting, by the key of the form's pre-read. */
export const paperTexts: Readonly<Record<string, PaperText>> = {
  'self-evaluation': {
    title: 'School self-evaluation',
    rows: [
      text(
        'Summary',
        'The school knows what it does well and what has to improve. The plan has three priorities; two are on course and the third, subject leadership, is behind.',
      ),
      list(
        'Strengths',
        'Pupils behave well and are proud of their school.',
        'Reading is taught daily, and those who fall behind are noticed within a fortnight.',
        'Safeguarding is checked by governors every term.',
      ),
      list(
        'What has to improve',
        'Subject leaders have had little time to look at work in their subjects.',
        'Attendance of a small group is too low, and the work with their families began late.',
      ),
      text(
        'How we know',
        'Visits to lessons with the monitoring officer, pupils’ work in four subjects, and the survey of families in the autumn.',
      ),
    ],
  },
  'improvement-plan': {
    title: 'School Improvement Plan',
    rows: [
      list(
        'Priority 1: reading',
        'Daily sessions for pupils below the expected fluency, led by the English lead.',
        'Training in phonics for everyone who teaches it, by half-term.',
      ),
      list(
        'Priority 2: subject leadership',
        'Half a day a fortnight for each subject leader.',
        'Leaders report to governors on what they have seen.',
      ),
      list(
        'Priority 3: attendance',
        'A named adult for each family whose child misses a day in ten.',
        'The figures go to governors every half-term.',
      ),
      text('Who checks it', 'Governors, at each meeting of the full board.'),
    ],
  },
  'position-statement': {
    title: 'School position statement',
    rows: [
      text(
        'Results',
        'The latest national assessments are on the school’s page with their source. Compared with the year before, reading is up and mathematics is unchanged.',
      ),
      text(
        'Attendance',
        'Attendance in the first half of the term was better than in the same weeks of last year.',
      ),
      text('Staffing', 'All classes have a permanent teacher. The deputy post is advertised.'),
    ],
  },
  'visit-records': {
    title: 'Records of visits',
    rows: [
      text(
        'Visit to lessons in reading',
        'Six lessons in four year groups. Phonics is taught in the same way throughout. Books match what pupils can read in five of six groups.',
      ),
      text(
        'Visit to subject leaders',
        'Two leaders could say what pupils should know by the end of the year. The others have not had the time to look.',
      ),
      list('Agreed with the school', 'Time for subject leaders is on the timetable from Monday.'),
    ],
  },
};

/** What is sent, or said, of one paper before one meeting of a story. */
export interface PaperStep {
  readonly paper: string;
  /** So many school days before the meeting. */
  readonly before: number;
  readonly as: 'word' | 'pdf' | 'unchanged' | 'not-needed';
  /** Who: the headteacher unless told. */
  readonly by?: 'monitoring-officer' | 'chair';
  /** Whether the headteacher used the link in the mail. */
  readonly byLink?: boolean;
  /** So many days before it is sent is the document of. */
  readonly daysOld?: number;
  readonly edition?: string;
}

/** By school, and then by the meeting's place in time, from 0. */
export const paperSteps: Readonly<Record<string, Readonly<Record<number, readonly PaperStep[]>>>> =
  {
    // Everything is here.
    'Osier Bank Primary School': {
      0: [
        { paper: 'improvement-plan', before: 15, as: 'word', daysOld: 40 },
        { paper: 'visit-records', before: 13, as: 'word', by: 'monitoring-officer' },
        { paper: 'self-evaluation', before: 12, as: 'word', byLink: true },
        { paper: 'position-statement', before: 12, as: 'pdf', byLink: true },
      ],
    },
    // Everything is here, and one paper has changed since the board had them.
    'Northgate Cross School': {
      0: [
        { paper: 'self-evaluation', before: 14, as: 'word' },
        { paper: 'improvement-plan', before: 14, as: 'word', daysOld: 60 },
        { paper: 'visit-records', before: 12, as: 'word', by: 'monitoring-officer' },
        { paper: 'position-statement', before: 11, as: 'word', edition: 'first draft' },
        { paper: 'position-statement', before: 3, as: 'word', edition: 'with new figures' },
      ],
    },
    // Held from earlier meetings, and some late. Its visits are recorded, so that nobody sends them.
    'Barbican Road Primary School': {
      0: [
        { paper: 'self-evaluation', before: 13, as: 'word' },
        { paper: 'improvement-plan', before: 13, as: 'word', daysOld: 24 },
        { paper: 'position-statement', before: 11, as: 'word' },
      ],
      2: [
        { paper: 'self-evaluation', before: 12, as: 'word', edition: 'autumn' },
        { paper: 'position-statement', before: 12, as: 'word', edition: 'autumn' },
        { paper: 'improvement-plan', before: 11, as: 'unchanged' },
      ],
      3: [{ paper: 'improvement-plan', before: 13, as: 'unchanged', byLink: true }],
    },
    'Weavers Court Infant School': {
      0: [{ paper: 'improvement-plan', before: 16, as: 'word', daysOld: 70 }],
    },
  };
