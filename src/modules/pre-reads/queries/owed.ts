import type { LocalDate } from '#kernel/dates.ts';
import type { MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { papersToCome } from './meeting-papers.ts';
import type { Provider } from './providers.ts';

/** A paper that is still to be sent for a meeting to come. */
export interface PaperOwed {
  readonly meetingId: MeetingId;
  readonly urn: Urn;
  readonly schoolName: string;
  /** A form of the policy pack: `sib-entry` … */
  readonly form: string;
  readonly meetingOn: LocalDate;
  /** A pre-read of the form, and its label. */
  readonly paper: string;
  readonly label: string;
  /** Who owes it; nobody where its seat is empty. */
  readonly owedBy: readonly Provider[];
  /** The last day for it; undefined for a suggestion, which is never late. */
  readonly dueOn: LocalDate | undefined;
  readonly late: boolean;
  /** What is held already, of a day that is too long ago. */
  readonly staleOf: LocalDate | undefined;
  readonly href: string;
}

/** Every paper that is owed for the authority's meetings to come; with a person, what that person owes. */
export async function papersOwed(
  db: Db | Trx,
  asking: { readonly pack: PolicyPack; readonly today: LocalDate; readonly laCode: string },
  person?: PersonId,
): Promise<PaperOwed[]> {
  const meetings = await papersToCome(db, asking, person);
  return meetings.flatMap(({ occasion, papers, ...meeting }) =>
    papers.flatMap(({ paper, providers, standing }): PaperOwed[] => {
      if (standing.kind !== 'to-send') return [];
      if (person !== undefined && !providers.some(({ id }) => id === person)) return [];
      return [
        {
          meetingId: meeting.meetingId,
          urn: meeting.urn,
          schoolName: meeting.schoolName,
          form: meeting.form.key,
          meetingOn: occasion.meetingOn,
          paper: paper.key,
          label: paper.label,
          owedBy: providers,
          dueOn: occasion.required ? occasion.collectedBy : undefined,
          late: standing.late,
          staleOf: standing.stale?.file.datedOn,
          href: `/meetings/${meeting.meetingId}/pre-reads/${paper.key}/send`,
        },
      ];
    }),
  );
}
