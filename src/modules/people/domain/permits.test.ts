import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, MeetingId, NetworkId, Urn } from '#kernel/ids.ts';
import { aHeldRole, aMatter, anActor, anUrn } from '#test/builders/casework.ts';
import { permits, permitsAuthority } from './permits.ts';
import { isHeldOn } from './roles.ts';

const network = newId<NetworkId>();
const caseId = newId<CaseId>();
const meetingId = newId<MeetingId>();
const another = 900_002 as Urn;

describe('scope', () => {
  it('lets an authority role see the authority’s own schools only', () => {
    const advisor = anActor(aHeldRole());
    assert.equal(permits(advisor, 'draft record', 'write', aMatter()).granted, true);
    const elsewhere = aMatter({ ownSchool: false });
    assert.equal(permits(advisor, 'draft record', 'read', elsewhere).granted, false);
  });

  it('lets a headteacher see their own school and no other', () => {
    const head = anActor(aHeldRole({ role: 'headteacher', scope: { kind: 'school', urn: anUrn } }));
    assert.equal(permits(head, 'final record', 'read', aMatter()).granted, true);
    assert.equal(permits(head, 'final record', 'read', aMatter({ urn: another })).granted, false);
  });

  it('adds the roles of a person together', () => {
    const headOfTwo = anActor(
      aHeldRole({ role: 'headteacher', scope: { kind: 'school', urn: anUrn } }),
      aHeldRole({ role: 'headteacher', scope: { kind: 'school', urn: another } }),
    );
    for (const urn of [anUrn, another]) {
      assert.equal(permits(headOfTwo, 'final record', 'read', aMatter({ urn })).granted, true);
    }
  });
});

describe('conditions', () => {
  it('shows a draft to a network lead on its board, and to no other lead of the network', () => {
    const role = aHeldRole({ role: 'network-lead', scope: { kind: 'network', id: network } });
    const member = anActor(role);
    const lead = anActor(role);
    const matter = aMatter({ networks: [network], board: [member.id] });
    assert.equal(permits(member, 'draft record', 'read', matter).granted, true);
    assert.equal(permits(member, 'draft record', 'write', matter).granted, false);
    assert.equal(permits(lead, 'draft record', 'read', matter).granted, false);
  });

  it('shows the draft to the headteacher only while it is with them', () => {
    const head = anActor(aHeldRole({ role: 'headteacher', scope: { kind: 'school', urn: anUrn } }));
    assert.equal(permits(head, 'draft record', 'read', aMatter()).granted, false);
    const checking = aMatter({ checking: head.id });
    assert.equal(permits(head, 'draft record', 'write', checking).granted, true);
  });

  it('lets the note-taker write, and a chair of governors never see a draft', () => {
    const scope = { kind: 'school', urn: anUrn } as const;
    const officer = anActor(aHeldRole({ role: 'monitoring-officer', scope }));
    const matter = aMatter({ board: [officer.id], noteTaker: officer.id });
    assert.equal(permits(officer, 'draft record', 'write', matter).granted, true);
    const governor = anActor(aHeldRole({ role: 'chair-of-governors', scope }));
    const onBoard = aMatter({ board: [governor.id] });
    assert.equal(permits(governor, 'draft record', 'read', onBoard).granted, false);
    assert.equal(permits(governor, 'final record', 'read', onBoard).granted, true);
  });

  it('shows an extra member the papers of each meeting of their case, while they are on its board', () => {
    const member = anActor(
      aHeldRole({ role: 'extra-member', scope: { kind: 'case', id: caseId } }),
    );
    const reads = (matter: Parameters<typeof aMatter>[0]) =>
      permits(member, 'self-evaluation and pre-reads', 'read', aMatter({ caseId, ...matter }))
        .granted;
    assert.equal(reads({ meetingId, board: [member.id] }), true);
    assert.equal(reads({ meetingId, board: [] }), false);
    assert.equal(reads({ board: [member.id] }), false);
    assert.equal(reads({ meetingId, board: [member.id], caseId: newId<CaseId>() }), false);
  });

  it('gives an other attendee their parts of the final record of that meeting', () => {
    const scope = { kind: 'meeting', id: meetingId, parts: ['context'] } as const;
    const guest = anActor(aHeldRole({ role: 'other-attendee', scope }));
    const matter = aMatter({ caseId, meetingId });
    assert.deepEqual(permits(guest, 'final record', 'read', matter), {
      granted: true,
      parts: ['context'],
    });
    const other = aMatter({ caseId, meetingId: newId<MeetingId>() });
    assert.deepEqual(permits(guest, 'final record', 'read', other), { granted: false });
    assert.deepEqual(permits(guest, 'draft record', 'read', matter), { granted: false });
  });

  it('tells a Network Lead whether a school of theirs is a focus school, and nothing of its level', () => {
    const theirs = newId<NetworkId>();
    const lead = anActor(
      aHeldRole({ role: 'network-lead', scope: { kind: 'network', id: theirs } }),
    );
    const own = aMatter({ networks: [theirs], levelConfirmed: true });
    assert.equal(permits(lead, 'network focus', 'read', own).granted, true);
    assert.equal(permits(lead, 'network focus', 'write', own).granted, false);
    assert.equal(permits(lead, 'level and reasons', 'read', own).granted, false);
    assert.equal(permits(lead, 'network focus', 'read', aMatter()).granted, false);
  });

  it('gives the administrator no casework, and nobody else the administration', () => {
    const administrator = anActor(aHeldRole({ role: 'administrator' }));
    assert.equal(permits(administrator, 'final record', 'read', aMatter()).granted, false);
    assert.equal(permitsAuthority(administrator, 'administration', 'write'), true);
    assert.equal(permitsAuthority(anActor(aHeldRole()), 'administration', 'read'), false);
  });
});

describe('dates', () => {
  const held = aHeldRole({ from: date('2026-09-01'), until: date('2027-01-14') });

  for (const [day, isHeld] of [
    ['2026-08-31', false],
    ['2026-09-01', true],
    ['2027-01-13', true],
    ['2027-01-14', false],
  ] as const) {
    it(`${isHeld ? 'holds' : 'does not hold'} the role on ${day}`, () =>
      assert.equal(isHeldOn(held, date(day)), isHeld));
  }
});
