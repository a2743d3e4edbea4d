import type { Story } from '../../story.ts';

/** The headteacher has answered, and the chair has to decide. */
export const curlewMoor: Story = {
  school: 'Curlew Moor Primary School',
  head: { title: 'Miss', first: 'Harriet', last: 'Oyelaran' },
  chairOfGovernors: { title: 'Mr', first: 'Stephen', last: 'Cawthra' },
  process: 'sib',
  stage: { kind: 'answered', days: -6 },
  background: `The report card of {inspected} graded leadership and governance, and inclusion, as needing attention. Safeguarding standards were met. Inspectors found that the needs of pupils with special educational needs were identified late, that support was not followed up, and that the governing body had not noticed.

The Headteacher was appointed two terms before the inspection and had raised the same concerns with the authority herself. The School Improvement Board is to give her plan pace and backing.`,
  meetings: [
    {
      sections: {
        context: `Key changes: a special educational needs co-ordinator who is full time and not class-based started this term. The previous Chair of Governors has stood down; his successor has chaired a governing body before. Two teaching assistants have left and will not be replaced this year.`,
        'key-actions-and-progress': `The new co-ordinator has reviewed every support plan in the school. Of 61 plans, 24 had no target that could be measured and nine were for pupils who no longer need one. She has rewritten the plans for Key Stage 2, with class teachers, and will finish Key Stage 1 by the end of the half-term.

Teachers have been trained to adapt lessons before they ask for a referral. The Network Lead asked what teachers have stopped doing to make room for this. The Headteacher answered that the weekly paper log has gone.

The Chair of Governors presented a skills audit. It shows no gap in finance or in safeguarding, and a clear one in special educational needs; a governor with that background is being sought.

The board heard that parents have noticed. Complaints about support have fallen from nine to two compared with the same term of last year.`,
        'impact-of-support': `- Specialist teaching service: nine pupils assessed, with reports used in their new plans.
- Coventry Monitoring Officer, four visits: helped the Headteacher to separate the urgent from the important.
- Network mentor: meets the Headteacher monthly. She asks for this to continue.`,
        'self-evaluation': `Inclusion, and leadership and governance, are judged by the school to need attention; attendance and behaviour to be at the strong standard; every other area at the expected standard.

The board considers the school’s view of inclusion to be accurate and candid. It asked for more evidence for the strong standard in attendance and behaviour, since attendance of pupils with special educational needs is below that of others.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `There is a clear line from what was found to what is being done. What pupils gain from it cannot be seen yet.`,
      concerns: `The loss of two teaching assistants while plans are being rewritten. Attendance of pupils with special educational needs.`,
      additionalSupport: `Six half-days of the specialist teaching service beyond the school’s allocation.`,
      actions: [
        {
          what: 'Finish the review of support plans in Reception and Key Stage 1',
          undertakes: 'Special educational needs co-ordinator',
          monitors: 'Headteacher',
          success: 'Every plan has up to three targets that can be measured, agreed with parents',
          support: 'Specialist teaching service, two half-days',
          weeks: 6,
        },
        {
          what: 'Visit lessons to see whether plans are used, and talk to pupils about what helps',
          undertakes: 'Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success: 'Targets known to the adult and worked on in four lessons of five',
          support: 'Two joint visits with the monitoring officer',
          weeks: 7,
        },
        {
          what: 'Meet the families of pupils with special educational needs who attend less than 90%',
          undertakes: 'Deputy Headteacher',
          monitors: 'Chair of Governors',
          success: 'Attendance of the group rises by two percentage points in a half-term',
          support: 'Attendance service',
          weeks: 8,
        },
        {
          what: 'Appoint a governor with experience of special educational needs',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Governor appointed and inducted',
          support: 'Governor services to approach two candidates',
          weeks: 10,
        },
      ],
      answers: [
        {
          section: 'key-actions-and-progress',
          answer: 'fact-wrong',
          changes: [
            'Of 61 plans, 24 had no target',
            'Of 61 plans, 22 (24 were counted at first, two of them twice) had no target',
          ],
        },
        {
          section: 'context',
          answer: 'fact-wrong',
          changes: [
            'Two teaching assistants have left and will not be replaced this year.',
            'Two teaching assistants have left. One of them is replaced from the start of next month, the other not this year.',
          ],
        },
        {
          section: 'self-evaluation',
          answer: 'differently',
          about: 'It asked for more evidence for the strong standard',
          comment:
            'I understand the question about attendance and behaviour. Our judgement rests mainly on behaviour, which visitors always remark on. I would rather the record said that the board asked for the two to be evidenced separately.',
        },
      ],
      next: 0.5,
    },
  ],
};
