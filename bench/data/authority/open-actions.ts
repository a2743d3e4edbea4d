import { idOf } from './names.ts';
import type { Statement } from './statement.ts';

/** What the action is called: each is one of its own, as in a record. */
const what = (number: number): string =>
  `Give every pupil of group ${number} who reads below the expected fluency a daily session, and check their progress every half term.`;

/**
 * So many actions more that are open in each of the first cases, agreed at the fifth meeting, and the
 * final version of that meeting's record, which lists as many with what was said of them.
 */
export function openActions({
  cases,
  actions,
}: {
  readonly cases: number;
  readonly actions: number;
}): Statement[] {
  const items = Array.from(
    { length: actions },
    (_, at) =>
      `${at + 1}. ${what(at + 1)}\n(agreed on Thursday 12 November 2026; English lead; by 19 March 2027)\nProgress: Sessions take place every day, and half of the pupils have gained three months.`,
  );
  const content = JSON.stringify({
    layout: 1,
    sections: [
      {
        key: 'progress-against-agreed-actions',
        body: { kind: 'text', text: items.join('\n\n') },
      },
    ],
  });
  return [
    {
      text: `
        insert into actions (id, case_id, meeting_id, position, what, undertakes, monitors, success,
          support, by_when, status, status_reason, status_at, agreed_version, version)
        select md5('open' || n || '-' || position)::uuid, md5('case' || n)::uuid,
          md5('meeting' || n || '-5')::uuid, 100 + position, replace($2, '#', position::text),
          'English lead', 'Monitoring officer', 'Seven in ten gain six months in reading age by Easter',
          'Two days of a specialist leader', current_date + 60, 'open', '', null, 1, 1
        from generate_series(0, $1 - 1) as n, generate_series(1, $3) as position`,
      values: [cases, what(0).replace('0', '#'), actions],
    },
    {
      text: `
        insert into record_versions (record_id, version, form, policy_version, content, sha256,
          reason, finalised_at, finalised_by)
        select md5('record' || n || '-5')::uuid, 1, 'sib-standard', 'coventry/1', $2, '', '',
          now() - interval '40 days', $3
        from generate_series(0, $1 - 1) as n`,
      values: [cases, content, idOf('advisor0')],
    },
  ];
}
