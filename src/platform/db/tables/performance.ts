import type { LocalDate } from '#kernel/dates.ts';

export interface PerformanceTables {
  benchmarks: BenchmarkRow;
}

/** A figure of an authority or of England, with which a school’s is compared. */
export interface BenchmarkRow {
  area: 'authority' | 'england';
  /** Three digits, "331"; "NAT" for England. */
  area_code: string;
  /** Whose figure it is: of one kind of school, of every state-funded school, or of all. */
  schools: 'primary' | 'secondary' | 'special' | 'state-funded' | 'all';
  /** Measure, cohort and period as in `context_figures`. */
  measure: string;
  cohort: string;
  /** "2022/23" */
  period: string;
  /** The publication, or what else put the row here (the demonstration). */
  source: string;
  /** `numeric` comes back as text. Null where it was suppressed. */
  value: string | null;
  /** How many pupils stand behind it, where the publication says so. */
  pupils: number | null;
  status: 'final' | 'provisional';
  as_at: LocalDate;
  /** Where it comes from, in words, unless an import says so. */
  source_text: string | null;
  import_id: string | null;
}
