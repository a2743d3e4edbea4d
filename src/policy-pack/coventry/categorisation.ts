import type { Categorisation } from '../schema.ts';

export const categorisation: Categorisation = {
  reasons: [
    {
      key: 'change-of-headteacher',
      label: 'Change of headteacher',
      suggestedBy: ['change-of-headteacher'],
      stated: false,
    },
    {
      key: 'less-than-good',
      label: 'Ofsted judgement or self-evaluation less than Good',
      suggestedBy: ['inspection-below-good', 'self-evaluation-below-good'],
      stated: false,
    },
    {
      key: 'sib-or-pci',
      label: 'SIB or PCI process involvement',
      suggestedBy: ['open-process'],
      stated: false,
    },
    // The policy's list is open ("a variety of reasons").
    { key: 'other', label: 'Another reason, stated', suggestedBy: [], stated: true },
  ],
  // The policy leaves them to a separate document, which the authority has yet to supply.
  criteria: [],
  concerns: [
    { concern: 'change-of-headteacher', says: 'change-of-headteacher' },
    // Added: a concern that the school raised itself is read as a self-evaluation less than Good.
    { concern: 'self-evaluation', says: 'self-evaluation-below-good' },
  ],
  decidedBy: 'senior-advisor',
  academiesTakePart: false,
  newHeadteacherFor: {
    value: 12,
    unit: 'months',
    source: 'added',
    label: 'A change of headteacher suggests network focus for this long',
  },
};
