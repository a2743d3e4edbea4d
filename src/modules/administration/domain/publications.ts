import type { ImportSource } from '#modules/schools/index.ts';

/** The heading row of a file. */
export interface Headings {
  /** Whether every one of these is a heading of its own, in whatever case. */
  has(...headings: readonly string[]): boolean;
  /** Whether every one of these words stands somewhere in the row. */
  mentions(...words: readonly string[]): boolean;
}

/** A public file that is imported. */
export interface Publication {
  /** What it is about, for a list: "inspections". */
  readonly about: string;
  /** The file's own name, as its publisher has it. */
  readonly file: string;
  /** Whether it is of an academic year, which its name must then say, rather than of a day. */
  readonly isOfYear?: true;
  /** Whether it is of the day it is imported, where neither its name nor its sender says another. */
  readonly isOfToday?: true;
  /** Where it is to be had. */
  readonly from: { readonly name: string; readonly href: string };
  /** Only headings that have stayed the same over the years are looked for. */
  isKnownBy(headings: Headings): boolean;
}

const gias = {
  name: 'Get Information About Schools',
  href: 'https://get-information-schools.service.gov.uk/Downloads',
} as const;

const performanceTables = {
  name: 'the Department for Education’s performance tables',
  href: 'https://www.compare-school-performance.service.gov.uk/download-data',
} as const;

/** In the order in which the page lists them. A file is known as one of them at most. */
export const publications: Readonly<Record<ImportSource, Publication>> = {
  gias: {
    about: 'the register of schools',
    file: '“Establishment fields” of all establishments (edubasealldata….csv)',
    from: gias,
    isKnownBy: ({ has }) => has('urn', 'establishmentname') && !has('linked uid'),
  },
  links: {
    about: 'predecessors and successors',
    file: 'the links of all establishments (links_edubasealldata….csv)',
    from: gias,
    isKnownBy: ({ has }) => has('urn', 'linkurn', 'linktype'),
  },
  groups: {
    about: 'trusts, federations and sponsors',
    file: 'all groups (allgroupsdata….csv)',
    from: gias,
    isKnownBy: ({ has }) => has('group uid', 'group name'),
  },
  'group-links': {
    about: 'which academies are in which groups',
    file: 'the groups of academies and free schools (grouplinks_edubaseallacademiesandfree….csv)',
    from: gias,
    isKnownBy: ({ has }) => has('urn', 'linked uid'),
  },
  ofsted: {
    about: 'inspections',
    file: 'the monthly management information on state-funded schools',
    from: {
      name: 'Ofsted on GOV.UK',
      href: 'https://www.gov.uk/government/statistical-data-sets/monthly-management-information-ofsteds-school-inspections-outcomes',
    },
    isKnownBy: ({ has, mentions }) => has('urn') && mentions('school name', 'inspection'),
  },
  census: {
    isOfYear: true,
    about: 'pupils, from the school census',
    file: 'the pupil population (school census) data of all schools in England, its academic year in its name',
    from: performanceTables,
    isKnownBy: ({ has }) => has('urn', 'nor', 'psenelk'),
  },
  absence: {
    isOfYear: true,
    about: 'absence',
    file: 'the pupil absence data of all schools in England',
    from: performanceTables,
    isKnownBy: ({ has }) => has('urn', 'perctot') || has('urn', 'ppersabs10'),
  },
  ks2: {
    isOfYear: true,
    about: 'key stage 2 results',
    file: 'the key stage 2 data of all schools in England',
    from: performanceTables,
    isKnownBy: ({ has }) =>
      has('urn', 'rectype') && (has('ptrwm_exp') || has('readprog') || has('matprog')),
  },
  ks4: {
    isOfYear: true,
    about: 'key stage 4 results',
    file: 'the key stage 4 data of all schools in England',
    from: performanceTables,
    isKnownBy: ({ has }) => has('urn', 'rectype') && (has('att8scr') || has('p8mea')),
  },
  calendar: {
    isOfToday: true,
    about: 'term dates, half-terms and INSET days',
    file: 'a table with the headings academic_year, term, part, start and end (and urn for dates of one school), or an iCalendar file (.ics)',
    from: {
      name: 'your authority’s published term dates',
      href: 'https://www.gov.uk/school-term-holiday-dates',
    },
    isKnownBy: ({ has }) => has('term', 'part', 'start', 'end') || has('begin:vcalendar'),
  },
  'bank-holidays': {
    isOfToday: true,
    about: 'bank holidays',
    file: 'the list of bank holidays (bank-holidays.json)',
    from: { name: 'GOV.UK', href: 'https://www.gov.uk/bank-holidays' },
    isKnownBy: ({ mentions }) => mentions('"england-and-wales"'),
  },
};
