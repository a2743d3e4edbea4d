import type { CalendarTables } from './tables/calendar.ts';
import type { ActionTables } from './tables/actions.ts';
import type { CaseLifeTables } from './tables/case-life.ts';
import type { CaseTables } from './tables/cases.ts';
import type { FoundationTables } from './tables/foundation.ts';
import type { FileTables } from './tables/files.ts';
import type { InspectionTables } from './tables/inspections.ts';
import type { NetworkTables } from './tables/networks.ts';
import type { LevelTables } from './tables/levels.ts';
import type { PerformanceTables } from './tables/performance.ts';
import type { PreReadTables } from './tables/pre-reads.ts';
import type { RegionalDirectorTables } from './tables/regional-director.ts';
import type { SchoolEvidenceTables } from './tables/school-evidence.ts';
import type { SchoolTables } from './tables/schools.ts';
import type { WordCopyTables } from './tables/word-copies.ts';

/** Every table, as Kysely sees it. The tables themselves are made by `migrations/`. */
export interface Database
  extends
    FoundationTables,
    SchoolTables,
    InspectionTables,
    PerformanceTables,
    CaseTables,
    ActionTables,
    CaseLifeTables,
    LevelTables,
    NetworkTables,
    RegionalDirectorTables,
    FileTables,
    PreReadTables,
    CalendarTables,
    SchoolEvidenceTables,
    WordCopyTables {}
