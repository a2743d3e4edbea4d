import { advisors } from './people.ts';
import type { Statement } from './statement.ts';
import { firstUrn } from './names.ts';

/** Each own school has an open case and a closed one before it; what is left is other schools'. */
const ownCasesPerSchool = 2;

/**
 * Cases with five members and eight meetings each: an entry meeting and five after it that were
 * held, one that was cancelled, one that is planned. Each held one has a record, final but for the
 * newest of an open case, and two agreed actions; the newest has six: sixteen in all.
 * Ids are those of `case0` and on, `meeting0-1` to `meeting0-8`, `record0-1` to `record0-6`.
 */
export function casework({
  own,
  cases,
}: {
  readonly own: number;
  readonly cases: number;
}): Statement[] {
  return [
    {
      text: `
        insert into cases (id, urn, process, status, opened_on, opened_by, background,
          policy_version, version)
        select md5('case' || n)::uuid,
          $1 + case when n < $2 * ${ownCasesPerSchool} then n % $2 else n - $2 * ${ownCasesPerSchool - 1} end,
          'sib', case when n >= $2 and n < $2 * ${ownCasesPerSchool} then 'closed' else 'open' end,
          current_date - case when n >= $2 and n < $2 * ${ownCasesPerSchool} then 800 else 220 end,
          md5('advisor' || n % ${advisors})::uuid,
          'The inspection found that leadership and management require improvement.',
          'coventry/1', 1
        from generate_series(0, $3 - 1) as n`,
      values: [firstUrn, own, cases],
    },
    {
      text: `
        insert into board_members (id, case_id, person_id, board_role, description, from_date)
        select md5('member' || n || seat)::uuid, md5('case' || n)::uuid,
          md5(kind || case kind when 'advisor' then n % ${advisors} when 'officer' then n % 20
            when 'lead' then school % 8 else school end)::uuid, seat, '', c.opened_on
        from generate_series(0, $1 - 1) as n
          join cases as c on c.id = md5('case' || n)::uuid,
          lateral (select c.urn - $2 as school),
          (values ('chair', 'advisor'), ('headteacher', 'head'),
            ('chair-of-governors', 'governor'), ('network-lead', 'lead'),
            ('monitoring-officer', 'officer')) as member (seat, kind)`,
      values: [cases, firstUrn],
    },
    {
      text: `
        insert into meetings (id, case_id, form, status, date, time, minutes, venue_kind,
          venue_detail, venue_reason, change_reason, invitation_sequence, invited_at, version)
        select md5('meeting' || n || '-' || m)::uuid, c.id,
          case m when 1 then 'sib-entry' else 'sib-standard' end,
          case when m <= 6 then 'held' when m = 7 or c.status = 'closed' then 'cancelled'
            else 'planned' end,
          c.opened_on + 30 * m, '09:30', 90, 'school', '', '',
          case m when 7 then 'The headteacher is ill.' else '' end, 0, now(), 1
        from generate_series(0, $1 - 1) as n join cases as c on c.id = md5('case' || n)::uuid,
          generate_series(1, 8) as m`,
      values: [cases],
    },
    {
      text: `
        insert into records (id, meeting_id, case_id, form, policy_version, status, sent_at, sent_to,
          answers_due_on, answered_at, answered_by, round, current_version, correction_reason,
          outcome, question, answer, answer_reasons, concerns, additional_support, next_date,
          next_time, next_agreed_by, proceeded_reason, version)
        select md5('record' || n || '-' || m)::uuid, meeting.id, c.id, meeting.form, 'coventry/1',
          case when draft then 'draft' else 'final' end, sent,
          case when not draft then head end, sent::date + 7, sent + interval '2 days',
          case when not draft then head end, case when draft then 0 else 1 end,
          case when draft then 0 else 1 end, '', 'remain-next-term', 'overall-good', 'not-yet',
          'The board heard of good progress in reading, and of little in writing. It will look again when the results of the spring are known.',
          '', '', meeting.date + 30, '09:30', '', '', 1
        from generate_series(0, $1 - 1) as n join cases as c on c.id = md5('case' || n)::uuid,
          generate_series(1, 6) as m,
          lateral (select * from meetings where id = md5('meeting' || n || '-' || m)::uuid) as meeting,
          lateral (select m = 6 and c.status = 'open' as draft) as state,
          lateral (select case when not draft then meeting.date + time '17:00' end::timestamptz as sent,
            md5('head' || c.urn - $2)::uuid as head) as sending`,
      values: [cases, firstUrn],
    },
    {
      text: `
        insert into record_sections (record_id, section, text, revision, prefilled_from, updated_at,
          updated_by)
        select md5('record' || n || '-' || m)::uuid, section,
          case when m = 6 then $2 else 'The school reported on its work since the last meeting.' end,
          3, '', now() - interval '20 days', md5('advisor' || n % ${advisors})::uuid
        from generate_series(0, $1 - 1) as n, generate_series(1, 6) as m,
          (values ('purpose-and-protocols'), ('background'), ('context'),
            ('progress-against-agreed-actions'), ('key-actions-and-progress'),
            ('impact-of-support'), ('self-evaluation')) as typed (section)`,
      values: [cases, notes],
    },
    {
      text: `
        insert into attendance (meeting_id, member_id, attended, substitute)
        select md5('meeting' || n || '-' || m)::uuid, b.id,
          case b.board_role when 'network-lead' then 'apologies' else 'present' end, ''
        from generate_series(0, $1 - 1) as n join board_members as b on b.case_id = md5('case' || n)::uuid,
          generate_series(1, 6) as m`,
      values: [cases],
    },
    {
      text: `
        insert into actions (id, case_id, meeting_id, position, what, undertakes, monitors, success,
          support, by_when, status, status_reason, status_at, version)
        select md5('action' || n || '-' || m || '-' || position)::uuid, md5('case' || n)::uuid,
          md5('meeting' || n || '-' || m)::uuid, position,
          'Give every pupil who reads below the expected fluency a daily session, and check their progress every half term.',
          'English lead', 'Monitoring officer', 'Seven in ten gain six months in reading age by Easter',
          'Two days of a specialist leader', current_date - 200 + 30 * m + 60,
          case when m <= 3 then 'complete' else 'open' end, '',
          case when m <= 3 then current_date - 30 end, 1
        from generate_series(0, $1 - 1) as n, generate_series(1, 6) as m,
          lateral generate_series(1, case m when 6 then 6 else 2 end) as position`,
      values: [cases],
    },
  ];
}

/** As much as is typed of one subject at a meeting of 90 minutes. */
const notes = `The headteacher reported on the work since the last meeting:

- **Reading:** daily sessions for 38 pupils, and a new lead since October
- **Writing:** moderated with two other schools; the books show more than the tests do
- **Attendance:** 93.8% against 92.1% a year ago

The chair asked how the school knows that the sessions work. The lead showed the checks of each half term; pupils who joined late gain less. The monitoring officer saw six lessons and agrees.

It was not clear who looks after phonics while the lead is away. The governors will ask at their next meeting.`;
