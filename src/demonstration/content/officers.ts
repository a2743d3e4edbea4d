import type { Role } from '#modules/people/index.ts';

/** Someone who works for the authority, or reads for it. The first of a role is the one to try first. */
export interface Officer {
  readonly name: string;
  readonly role: Exclude<Role, 'monitoring-officer' | 'diocese'>;
}

export const officers: readonly Officer[] = [
  { name: 'Rosalind Okafor-Bray', role: 'senior-advisor' },
  { name: 'Gareth Penhallow', role: 'senior-advisor' },
  { name: 'Samira Choudhury-Lane', role: 'senior-advisor' },
  { name: 'Duncan Whitelaw-Aske', role: 'senior-education-officer' },
  { name: 'Bernadette Asante', role: 'senior-advisor-education' },
  { name: 'Marcus Ellingham', role: 'network-board-member' },
  { name: 'Hilary Fotherby', role: 'network-board-member' },
  { name: 'Tom Heskethorne', role: 'clerk' },
  { name: 'Catherine Ballantrae', role: 'leadership-reader' },
  { name: 'Victor Mbeki-Shaw', role: 'leadership-reader' },
  { name: 'Jean Ruddlesden', role: 'scrutiny-reader' },
  { name: 'Priscilla Vantongeren', role: 'legal-officer' },
  { name: 'Ewan Carmichael-Roy', role: 'administrator' },
];

/** In the order of the networks: each has the maintained schools of one. */
export const monitoringOfficers: readonly string[] = [
  'Lesley Abbotsleigh',
  'Jaswinder Thornbury',
  'Philip Eddowes',
  'Grace Onwudiwe',
  'Martha Silverlock',
  'Desmond Harcastle',
  'Ruth Pellegrino',
  'Nathaniel Broome',
];

export const dioceses = {
  'Church of England': { name: 'Diocese of Ardenmere', officer: 'Judith Haverstock' },
  'Roman Catholic': { name: 'Roman Catholic Diocese of Ardenmere', officer: 'Fergal Considine' },
} as const;
