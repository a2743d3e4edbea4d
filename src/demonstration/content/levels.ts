/** What officers wrote of their decisions on levels, and what they recorded that is in no file. */

export const rationales = {
  'school-causing-concern':
    'Leadership and management need rapid help, as the evidence shows, and the school’s own capacity is not enough for it yet. The Headteacher and the Chair of Governors were told of the decision, and of the help that comes with it, before it was recorded.',
  'focus-school':
    'The leadership of the school is judged to be secure; what the evidence names can be put right with support. The Headteacher agrees, and asked for the monitoring officer’s visits to go on.',
} as const;

/** For a board whose reasons are in no inspection: what was recorded before the decision. */
export const monitoring = {
  sib: {
    kind: 'leadership-concern',
    source: 'Monitoring by the authority over the past year',
  },
  pci: { kind: 'visits', source: 'Visits by the monitoring officer' },
} as const;

/** Schools whose suggested level still waits for a decision. */
export const waiting: readonly string[] = [
  'Pennant Road Primary School',
  'Hollin Bank Primary School',
  'St Alban’s Catholic Primary School, Eastmere',
];

/** A suggestion that was dismissed, and why. */
export const dismissed = {
  school: 'Bowyer Street Primary School',
  rationale:
    'The inspection was of the school before its present leaders came. Two visits this year found what it criticised put right; we look again after the spring assessments.',
};

/** A level of last school year that has ended: its school goes on reading why it was here, and how it left. */
export const ended = {
  school: 'Lantern Hill Primary School',
  concern: {
    daysAgo: 230,
    source: 'Letter of the Chair of Governors',
    text: 'The Headteacher leaves at Easter. The governors have appointed from outside the city; it is a first headship.',
  },
  decided: {
    daysAgo: 226,
    rationale:
      'A first headship, in a school whose last inspection was good: the Headteacher has a mentor from the network, and the monitoring officer visits twice a term. The governors asked for it.',
  },
  resolved: {
    daysAgo: 58,
    text: 'The Headteacher has been in post for two terms and knows the school well; the mentor’s visits have come to their end.',
  },
  end: {
    daysAgo: 52,
    rationale:
      'The reason for the level is resolved, and no other has come. The Headteacher, the Chair of Governors and the monitoring officer agree.',
  },
};

export interface ConcernStory {
  readonly school: string;
  readonly kind: string;
  readonly daysAgo: number;
  readonly source: string;
  readonly text: string;
  /** Why it is withheld from the school; shown to it where there is none. */
  readonly withheld?: string;
  /** What resolved it, and how long ago. */
  readonly resolved?: { readonly daysAgo: number; readonly text: string };
}

export const concernStories: readonly ConcernStory[] = [
  {
    school: 'Ferrystone Primary School',
    kind: 'change-of-headteacher',
    daysAgo: 9,
    source: 'Letter of the Chair of Governors',
    text: 'The Headteacher leaves at the end of term. The deputy acts from January; the governors hope to appoint for Easter.',
  },
  {
    school: 'Osier Bank Primary School',
    kind: 'other',
    daysAgo: 20,
    source: 'A call from another service of the authority',
    text: 'Two families have asked about places elsewhere and spoke of how complaints were dealt with. Nothing is established; the monitoring officer will ask how complaints are recorded.',
    withheld: 'The families asked not to be named, and could be recognised.',
  },
  {
    school: 'Capstan Street Primary School',
    kind: 'performance-data',
    daysAgo: 60,
    source: 'Attendance returns of the autumn term',
    text: 'Persistent absence in Year 6 was one and a half times the year before.',
    resolved: {
      daysAgo: 12,
      text: 'Down to last year’s level after the attendance officer’s weekly calls; the board saw the figures.',
    },
  },
];
