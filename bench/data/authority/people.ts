import type { PersonId } from '#kernel/ids.ts';
import { firstUrn, idOf } from './names.ts';
import type { Statement } from './statement.ts';

/** How many Senior Advisors there are: `advisor0` and on. */
export const advisors = 10;

export function advisor(number: number): PersonId {
  return idOf<PersonId>(`advisor${number}`);
}

const officers = 20;
const networks = 8;

/**
 * People, each with a mailbox, and what the authority's own have as roles: Senior Advisors, a
 * headteacher and a chair of governors for each school, monitoring officers and network leads.
 * Ids are those of `advisor0`, `officer0`, `lead0`, `network0`, `head0` and `governor0` and on.
 */
export function people({
  own,
  schools,
}: {
  readonly own: number;
  readonly schools: number;
}): Statement[] {
  const person = (kind: string): string => `md5('${kind}' || n)::uuid`;
  const role = (kind: string, name: string, scope: string, id: string, count: number): Statement => ({
    text: `
      insert into roles_held (id, person_id, role, scope_kind, scope_id, from_date)
      select md5($1 || 'role' || n)::uuid, ${person(kind)}, $1, $2, ${id}, current_date - 900
      from generate_series(0, $3 - 1) as n`,
    values: [name, scope, count],
  });
  const kinds = { advisor: advisors, officer: officers, lead: networks };
  return [
    ...Object.entries({ ...kinds, head: schools, governor: schools }).map(([kind, count]) => ({
      text: `
        with person as (
          insert into people (id, name)
          select ${person(kind)}, (array['Amara', 'Daniel', 'Li', 'Priya', 'Ruth'])[n % 5 + 1] || ' '
            || (array['Calloway', 'Marsh', 'Nair', 'Okafor', 'Zielinski'])[n / 5 % 5 + 1] || ' ' || n
          from generate_series(0, $1 - 1) as n)
        insert into mailboxes (address, person_id, from_date)
        select '${kind}' || n || '@example.org', ${person(kind)}, current_date - 900
        from generate_series(0, $1 - 1) as n`,
      values: [count],
    })),
    {
      text: `
        insert into networks (id, name, phase)
        select md5('network' || n)::uuid, 'Network ' || n, 'Primary'
        from generate_series(0, $1 - 1) as n`,
      values: [networks],
    },
    {
      text: `
        insert into network_schools (network_id, urn, from_date)
        select md5('network' || n % $1)::uuid, $2 + n, current_date - 900
        from generate_series(0, $3 - 1) as n`,
      values: [networks, firstUrn, own],
    },
    role('advisor', 'senior-advisor', 'authority', `''`, advisors),
    role('head', 'headteacher', 'school', `(${firstUrn} + n)::text`, own),
    role('governor', 'chair-of-governors', 'school', `(${firstUrn} + n)::text`, own),
    role('lead', 'network-lead', 'network', `md5('network' || n)::text::uuid::text`, networks),
    {
      text: `
        insert into roles_held (id, person_id, role, scope_kind, scope_id, from_date)
        select md5('officer role' || n)::uuid, md5('officer' || n % $1)::uuid, 'monitoring-officer',
          'school', ($2 + n)::text, current_date - 900
        from generate_series(0, $3 - 1) as n`,
      values: [officers, firstUrn, own],
    },
  ];
}
