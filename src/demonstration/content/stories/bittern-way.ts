import type { Story } from '../../story.ts';

/** The first record is final and shared, and the next meeting has its date. */
export const bitternWay: Story = {
  school: 'Bittern Way Primary School',
  head: { title: 'Mrs', first: 'Dervla', last: 'Whitcombe' },
  chairOfGovernors: { title: 'Mr', first: 'Kwabena', last: 'Ollerenshaw' },
  process: 'sib',
  advisor: 1,
  stage: { kind: 'final', days: -10 },
  background: `The school has three forms of entry and has grown by a third in five years. In {inspected} inspectors judged quality of education, and leadership and management, to require improvement. The growth had outrun the way in which the school is led: middle leaders had titles and no time, and attendance was low.

Visits by the monitoring officer confirmed that the senior team is able and stretched. The authority regards the school as a School Causing Concern.`,
  meetings: [
    {
      sections: {
        context: `Key changes: a phase structure with three phase leaders, each out of class for two days a week, since the start of this term. The governing body has set up a committee for attendance and inclusion.`,
        'key-actions-and-progress': `The Headteacher explained why the school moved to phases: she had 41 staff reporting to three people. Phase leaders presented their first eight weeks. They have set common expectations for books and for the start of lessons, and each has coached at least two teachers.

Attendance is the school’s other priority. Absence is highest on Fridays and among families who moved into the new estate. The school has opened its doors twenty minutes earlier and has asked the developer about a safe crossing. The board commended the practical approach, and asked for legal action to be considered for four families where nothing else has worked.`,
        'impact-of-support': `A leadership coach has worked with the phase leaders for two days. The monitoring officer has seen more consistent lessons in Years 1 to 4 than in Years 5 and 6. Attendance officers have visited 26 families with the school.`,
        'self-evaluation': `The school’s judgements are those of the inspection. The board found the evidence well chosen. It suggested that the work on attendance be told from the pupils’ side too.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `The structure is right and young. Attendance is moving in the right direction from a low point.`,
      concerns: `Consistency in Years 5 and 6. Four families with very low attendance.`,
      additionalSupport: `Three further days of leadership coaching. The authority’s road safety team will be asked about the crossing.`,
      actions: [
        {
          what: 'Coach all teachers of Years 5 and 6 in the agreed start of lessons',
          undertakes: 'Phase leader, Years 5 and 6',
          monitors: 'Deputy Headteacher',
          success: 'Seen in nine lessons of ten',
          support: 'Leadership coach, one day',
          weeks: 6,
        },
        {
          what: 'Decide with the attendance service on legal action for the four families',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'A decision for each, and the next step dated',
          support: 'Attendance service and legal officer',
          weeks: 1,
          ended: { kind: 'complete', weeks: 1 },
        },
        {
          what: 'Report attendance by day of the week and by area each half-term',
          undertakes: 'Attendance lead',
          monitors: 'Governors’ attendance committee',
          success: 'Friday absence falls to the level of other days',
          support: 'Data officer, half a day',
          weeks: 7,
        },
        {
          what: 'Agree job descriptions for phase leaders, with time in writing',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Descriptions adopted by governors',
          support: 'Human resources adviser',
          weeks: 5,
        },
      ],
      answers: [
        {
          section: 'key-actions-and-progress',
          answer: 'differently',
          about: 'asked for legal action to be considered',
          comment:
            'The board asked us to consider legal action. I would like it noted that the school had begun to do so before the meeting.',
          decision: { kind: 'accepted', reason: 'The Chair is glad to have this on record.' },
        },
      ],
      next: 0.5,
    },
  ],
};
