import type { MeasureId } from '#modules/schools/index.ts';

/** The performance tables that are imported, a file each. */
export type TableId = 'census' | 'absence' | 'ks2' | 'ks4';

/** A column whose values become figures. */
export interface FigureColumn {
  readonly heading: string;
  readonly measure: MeasureId;
  readonly cohort: string;
  /** The column that counts the pupils behind the figure, where the file has it. */
  readonly pupils?: string;
  /** The column counts pupils: the figure is their share of this one, in percent. */
  readonly of?: string;
  /** Whether rows of authorities and of England hold an average, rather than a total. */
  readonly isAverage: boolean;
}

export interface PerformanceTable {
  readonly id: TableId;
  /** "the key stage 4 performance tables" */
  readonly name: string;
  /** Whether RECTYPE says what a row is about; without it, a row of England has NAT as its URN or authority. */
  readonly hasRecordTypes: boolean;
  readonly figures: readonly FigureColumn[];
  /** At least one of each of these lists must be among the headings. */
  readonly needs: readonly (readonly string[])[];
  /** How many schools a national file has at the least. */
  readonly fewestSchools: number;
  /** Headings that the product knows and has no use for. */
  readonly unused: readonly RegExp[];
}

const about: readonly RegExp[] = [
  /^(recType|alphaInd|la|lea|laName|estab|laEstab|urn|schName|schoolName|schoolType|nfType|schType|phase|iClose)$/i,
  /^(urn|schName|open)_ac$/i,
  /^(address[123]|street|locality|town|pCode2?|postcode|telNum|pCon_(code|name)|latitude|longitude|web)$/i,
  /^(contFlag|confExam|relDenom|religion|admPol(_pt)?|e?gender|feeder|tabKs2|tab15|tab1618|ageRange)$/i,
  /^(totPups|numBoys|numGirls|ofstedRating|inspectionDt|colour[12])$/i,
];

const everyone = { cohort: 'all', pupils: 'NOR', isAverage: true } as const;

const census: PerformanceTable = {
  id: 'census',
  name: 'the school census of the performance tables',
  hasRecordTypes: false,
  figures: [
    { ...everyone, heading: 'NOR', measure: 'pupils', isAverage: false },
    { ...everyone, heading: 'NUMFSM', of: 'NOR', measure: 'free-school-meals' },
    {
      ...everyone,
      heading: 'PNUMFSMEVER',
      pupils: 'NORFSMEVER',
      measure: 'free-school-meals-ever',
    },
    { ...everyone, heading: 'PNUMEAL', measure: 'eal' },
    { ...everyone, heading: 'PSENELK', measure: 'sen-support' },
    { ...everyone, heading: 'PSENELSE', measure: 'ehc-plans' },
  ],
  needs: [['NOR'], ['PNUMEAL', 'PSENELK', 'PSENELSE', 'NUMFSM', 'PNUMFSMEVER']],
  fewestSchools: 20_000,
  unused: [
    ...about,
    /^p?nor[gb]$/i,
    /^norFsmEver$/i,
    /^tSenEl(k|se)$/i,
    /^p?num(eal|engFl|uncFl|fsm|fsmEver)$/i,
  ],
};

const absence: PerformanceTable = {
  id: 'absence',
  name: 'the absence file of the performance tables',
  hasRecordTypes: false,
  figures: [
    { heading: 'PERCTOT', measure: 'absence', cohort: 'all', isAverage: true },
    { heading: 'PPERSABS10', measure: 'persistent-absence', cohort: 'all', isAverage: true },
  ],
  needs: [['PERCTOT', 'PPERSABS10']],
  fewestSchools: 18_000,
  unused: about,
};

const year6 = { cohort: 'Year 6', pupils: 'TELIG', isAverage: true } as const;
const poor6 = {
  cohort: 'Year 6, disadvantaged',
  pupils: 'TFSM6CLA1A',
  isAverage: true,
} as const;

const ks2: PerformanceTable = {
  id: 'ks2',
  name: 'the key stage 2 performance tables',
  hasRecordTypes: true,
  figures: [
    { ...year6, heading: 'PTRWM_EXP', measure: 'ks2-expected' },
    { ...year6, heading: 'PTRWM_HIGH', measure: 'ks2-higher' },
    { ...year6, heading: 'READPROG', measure: 'ks2-reading-progress' },
    { ...year6, heading: 'WRITPROG', measure: 'ks2-writing-progress' },
    { ...year6, heading: 'MATPROG', measure: 'ks2-maths-progress' },
    { ...poor6, heading: 'PTRWM_EXP_FSM6CLA1A', measure: 'ks2-expected' },
    { ...poor6, heading: 'PTRWM_HIGH_FSM6CLA1A', measure: 'ks2-higher' },
  ],
  needs: [['PTRWM_EXP', 'READPROG', 'WRITPROG', 'MATPROG']],
  fewestSchools: 14_000,
  unused: [
    ...about,
    /^(tPupYear|P?[TBG]Elig(_\d\d)?|TKs1Average|P?TKs1Group_\w+)$/i,
    /^P?T(Not)?Fsm6Cla1a(_\d\d)?$/i,
    /^P?T?(EalGrp[123]|Mobn|SenEl(k|e|ek))$/i,
    /^(DIFFN_)?(READ|WRIT|MAT)PROG(_\w+)?$/i,
    /^(READ|WRIT|MAT)COV$/i,
    /^(PT|DIFFN_)(RWM|READ|GPS|MAT|WRITTA|SCITA)_(EXP|HIGH|AT|AD|WTS)(_\w+)?$/i,
    /^(READ|GPS|MAT)_AVERAGE(_\w+)?$/i,
  ],
};

const year11 = { cohort: 'Year 11', pupils: 'TPUP', isAverage: true } as const;
const poor11 = {
  cohort: 'Year 11, disadvantaged',
  pupils: 'TFSM6CLA1A',
  isAverage: true,
} as const;

const ks4: PerformanceTable = {
  id: 'ks4',
  name: 'the key stage 4 performance tables',
  hasRecordTypes: true,
  figures: [
    { ...year11, heading: 'P8MEA', pupils: 'P8PUP', measure: 'progress-8' },
    { ...year11, heading: 'ATT8SCR', measure: 'attainment-8' },
    { ...year11, heading: 'PTL2BASICS_94', measure: 'english-maths-4' },
    { ...year11, heading: 'PTL2BASICS_95', measure: 'english-maths-5' },
    {
      ...poor11,
      heading: 'P8MEA_FSM6CLA1A',
      pupils: 'P8PUP_FSM6CLA1A',
      measure: 'progress-8',
    },
    { ...poor11, heading: 'ATT8SCR_FSM6CLA1A', measure: 'attainment-8' },
    { ...poor11, heading: 'PTFSM6CLA1ABASICS_94', measure: 'english-maths-4' },
    { ...poor11, heading: 'PTFSM6CLA1ABASICS_95', measure: 'english-maths-5' },
  ],
  needs: [['ATT8SCR', 'P8MEA', 'PTL2BASICS_94', 'PTL2BASICS_95']],
  fewestSchools: 4_500,
  unused: [
    ...about,
    /^(P?[BG]PUP|KS2ASS|P?TPRIOR(LO|AV|HI)|P?T(NOT)?FSM6CLA1A(_\d\d)?|P?TEALGRP[123]|P?TNMOB)$/i,
    /^P?SEN(E|K|_ALL)4$/i,
    /^(TOT)?ATT8/i,
    /^AVG(EBAC|OPEN)FILL$/i,
    /^(T?P8|P8_)/i,
    /^DIFFN_(ATT8|P8MEA)$/i,
    /EBACC?|BASICS/i,
    /^(SCI|HUM|LAN)VA/i,
    /^T(AV|TOT)ENT_|^PTOTENT_/i,
    /^PT(ANYQ|5EM|multiLan|tripleSci)/i,
  ],
};

export const performanceTables: Readonly<Record<TableId, PerformanceTable>> = {
  census,
  absence,
  ks2,
  ks4,
};
