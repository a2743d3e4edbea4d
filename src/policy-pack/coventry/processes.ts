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
    leaving: [
      {
        text: 'At an exit meeting, the board agrees that the school is securely ready to leave the School Improvement Board process and to begin the Progress Check-In process.',
        source: 'policy',
      },
    ],
    asksQuestion: true,
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
    leaving: [
      {
        text: 'The Progress Check-In process continues until the school’s next Ofsted inspection takes place.',
        source: 'policy',
      },
    ],
    asksQuestion: false,
  },
];
