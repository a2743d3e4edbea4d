import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, PersonId, Urn } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { SelfEvaluationId } from '#modules/self-evaluation/index.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { anAction } from '#test/builders/record.ts';
import { prefill } from './prefill.ts';
import type { Known, PreviousRecord } from './prefill.ts';

const agreedOn = date('2026-11-12');
const progressOf = 'progress-against-agreed-actions';
const by = { id: newId<PersonId>(), name: 'Priya Nair', role: 'Coventry Monitoring Officer' };

const known: Known = {
  today: date('2027-01-14'),
  case: {
    background: 'Results fell for three years.',
    openedOn: date('2026-12-01'),
    backgroundBefore: undefined,
  },
  previous: undefined,
  since: date('2026-11-12'),
  context: [
    {
      heading: 'Key school characteristics',
      lines: [{ text: 'Number on roll: 412', source: 'GIAS', about: 'Number on roll' }],
    },
    { heading: 'Attendance and exclusions', lines: [] },
  ],
  done: { visits: [], notShared: 0, support: [] },
  selfEvaluation: undefined,
  improvement: undefined,
  openActions: [
    { ...anAction({ what: 'Appoint\na deputy' }), agreedOn, noted: [] },
    { ...anAction({ undertakes: '', byWhen: undefined }), agreedOn, noted: [] },
  ],
  endedActions: [],
};

function previous(
  texts: Readonly<Record<string, string>>,
  more: Partial<PreviousRecord> = {},
): PreviousRecord {
  return {
    on: agreedOn,
    name: 'standard meeting record',
    version: 1,
    ofCaseBefore: false,
    texts: new Map(Object.entries(texts)),
    agreed: new Map(),
    ...more,
  };
}

function filled(form: string, what = known): ReadonlyMap<string, string> {
  return new Map(
    prefill(formOf(currentPack, form), what).map(({ section, text }) => [section, text]),
  );
}

function fromOf(form: string, section: string, what: Known): string {
  const all = prefill(formOf(currentPack, form), what);
  return all.find((each) => each.section === section)?.from ?? '';
}

describe('what a record is filled in with when it is opened', () => {
  test('every form gets its background, context and purpose', () => {
    for (const { key, purpose } of currentPack.forms) {
      const texts = filled(key);
      assert.equal(texts.get('background'), 'Results fell for three years.', key);
      assert.match(texts.get('context') ?? '', /- Number on roll: 412 \(GIAS\)/, key);
      assert.ok(texts.get('purpose-and-protocols')?.startsWith(purpose[0] ?? '?'), key);
    }
  });

  test('a heading of which nothing is known is left out', () => {
    assert.doesNotMatch(filled('pci').get('context') ?? '', /Attendance/);
  });

  test('each open action appears once, on a line of its own, with room for its progress', () => {
    const text = filled('sib-exit').get(progressOf) ?? '';
    assert.equal(text.match(/^Progress: $/gm)?.length, 2);
    assert.match(
      text,
      /^1\. Appoint a deputy\n\(agreed on Thursday 12 November 2026; English lead; by 19 March 2027\)/,
    );
    assert.match(text, /^2\. .+\n\(agreed on Thursday 12 November 2026\)$/m);
  });

  test('where the form has no place for earlier actions, they stand among the key actions', () => {
    const texts = filled('sib-entry');
    assert.equal(texts.has(progressOf), false);
    assert.match(texts.get('key-actions-and-progress') ?? '', /^1\. Appoint a deputy$/m);
    assert.equal(filled('sib-standard').has('key-actions-and-progress'), false);
  });

  test('what nothing is known for stays empty, and says nothing of where it came from', () => {
    const nothing = { ...known, context: [], openActions: [] };
    assert.deepEqual(
      [...filled('sib-standard', nothing).keys()],
      ['purpose-and-protocols', 'background'],
    );
  });
});

describe('what carries over from the last final record', () => {
  test('its background, as people left it there', () => {
    const what = { ...known, previous: previous({ background: 'Results fell; two have left.' }) };
    assert.equal(filled('sib-standard', what).get('background'), 'Results fell; two have left.');
    assert.equal(
      fromOf('sib-standard', 'background', what),
      'the standard meeting record of 12 November 2026, version 1, unchanged since last time',
    );
  });

  test('at a first check-in the background of the exit record, below how the board ended', () => {
    const what: Known = {
      ...known,
      case: {
        ...known.case,
        background: 'The school left the board.\n\nResults fell.',
        backgroundBefore: 'Results fell.',
      },
      previous: previous({ background: 'Results fell, and rose again.' }, { ofCaseBefore: true }),
    };
    assert.equal(
      filled('pci', what).get('background'),
      'The school left the board. – *new since last time*\n\nResults fell, and rose again.',
    );
  });

  for (const [then, mark] of [
    ['- Number on roll: 412 (GIAS, as at 1 September 2026)', ''],
    ['- Number on roll: 405 (GIAS)', ' – *changed since last time*'],
    ['- Number on roll, 2025: 405 (GIAS) – *new since last time*', ' – *changed since last time*'],
    ['- Number on roll: 412 (GIAS) – *changed since last time*', ''],
    ['Nothing to say.', ' – *new since last time*'],
  ] as const) {
    test(`context after “${then}” is marked${mark === '' ? ' not at all' : mark}`, () => {
      const text = filled('pci', { ...known, previous: previous({ context: then }) });
      assert.ok(text.get('context')?.endsWith(`- Number on roll: 412 (GIAS)${mark}`));
    });
  }

  test('what was said of an action, with its day; what has changed of it is marked', () => {
    const [first] = known.openActions;
    assert.ok(first);
    const texts = {
      [progressOf]:
        '1. Appoint a deputy\n(agreed on Thursday 12 November 2026; English lead; by 1 March 2027)\nSaid of it on 1 October 2026: Advertised.\nProgress: Interviews\n\nare held.\n\nEnded since the meeting of 1 October 2026:\n\n- Another: Complete on 2 October 2026',
    };
    const text = filled('pci', { ...known, openActions: [first], previous: previous(texts) });
    assert.equal(
      text.get(progressOf),
      '1. Appoint a deputy\n(agreed on Thursday 12 November 2026; English lead; by 19 March 2027 – *changed since last time*)\nSaid of it on 12 November 2026: Interviews are held.\nProgress: ',
    );
  });

  test('an action that the last meeting agreed is no news; one that was open again is', () => {
    const [first, second] = known.openActions;
    assert.ok(first && second);
    const agreed = new Map([[first.id, first]]);
    const text = filled('pci', { ...known, previous: previous({}, { agreed }) }).get(progressOf);
    assert.match(text ?? '', /by 19 March 2027\)$/m);
    assert.match(text ?? '', /12 November 2026 – \*new since last time\*\)$/m);
  });

  test('what was noted of an action since, by whom and when, with the name of a file', () => {
    const [first] = known.openActions;
    assert.ok(first);
    const noted = [
      {
        on: date('2026-12-01'),
        by: 'Daniel Marsh',
        text: 'It is\nadvertised.',
        evidence: undefined,
      },
      { on: date('2026-12-08'), by: 'Priya Nair', text: '', evidence: 'advert.pdf' },
    ];
    const text = filled('pci', { ...known, openActions: [{ ...first, noted }] }).get(progressOf);
    assert.match(
      text ?? '',
      /\)\nDaniel Marsh on 1 December 2026: It is advertised\.\nPriya Nair on 8 December 2026: Evidence: advert\.pdf\nProgress: $/,
    );
  });

  test('actions that have ended are listed below, not among the open ones', () => {
    const endedActions = [{ what: 'Write\na plan', how: 'Complete on 2 December 2026' }];
    const text = filled('sib-standard', { ...known, endedActions }).get(progressOf);
    assert.match(
      text ?? '',
      /Ended since the meeting of 12 November 2026:\n\n- Write a plan: Complete on 2 December 2026$/,
    );
  });
});

describe('what is held of the school', () => {
  const at = new Date('2027-01-12T10:00:00Z');
  const visit = {
    version: 1,
    reason: '',
    on: date('2027-01-12'),
    visitors: 'Priya Nair',
    purpose: 'Early reading',
    seen: 'Phonics\nis taught daily.',
    follows: '',
    by,
    at,
  };

  test('visits since the meeting before that are shared; of others only how many there are', () => {
    const what = { ...known, done: { ...known.done, visits: [visit], notShared: 2 } };
    assert.match(
      filled('sib-standard', what).get('context') ?? '',
      /Visits since 12 November 2026:\n\n- 12 January 2027, Priya Nair: Early reading\. What was seen: Phonics is taught daily\. \(recorded by Priya Nair on 12 January 2027\)$/,
    );
    assert.match(
      fromOf('sib-standard', 'context', what),
      /; 2 visits since 12 November 2026, not shared with the school, left out$/,
    );
    const again = { ...what, previous: previous({ context: 'Attendance: not known.' }) };
    assert.match(
      filled('sib-standard', again).get('context') ?? '',
      /recorded by Priya Nair on 12 January 2027\) – \*new since last time\*$/,
    );
  });

  test('support with its impact, marked where it says something else than last time', () => {
    const support = {
      version: 1,
      reason: '',
      what: 'Six days of a specialist leader',
      receiver: 'English lead',
      provider: 'Birchwood Primary School',
      from: date('2026-10-01'),
      until: undefined,
      impact: 'Lessons are planned together.',
      by,
      at,
    };
    const was = `- Six days of a specialist leader, for English lead, from Birchwood Primary School, since 1 October 2026: impact not recorded yet (recorded by Priya Nair on 1 October 2026)`;
    const what: Known = {
      ...known,
      done: { ...known.done, support: [support] },
      previous: previous({ 'impact-of-support': was }),
    };
    assert.equal(
      filled('pci', what).get('impact-of-support'),
      '- Six days of a specialist leader, for English lead, from Birchwood Primary School, since 1 October 2026: Lessons are planned together. (recorded by Priya Nair on 12 January 2027) – *changed since last time*',
    );
  });

  test('the areas for improvement of the latest inspection, each with room for progress', () => {
    const what = {
      ...known,
      improvement: {
        inspection: 'graded inspection of 3 February 2026',
        areas: ['Reading', 'Maths'],
      },
    };
    assert.equal(
      filled('pci', what).get('progress-against-ofsted-areas'),
      '1. Reading\n(named by the graded inspection of 3 February 2026)\nProgress: \n\n2. Maths\n(named by the graded inspection of 3 February 2026)\nProgress: ',
    );
  });

  test('the school’s own judgements, each with its day and what the board said of it', () => {
    const evaluation = {
      id: newId<SelfEvaluationId>(),
      urn: 900_100 as Urn,
      number: 1,
      framework: 'report-card',
      on: date('2027-01-05'),
      judgements: [],
      by: { ...by, name: 'Daniel Marsh' },
      at,
    };
    const what: Known = {
      ...known,
      previous: previous({ 'self-evaluation': '- Inclusion: Strong standard. All are known.' }),
      selfEvaluation: {
        framework: 'Report card, from November 2025',
        areas: [
          {
            area: 'inclusion',
            name: 'Inclusion',
            judged: {
              present: { area: 'inclusion', grade: 'x', why: 'All are known.', evaluation },
              grade: 'Expected standard',
              comments: [],
            },
          },
          { area: 'achievement', name: 'Achievement', judged: undefined },
        ],
      },
    };
    assert.equal(
      filled('sib-exit', what).get('self-evaluation'),
      'The school’s own judgements, under the framework “Report card, from November 2025”:\n\n- Inclusion: Expected standard. All are known. (Daniel Marsh, 5 January 2027) – *changed since last time*\n\nNot judged: Achievement.',
    );
  });
});

describe('whatever has happened to actions before', () => {
  const day = fc.integer({ min: 0, max: 400 }).map(daysOn);
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.constantFrom('1. Teach phonics', 'Progress: none', 'a\n\nb', '(in brackets)', '- a point'),
  );
  const action = fc.record({ what: text, undertakes: text, agreed: day, said: text });

  test('every open action is one numbered item of the record, in order, and nothing else is', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), fc.boolean(), (actions, hasPrevious) => {
        const openActions = actions.map(
          ({ what, undertakes, agreed }): Known['openActions'][number] => ({
            ...anAction({ id: newId<ActionId>(), what, undertakes }),
            agreedOn: agreed,
            noted: [],
          }),
        );
        const last = filled('pci', { ...known, openActions }).get(progressOf) ?? '';
        const said = last.replaceAll(/^Progress: $/gm, () => `Progress: ${actions[0]?.said ?? ''}`);
        const again = hasPrevious ? previous({ [progressOf]: said }) : undefined;
        const now = filled('pci', { ...known, openActions, previous: again }).get(progressOf) ?? '';
        assert.deepEqual(itemsOf(now), openActions.map(firstLine));
      }),
    );
  });
});

function daysOn(days: number): LocalDate {
  return date(new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
}

function firstLine({ what }: AgreedAction, index: number): string {
  return `${index + 1}. ${what.trim().replaceAll(/\s*\n\s*/g, ' ')}`;
}

/** The first lines of the items: each is followed by its details. */
function itemsOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter(
    (line, at) => /^\d+\. /.test(line) && (lines[at + 1]?.startsWith('(agreed on ') ?? false),
  );
}
