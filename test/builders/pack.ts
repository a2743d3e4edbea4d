import type { PackDocument, PackItem } from '#platform/documents/pack/pack-document.ts';

/** A pack of these documents. */
export function aPackOf(...items: readonly PackItem[]): PackDocument {
  return {
    language: 'en-GB',
    title: 'Pre-read documents',
    occasion: 'Standard Meeting, Thursday 14 January 2027',
    marking: 'Private & Confidential',
    subject: 'Fernhollow Primary School (URN 900014)',
    footLine: 'Put together on Thursday 7 January 2027',
    author: 'Avonbridge City Council',
    created: new Date('2027-01-07T08:00:00Z'),
    intro: ['Everything that was held.'],
    items,
  };
}
