import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { firstUrn } from './names.ts';
import type { Statement } from './statement.ts';

/**
 * Results and absence of every school over the last three academic years, and what they are
 * compared with. One school in fifty stands out.
 */
export function performance(schools: number, today: LocalDate): Statement[] {
  const years = [-1, -2, -3].map((by) => yearsAfter(academicYearOf(today), by)).join(',');
  return [
    {
      text: `
        insert into context_figures (urn, measure, cohort, period, source, value, pupils, status,
          as_at, import_id)
        select $1 + n, measure, cohort, year, source,
          centre + (n * 7 % 11 - 5) * spread + case n % 50 when 0 then far else 0 end, pupils,
          'final', current_date - 365 * nth::integer + 300, md5('gias')::uuid
        from generate_series(0, $2 - 1) as n,
          unnest(string_to_array($3, ',')) with ordinality as y (year, nth),
          (values
            ('ks2-expected', 'Year 6', 'ks2', 61, 1.5, -25, 45),
            ('ks2-higher', 'Year 6', 'ks2', 8, 0.5, 0, 45),
            ('ks2-reading-progress', 'Year 6', 'ks2', 0, 0.2, -4, 45),
            ('ks2-writing-progress', 'Year 6', 'ks2', 0, 0.2, -4, 45),
            ('ks2-maths-progress', 'Year 6', 'ks2', 0, 0.2, -4, 45),
            ('absence', 'all', 'absence', 5.4, 0.1, 3, null),
            ('persistent-absence', 'all', 'absence', 15, 0.4, 12, null))
            as figure (measure, cohort, source, centre, spread, far, pupils)`,
      values: [firstUrn, schools, years],
    },
    {
      text: `
        insert into benchmarks (area, area_code, schools, measure, cohort, period, source, value,
          status, as_at, import_id)
        select 'england', 'NAT', 'primary', measure, cohort, year, 'benchmarks', value, 'final',
          current_date - 365 * nth::integer + 300, md5('gias')::uuid
        from unnest(string_to_array($1, ',')) with ordinality as y (year, nth),
          (values
            ('ks2-expected', 'Year 6', 61), ('absence', 'all', 5.4),
            ('persistent-absence', 'all', 15)) as average (measure, cohort, value)`,
      values: [years],
    },
  ];
}
