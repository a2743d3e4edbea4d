import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, MeetingId, PersonId, Urn } from '#kernel/ids.ts';

export interface SchoolEvidenceTables {
  visits: VisitRow;
  visit_versions: VisitVersionRow;
  visit_showings: VisitShowingRow;
  visit_replies: VisitReplyRow;
  support_entries: SupportEntryRow;
  support_versions: SupportVersionRow;
  self_evaluations: SelfEvaluationRow;
  self_evaluation_judgements: SelfEvaluationJudgementRow;
  self_evaluation_comments: SelfEvaluationCommentRow;
  question_adoptions: QuestionAdoptionRow;
}

interface VisitRow {
  id: Branded<string, 'VisitId'>;
  urn: Urn;
}

/** What is written of a visit: the version that counts is the last. Never changed. */
interface VisitVersionRow {
  visit_id: Branded<string, 'VisitId'>;
  version: number;
  visited_on: LocalDate;
  visitors: string;
  /** What it was about. */
  purpose: string;
  seen: string;
  follows: string;
  /** Why it corrects the one before; empty for the first. */
  reason: string;
  by: PersonId;
  /** The role in which they did it, in the authority's words. */
  by_role: string;
  at: Date;
}

/** Whether a visit is shared with the school: the row with the highest position counts. */
interface VisitShowingRow {
  visit_id: Branded<string, 'VisitId'>;
  position: number;
  shown: boolean;
  by: PersonId;
  at: Date;
}

/** What the school says of a visit. */
interface VisitReplyRow {
  id: Branded<string, 'VisitReplyId'>;
  visit_id: Branded<string, 'VisitId'>;
  text: string;
  by: PersonId;
  at: Date;
}

interface SupportEntryRow {
  id: Branded<string, 'SupportId'>;
  urn: Urn;
}

/** What is written of a piece of support: the version that counts is the last. Never changed. */
interface SupportVersionRow {
  entry_id: Branded<string, 'SupportId'>;
  version: number;
  what: string;
  /** Who in the school has it. */
  receiver: string;
  /** From whom it comes. */
  provider: string;
  from_date: LocalDate;
  /** The last day; null while it goes on. */
  until_date: LocalDate | null;
  impact: string;
  reason: string;
  by: PersonId;
  by_role: string;
  at: Date;
}

/** How a school judged itself on a day, under the framework in force on it. Never changed. */
interface SelfEvaluationRow {
  id: Branded<string, 'SelfEvaluationId'>;
  urn: Urn;
  /** Counts those of the school, in the order in which they came. */
  number: number;
  framework: string;
  judged_on: LocalDate;
  by: PersonId;
  by_role: string;
  at: Date;
}

interface SelfEvaluationJudgementRow {
  evaluation_id: Branded<string, 'SelfEvaluationId'>;
  /** An area of the framework, or `safeguarding`. */
  area: string;
  /** In the framework's own terms: `2`, `expected-standard`, `met`. */
  grade: string;
  why: string;
}

/** What the board said of the school's own judgement of an area: the last of a meeting counts. */
interface SelfEvaluationCommentRow {
  /** Of the form that several came by. */
  id: Branded<string, 'CommentsId'>;
  area: string;
  evaluation_id: Branded<string, 'SelfEvaluationId'>;
  meeting_id: MeetingId;
  text: string;
  by: PersonId;
  at: Date;
}

/** That the authority asks its boards a proposed wording of the question: the last of a wording counts. */
interface QuestionAdoptionRow {
  id: Branded<string, 'QuestionAdoptionId'>;
  number: number;
  pack: string;
  question: string;
  asked_from: LocalDate;
  /** By whom, or where, it was decided. */
  decided: string;
  by: PersonId;
  by_role: string;
  at: Date;
}
