import type { Story } from '../../story.ts';

/** On the way out: an exit meeting is planned. */
export const barbicanRoad: Story = {
  school: 'Barbican Road Primary School',
  head: { title: 'Mr', first: 'Callum', last: 'Redfearn' },
  chairOfGovernors: { title: 'Ms', first: 'Farzana', last: 'Quereshi' },
  process: 'sib',
  stage: { kind: 'planned', days: 8 },
  background: `The inspection of {inspected} judged the school to require improvement overall, and its leadership and management likewise. Behaviour in Key Stage 2 disturbed lessons, suspensions were high for a primary school, and leaders had not agreed what they expected of pupils or staff. The Headteacher at the time retired; the present Headteacher took up post at the start of the following term.

The authority put the School Improvement Board process in place so that a new leadership team would have support and challenge from its first weeks.`,
  meetings: [
    {
      sections: {
        context: `Key changes: new Headteacher since the start of term, previously deputy in another authority. The post of Deputy Headteacher is filled by two assistant heads who share it. The Chair of Governors was elected last term.`,
        'key-actions-and-progress': `The Headteacher has spent his first weeks in classrooms and on the playground. He described a staff who work hard and pull in different directions: nine classes had nine sets of rules. A new behaviour policy was written with staff, and taught to pupils on the first two days of term.

Suspensions have fallen from fourteen in the same weeks of last year to four. The board asked whether incidents had fallen, or only the sanction. The log shows fewer incidents at lunchtime and as many as before in two Year 5 classes, where the school has placed its most experienced assistant.

The monitoring officer reported that the start of the day is calm, and that corridors are calmer than on her visit before the summer.`,
        'impact-of-support': `A mentor for the Headteacher, head of Tenterfield Primary School, has met him every fortnight. He called it the most useful hour of his week. The authority’s behaviour support team has trained lunchtime staff; incidents there have halved.`,
        'self-evaluation': `The school judges every area to require improvement except early years, which it judges good. The board respected a candid self-evaluation by a new Headteacher, and noted that the judgement on personal development may be harsher than the evidence.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'no',
      reasons: `The new leadership has made a convincing start, and it is a start. The curriculum has not been touched yet, rightly, because behaviour had to come first.`,
      concerns: `Behaviour in Year 5. The load on the Headteacher and two assistant heads without a deputy.`,
      additionalSupport: `Behaviour specialist for six half-days in Year 5.`,
      actions: [
        {
          what: 'Carry out and record a daily walk of all classes, by senior leaders in turn',
          undertakes: 'Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success: 'Log for 90% of days; findings shared with staff each Friday',
          support: 'Format from Tenterfield Primary School',
          weeks: 6,
          progress: [
            `Kept on 94% of days. The log is short and useful, and staff hear of its findings every Friday. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Write individual plans with families for the six pupils most often involved in incidents',
          undertakes: 'Assistant Headteacher (inclusion)',
          monitors: 'Headteacher',
          success: 'Incidents involving this group fall by half within a term',
          support: 'Behaviour specialist; educational psychology service',
          weeks: 5,
          progress: [
            `Plans are in place for all six pupils. Incidents involving them have fallen from 31 to 19 in a half-term. To be looked at again when a full term has passed.`,
            `Incidents have fallen to seven, and four pupils no longer need a plan. Met.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Survey staff on behaviour and workload, and publish what will be done',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Response from four staff in five; governors discuss the results',
          support: 'Survey questions from governor services',
          weeks: 8,
          progress: [
            `41 of 46 staff answered. They feel safer and better supported; workload before reports remains the main complaint, and leaders have cut two of four data collections in response. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.4,
    },
    {
      sections: {
        context: `Key changes: a substantive Deputy Headteacher has been appointed and starts next term.`,
        'key-actions-and-progress': `With behaviour steadier, leaders have turned to mathematics. The mathematics lead explained a move to one scheme from Year 1 to Year 6, with time set aside at the start of each lesson for number facts. She was open that Year 6 have gaps from earlier years which no scheme will fill by May.

The Network Lead asked how the curriculum serves pupils with special educational needs. The answer was about adults rather than about teaching; the board asked for it to be looked at again.`,
        'impact-of-support': `The specialist’s six half-days in Year 5 are complete. Both teachers now run their classes without help. Mentoring has moved to once a month at the Headteacher’s own suggestion.`,
        'self-evaluation': `Behaviour and attitudes: the school believes it is close to good. The board agreed, on the evidence of the log, the survey and the monitoring officer’s two unannounced visits.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `Behaviour no longer stands in the way of learning. The board now needs to see the effect of it in what pupils learn.`,
      concerns: `How lessons are adapted for pupils with special educational needs.`,
      additionalSupport: `Two days from a specialist leader in special educational needs.`,
      actions: [
        {
          what: 'Review how lessons are adapted for pupils with special educational needs, with the class teachers',
          undertakes: 'Special educational needs co-ordinator',
          monitors: 'Coventry Monitoring Officer',
          success:
            'Visits find adaptation in the task, not only in the help of an adult, in four lessons of five',
          support: 'Specialist leader, two days',
          weeks: 9,
          progress: [
            `Visits by the monitoring officer found adaptation in the task in five lessons of six. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Put the mathematics scheme in place in all classes, with number facts daily',
          undertakes: 'Mathematics lead',
          monitors: 'Headteacher',
          success: 'Termly facts check: three pupils in four at the expected point by year group',
          support: 'Maths hub work group; release time paid by the network',
          weeks: 10,
          progress: [
            `The facts check shows three pupils in four at the expected point in every year but Year 6, which is at 66% and rising. Met for the scheme; Year 6 becomes an action of its own.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Induct the new Deputy Headteacher, with a written division of duties',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Duties agreed by governors before she starts',
          support: 'Mentor to review a draft',
          weeks: 12,
          progress: [
            `The division of duties is clear and known to staff. When the Headteacher was away for a week, nothing waited for him. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.5,
      venue: 'hybrid',
    },
    {
      sections: {
        context: `Key changes: the Deputy Headteacher has been in post for a term and leads on curriculum and assessment.`,
        'key-actions-and-progress': `The Deputy Headteacher took the board through reading, mathematics and science: what is taught when, how leaders check, and what they changed after checking. Board members had looked at books with pupils before the meeting. Pupils spoke with pride about their work, and said that lessons are not interrupted now.

There has been one suspension since the last meeting.`,
        'impact-of-support': `The network’s maths work group has been taken up fully. External support is now light, and progress has continued without it. The board regards this as the most important evidence of capacity.`,
        'self-evaluation': `The school judges behaviour, personal development, early years and leadership to be good, and quality of education to be nearly so. The board’s own reading of the evidence is the same.`,
      },
      outcome: 'set-exit-agenda',
      answer: 'yes',
      reasons: `Leadership is secure, shared and self-critical. Improvement has lasted for three terms and no longer rests on outside help.`,
      concerns: `None significant.`,
      additionalSupport: `None required.`,
      actions: [
        {
          what: 'Give Year 6 a planned half hour of number facts each day, and report monthly',
          undertakes: 'Mathematics lead',
          monitors: 'Deputy Headteacher',
          success: 'Year 6 facts check at 75% before the exit meeting',
          support: 'None needed',
          weeks: 6,
        },
        {
          what: 'Draft the school’s own improvement plan for the year after the exit, with governors',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Plan adopted; it names three priorities and how governors will follow them',
          support: 'Coventry Monitoring Officer to read a draft',
          weeks: 9,
          shown: [
            {
              weeks: 2,
              text: 'Governors and senior leaders chose the three priorities at a Saturday morning together.',
            },
            {
              weeks: 4,
              text: 'The draft is attached. Governors adopt it at their next meeting.',
              file: {
                title: 'Draft improvement plan',
                says: [
                  'Priority 1: number facts and problem solving in Key Stage 2.',
                  'Priority 2: attendance of pupils who missed more than one day in ten last year.',
                  'Priority 3: middle leaders who lead without the authority’s help.',
                ],
              },
              isComplete: true,
            },
          ],
        },
        {
          what: 'Ask parents about behaviour and learning, and compare with last year',
          undertakes: 'Chair of Governors',
          monitors: 'Headteacher',
          success: 'Results from at least a third of families, ready for the exit meeting',
          support: 'Survey tool of the network',
          weeks: 5,
          ended: { kind: 'complete', weeks: 4 },
        },
      ],
      next: 0.5,
    },
  ],
};
