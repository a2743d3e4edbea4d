/** Schools that the officers kept out of network focus although something suggested it, and why. */
export const notFocusAllTheSame: Readonly<Partial<Record<string, string>>> = {
  'Fairlead Primary School':
    'The new headteacher led the school as deputy for six years; handing over went well, and the network agrees that others need the support more.',
  'Southmoor Park Junior School':
    'The judgement is from before the present leadership; the monitoring officer’s visits since have found it secure.',
};

/** A school that became a focus school in the course of the year. */
export const focusAddition = {
  school: 'Wherry Lane Primary School',
  reasons: { reasons: ['other'], stated: 'Both phase leaders left within a term' },
  rationale:
    'The headteacher asked for help: the network lead can release an experienced phase leader for two days a week until new ones are appointed.',
};
