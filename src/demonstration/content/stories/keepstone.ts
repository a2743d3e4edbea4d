import type { Story } from '../../story.ts';

/** The record of the entry meeting is with the headteacher. */
export const keepstone: Story = {
  school: 'Keepstone Primary School',
  head: { title: 'Mr', first: 'Tobias', last: 'Lindqvist-Hart' },
  chairOfGovernors: { title: 'Mrs', first: 'Oluchi', last: 'Farrant' },
  process: 'sib',
  advisor: 1,
  stage: { kind: 'with the headteacher', days: -4 },
  background: `Ofsted inspected the school in {inspected}. Quality of education and leadership and management were judged to require improvement; the other areas were good and safeguarding was effective. The report asks leaders to decide what pupils should know in each subject, and to make sure that teachers check it.

The monitoring officer’s notes of the last year show the same. Standards in mathematics at the end of Key Stage 2 have been below those of similar schools for three years.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the Headteacher returned from a term’s leave at the beginning of this term; the deputy acted in his absence. Mobility is high: one pupil in six joined or left last year.`,
        'key-actions-and-progress': `Leaders have chosen five subjects to rewrite this year, beginning with mathematics and science. The mathematics lead described how the order of topics has changed, and showed books from Year 4 in which pupils practise before they solve problems. Monitoring by the school finds the new order followed in eight classes of twelve.

The deputy explained how pupils who arrive during the year are now assessed in their first week and given a partner. Teachers welcomed it; the board asked for numbers next time.

The Chair of Governors asked what will not be done this year. Leaders agreed that computing and languages will wait.`,
        'impact-of-support': `The maths hub’s work group has been attended by four teachers. Two of them now teach number facts at the start of each day; the other two have yet to begin. A head from the network covered two days a week during the Headteacher’s leave, which staff and governors valued.`,
        'self-evaluation': `Quality of education and leadership: requires improvement. Behaviour, personal development and early years: good. The board agreed, and noted that the section on leadership is very modest about the deputy’s work last term.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `Good thinking, at an early stage. Mathematics needs to reach every class before the board can be confident.`,
      concerns: `Consistency between classes. The capacity of two subject leaders who each lead three subjects.`,
      additionalSupport: `A subject specialist for science for two days.`,
      actions: [
        {
          what: 'Bring the remaining four classes into the new order for mathematics, with coaching',
          undertakes: 'Mathematics lead',
          monitors: 'Headteacher',
          success: 'Followed in twelve classes of twelve',
          support: 'Cover for six half-days from network funding',
          weeks: 7,
        },
        {
          what: 'Reduce to two the number of subjects that any one teacher leads',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'New list of leaders agreed with staff',
          support: 'None needed',
          weeks: 5,
        },
        {
          what: 'Report how pupils who joined during the year are doing, by term of arrival',
          undertakes: 'Deputy Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success: 'Report shows gaps and what is done about each',
          support: 'Data officer of the authority, half a day',
          weeks: 8,
        },
      ],
      next: 0.5,
      venue: 'hybrid',
    },
  ],
};
