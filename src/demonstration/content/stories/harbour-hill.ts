import type { Story } from '../../story.ts';

/** A secondary school whose third record is with the headteacher for the accuracy check. */
export const harbourHill: Story = {
  school: 'Harbour Hill Community School',
  head: { title: 'Dr', first: 'Olufemi', last: 'Branthwaite' },
  chairOfGovernors: { title: 'Mrs', first: 'Gillian', last: 'Sedgeworth' },
  process: 'sib',
  advisor: 1,
  stage: { kind: 'with the headteacher', days: -5 },
  extra: [
    { title: 'Mr', first: 'Anil', last: 'Venkataraman', description: 'Vice chair of governors' },
  ],
  background: `The inspection of {inspected} graded quality of education, behaviour and attitudes, and leadership and management as requiring improvement; personal development was good and safeguarding effective. Inspectors reported that low-level disruption went unchallenged in some subjects, and that leaders did not use what they knew about attendance to change it.

Outcomes at the end of Key Stage 4 had fallen for two years before the inspection. The authority concluded that the school is a School Causing Concern, and agreed the start of the process with the Headteacher, who had taken up post eight months earlier.`,
  meetings: [
    {
      sections: {
        context: `Key changes: three of eight heads of faculty are new this year. A second deputy has been appointed to lead on behaviour and attendance. The governing body was reconstituted after the inspection.`,
        'key-actions-and-progress': `The Headteacher set out three priorities: conduct in lessons, attendance, and the quality of the curriculum in science and modern languages. A centralised detention system has replaced one run by each department. In its first four weeks it was used 640 times; leaders expected the number to rise first and to fall by half-term.

The board visited seven lessons before the meeting. In five, routines were followed without reminders. In two, pupils talked over the teacher and were not challenged. Both were taught by staff new to the school.

The deputy for attendance described a weekly panel that goes through pupils below 90%. It had not met in two of the last five weeks. The board was clear that it must not depend on one person’s diary.`,
        'impact-of-support': `- Coventry Monitoring Officer, two days of review in science: leaders now have an order for what is taught in Years 7 to 9.
- Behaviour hub: a lead school has been matched. The first visit is next month, so there is no impact to report.
- Legal advice on attendance from the authority’s service: used in nine cases, of which six have improved.`,
        'self-evaluation': `The school’s judgements match those of the inspection in every area. The board had no reason to differ, and suggested that sixth-form-style independence claimed for Year 11 be evidenced or left out.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'no',
      reasons: `The analysis is honest and the plan is proportionate. Systems are new and are not yet followed by everyone.`,
      concerns: `Science staffing: one post is unfilled and two teachers are not specialists. Persistent absence in Year 9.`,
      additionalSupport: `A specialist leader for science for eight half-days. The authority will ask the secondary network for a specialist teacher at short notice.`,
      actions: [
        {
          what: 'Publish how families can follow what their children learn in science, year by year',
          undertakes: 'Headteacher',
          monitors: 'Network Lead',
          success: 'Pages for every year group; half of the families asked have used them',
          support: 'Example pages of a school of the network',
          weeks: 40,
          progress: [
            `The Headteacher said that the pages are being written. There was nothing to look at yet.`,
            `The pages are still being written. The board asked to see one year group at least before its next meeting.`,
          ],
          nothingShown: true,
        },
        {
          what: 'Train all staff again in the start-of-lesson routine, and follow up every lesson where it is not used',
          undertakes: 'Deputy Headteacher (behaviour)',
          monitors: 'Coventry Monitoring Officer',
          success: 'Routine seen in nine lessons of ten on two unannounced visits',
          support: 'Lead school of the behaviour hub',
          weeks: 5,
          progress: [
            `Seen in 17 lessons of 19 over two visits. The exceptions were both cover lessons, and leaders have changed what cover staff are given. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Hold the attendance panel weekly without exception, with a named substitute',
          undertakes: 'Deputy Headteacher (attendance)',
          monitors: 'Chair of Governors',
          success:
            'Minutes for every week; persistent absence in Year 9 falls by five percentage points',
          support: 'Attendance service officer at every second panel',
          weeks: 12,
          progress: [
            `Has met every week. Persistent absence in Year 9 has fallen from 34% to 30%, with most of the change among pupils who were just over the line.`,
            `Has met every week for two terms, and is now the school’s normal practice. Persistent absence in Year 9 stands at 28%. Met.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Rewrite the Key Stage 3 science plans unit by unit, beginning with Year 7',
          undertakes: 'Head of science',
          monitors: 'Headteacher',
          success: 'Four units in use and reviewed with the specialist leader',
          support: 'Specialist leader, eight half-days',
          weeks: 14,
          progress: [
            `Two units of four are rewritten. The head of science is doing the work well and largely alone.`,
            `All four units are in use. The specialist leader calls them ambitious and well ordered. Met.`,
          ],
          ended: { kind: 'complete', meetings: 2 },
        },
        {
          what: 'Send governors a one-page report on behaviour, attendance and staffing each month',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Governors’ minutes show questions that follow from it',
          support: 'Format offered by governor services',
          weeks: 6,
          progress: [`In place, and liked by governors for its brevity. Met.`],
          ended: { kind: 'complete', meetings: 1 },
        },
      ],
      next: 0.45,
    },
    {
      sections: {
        context: `Key changes: a physics specialist starts next term. One head of faculty has left; an internal appointment has been made.`,
        'key-actions-and-progress': `Central detentions have fallen to 390 in four weeks. Suspensions have risen slightly, which leaders attribute to consistency; the board asked for suspensions by group at the next meeting, in particular of pupils with special educational needs.

Two pupils from the school council told the board that lessons are quieter and that supply lessons are the exception.`,
        'impact-of-support': `The visit of the behaviour hub’s lead school produced a short and useful report; four of its six recommendations are in place. The specialist leader for science has used five half-days.`,
        'self-evaluation': `Unchanged. The board agreed that behaviour is improving, and advised against changing the judgement until it has lasted for two terms.`,
      },
      outcome: 'remain-next-term',
      answer: 'not-yet',
      reasons: `Behaviour has turned a corner. Attendance and science need time, and a term will show whether the gains last.`,
      concerns: `Suspensions of pupils with special educational needs. The head of science’s workload.`,
      additionalSupport: `The authority’s inclusion team to review suspensions with the school.`,
      actions: [
        {
          what: 'Review each suspension of a pupil with special educational needs over two terms, and change what can be changed',
          undertakes: 'Special educational needs co-ordinator',
          monitors: 'Coventry Monitoring Officer',
          success: 'Fewer such suspensions in the next term than in this one',
          support: 'Inclusion team, two days',
          weeks: 11,
          progress: [
            `Reviewed case by case with the inclusion team. In seven of eleven cases an earlier change to the timetable or the seating would probably have prevented it. Suspensions have fallen from eleven to four. Met.`,
          ],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Write a plan with the family of each of the 22 pupils whose attendance is below 70%',
          undertakes: 'Deputy Headteacher (attendance)',
          monitors: 'Headteacher',
          success: 'Half of the group attend more in the next half-term than in this one',
          support: 'Early help and attendance services to share the cases',
          weeks: 9,
          progress: [
            `Plans are written for 19 of 22 families, and eight pupils attend more than before. The three families without a plan are known to social care; the school has asked for joint meetings. Overdue, and to remain open.`,
          ],
        },
        {
          what: 'Share out the remaining science units among three teachers, with time to do it',
          undertakes: 'Head of science',
          monitors: 'Headteacher',
          success: 'All Year 8 units rewritten',
          support: 'Network pays for four days’ cover',
          weeks: 12,
          progress: [`Year 8 is complete, with the work shared among three teachers. Met.`],
          ended: { kind: 'complete', meetings: 1 },
        },
        {
          what: 'Open a reflection room at lunchtime, staffed by volunteers',
          undertakes: 'Deputy Headteacher (behaviour)',
          monitors: 'Headteacher',
          success: 'Repeat detentions fall',
          support: 'None needed',
          weeks: 8,
          progress: [
            `Opened on six days out of twenty. The board agreed to stop it, and preferred the form tutors’ follow-up that has grown up beside it.`,
          ],
          ended: {
            kind: 'stopped',
            meetings: 1,
            reason:
              'Too few volunteers to open it reliably. Form tutors now follow up repeat detentions.',
          },
        },
      ],
      next: 0.5,
    },
    {
      sections: {
        context: `Key changes: the physics specialist has started; science is fully staffed for the first time in three years. The Chair of Governors has been re-elected.`,
        'key-actions-and-progress': `The Headteacher presented the results of the winter mock examinations with suitable caution. English and mathematics are ahead of the same point last year; languages are behind. Leaders have asked for outside moderation of their marking.

The new head of languages spoke about vocabulary and about a common start to lessons. The board found her account convincing, and noted that it is five weeks old.

Governors’ questions have become a strength. The minutes of their curriculum committee were given to the board as evidence.`,
        'impact-of-support': `The specialist leader’s support has ended, and the faculty continues without it. The inclusion team’s review led directly to a change in policy. The behaviour hub has closed its case, with two recommendations left to the school.`,
        'self-evaluation': `The school proposes to judge behaviour and attitudes as good. The board discussed this at length: conduct in lessons is good; attendance is part of the same area and is not yet good enough.`,
      },
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: `Leadership has the capacity and has shown it. Attendance and languages stand between the school and a good inspection.`,
      concerns: `Attendance of the most absent pupils. Outcomes in languages.`,
      additionalSupport: `Joint meetings with social care, which the Senior Education LA Officer will ask for.`,
      actions: [
        {
          what: 'Hold joint meetings with social care for the three families without a plan',
          undertakes: 'Deputy Headteacher (attendance)',
          monitors: 'Coventry Monitoring Officer',
          success: 'A plan for each, with a first review',
          support: 'Senior Education LA Officer to make the request',
          weeks: 4,
        },
        {
          what: 'Have a sample of mock papers in languages marked by another school',
          undertakes: 'Head of languages',
          monitors: 'Deputy Headteacher (curriculum)',
          success: 'Marks agree within the usual tolerance; findings acted on before the next mock',
          support: 'Northgate Cross School to mark 40 papers',
          weeks: 5,
        },
        {
          what: 'Report attendance by year group and by need to governors each fortnight until the next meeting',
          undertakes: 'Headteacher',
          monitors: 'Chair of Governors',
          success: 'Reports received; actions recorded against each',
          support: 'Attendance service to supply comparisons',
          weeks: 7,
        },
      ],
      next: 0.6,
      attendees: [
        {
          name: 'Célia Marquand',
          capacity: 'Head of languages',
          parts: ['key-actions-and-progress'],
        },
      ],
    },
  ],
};
