import type { Abbreviation } from '../schema.ts';

export const abbreviations: readonly Abbreviation[] = [
  { short: 'CMO', full: 'Coventry Monitoring Officer' },
  { short: 'EAL', full: 'English as an additional language' },
  { short: 'FSM', full: 'free school meals' },
  { short: 'LA', full: 'local authority' },
  { short: 'NOR', full: 'number on roll' },
  { short: 'PCI', full: 'Progress Check-In' },
  { short: 'RI', full: 'Requires Improvement' },
  { short: 'SEND', full: 'special educational needs and disabilities' },
  { short: 'SIB', full: 'School Improvement Board' },
];
