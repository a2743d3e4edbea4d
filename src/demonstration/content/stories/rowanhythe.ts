import type { Story } from '../../story.ts';

/** Held two days ago: the chair is half way through the notes. */
export const rowanhythe: Story = {
  school: 'Rowanhythe Primary School',
  head: { title: 'Mr', first: 'Emyr', last: 'Standeven' },
  chairOfGovernors: { title: 'Mrs', first: 'Nasreen', last: 'Boothroyd' },
  process: 'sib',
  stage: { kind: 'drafting', days: -2 },
  background: `The school has not been inspected since {inspected}, when it was good. The authority’s own monitoring over the past year gives rise to significant concern about leadership and management: the governing body was without a chair for two terms, three senior leaders left within a year, and the budget was not set on time.

Standards have held up so far, thanks to a committed staff. The authority concluded that rapid intervention is needed so that they continue to. The Headteacher and the new Chair of Governors welcome the support.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the Chair of Governors was appointed last term by the authority. The deputy headship is filled until the end of the year by a secondment from Oakenholt Primary School. The budget was set six weeks late and is balanced for this year only.`,
        'key-actions-and-progress': `The Headteacher described his first priority as keeping the school calm. Staff absence has halved since the spring. Teaching assistants have been moved so that every class in Key Stage 1 has help in the mornings.

The Chair of Governors has written a plan for the governing body with the help of a national leader of governance. Committees meet again, and minutes are published to staff. There are still three vacancies.`,
        'impact-of-support': `National leader of governance: two days. The board could see the effect in the quality of the minutes.`,
      },
      answer: 'not-yet',
      actions: [
        {
          what: 'Fill three vacancies on the governing body',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Full governing body by the end of term',
          support: 'Governor services',
          weeks: 10,
        },
        {
          what: 'Draw up a three-year budget with the authority’s finance adviser',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Plan without a deficit in the third year',
          support: 'Finance adviser, three half-days',
          weeks: 8,
        },
      ],
      next: 0.5,
    },
  ],
};
