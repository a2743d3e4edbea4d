import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { newId } from '#kernel/ids.ts';
import type { FocusId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { currentPack } from '#policy-pack/index.ts';
import { changeFocus } from './focus.ts';
import type { FocusChange, FocusFact, FocusStanding, FocusTerms } from './focus.ts';

const { categorisation } = currentPack;
const urn = 900_001 as Urn;
const year = '2026/27' as AcademicYear;
const network = newId<NetworkId>();

const standing: FocusStanding = {
  urn,
  name: 'Brook Lane School',
  open: true,
  takesPart: true,
  network,
  year,
  inOpenRound: false,
  present: undefined,
};
const terms: FocusTerms = {
  id: newId<FocusId>(),
  evidence: [],
  at: new Date('2027-01-14T10:00:00Z'),
  by: newId<PersonId>(),
  policyVersion: 'coventry/1',
  seen: undefined,
};
const fact: FocusFact = {
  id: newId<FocusId>(),
  urn,
  year,
  version: 1,
  kind: 'focus',
  reasons: ['sib-or-pci'],
  stated: '',
  rationale: 'As agreed',
  evidence: [],
  network,
  round: undefined,
  decidedAt: new Date('2026-10-01T10:00:00Z'),
  decidedBy: terms.by,
  policyVersion: 'coventry/1',
};
const ended: FocusFact = { ...fact, kind: 'ended', version: 2, reasons: [] };
const isFocus: FocusStanding = { ...standing, present: fact };
const wasFocus: FocusStanding = { ...standing, present: ended };

const why = 'Both phase leaders left';
const add: FocusChange = { kind: 'add', reasons: ['sib-or-pci'], stated: '', rationale: why };
const change: FocusChange = { ...add, kind: 'change' };
const end: FocusChange = { kind: 'end', rationale: why };
const inOther: FocusChange = { ...add, reasons: ['other'] };

describe('network focus in the course of a year', () => {
  // What is made of it: kind and version; or why it is refused.
  const table: readonly [
    string,
    FocusStanding,
    FocusChange,
    number | undefined,
    [FocusFact['kind'], number] | string,
  ][] = [
    ['adding a school', standing, add, undefined, ['focus', 1]],
    ['adding one that was ended', wasFocus, add, undefined, ['focus', 3]],
    ['adding one that is one already', isFocus, add, undefined, 'already-focus'],
    ['adding a closed one', { ...standing, open: false }, add, undefined, 'school-closed'],
    [
      'adding one that takes no part',
      { ...standing, takesPart: false },
      add,
      undefined,
      'takes-no-part',
    ],
    ['adding without a reason', standing, { ...add, reasons: [] }, undefined, 'no-reason'],
    [
      'adding for a reason unknown to the policy',
      standing,
      { ...add, reasons: ['weather'] },
      undefined,
      'no-reason',
    ],
    ['adding for another reason, not in words', standing, inOther, undefined, 'not-stated'],
    ['adding without a rationale', standing, { ...add, rationale: ' ' }, undefined, 'no-rationale'],
    ['changing the reasons', isFocus, change, 1, ['focus', 2]],
    ['changing what changed meanwhile', isFocus, change, 0, 'changed-meanwhile'],
    ['changing what was never seen', isFocus, change, undefined, 'changed-meanwhile'],
    ['changing what is none', standing, change, 1, 'not-focus'],
    ['changing what was ended', wasFocus, change, 2, 'not-focus'],
    ['changing without a rationale', isFocus, { ...change, rationale: '' }, 1, 'no-rationale'],
    ['ending', isFocus, end, 1, ['ended', 2]],
    ['ending at a closed school', { ...isFocus, open: false }, end, 1, ['ended', 2]],
    ['ending where no longer taking part', { ...isFocus, takesPart: false }, end, 1, ['ended', 2]],
    ['ending what changed meanwhile', isFocus, end, 2, 'changed-meanwhile'],
    ['ending twice', wasFocus, end, 2, 'not-focus'],
    ['ending without a rationale', isFocus, { ...end, rationale: '' }, 1, 'no-rationale'],
    ['adding in an open round', { ...standing, inOpenRound: true }, add, 1, 'in-open-round'],
    ['changing in an open round', { ...isFocus, inOpenRound: true }, change, 1, 'in-open-round'],
    ['ending in an open round', { ...isFocus, inOpenRound: true }, end, 1, 'in-open-round'],
  ];
  for (const [what, before, asked, seen, expected] of table) {
    it(`${what}: ${typeof expected === 'string' ? `refused (${expected})` : expected.join(' ')}`, () => {
      const made = changeFocus(before, asked, { ...terms, seen }, categorisation);
      if (made.ok) {
        assert.deepEqual([made.value.kind, made.value.version], expected);
        assert.equal(made.value.rationale, why);
        assert.equal(made.value.network, network);
        assert.equal(made.value.round, undefined);
      } else {
        assert.equal(made.refusal.code, expected);
        assert.match(made.refusal.sentence, /^[A-Z].{10,}/);
      }
    });
  }

  it('keeps no reasons of a focus that ended, and no words where no reason asks for them', () => {
    const over = changeFocus(isFocus, end, { ...terms, seen: 1 }, categorisation);
    assert.deepEqual(over.ok && over.value.reasons, []);
    const wordy = changeFocus(standing, { ...add, stated: 'A fire' }, terms, categorisation);
    assert.equal(wordy.ok && wordy.value.stated, '');
  });
});
