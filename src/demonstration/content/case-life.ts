/** A board that is paused: one of the stories. */
export const paused = {
  school: 'Bittern Way Primary School',
  reason:
    'The Headteacher is on leave until further notice, and governors are choosing who acts in the meantime. The board goes on once they have.',
} as const;

/** A visit of inspectors after which a board is up for review: one of the stories. */
export const visited = {
  school: 'Capstan Street Primary School',
  outcome: 'The school has taken effective action to maintain standards.',
} as const;

/** A board that was running before the authority had the product. */
export const takenOn = {
  school: 'Lockgate Primary School',
  background: `Ofsted judged quality of education and leadership to require improvement. The board was set up by letter, with minutes kept as files, and has met twice: the records of both meetings came along.

Reading and the curriculum for the foundation subjects are what it follows. Attendance was added at the second meeting.`,
  meetings: [
    {
      form: 'sib-entry',
      /** School days before the day of loading. */
      daysAgo: 118,
      lines: [
        'Entry meeting of the School Improvement Board',
        'Lockgate Primary School',
        '',
        'Present: the five members of the board.',
        'Agreed: to meet again next term.',
      ],
    },
    {
      form: 'sib-standard',
      daysAgo: 52,
      lines: [
        'Standard meeting of the School Improvement Board',
        'Lockgate Primary School',
        '',
        'Present: the board, with apologies from the Network Lead.',
        'Agreed: two actions, and a meeting in the next half-term.',
      ],
    },
  ],
  actions: [
    {
      what: 'Teach the new phonics programme in every class of Reception and Year 1, with coaching each week',
      undertakes: 'Reading lead',
      monitors: 'Coventry Monitoring Officer',
      success: 'Lesson visits find it in every class by the end of term',
      support: 'Six days of a specialist teacher',
      /** School days from the day of loading. */
      due: 20,
    },
    {
      what: 'Meet the families of pupils who miss more than one day in ten, and agree a plan with each',
      undertakes: 'Deputy Headteacher',
      monitors: 'Headteacher',
      success: 'Half of the pupils miss less than one day in ten by Easter',
      support: 'Attendance officer of the authority, one day a week',
      due: -6,
    },
  ],
} as const;
