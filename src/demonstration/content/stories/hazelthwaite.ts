import type { Story } from '../../story.ts';

/** A Progress Check-In from the start: leadership was judged good. */
export const hazelthwaite: Story = {
  school: 'Hazelthwaite Primary School',
  head: { title: 'Ms', first: 'Bronwen', last: 'Achterberg' },
  chairOfGovernors: { title: 'Mr', first: 'Desmond', last: 'Pilkin' },
  process: 'pci',
  advisor: 2,
  stage: { kind: 'final', days: -11 },
  background: `The inspection of {inspected} judged the school to require improvement overall, with leadership and management good. Inspectors were confident that leaders had the capacity to improve the school: they had identified weaknesses in writing and in the foundation subjects, and had begun to put them right.

The school is a Focus School. The Progress Check-In process was agreed with the Headteacher as the right support; a School Improvement Board was not thought necessary.`,
  meetings: [
    {
      sections: {
        context: `Key changes: a new lead for writing. Pupil numbers in Reception are lower than planned, and the budget for next year has been revised.`,
        'progress-against-ofsted-areas': `Writing: a new sequence is taught from Year 1 to Year 6. Books show better sentence construction in Years 3 and 4; the effect in Year 6 is uneven.

Foundation subjects: geography and music have been rewritten. Design and technology is next.

Checking what pupils remember: short quizzes are used in all classes. Teachers do not all act on the results.`,
        'progress-against-agreed-actions': `This is the first check-in, so there are no earlier actions. The Headteacher went through the school’s own plan instead: eleven of nineteen tasks are complete.`,
        'self-evaluation': `Quality of education requires improvement; everything else is good. Attendees thought this accurate and noted the school’s strong evidence for behaviour.`,
        'impact-of-support': `The monitoring officer’s three visits have concentrated on writing; feedback has been acted on each time. The network’s moderation group gave the new lead confidence in her judgements.`,
      },
      actions: [
        {
          what: 'Agree what teachers do when a quiz shows that something has not been learnt',
          undertakes: 'Deputy Headteacher',
          monitors: 'Headteacher',
          success: 'Lesson visits find it done in four classes of five',
          support: 'Example from Rowanhythe Primary School',
          weeks: 8,
          progress: [`Visits found it done in nine lessons of ten. Met.`],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Moderate Year 6 writing with two schools each half-term',
          undertakes: 'Writing lead',
          monitors: 'Coventry Monitoring Officer',
          success: 'Judgements agree in nine pieces of ten',
          support: 'Network moderation group',
          weeks: 12,
          progress: [`Judgements agreed in nine pieces of ten. Met, and to continue.`],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Rewrite design and technology for Key Stage 2',
          undertakes: 'Design and technology lead',
          monitors: 'Deputy Headteacher',
          success: 'Plans in use in all four year groups',
          support: 'Two days’ cover from school funds',
          weeks: 13,
          progress: [
            `Late, because the subject’s leader was ill for half a term. Two year groups are complete. To remain open, with a new plan for who writes which unit.`,
          ],
        },
      ],
      next: 0.5,
    },
    {
      sections: {
        context: `Key changes: none in leadership. Class sizes have been rearranged so that Year 2 is taught in one and a half classes.`,
        'progress-against-ofsted-areas': `Writing: books in Year 6 are now of a piece with the rest of the school. Moderation agreed with the school’s judgements in nine pieces of ten.

Foundation subjects: design and technology is late, because its leader was ill for half a term. Two year groups are complete.

Checking what pupils remember: visits found teachers acting on quizzes in nine lessons of ten. This area can be regarded as met.`,
        'self-evaluation': `The school now judges quality of education to be good except in design and technology. The monitoring officer’s evidence points the same way.`,
        'impact-of-support': `The school gives more to the network than it takes. Its deputy has supported two other schools with assessment, at a cost to her own school that the Headteacher thinks worthwhile.`,
      },
      actions: [
        {
          what: 'Finish design and technology in Years 5 and 6, with units shared between two teachers',
          undertakes: 'Deputy Headteacher',
          monitors: 'Headteacher',
          success: 'Plans in use by the next check-in',
          support: 'Half a day of the network’s design and technology lead',
          weeks: 10,
        },
        {
          what: 'Follow the effect of the one-and-a-half-class arrangement on Year 2 reading',
          undertakes: 'Key Stage 1 lead',
          monitors: 'Coventry Monitoring Officer',
          success: 'Progress no slower than in the year before',
          support: 'None needed',
          weeks: 11,
        },
      ],
      next: 0.5,
    },
  ],
};
