import type { Process } from '../schema.ts';

export const processes: readonly Process[] = [
  {
    key: 'sib',
    name: 'School Improvement Board',
    abbreviation: 'SIB',
    forms: ['sib-entry', 'sib-standard', 'sib-exit'],
    firstForm: 'sib-entry',
    members: ['chair', 'headteacher', 'chair-of-governors', 'network-lead', 'monitoring-officer'],
    mayAdd: [],
    othersAgreedFor: 'case',
  },
  {
    key: 'pci',
    name: 'Progress Check-In',
    abbreviation: 'PCI',
    forms: ['pci'],
    firstForm: 'pci',
    members: ['chair', 'headteacher', 'monitoring-officer'],
    mayAdd: ['chair-of-governors', 'network-lead'],
    othersAgreedFor: 'meeting',
  },
];
