import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { MeetingRecord, RecordState, RecordStatus } from '#modules/records/index.ts';

// Builders of records and what stands in them. Every default is valid.

/** The headteacher that records are sent to. */
export const aHead = newId<PersonId>();

const sending = {
  sentTo: aHead,
  sentAt: new Date('2027-01-14T16:00:00Z'),
  answersDueOn: date('2027-01-21'),
};
const answered = { at: new Date('2027-01-18T12:00:00Z'), by: aHead };

/** A record's state, by its name. The headteacher has it until Thursday 21 January 2027. */
export function aState(status: RecordStatus): RecordState {
  switch (status) {
    case 'draft':
      return { status };
    case 'with-headteacher':
      return { status, sending };
    case 'answered':
      return { status, sending, answered };
    case 'final':
      return { status, version: 1, check: { ...sending, answered } };
    case 'correcting':
      return { status, version: 1, reason: 'A date was wrong.', check: { ...sending, answered } };
  }
}

/** The draft of an entry meeting, with nothing agreed yet. */
export function aRecord(record: Partial<MeetingRecord> = {}): MeetingRecord {
  return {
    id: newId<RecordId>(),
    meetingId: newId<MeetingId>(),
    caseId: newId<CaseId>(),
    form: 'sib-entry',
    policyVersion: 'coventry/1',
    state: { status: 'draft' },
    round: 0,
    noteTaker: undefined,
    shownLive: false,
    decision: {
      outcome: undefined,
      question: undefined,
      answer: undefined,
      reasons: '',
      concerns: '',
      support: '',
    },
    next: { kind: 'not-set' },
    proceeded: '',
    version: 1,
    ...record,
  };
}

export function anAction(action: Partial<AgreedAction> = {}): AgreedAction {
  return {
    id: newId<ActionId>(),
    caseId: newId<CaseId>(),
    meetingId: newId<MeetingId>(),
    position: 1,
    what: 'Give every pupil who reads below the expected fluency a daily session',
    undertakes: 'English lead',
    monitors: 'Priya Nair',
    success: 'Seven in ten gain six months in reading age by Easter',
    support: 'Two days of a specialist leader',
    byWhen: date('2027-03-19'),
    status: { kind: 'open' },
    version: 1,
    ...action,
  };
}
