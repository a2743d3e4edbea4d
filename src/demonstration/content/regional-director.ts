import type { ConcernSubject, DecisionKind, Party } from '#modules/regional-director/index.ts';

/** What the Regional Director did about one school, told as data. Days are before the day of loading. */
export interface DirectorStory {
  /** As in the list of schools. */
  readonly school: string;
  readonly events: readonly DirectorEvent[];
}

interface Happened {
  readonly daysAgo: number;
  readonly source: string;
  /** An entry of this name is corrected or met later. */
  readonly as?: string;
}

/** `{chair}` stands for the name of the Chair of Governors. */
export type DirectorEvent = Happened &
  (
    | { readonly kind: 'opened'; readonly reason: string }
    | { readonly kind: 'notified' }
    | { readonly kind: 'asked'; readonly party: Party }
    | {
        readonly kind: 'made';
        readonly party: Party;
        readonly by: string;
        readonly summary: string;
        readonly document: string;
      }
    | { readonly kind: 'view'; readonly by: string; readonly words: string }
    | { readonly kind: 'support'; readonly what: string; readonly by: string }
    | { readonly kind: 'decision'; readonly decision: DecisionKind; readonly words: string }
    /** Due so many days after the day of loading. */
    | { readonly kind: 'condition'; readonly words: string; readonly dueIn: number }
    | { readonly kind: 'met'; readonly condition: string; readonly words: string }
    | {
        readonly kind: 'raised';
        readonly about: readonly ConcernSubject[];
        readonly what: string;
        readonly evidence: string;
        readonly by: string;
      }
    | { readonly kind: 'answered'; readonly words: string }
    | { readonly kind: 'follow-up'; readonly words: string }
    /** The support that was recorded, put right. */
    | {
        readonly kind: 'corrected support';
        readonly of: string;
        readonly what: string;
        readonly by: string;
        readonly offeredDaysAgo: number;
        readonly reason: string;
      }
  );

const letter = 'Letter of the Regional Director';

export const directorStories: readonly DirectorStory[] = [
  {
    school: 'St Wilfrid’s Church of England Primary School, Northgate',
    events: [
      {
        kind: 'opened',
        daysAgo: 150,
        source: letter,
        reason: 'The letter follows the report that put the school in special measures.',
      },
      { kind: 'asked', daysAgo: 149, source: letter, party: 'governing-body' },
      { kind: 'asked', daysAgo: 149, source: letter, party: 'religious-body' },
      {
        kind: 'support',
        daysAgo: 146,
        source: 'Our letter to the Chair of Governors',
        what: 'A partner headteacher for two days a week, and a review of governance paid for by the authority.',
        by: 'Rosalind Okafor-Bray',
        as: 'offer',
      },
      {
        kind: 'corrected support',
        daysAgo: 143,
        source: 'Our letter to the Chair of Governors',
        of: 'offer',
        offeredDaysAgo: 146,
        what: 'A partner headteacher for three days a week, and a review of governance paid for by the authority.',
        by: 'Rosalind Okafor-Bray',
        reason: 'The letter says three days, not two.',
      },
      {
        kind: 'made',
        daysAgo: 128,
        source: 'Copy sent by the clerk to the governors',
        party: 'governing-body',
        by: '{chair}, Chair of Governors',
        summary:
          'The governing body accepts the judgement. An experienced headteacher has been appointed from September, three governors with a background in education have joined, and the partner headteacher is in school. It asks for time until the first monitoring inspection before a sponsor is sought.',
        document: 'Representations of the governing body.docx',
      },
      {
        kind: 'made',
        daysAgo: 126,
        source: 'Our letter',
        party: 'authority',
        by: 'Duncan Whitelaw-Aske, Senior Education LA Officer',
        summary:
          'The authority sees early signs of improvement in safeguarding and in the teaching of reading, and confirms its offer of support for two years. It supports the request for time, with conditions.',
        document: 'Representations of the authority.docx',
      },
      {
        kind: 'view',
        daysAgo: 120,
        source: 'Minutes of the governing body',
        by: 'The governing body',
        words:
          'We wish to remain a voluntary controlled school with our diocese and the authority beside us. Should the school have to join a trust, we ask that it is one that knows church schools.',
      },
      {
        kind: 'decision',
        daysAgo: 95,
        source: letter,
        decision: 'support',
        words:
          'Having considered the representations made to me, I do not intend to make an academy order at this time. I shall look again after the next monitoring inspection.',
      },
      {
        kind: 'condition',
        daysAgo: 95,
        source: letter,
        as: 'plan',
        dueIn: -60,
        words: 'The governing body sends me its improvement plan, agreed with the authority.',
      },
      {
        kind: 'condition',
        daysAgo: 95,
        source: letter,
        as: 'report',
        dueIn: 24,
        words: 'The authority reports to me in writing on progress in leadership and in reading.',
      },
      {
        kind: 'met',
        daysAgo: 66,
        source: 'Acknowledgement by the Regional Director’s office',
        condition: 'plan',
        words: 'The plan was sent and acknowledged.',
      },
    ],
  },
  {
    school: 'St Cuthbert’s Catholic Primary School, Castlefields',
    events: [
      {
        kind: 'opened',
        daysAgo: 38,
        source: letter,
        reason: 'The Regional Director’s office wrote to the authority and the diocese.',
      },
      { kind: 'asked', daysAgo: 38, source: letter, party: 'governing-body' },
      { kind: 'asked', daysAgo: 38, source: letter, party: 'religious-body' },
      {
        kind: 'made',
        daysAgo: 17,
        source: 'Copy sent by the diocese',
        party: 'religious-body',
        by: 'Fergal Considine, Roman Catholic Diocese of Ardenmere',
        summary:
          'The diocese wishes any change to be to its own academy trust, and asks that the new headteacher be given the academic year.',
        document: '',
      },
    ],
  },
  {
    school: 'Ashlar House School',
    events: [
      {
        kind: 'opened',
        daysAgo: 24,
        source: 'Telephone call with the Regional Director’s office',
        reason: 'The Regional Director looks at the special schools of the region one by one.',
      },
      {
        kind: 'support',
        daysAgo: 18,
        source: 'Note of the visit',
        what: 'Six days of an adviser for special schools.',
        by: 'Rosalind Okafor-Bray',
      },
    ],
  },
  {
    school: 'Tidemill Road Primary School',
    events: [
      {
        kind: 'raised',
        daysAgo: 110,
        source: 'Our letter',
        about: ['leadership', 'governance'],
        what: 'The academy has had four acting headteachers in two years, and the trust has appointed no local governors.',
        evidence:
          'The academy’s website and its newsletters to parents, read in the week of the letter.',
        by: 'Duncan Whitelaw-Aske, Senior Education LA Officer',
      },
      {
        kind: 'answered',
        daysAgo: 82,
        source: letter,
        words:
          'I have met the trust, which has advertised the headship and will set up a local governing committee by the end of term. I shall keep the matter under review.',
      },
      {
        kind: 'follow-up',
        daysAgo: 30,
        source: 'Newsletter of the academy',
        words: 'A permanent headteacher has been named. The committee has not met yet.',
      },
    ],
  },
  {
    school: 'Prior’s Weir School',
    events: [
      {
        kind: 'raised',
        daysAgo: 34,
        source: 'Our letter',
        about: ['standards'],
        what: 'Results in English and mathematics have fallen for three years, and the latest report card says that leadership and governance needs attention.',
        evidence: 'Published key stage 4 results of three years, and the report card.',
        by: 'Rosalind Okafor-Bray, Senior Advisor',
      },
    ],
  },
];
