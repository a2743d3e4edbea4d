/** Visits, support and self-evaluation of one school with a board, and one that has check-ins. */

export interface EvidenceStory {
  readonly school: string;
  readonly visits: readonly {
    readonly daysAgo: number;
    readonly purpose: string;
    readonly seen: string;
    readonly follows: string;
    readonly shared: boolean;
    /** What the headteacher added, so many days ago. */
    readonly reply?: { readonly daysAgo: number; readonly text: string };
  }[];
  readonly support: readonly {
    readonly daysAgo: number;
    readonly what: string;
    readonly receiver: string;
    readonly provider: string;
    readonly impact: string;
  }[];
  /** The school's own judgements, oldest first: by the area of the report card. */
  readonly judged: readonly {
    readonly daysAgo: number;
    readonly areas: Readonly<Record<string, readonly [grade: string, why: string]>>;
  }[];
  /** What the board said at its last meeting, by area. */
  readonly comments: Readonly<Record<string, string>>;
}

export const evidence: readonly EvidenceStory[] = [
  {
    school: 'Barbican Road Primary School',
    visits: [
      {
        daysAgo: 150,
        purpose: 'Behaviour in Key Stage 2, with the assistant heads',
        seen: 'The rules are the same in seven of nine classes. Where they are, lessons begin within two minutes; in two classes of year 5 they do not.',
        follows: 'The assistant heads see year 5 every day for three weeks, and say what changed.',
        shared: true,
      },
      {
        daysAgo: 30,
        purpose: 'Mathematics in years 4 to 6',
        seen: 'Lessons are calm, and the order of work is the same in years 5 and 6. In year 4 the tasks repeat what pupils could do already.',
        follows: 'A second look at year 4 in half a term.',
        shared: true,
        reply: {
          daysAgo: 27,
          text: 'One of the two year 4 teachers had been in school for nine days. She now plans with the other one.',
        },
      },
      {
        daysAgo: 6,
        purpose: 'Talks with middle leaders',
        seen: 'Notes are being written up; two of the talks are still to come.',
        follows: '',
        shared: false,
      },
    ],
    support: [
      {
        daysAgo: 120,
        what: 'Six half-days of a behaviour specialist',
        receiver: 'Teachers of year 5',
        provider: 'The authority’s behaviour support team',
        impact: 'Incidents in year 5 have fallen by half, and four pupils no longer need a plan.',
      },
      {
        daysAgo: 20,
        what: 'A mentor for the assistant heads',
        receiver: 'Assistant heads',
        provider: 'Tenterfield Primary School',
        impact: '',
      },
    ],
    judged: [
      {
        daysAgo: 140,
        areas: {
          inclusion: ['expected-standard', 'Needs are found early, and plans are followed.'],
          'attendance-and-behaviour': [
            'needs-attention',
            'Behaviour is calmer, and not yet in every class of year 5.',
          ],
          'curriculum-and-teaching': [
            'needs-attention',
            'The order of work in mathematics differs from class to class.',
          ],
          'leadership-and-governance': [
            'needs-attention',
            'Leaders are new, and governors have only begun to ask for evidence.',
          ],
          safeguarding: ['met', 'The yearly audit left nothing to do.'],
        },
      },
      {
        daysAgo: 75,
        areas: {
          inclusion: ['expected-standard', 'Needs are found early, and plans are followed.'],
          'attendance-and-behaviour': [
            'expected-standard',
            'Suspensions are at a third of last year’s, and incidents fall in every class.',
          ],
          'curriculum-and-teaching': [
            'needs-attention',
            'The order of work holds in years 5 and 6, and not yet in year 4.',
          ],
          'leadership-and-governance': [
            'expected-standard',
            'Leaders check what they planned, and governors visit with a question of their own.',
          ],
          safeguarding: ['met', 'The yearly audit left nothing to do.'],
        },
      },
    ],
    comments: {
      'attendance-and-behaviour':
        'The board saw the log of incidents, which bears this out. It asks for the same look at attendance.',
    },
  },
];
