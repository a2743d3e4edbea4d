declare const brand: unique symbol;
/** A value that only its own module may mint: a meeting's id cannot be passed for a record's. */
export type Branded<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Unique Reference Number of a school: six digits, as in Get Information About Schools. */
export type Urn = Branded<number, 'Urn'>;
export type PersonId = Branded<string, 'PersonId'>;
export type NetworkId = Branded<string, 'NetworkId'>;
export type RoundId = Branded<string, 'RoundId'>;
export type FocusId = Branded<string, 'FocusId'>;
export type CaseId = Branded<string, 'CaseId'>;
export type MeetingId = Branded<string, 'MeetingId'>;
/** Of a choice of dates that is put to a board. */
export type ChoiceId = Branded<string, 'ChoiceId'>;
export type RecordId = Branded<string, 'RecordId'>;
export type ActionId = Branded<string, 'ActionId'>;
export type ActionEventId = Branded<string, 'ActionEventId'>;
/** What is recorded of the Regional Director and one school: an assessment, or a concern about an academy. */
export type ProceedingId = Branded<string, 'ProceedingId'>;
export type EntryId = Branded<string, 'EntryId'>;
export type EnteredInspectionId = Branded<string, 'EnteredInspectionId'>;
export type FileId = Branded<string, 'FileId'>;
/** What was sent, or said, of one paper for one meeting. */
export type AnswerId = Branded<string, 'AnswerId'>;
export type WordCopyId = Branded<string, 'WordCopyId'>;
/** The papers of a meeting in one file. */
export type PackId = Branded<string, 'PackId'>;
/** Of an area for improvement. */
export type AreaId = Branded<string, 'AreaId'>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in an address, or undefined when it cannot be one (so that the page answers "not found"). */
export function parseId<Id extends Branded<string, string>>(text: string): Id | undefined {
  return uuid.test(text) ? (text as Id) : undefined;
}

export function parseUrn(text: string): Urn | undefined {
  return /^[1-9][0-9]{5}$/.test(text) ? (Number(text) as Urn) : undefined;
}

export function newId<Id extends Branded<string, string>>(): Id {
  return crypto.randomUUID() as Id;
}
