import type { ColumnType, Generated } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';

/** Any JSON value, as kept in a `jsonb` column. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A `jsonb` column: read as a value, written as its text. */
export type JsonColumn<Value> = ColumnType<Value, string, string>;

export interface FoundationTables {
  authority: AuthorityRow;
  people: PersonRow;
  mailboxes: MailboxRow;
  roles_held: RoleHeldRow;
  sessions: SessionRow;
  sign_in_links: SignInLinkRow;
  audit_events: AuditEventRow;
  mails: MailRow;
  calendar_feeds: CalendarFeedRow;
}

/** One row: the authority that this installation belongs to. */
interface AuthorityRow {
  only: Generated<boolean>;
  name: string;
  la_code: string;
  policy_pack: string;
  /** What it was founded as: a demonstration that anyone may enter, or an authority's own. */
  mode: Generated<'demo' | 'live'>;
}

interface PersonRow {
  id: PersonId;
  name: string;
}

/** A mailbox may pass from one person to the next; what each wrote stays theirs. */
interface MailboxRow {
  address: string;
  person_id: PersonId;
  from_date: LocalDate;
  until_date: LocalDate | null;
}

interface RoleHeldRow {
  id: string;
  person_id: PersonId;
  role: string;
  scope_kind: 'authority' | 'school' | 'network' | 'case' | 'meeting';
  /** The URN, or the id, of what the role is limited to; empty for the authority. */
  scope_id: string;
  /** For an other attendee: the keys of the sections that they attend. Empty means the whole meeting. */
  parts: string[];
  from_date: LocalDate;
  until_date: LocalDate | null;
}

interface SessionRow {
  token_hash: string;
  person_id: PersonId;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
}

interface SignInLinkRow {
  token_hash: string;
  person_id: PersonId;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

interface AuditEventRow {
  seq: number;
  at: Date;
  actor_id: PersonId | null;
  actor_name: string;
  type: string;
  subject_kind: string;
  subject_id: string;
  payload: JsonColumn<Json>;
  previous_hash: string;
  hash: string;
}

interface MailRow {
  id: string;
  created_at: Date;
  person_id: PersonId | null;
  to_address: string;
  template: string;
  subject: string;
  body_text: string;
  body_html: string;
  /** An .ics invitation, when the mail carries one. */
  calendar_method: 'REQUEST' | 'CANCEL' | null;
  calendar: string | null;
  /** `sent` to a mail server; `delivered` and `bounced` are what was heard of it since. */
  state: 'queued' | 'kept' | 'sent' | 'delivered' | 'failed' | 'bounced';
  attempts: Generated<number>;
  /** In our own words: what a mail server answers may repeat the mail. */
  last_error: string | null;
  sent_at: Date | null;
  /** Its Message-ID, and the id of the job that delivers it: another each time that it is sent again. */
  delivery: string;
  /** What GOV.UK Notify calls it. */
  notify_id: Generated<string | null>;
  /** When and by whom it was said that whoever it was for has been told another way. */
  put_aside_at: Generated<Date | null>;
  put_aside_by: Generated<PersonId | null>;
}

/** The secret address by which a person's own calendar reads their meetings: its hash alone. */
interface CalendarFeedRow {
  person_id: PersonId;
  token_hash: string;
  made_at: Date;
}
