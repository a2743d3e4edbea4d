import type { Story } from '../../story.ts';

// Boards that have not met yet, at four stages before their first meeting.

/** The record has been opened for a meeting today, or on the last school day. */
export const osierBank: Story = {
  school: 'Osier Bank Primary School',
  head: { title: 'Mrs', first: 'Marguerite', last: 'Delacourt-Bell' },
  chairOfGovernors: { title: 'Mr', first: 'Hamish', last: 'Ravenscroft' },
  process: 'sib',
  stage: { kind: 'opened', days: 0 },
  extra: [{ title: 'Mr', first: 'Jonah', last: 'Petherbridge', description: 'Deputy Headteacher' }],
  background: `Ofsted inspected the school in {inspected} and judged quality of education and leadership and management to require improvement. Behaviour, personal development and early years are good, and safeguarding is effective. The report asks leaders to make sure that pupils build up knowledge in the foundation subjects from year to year, and that those who fall behind in reading catch up quickly.

The inspection came at the end of a year in which the school had two acting headteachers. The present Headteacher started at the beginning of this school year and has drawn up a plan that governors have adopted.

The authority has explained to the Headteacher and the Chair of Governors why the school is a School Causing Concern. Both see the School Improvement Board as a way of bringing support together.`,
  meetings: [],
};

/** The entry meeting is on the next school day. */
export const northgateCross: Story = {
  school: 'Northgate Cross School',
  head: { title: 'Mr', first: 'Fergus', last: 'Amankwah' },
  chairOfGovernors: { title: 'Dr', first: 'Lalitha', last: 'Broughall' },
  process: 'sib',
  stage: { kind: 'planned', days: 1 },
  background: `The report card of {inspected} graded attendance and behaviour, and leadership and governance, as needing attention. Curriculum and teaching, achievement, and personal development and well-being were at the expected standard, and safeguarding standards were met.

Overall absence has been above that of similar schools for three years. Suspensions rose by a half last year, and inspectors found that leaders did not look into why.`,
  meetings: [],
};

/** The board is formed, and some of it have said which dates suit them for the first meeting. */
export const weaversCourt: Story = {
  school: 'Weavers Court Infant School',
  head: { title: 'Ms', first: 'Lorna', last: 'Eccleshall' },
  chairOfGovernors: { title: 'Mr', first: 'Yusuf', last: 'Tattershall' },
  process: 'sib',
  advisor: 2,
  stage: { kind: 'dates offered', days: -7 },
  background: `The monitoring inspection after {inspected} found that leaders had not made enough progress in tackling the weaknesses in early reading and in leadership. The authority’s monitoring officer had reported slow progress in each of her last three visits.

The Headteacher and governors accept that the school needs more structure around its improvement plan. The first meeting is to agree what matters most in the next half-term.`,
  meetings: [],
};

/** Opened this week: nobody sits on the board yet. */
export const reedmace: Story = {
  school: 'Reedmace Primary School',
  head: { title: 'Mr', first: 'Dominic', last: 'Szymanek' },
  chairOfGovernors: { title: 'Mrs', first: 'Charity', last: 'Hollinrake' },
  process: 'sib',
  advisor: 1,
  stage: { kind: 'board to form', days: -2 },
  background: `Ofsted’s report card of {inspected} has just been published. Curriculum and teaching, and leadership and governance, need attention; every other area is at the expected standard and safeguarding standards are met.

It is the school’s first inspection under the new framework. The Headteacher has asked for early agreement on support, so that staff and parents can see what will happen next.`,
  meetings: [],
};
