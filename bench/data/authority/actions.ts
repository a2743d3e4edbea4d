import { firstUrn } from './names.ts';
import type { Statement } from './statement.ts';

/**
 * So many agreed actions more, spread over the authority's own cases and the last ten years: three in
 * four have ended; of the open ones a third are a headteacher's or an officer's, and some have progress.
 * What was agreed before counts as agreed too.
 */
export function actions(own: number, count: number): Statement[] {
  return [
    { text: `update actions set agreed_version = 1`, values: [] },
    {
      text: `
        insert into actions (id, case_id, meeting_id, position, what, undertakes,
          undertakes_person, monitors, monitors_person, success, support, by_when, status,
          status_reason, status_at, agreed_version, version)
        select md5('tracked' || n)::uuid, c.id, md5('meeting' || place || '-1')::uuid, 100 + n,
          'Agree with the governing body how subject leaders report on pupils who fall behind, and begin with Year ' || n % 6,
          case when n % 3 = 0 then 'Headteacher' else (array['English lead', 'Deputy Headteacher',
            'Link governor for reading', 'Subject leaders for history and science'])[n % 4 + 1] end,
          case when n % 3 = 0 then md5('head' || c.urn - $2)::uuid end,
          'Monitoring officer', case when n % 2 = 0 then md5('officer' || place % 20)::uuid end,
          'Minutes show the questions that governors ask', 'Governor services, two sessions',
          current_date + 120 - n % 3650, case when n % 4 = 0 then 'open' when n % 40 = 1 then 'stopped'
            else 'complete' end,
          case when n % 40 = 1 then 'No longer wanted' else '' end,
          case when n % 4 <> 0 then current_date - n % 3650 end, 1, 1
        from generate_series(0, $3 - 1) as n,
          lateral (select n % (2 * $1::integer) as place) as places
          join cases as c on c.id = md5('case' || place)::uuid`,
      values: [own, firstUrn, count],
    },
    {
      text: `
        insert into action_events (id, action_id, position, kind, text, at, by_id, by_name)
        select md5('progress' || n || '-' || m)::uuid, md5('tracked' || n)::uuid, m, 'progress',
          'Two more governors came to the session', now() - n % 300 * interval '1 day', null, ''
        from generate_series(0, $1 - 1, 3) as n, generate_series(1, 2) as m`,
      values: [count],
    },
  ];
}
