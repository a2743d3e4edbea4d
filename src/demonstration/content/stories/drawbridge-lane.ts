import type { Story } from '../../story.ts';

/** On the way out of the process: the exit is agreed, and a Progress Check-In follows. */
export const drawbridgeLane: Story = {
  school: 'Drawbridge Lane Primary School',
  head: { title: 'Mrs', first: 'Sunita', last: 'Garrowby' },
  chairOfGovernors: { title: 'Rev.', first: 'Elspeth', last: 'Monkton' },
  process: 'sib',
  advisor: 1,
  stage: { kind: 'final', days: -12 },
  background: `The inspection of {inspected} judged the school to require improvement, including its leadership and management. Safeguarding was effective. Pupils did not do well enough in mathematics, subject leaders had not been given time to lead, and the two halves of the school, on either side of the road, worked as if they were separate schools.

The process began with the agreement of the governing body, which asked for it before the authority proposed it.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the assistant headteachers of the two sites have exchanged sites. A business manager has been appointed, which frees the Headteacher of much of the work on buildings.`,
        'key-actions-and-progress': `One timetable, one behaviour policy and one marking policy now apply on both sites. Teachers of the same year plan together on Tuesdays. The board saw plans for four weeks and could not tell the sites apart, which was the point.

Subject leaders have half a day every three weeks. They have used it so far to write plans and not yet to find out what is taught.

Results in the times tables check were poor. The Headteacher showed that gaps begin in Year 2.`,
        'impact-of-support': `A maths hub adviser has given three days. The effect is visible in planning and only beginning in lessons. The network paid for the first term of joint planning time.`,
        'self-evaluation': `All areas are judged to require improvement except personal development and early years, both good. The board felt early years to be the strength of the school and asked what the rest of it could learn there.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `The school knows itself well. It needs a term in which plans become lessons.`,
      concerns: `Mathematics in Years 2 to 4.`,
      additionalSupport: `Two further days of the maths hub.`,
      actions: [
        {
          what: 'Teach number facts for fifteen minutes daily in Years 2 to 4 on both sites',
          undertakes: 'Mathematics lead',
          monitors: 'Coventry Monitoring Officer',
          success: 'Half-termly check shows nine pupils in ten gaining',
          support: 'Maths hub, two days',
          weeks: 8,
          progress: [`The check shows gains for 92% of pupils on both sites. Met.`],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Give each subject leader a timetable of lessons to visit and books to see',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Each leader reports to staff once a half-term',
          support: 'Example from Pennant Road Primary School',
          weeks: 10,
          progress: [
            `All have reported to staff. The quality varies, and the Headteacher has paired the stronger with the less experienced. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Hold one staff meeting in three on the other site',
          undertakes: 'Assistant Headteachers',
          monitors: 'Headteacher',
          success: 'Rota kept for a term',
          support: 'None needed',
          weeks: 12,
          progress: [`The rota was kept for the term, and staff have asked for it to go on. Met.`],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.5,
    },
    {
      sections: {
        context: `Key changes: the mathematics lead now teaches in Year 3 and leads from there. No change in governance.`,
        'key-actions-and-progress': `Leaders presented a cycle in which each subject is looked at in depth once a year by its leader, a senior leader and a governor. The first was science. The report was specific, and teachers have already changed two units.

Pupils took the board on a tour of both sites and could say how expectations are the same.`,
        'impact-of-support': `Outside support has ended except for the network’s joint moderation, in which the school now takes a leading part.`,
        'self-evaluation': `The school judges behaviour and leadership to be good. The board agreed on behaviour, and on leadership subject to one more cycle of subject reviews.`,
      },
      outcome: 'set-exit-agenda',
      answer: 'yes',
      reasons: `Improvement is led from within, across both sites, and is measured well.`,
      concerns: `None significant.`,
      additionalSupport: `None required.`,
      actions: [
        {
          what: 'Complete subject reviews of history and art, with a governor in each',
          undertakes: 'Subject leaders',
          monitors: 'Deputy Headteacher',
          success: 'Reports to governors before the exit meeting',
          support: 'None needed',
          weeks: 6,
          progress: [
            `The review of history found secure knowledge in Key Stage 2 and some repetition in Key Stage 1, which is being put right. Art is strong throughout. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Write a handover of evidence for the exit meeting, by area of the framework',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Read by the board a week before the meeting',
          support: 'Coventry Monitoring Officer to comment on a draft',
          weeks: 5,
          progress: [
            `Clear, and drawn from what pupils know rather than from what leaders have done. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.6,
    },
    {
      sections: {
        context: `Key changes: none since the previous meeting.`,
        'key-actions-and-progress': `The Chair of Governors described how the governing body has changed: fewer papers, visits with a purpose, and a short note after each. She was candid that two governors joined too recently to judge.

The Coventry Monitoring Officer summed up her six visits. Every priority of the inspection has been worked on, and in each the evidence is of lasting change.`,
        'impact-of-support': `Since the process began the school has received five days of maths hub support, joint planning time from the network, and six visits. The Headteacher names joint planning as the single most useful thing, because it made the two sites into one school.`,
        'self-evaluation': `The school judges all areas to be good. The board’s view is that the evidence supports this for leadership, behaviour, personal development and early years, and very nearly for quality of education.`,
      },
      outcome: 'exit-to-progress-check-in',
      answer: 'yes',
      reasons: `The school is securely ready to leave the process. The trajectory is firm, leadership is shared, and governors hold it to account.`,
      actions: [
        {
          what: 'Remove repetition from the Key Stage 1 history plans and check the effect in the summer',
          undertakes: 'History lead',
          monitors: 'Deputy Headteacher',
          success: 'Pupils in Year 2 can explain what is new since Year 1',
          support: 'None needed',
          weeks: 14,
        },
        {
          what: 'Induct the two newest governors, with a paired visit each',
          undertakes: 'Chair of Governors',
          monitors: 'Headteacher',
          success: 'Visit notes to the full governing body',
          support: 'Governor services induction course',
          weeks: 9,
        },
      ],
      next: 0.55,
    },
  ],
};
