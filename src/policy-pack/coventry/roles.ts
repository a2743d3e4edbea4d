import type { BoardRole, Role } from '../schema.ts';

/** Jobs that the policy speaks of, in this authority's words. Keys are those of the roles that people hold. */
export const roles: readonly Role[] = [
  {
    key: 'senior-advisor',
    label: 'Senior Advisor – School Improvement',
    abbreviation: null,
  },
  { key: 'senior-education-officer', label: 'Senior Education LA Officer', abbreviation: null },
  {
    key: 'senior-advisor-education',
    label: 'Senior Advisor for Education Improvement',
    abbreviation: null,
  },
  { key: 'monitoring-officer', label: 'Coventry Monitoring Officer', abbreviation: 'CMO' },
  { key: 'network-lead', label: 'Network Lead', abbreviation: null },
  {
    key: 'network-board-member',
    label: 'Primary Network Improvement Board member',
    abbreviation: null,
  },
  { key: 'headteacher', label: 'Headteacher', abbreviation: null },
  { key: 'chair-of-governors', label: 'Chair of Governors', abbreviation: null },
];

/** Seats on a board, in the form's order. Anyone else sits with a description of their own. */
export const boardRoles: readonly BoardRole[] = [
  { key: 'chair', label: 'Chair', usually: 'senior-advisor' },
  { key: 'headteacher', label: 'Headteacher', usually: null },
  { key: 'chair-of-governors', label: 'Chair of Governors', usually: null },
  { key: 'network-lead', label: 'Network Lead', usually: null },
  { key: 'monitoring-officer', label: 'Coventry Monitoring Officer', usually: null },
];
