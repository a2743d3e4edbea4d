import type { Story } from '../../story.ts';

/** The entry record was corrected after it had been shared: there are two versions. */
export const stBede: Story = {
  school: 'St Bede’s Church of England Primary School, Harbour Hill',
  head: { title: 'Mrs', first: 'Philippa', last: 'Nwankwo-Reid' },
  chairOfGovernors: { title: 'Mr', first: 'Alasdair', last: 'Throup' },
  process: 'sib',
  advisor: 2,
  stage: {
    kind: 'final',
    days: -13,
    corrected: {
      reason:
        'The number of pupils in the reading catch-up groups was copied wrongly from the school’s paper.',
      section: 'key-actions-and-progress',
      text: `The Headteacher reported on the first term of the new reading plan. All eighteen pupils in the catch-up groups have a baseline, and eleven have moved on by at least one stage. Groups meet daily; the log shows four sessions missed in eleven weeks.

Collective leadership is the second theme. The school has one form of entry, so each teacher leads two subjects. Leaders have joined with two other church schools in which subject leaders plan together.

The Coventry Monitoring Officer confirmed that books in Key Stage 1 match what leaders report.`,
    },
  },
  background: `In {inspected} the school was judged to require improvement, with leadership and management requiring improvement. Reading had fallen behind in Key Stage 1, and in a small school the departure of two subject leaders had left gaps that nobody filled.

The Diocese was consulted and supports the process.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the post of Assistant Headteacher is new. Two foundation governors were appointed by the Diocese this term.`,
        'key-actions-and-progress': `The Headteacher reported on the first term of the new reading plan. All eight pupils in the catch-up groups have a baseline, and eleven have moved on by at least one stage. Groups meet daily; the log shows four sessions missed in eleven weeks.

Collective leadership is the second theme. The school has one form of entry, so each teacher leads two subjects. Leaders have joined with two other church schools in which subject leaders plan together.

The Coventry Monitoring Officer confirmed that books in Key Stage 1 match what leaders report.`,
        'impact-of-support': `The Diocese’s school effectiveness adviser has given two days. The English hub has audited early reading and will return. The board saw a clear link between the audit and the plan.`,
        'self-evaluation': `The school judges its quality of education to require improvement, leadership to be improving, and the rest to be good. The board asked for a judgement rather than a direction in each area.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `Reading is led well. The model for subject leadership is promising and has not yet had time to work.`,
      concerns: `The load on a small staff.`,
      additionalSupport: `Cover for joint planning with the partner schools, for one term.`,
      actions: [
        {
          what: 'Plan history and geography jointly with the two partner schools',
          undertakes: 'Assistant Headteacher',
          monitors: 'Headteacher',
          success: 'Shared plans taught in all three schools',
          support: 'Cover from network funding; Diocese’s adviser',
          weeks: 8,
        },
        {
          what: 'Continue daily catch-up in reading, and reassess before the next meeting',
          undertakes: 'Key Stage 1 lead',
          monitors: 'Coventry Monitoring Officer',
          success: 'Fifteen of eighteen pupils on track',
          support: 'English hub, one day',
          weeks: 6,
        },
        {
          what: 'Rewrite the self-evaluation with a judgement and evidence for each area',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Adopted by governors',
          support: 'Example from Kittiwake Primary Academy',
          weeks: 5,
        },
      ],
      next: 0.5,
    },
  ],
};

/** A correction of the final record has been started and is not finished. */
export const ploverLane: Story = {
  school: 'Plover Lane Primary School',
  head: { title: 'Mr', first: 'Ravinder', last: 'Coldwell' },
  chairOfGovernors: { title: 'Ms', first: 'Annette', last: 'Igwe' },
  process: 'sib',
  stage: {
    kind: 'final',
    days: -12,
    corrected: {
      reason: 'The record leaves out that the early years lead presented for part of the meeting.',
    },
  },
  background: `The inspection of {inspected} graded leadership and governance, and achievement, as needing attention. Pupils’ outcomes at the end of Key Stage 2 were well below those of similar schools. Safeguarding standards were met.

The present leadership team began after the results to which the report refers. The authority agreed with them that a School Improvement Board would help to show what has changed since.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the leadership team of four has been together for three terms. A nursery class opened in September with 26 children.`,
        'key-actions-and-progress': `The Headteacher compared the work of this year’s Year 6 with last year’s at the same point. Reading is stronger; arithmetic is much stronger; problems with several steps are no better. Leaders have responded with a lesson a week in which pupils explain how they chose a method.

The early years lead described how the nursery has changed what children can do when they start Reception. The board was impressed by the clarity of what is taught and when.`,
        'impact-of-support': `The authority’s assessment adviser checked the school’s tests against national materials and found them sound, which gives weight to the figures above. Two teachers have visited Curlew Moor Primary School to see its work on vocabulary.`,
        'self-evaluation': `Achievement needs attention in the school’s own view; all other areas are at the expected standard. The board suggested that leadership and governance should keep the inspection’s grade until results show otherwise, and the Headteacher agreed.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `The direction is right. The summer’s results will be the test.`,
      concerns: `Problem-solving in mathematics in Year 6.`,
      additionalSupport: `Maths hub adviser, two days.`,
      actions: [
        {
          what: 'Teach the weekly problem-solving lesson in Years 5 and 6 to a shared plan',
          undertakes: 'Mathematics lead',
          monitors: 'Deputy Headteacher',
          success: 'Common assessment improves by a fifth',
          support: 'Maths hub, two days',
          weeks: 10,
        },
        {
          what: 'Ask governors to visit mathematics lessons and talk to pupils',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Visit note to the full governing body',
          support: 'Coventry Monitoring Officer to accompany the first visit',
          weeks: 7,
          shown: [
            {
              weeks: 1,
              text: 'Two governors have agreed days for their visits with the mathematics lead.',
            },
          ],
        },
        {
          what: 'Share the nursery’s curriculum with the other schools of the network',
          undertakes: 'Early years lead',
          monitors: 'Network Lead',
          success: 'Presented at a network meeting',
          support: 'None needed',
          weeks: 9,
        },
      ],
      next: 0.4,
    },
  ],
};
