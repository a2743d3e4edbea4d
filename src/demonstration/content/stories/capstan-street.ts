import type { Story } from '../../story.ts';

/** A board four meetings long: early reading, and governors who learn to ask. */
export const capstanStreet: Story = {
  school: 'Capstan Street Primary School',
  head: { title: 'Mrs', first: 'Yvonne', last: 'Adeyemi-Clarke' },
  chairOfGovernors: { title: 'Mr', first: 'Martin', last: 'Tolworth' },
  process: 'sib',
  stage: { kind: 'final', days: -9 },
  extra: [{ title: 'Miss', first: 'Imogen', last: 'Sharrock', description: 'Deputy Headteacher' }],
  background: `Ofsted inspected the school in {inspected} and judged it to require improvement, with leadership and management also requiring improvement. Inspectors found that the phonics programme was taught differently from class to class, that pupils who fell behind were not caught up quickly enough, and that governors relied on what leaders told them.

The Coventry Monitoring Officer’s visits in the two terms after the inspection confirmed that the school knew what to do but was moving slowly. The school meets the policy’s definition of a School Causing Concern. The Headteacher and the Chair of Governors agreed that a School Improvement Board would help them to set the pace.`,
  meetings: [
    {
      sections: {
        context: `Key changes: the Assistant Headteacher who led early reading left at the end of last term and has not been replaced; the Headteacher holds the role for now. Two of the four Key Stage 1 teachers are in their first two years. Three governors have joined since the inspection and two vacancies remain.`,
        'key-actions-and-progress': `The Headteacher presented the post-inspection plan. A single phonics programme has been bought and all staff in Reception and Key Stage 1 have had the first two days of training. Books for home reading have been re-sorted so that they match the sounds that pupils know; this was not the case in three of the five classes that the monitoring officer visited.

The board asked how leaders know that the training has changed lessons. Drop-ins have begun, but are not yet recorded. The Headteacher accepted that without a written record the school cannot show a direction of travel, and that nobody other than her has yet been trained to coach.

Attendance of pupils entitled to free school meals was discussed. The new first-day calling routine is in place; it is too early to see an effect.`,
        'impact-of-support': `- English hub audit (one day): gave the school a clear baseline and a list of eleven priorities, of which four are done.
- Coventry Monitoring Officer, three visits: helped leaders to write the post-inspection plan. The school values the directness of the feedback.
- Network: the reading lead of Kittiwake Primary Academy has visited twice. Staff found it useful to see the programme taught well.`,
        'self-evaluation': `The school judges its quality of education and leadership to require improvement, behaviour and attitudes and personal development to be good, and early years to require improvement.

The board felt that the judgement on behaviour is well supported. It questioned whether the judgement on early years takes enough account of how little time children spend on talk before they meet phonics.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'no',
      reasons: `The plan is sound, but most of it has yet to happen. Too much rests on the Headteacher alone, and governors do not yet check for themselves.`,
      concerns: `The vacancy for an early reading lead. The pace of catch-up for pupils in Years 2 and 3 who did not pass the phonics check.`,
      additionalSupport: `The authority will fund four days from a reading specialist, and asks the network to release a coach for one morning a fortnight.`,
      actions: [
        {
          what: 'Appoint an early reading lead, with half a day a week out of class to coach',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Lead in post by the end of the half-term; coaching timetable in use',
          support: 'Job description and interview panel member from the network',
          weeks: 7,
          progress: [
            `The early reading lead has been appointed from within and her coaching timetable is kept.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Record a short drop-in on phonics for every Reception and Key Stage 1 class each week, and act on what is seen',
          undertakes: 'Deputy Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success:
            'Drop-in log shows the agreed routines in all five classes in four weeks out of five',
          support: 'Template and one joint drop-in with the reading specialist',
          weeks: 8,
          progress: [
            `Drop-ins are recorded. The log shows the agreed routines in four classes out of five; the fifth is taught by supply, and is the school’s own priority.`,
            `The routines have been seen in all five classes for five weeks running, now that the fifth class has a permanent teacher. Met.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Begin daily catch-up for pupils in Years 2 and 3 who cannot yet read at the expected sound level',
          undertakes: 'Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success: 'Each pupil assessed every six weeks; three in four move on at least two sets',
          support: 'Two days’ training for teaching assistants from the English hub',
          weeks: 6,
          progress: [
            `Began three weeks later than planned, because training could not be booked sooner. After one cycle of assessment 17 of 29 pupils have moved on two sets. The board asked for the same figure at each meeting, with the pupils who have not moved looked at by need.`,
            `24 of 29 pupils have moved on at least two sets. The other five have individual programmes, and three of them are now known to have a hearing or speech difficulty. Met, and to continue as the school’s normal practice.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Fill both governor vacancies and agree a link governor for reading',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Full governing body; first link visit reported in the minutes',
          support: 'Governor services to advertise and to offer induction',
          weeks: 12,
          progress: [
            `One vacancy is filled. The link governor for reading is agreed and has made a first visit; it is not yet in the minutes.`,
            `The governing body is at full strength. The link visit on reading was read by the whole board: it asks good questions and does not stray into judging teachers. Met.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Join the citywide reading volunteers scheme for Year 4',
          undertakes: 'Deputy Headteacher',
          monitors: 'Headteacher',
          success: 'Twelve pupils read with a volunteer twice a week',
          support: 'Scheme co-ordinator',
          weeks: 10,
          progress: [
            `The scheme has lost its funding. The board agreed to stop the action; Year 4 pupils read with the school’s own staff instead.`,
          ],
          ended: {
            kind: 'stopped',
            meetings: 1,
            reason:
              'The scheme lost its funding. The school uses its own staff for Year 4 instead.',
          },
        },
      ],
      next: 0.45,
    },
    {
      sections: {
        context: `Key changes: an early reading lead has been appointed from within and started at half-term. One governor vacancy has been filled.`,
        'key-actions-and-progress': `The reading lead presented the results of the half-termly assessment. Reception is where the school expected it to be; Year 1 is not. She was clear about which sounds cause the difficulty and what will be re-taught.

Leaders have moved story time so that it is no longer the first thing to be lost on a busy day. The monitoring officer saw it in every class on an unannounced walk.`,
        'impact-of-support': `The reading specialist has used two of four days. Teachers report that being coached in the lesson, rather than told afterwards, has made the difference. The network coach has come on four mornings out of six.

Governor services ran one session on asking for evidence. The Chair of Governors says that questions in meetings have become sharper; the minutes of the last meeting bear that out.`,
        'self-evaluation': `Judgements are unchanged. The board found the self-evaluation better evidenced than at entry, in particular for early reading, and suggested that the section on leadership names what governors have done and not only what they have received.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `Reading is on the right path and is led well. Writing and the wider curriculum have not had the same attention, and an inspection would look at them.`,
      concerns: `Year 1 phonics. Cover for the class taught by supply.`,
      additionalSupport: `None beyond what is agreed.`,
      actions: [
        {
          what: 'Re-teach the identified sounds in Year 1 and reassess before the end of the half-term',
          undertakes: 'Early reading lead',
          monitors: 'Coventry Monitoring Officer',
          success: 'At least 70% of Year 1 on track in the school’s own assessment',
          support: 'Two remaining days of the reading specialist',
          weeks: 7,
          progress: [
            `Year 1 reached 72% on track after the re-teaching. The reading lead showed the board which pupils are not, and what each is getting. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Review the writing curriculum for Years 1 to 4: transcription first, then composition',
          undertakes: 'Deputy Headteacher',
          monitors: 'Headteacher',
          success: 'Revised overview in use; book look finds it followed in every class',
          support: 'English lead of Lantern Hill Primary School, two afternoons',
          weeks: 10,
          progress: [
            `The review is complete. The book look, done with the monitoring officer, found the new overview followed in seven classes of ten; handwriting in Year 3 is the weakest point and becomes an action of its own.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Write a yearly calendar of governor visits, each tied to a priority of the plan',
          undertakes: 'Chair of Governors',
          monitors: 'Chair',
          success: 'Calendar adopted; two visits reported to the full governing body',
          support: 'Example calendar from governor services',
          weeks: 8,
          progress: [
            `Adopted. Three visits have taken place and are reported in the minutes. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.5,
      attendees: [
        {
          name: 'Leonie Braithwaite',
          capacity: 'Early reading lead',
          parts: ['progress-against-agreed-actions', 'key-actions-and-progress'],
        },
      ],
    },
    {
      sections: {
        context: `Key changes: the supply teacher’s class has had a permanent teacher since the start of term. The governing body is at full strength.`,
        'key-actions-and-progress': `The Headteacher presented attendance: persistent absence has fallen for two half-terms running. The school put this down to the first-day call, a weekly meeting about named families, and breakfast before school for those who want it. The board asked that the effect on families with several children be followed separately.

The curriculum for history and geography has been rewritten for Key Stage 2. The board asked leaders to guard against starting too much at once.`,
        'impact-of-support': `The specialist’s days are used up. The school will keep up coaching from its own staff. Network support has moved from coaching to moderation of writing, which three schools now share.`,
        'self-evaluation': `The school now judges early years to be good. The board heard the evidence and thought it reasonable, with the caution that language on entry is low and outdoor provision is still thin.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `Leadership is visibly stronger and shared among more people. The board wants to see writing and one foundation subject secure before it speaks of an exit.`,
      concerns: `Handwriting and spelling in Year 3.`,
      additionalSupport: `One day from the authority’s early years adviser on outdoor provision.`,
      actions: [
        {
          what: 'Teach handwriting daily in Years 2 and 3, to one script, with a weekly look at books',
          undertakes: 'Deputy Headteacher',
          monitors: 'Coventry Monitoring Officer',
          success: 'Book look in six weeks finds joined, legible writing in four books of five',
          support: 'Moderation with two network schools',
          weeks: 7,
          progress: [
            `The book look found four books of five legible and joined, against two of five before. The routine is kept in both year groups. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Make an outdoor area for talk and early mark-making in Reception',
          undertakes: 'Early years lead',
          monitors: 'Headteacher',
          success: 'Area in daily use; observed talk between adult and child in each session seen',
          support: 'Early years adviser, one day; £1,500 from network funding',
          weeks: 5,
          progress: [
            `Late. The ground was prepared, but the contractor withdrew; the Headteacher has accepted a second quotation. The early years lead has begun sessions in the hall in the meantime. The board agreed to keep the action open.`,
          ],
        },
        {
          what: 'Report on attendance of families with several children, by half-term',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Report to governors with what was tried and what changed',
          support: 'Attendance service, data by family',
          weeks: 6,
          progress: [
            `The report was thorough and frank. Of eleven families, seven have improved. The remaining four are known to early help, and the school has done what it can alone. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.4,
      apologies: ['network-lead'],
    },
    {
      sections: {
        context: `Key changes: none in leadership or governance since the last meeting. One teacher begins maternity leave next half-term, and cover has been appointed.`,
        'key-actions-and-progress': `Subject leaders for science and history spoke about their curriculum and what pupils remember. The Network Lead, who sat in on the conversations with pupils beforehand, said that Year 5 could explain what they had learnt and how it followed on from Year 4. Year 3 could not yet.

The Headteacher has had the plan for the next two terms read by a serving inspector in another authority. The board thought this a good use of a professional contact.`,
        'impact-of-support': `Support now comes mainly from the network: shared moderation of writing, and a visit to Ropewalk Junior School for subject leaders. The school itself has hosted two visits on phonics, which is a sign of how far it has come.`,
        'self-evaluation': `The school judges behaviour, personal development and early years to be good, and quality of education and leadership to be close to good. The board agreed that leadership has the evidence; quality of education depends on foundation subjects being taught as planned in every class.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `Four members of the board would answer yes for leadership. All want one more half-term of evidence on the wider curriculum. If that is good, the next meeting should set an exit agenda.`,
      concerns: `None that are new. The outdoor area must not slip again.`,
      additionalSupport: `Half a day from the authority’s history adviser.`,
      actions: [
        {
          what: 'Check what pupils in Years 3 and 4 remember in history and science, and adapt the plans',
          undertakes: 'Subject leaders for history and science',
          monitors: 'Deputy Headteacher',
          success: 'Pupil conversations next half-term show secure recall in both year groups',
          support: 'History adviser, half a day',
          weeks: 8,
        },
        {
          what: 'Brief the teacher covering maternity leave on phonics and reading routines before she starts',
          undertakes: 'Early reading lead',
          monitors: 'Headteacher',
          success: 'First drop-in finds routines in place',
          support: 'None needed',
          weeks: 4,
        },
        {
          what: 'Prepare a two-page summary of evidence for each area of the inspection framework',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Summary read and questioned by governors before the next meeting',
          support: 'Coventry Monitoring Officer to read a draft',
          weeks: 7,
        },
      ],
      answers: [
        {
          section: 'progress-against-agreed-actions',
          answer: 'fact-wrong',
          changes: [
            'the Headteacher has accepted a second quotation',
            'the governing body has accepted a second quotation',
          ],
          decision: { kind: 'accepted', reason: 'Agreed; it shows proper oversight.' },
        },
      ],
      next: 0.6,
    },
  ],
};
