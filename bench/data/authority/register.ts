import type { Statement } from './statement.ts';
import { firstUrn, ownLaCode } from './names.ts';

/**
 * The register: schools numbered from 0, of which the first are the authority's own; for each three
 * inspections under three frameworks, and eight figures of three years.
 */
export function register({
  schools,
  own,
}: {
  readonly schools: number;
  readonly own: number;
}): Statement[] {
  return [
    {
      text: `
        insert into imports (id, source, format, file_name, file_size, sha256, as_at, imported_at,
          imported_by, overridden, authorities, report)
        select md5(source)::uuid, source, format, file_name, 26000000, repeat('0', 64),
          current_date - 20, now() - interval '19 days', 'Command line', false,
          array(select (201 + n)::text from generate_series(0, 152) as n) || $1::text, '{}'
        from (values
          ('gias', 'establishments', 'edubasealldata.csv'),
          ('ofsted', 'graded', 'state_funded_schools.csv')) as file (source, format, file_name)`,
      values: [ownLaCode],
    },
    {
      text: `
        insert into schools (urn, name, search_name, la_code, la_name, establishment_number,
          type_code, type_name, type_group, phase, status, opened_on, low_age, high_age, gender,
          sixth_form, nursery, boarding, religious_character, diocese, admissions, capacity,
          federation_code, federation_name, head_title, head_first_name, head_last_name,
          head_job_title, street, locality, town, postcode, telephone, website, region, ukprn,
          last_changed_on, source, import_id)
        select $1 + n, name, lower(name), la, 'Authority ' || la, 2000 + n % 5000,
          '01', 'Community school', 'Local authority maintained schools', 'Primary', 'open',
          date '1990-09-01' + n % 9000, 3, 11, 'Mixed', 'Does not have a sixth form',
          'Has Nursery Classes', 'No boarders', 'Does not apply', 'Not applicable',
          'Not applicable', 210 + n % 400, 'F' || n / 3, 'The ' || place || ' Federation', 'Mrs',
          'Ruth', 'Calloway', 'Headteacher', n % 200 + 1 || ' Quarry Lane', 'Northend', place,
          'ZZ' || n % 90 + 10 || ' 1ZZ', '01632 ' || 960000 + n % 1000,
          'www.school' || n || '.example.org', 'West Midlands', (10000000 + n)::text,
          date '2024-01-01' + n % 600, 'gias', md5('gias')::uuid
        from generate_series(0, $3 - 1) as n,
          lateral (select case when n < $4 then $2 else (201 + n % 153)::text end as la,
            (array['Aldershaw', 'Avonbridge', 'Merrowby', 'Stanfold', 'Wexley'])[n % 5 + 1] as place,
            (array['Ashgrove', 'Fernhollow', 'Larkmead', 'Willowbrook', 'Kestrel Rise', 'Harrowmere',
              'Thornbury'])[n % 7 + 1] || ' ' || n || ' Primary School' as name)`,
      values: [firstUrn, ownLaCode, schools, own],
    },
    {
      text: `
        insert into inspections (urn, inspection_number, kind, framework, type, type_group,
          first_day, published_on, urn_at_time, category, overall, judgements, safeguarding,
          import_id)
        select $1 + n, 10000000 + n * 3 + which, 'graded', framework, 'S5 Inspection',
          'S5 Inspection', day, day + 40, $1 + n, null,
          case when framework = 'education-without-overall' then null else 1 + n % 4 end,
          judgements::jsonb, safeguarding, md5('ofsted')::uuid
        from generate_series(0, $2 - 1) as n, (values
          (0, 'education-without-overall', date '2024-11-12', 'effective',
            '{"quality-of-education": 3, "behaviour-and-attitudes": 2, "personal-development": 2,
              "leadership-and-management": 3, "early-years": 2}'),
          (1, 'education', date '2020-02-04', 'effective',
            '{"quality-of-education": 2, "behaviour-and-attitudes": 2, "personal-development": 1,
              "leadership-and-management": 2, "early-years": 2}'),
          (2, 'common', date '2016-05-17', 'effective', '{"leadership-and-management": 2,
            "early-years": 2}'))
          as inspection (which, framework, day, safeguarding, judgements)`,
      values: [firstUrn, schools],
    },
    {
      text: `
        insert into context_figures (urn, measure, cohort, period, source, value, status, as_at,
          import_id)
        select $1 + n, measure, cohort, period, source, value + n % 25, 'final',
          current_date - 20 - 365 * year, md5(source)::uuid
        from generate_series(0, $2 - 1) as n, (values
          ('pupils', 'all', '2025-01-16', 'gias', 180, 0), ('pupils', 'all', '2024-01-18', 'gias', 190, 1),
          ('pupils', 'all', '', 'ofsted', 180, 0),
          ('free-school-meals', 'all', '2025-01-16', 'gias', 20.4, 0),
          ('free-school-meals', 'all', '2024-01-18', 'gias', 19.1, 1),
          ('sen-support', 'all', '2024/25', 'gias', 14.2, 0),
          ('persistent-absence', 'all', '2023/24', 'gias', 17.5, 1),
          ('ks2-expected', 'Year 6', '2024/25', 'gias', 55, 0))
          as figure (measure, cohort, period, source, value, year)`,
      values: [firstUrn, schools],
    },
  ];
}
