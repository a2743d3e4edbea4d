import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SchoolCase } from '#modules/cases/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import type { Candidate } from '#modules/people/index.ts';
import type { BoardAnswer } from '#modules/records/index.ts';
import type { ContextFigure, School } from '#modules/schools/index.ts';
import type { GroupOfSchool } from '../../queries/groups-of.ts';
import type { LinksOfSchool } from '../../queries/school-links.ts';

/** What a school’s first page shows, in all its parts. */
export interface SchoolShown {
  readonly school: School;
  /** Newest first. */
  readonly inspections: readonly Inspection[];
  readonly figures: readonly ContextFigure[];
  /** The trust, sponsor and federation that it belongs to. */
  readonly groups: readonly GroupOfSchool[];
  readonly links: LinksOfSchool;
  /** Those that the person may see, the open one first. */
  readonly cases: readonly SchoolCase[];
  /** Who holds which role for the school today. */
  readonly people: readonly Candidate[];
  readonly networks: readonly string[];
  /** The years, from the present one on, in which it is a network focus school; none for whoever may not know. */
  readonly focusIn: readonly AcademicYear[];
  /** The level that it has, for those who may read it. */
  readonly level: { readonly level: string; readonly since: LocalDate } | undefined;
  /** Of its boards to the fundamental question, in the records that the person may read. */
  readonly answers: readonly BoardAnswer[];
  /** The process that is open for the school, whoever may see it. */
  readonly openProcess: string | undefined;
  readonly mayOpen: boolean;
  readonly mayAddFigure: boolean;
}
