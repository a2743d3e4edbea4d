import type { Question } from '../schema.ts';

export const question: Question = {
  versions: [
    {
      key: 'overall-good',
      text: 'Are we confident that this school will receive an overall Good judgement at its next Ofsted inspection?',
      source: 'policy',
      from: null,
    },
    {
      // No overall grade has been given since September 2024, so the policy's words wait for a successor.
      key: 'expected-standard',
      text: 'Are we confident that at its next inspection this school will be at the expected standard or above in every area, with safeguarding met?',
      source: 'added',
      proposed: true,
      adopted: null,
    },
  ],
  answers: [
    { key: 'yes', label: 'Yes' },
    { key: 'not-yet', label: 'Not yet' },
    { key: 'no', label: 'No' },
    { key: 'not-recorded', label: 'Not recorded' },
  ],
  unanswered: 'not-recorded',
  caption: 'The board’s view on the day, not a forecast',
};
