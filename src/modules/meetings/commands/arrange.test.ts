import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { aMeeting } from '#test/builders/casework.ts';
import { nextForm } from './arrange.ts';

describe('the agenda of a meeting that is set from the page of its case', () => {
  const held = aMeeting({
    id: newId<MeetingId>(),
    form: 'sib-standard',
    status: 'held',
    date: date('2026-10-01'),
  });
  const exit = aMeeting({
    id: newId<MeetingId>(),
    form: 'sib-exit',
    status: 'cancelled',
    date: date('2026-12-08'),
    setBy: { meeting: held.id, outcome: 'exit' },
  });
  const agendaOf = (meetings: Parameters<typeof nextForm>[2], set?: string) =>
    nextForm({ nextForm: set }, 'sib-entry', meetings);

  it('is the first one of a case without meetings', () => {
    assert.equal(agendaOf([]), 'sib-entry');
  });

  it('is the one that was set for it, before any other', () => {
    assert.equal(agendaOf([exit, held], 'sib-entry'), 'sib-entry');
  });

  it('stays the one that the last meeting agreed, although its date was cancelled', () => {
    assert.equal(agendaOf([exit, held]), 'sib-exit');
  });

  it('is not one that an earlier meeting agreed', () => {
    const later = aMeeting({ ...held, id: newId<MeetingId>(), date: date('2027-01-20') });
    assert.equal(agendaOf([later, exit, held]), 'sib-standard');
  });

  it('is the one of a meeting that was cancelled where none was held', () => {
    const entry = aMeeting({ id: newId<MeetingId>(), form: 'sib-entry', status: 'cancelled' });
    assert.equal(agendaOf([entry]), 'sib-entry');
  });
});
