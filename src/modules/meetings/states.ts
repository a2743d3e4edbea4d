/** A meeting's states in words, with the colour of their tag: the word says it all without the colour. */
export const meetingStates = {
  planned: { word: 'Planned', colour: 'govuk-tag--blue' },
  postponed: { word: 'Postponed', colour: 'govuk-tag--yellow' },
  adjourned: { word: 'Adjourned', colour: 'govuk-tag--yellow' },
  held: { word: 'Held', colour: 'govuk-tag--green' },
  cancelled: { word: 'Cancelled', colour: 'govuk-tag--grey' },
} as const;
