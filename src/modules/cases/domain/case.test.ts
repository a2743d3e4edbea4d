import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import { currentPack, processOf } from '#policy-pack/index.ts';
import { aMember, anUrn } from '#test/builders/casework.ts';
import { leaveBoard, takeSeat } from './board.ts';
import type { Candidate, Seat } from './board.ts';
import { longestBackground, openCase } from './case.ts';
import type { Opening, SchoolStanding } from './case.ts';

const sib = processOf(currentPack, 'sib');
const school: SchoolStanding = {
  urn: anUrn,
  name: 'Ashgrove Primary School',
  maintained: true,
  typeName: 'Community school',
  open: true,
  openProcess: undefined,
};
const opening: Opening = {
  id: newId<CaseId>(),
  background: 'Leadership and management were judged to require improvement.',
  by: newId<PersonId>(),
  on: date('2027-01-04'),
  policyVersion: 'coventry/1',
};

describe('opening a School Improvement Board', () => {
  it('opens one for a maintained school, with its reasons', () => {
    const opened = openCase(school, sib, opening);
    assert.ok(opened.ok);
    assert.equal(opened.value.status, 'open');
    assert.equal(opened.value.background, opening.background);
  });

  const refusals: readonly [string, Partial<SchoolStanding>, Partial<Opening>, string, RegExp][] = [
    [
      'an academy',
      { maintained: false, typeName: 'Academy converter' },
      {},
      'not-maintained',
      /Regional Director/,
    ],
    ['a school that has closed', { open: false }, {}, 'school-closed', /has closed/],
    [
      'a school that has one',
      { openProcess: 'Progress Check-In' },
      {},
      'already-open',
      /one at a time/,
    ],
    ['an opening without reasons', {}, { background: '' }, 'no-background', /Enter the reasons/],
    [
      'endless reasons',
      {},
      { background: 'x'.repeat(longestBackground + 1) },
      'background-too-long',
      /100,000/,
    ],
  ];
  for (const [what, standing, terms, code, sentence] of refusals) {
    it(`refuses ${what}`, () => {
      const refused = openCase({ ...school, ...standing }, sib, { ...opening, ...terms });
      assert.ok(!refused.ok);
      assert.equal(refused.refusal.code, code);
      assert.match(refused.refusal.sentence, sentence);
    });
  }
});

describe('forming the board', () => {
  const headSeat: Seat = { role: 'headteacher', label: 'Headteacher' };
  const leadSeat: Seat = { role: 'network-lead', label: 'Network Lead' };
  const extra: Seat = { role: 'extra', label: 'Deputy Headteacher' };
  const terms = { id: newId<PersonId>(), description: '', from: date('2027-01-04') };
  const someone: Candidate = {
    personId: newId<PersonId>(),
    name: 'Priya Nair',
    headOfTheSchool: false,
  };

  it('seats someone in an empty seat', () => {
    const seated = takeSeat([], headSeat, someone, terms);
    assert.ok(seated.ok);
    assert.equal(seated.value.name, 'Priya Nair');
  });

  it('keeps a seat for one person, until they leave it', () => {
    const holder = aMember();
    const refused = takeSeat([holder], headSeat, someone, terms);
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, 'seat-taken');
    const left = leaveBoard(holder, date('2027-02-01'));
    assert.ok(left.ok);
    const next = takeSeat([left.value], headSeat, someone, terms);
    assert.equal(next.ok && next.value.from, '2027-02-01');
    const later = takeSeat([left.value], headSeat, someone, { ...terms, from: date('2027-03-01') });
    assert.equal(later.ok && later.value.from, '2027-03-01');
  });

  it('never seats the headteacher as Network Lead on their own school’s board', () => {
    const refused = takeSeat([], leadSeat, { ...someone, headOfTheSchool: true }, terms);
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, 'lead-of-own-school');
    assert.match(refused.refusal.sentence, /Name a substitute/);
  });

  it('seats nobody twice', () => {
    const member = aMember({ personId: someone.personId });
    const refused = takeSeat([member], leadSeat, someone, terms);
    assert.ok(!refused.ok && refused.refusal.code === 'already-on-board');
  });

  it('asks what an extra member is, and takes several', () => {
    const refused = takeSeat([], extra, someone, terms);
    assert.ok(!refused.ok && refused.refusal.code === 'no-description');
    const deputy = aMember({ role: 'extra', description: 'Deputy Headteacher' });
    const seated = takeSeat([deputy], extra, someone, { ...terms, description: 'Parent governor' });
    assert.ok(seated.ok);
  });

  it('lets nobody leave twice, nor before they came', () => {
    const left = leaveBoard(aMember({ from: date('2027-01-04') }), date('2026-12-01'));
    assert.ok(left.ok);
    assert.equal(left.value.until, '2027-01-04');
    assert.ok(!leaveBoard(left.value, date('2027-03-01')).ok);
    const leaving = leaveBoard(aMember({ from: date('2027-01-04') }), date('2027-07-21'));
    assert.ok(leaving.ok);
    const sooner = leaveBoard(leaving.value, date('2027-05-01'));
    assert.equal(sooner.ok && sooner.value.until, '2027-05-01');
  });
});
