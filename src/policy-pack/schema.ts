import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import { crossCheck } from './cross-checks.ts';

/** `entry-meeting`: lower case, words joined by hyphens. Stored with records, so a key never changes its meaning. */
const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'must be lower-case words joined by hyphens, like “sib-entry”',
  );
const words = z.string().trim().min(1, 'must not be empty');
const day = z.custom<LocalDate>(
  (value) => typeof value === 'string' && parseLocalDate(value) !== undefined,
  'must be a date such as 2027-01-14',
);
/** Whether a setting comes from the authority's policy, or was added by this product for the authority to adopt. */
const source = z.enum(['policy', 'added']);

const named = z.strictObject({ key, label: words }).readonly();

/** A grade as an inspection's framework has it: 1 to 4, a word of a report card, or that there is none. */
const grade = z.union([z.int().min(1).max(4), key]);

/**
 * One fact about an inspection. `grades` are those that make it so; `not-judged` stands for an area
 * (or an overall grade) that the data does not have.
 */
const inspectionFact = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('overall'), grades: z.array(grade).min(1).readonly() }).readonly(),
  z
    .strictObject({ of: z.literal('area'), area: key, grades: z.array(grade).min(1).readonly() })
    .readonly(),
  /** Of the areas that were judged, other than these: at least one, or not one, has such a grade. */
  z
    .strictObject({
      of: z.enum(['any area', 'no area']),
      except: z.array(key).readonly(),
      grades: z.array(grade).min(1).readonly(),
    })
    .readonly(),
  z.strictObject({ of: z.literal('category'), any: z.boolean() }).readonly(),
  z.strictObject({ of: z.literal('safeguarding'), is: key }).readonly(),
]);

/** How an inspection is read: where every fact is so, it counts. */
const reading = z
  .strictObject({
    key,
    /** What an inspection says that is read so, to be shown beside a suggestion. */
    label: words,
    /** The inspection frameworks that it is about: nothing is read across from one to another. */
    frameworks: z.array(key).min(1).readonly(),
    all: z.array(inspectionFact).min(1).readonly(),
    /** "added": a proposed reading, which the authority has yet to adopt. */
    source,
  })
  .readonly();

/** What a trigger is recognised by. */
const recognition = z.discriminatedUnion('by', [
  /** The latest graded inspection, read in one of these ways. */
  z
    .strictObject({ by: z.literal('inspection'), readings: z.array(reading).min(1).readonly() })
    .readonly(),
  /** The school has left this process, and its latest graded inspection is not read in one of these ways. */
  z
    .strictObject({
      by: z.literal('process exit'),
      process: key,
      unless: z.array(reading).min(1).readonly(),
      /** The level whose reasons of before that day the exit has answered. */
      answers: key,
      source,
    })
    .readonly(),
  /** A concern of this kind, which someone recorded and nobody has resolved. */
  z
    .strictObject({
      by: z.literal('concern'),
      /** The kind, to choose from a list. */
      label: words,
      hint: words.nullable(),
    })
    .readonly(),
]);

const trigger = z
  .strictObject({ key, label: words, recognisedBy: z.array(recognition).min(1).readonly() })
  .readonly();

/** A test for leaving, in a sentence. */
const leaving = z.strictObject({ text: words, source }).readonly();

const level = z
  .strictObject({
    key,
    /** One school at this level: the policy's heading names several ("Focus Schools"). */
    label: words,
    triggers: z.array(trigger).readonly(),
    supports: z
      .array(
        z
          .strictObject({
            key,
            label: words,
            /** The process that this support opens, where it is one. */
            process: key.nullable(),
            /** The role whose agreement it needs, where the policy asks for one. */
            agreedBy: key.nullable(),
          })
          .readonly(),
      )
      .readonly(),
    /** What follows a lack of engagement or insufficient progress. */
    nextSteps: z
      .array(
        z
          .strictObject({ key, label: words, process: key.nullable(), level: key.nullable() })
          .readonly(),
      )
      .readonly(),
    /** What ends the level. */
    leaving: z.array(leaving).min(1).readonly(),
  })
  .readonly();

/** How levels are decided. */
const levelDecisions = z
  .strictObject({
    /** Who decides: any holder of one of these roles. */
    decidedBy: z.array(key).min(1).readonly(),
    source,
    /** Inspections of which the policy does not say what level follows: the officer decides. */
    officerDecides: z.array(reading).readonly(),
  })
  .readonly();

/** A job in the authority or a school, in this authority's words. */
const role = z
  .strictObject({
    key,
    label: words,
    /** Said beside the label, never in it. */ abbreviation: words.nullable(),
  })
  .readonly();

const boardRole = z
  .strictObject({
    key,
    /** As printed on the form, without the remark on who usually has it. */
    label: words,
    /** The role that usually takes this seat, where the form says so. */
    usually: key.nullable(),
  })
  .readonly();

const process = z
  .strictObject({
    key,
    name: words,
    abbreviation: words,
    /** The forms that its meetings use. */
    forms: z.array(key).min(1).readonly(),
    /** The form of its first meeting. */
    firstForm: key,
    /** Board roles that each meeting needs, in the form's order. */
    members: z.array(key).min(1).readonly(),
    /** Board roles that may be added. */
    mayAdd: z.array(key).readonly(),
    /** Whether the people added stay for the whole case, or are agreed for each meeting. */
    othersAgreedFor: z.enum(['case', 'meeting']),
    /** What ends the process. */
    leaving: z.array(leaving).min(1).readonly(),
    /** Whether its board is asked the fundamental question. */
    asksQuestion: z.boolean(),
  })
  .readonly();

const within = z.enum(['next half-term', 'next term', 'to be agreed']);

const meetingNext = z.strictObject({ kind: z.literal('meeting'), form: key, within }).readonly();
/** The present process closes and another opens with this form; the ongoing actions go along. */
const processNext = z
  .strictObject({ kind: z.literal('process'), process: key, form: key })
  .readonly();

const outcome = z
  .strictObject({
    key,
    /** Exactly as on the form. */
    label: words,
    leadsTo: z.discriminatedUnion('kind', [meetingNext, processNext]),
  })
  .readonly();

/** How the record page captures a section. The list is closed: each kind has its own part of the page. */
const sectionKinds = [
  'venue',
  'time',
  'board',
  'attendees',
  'pre-reads',
  'other-attendees',
  'protocols',
  'background',
  'context',
  'areas-for-improvement',
  'key-actions',
  'impact-of-support',
  'notes',
  'progress-against-actions',
  'self-evaluation',
  'outcome',
  'actions',
  'next-meeting',
] as const;

const section = z
  .strictObject({
    /** The same on every form where the section means the same, so that its content can be carried over. */
    key,
    /** Exactly as on the form, without the colon. */
    label: words,
    kind: z.enum(sectionKinds),
    /**
     * Which of the form's three stacked tables it stands in. Table 1 is the heading and the marking and holds
     * no sections; table 2 is who meets where and when, and with which papers; table 3 is the meeting itself.
     */
    group: z.literal([2, 3]),
    /** Paragraphs, in the product's words. */
    guidance: z.array(words).readonly(),
    /** Bullets below the guidance: what the section can include. */
    prompts: z.array(words).readonly(),
  })
  .readonly();

const preRead = z
  .strictObject({
    key,
    /** Exactly as on this form (capitals differ between forms). */
    label: words,
    /** The board role that provides it. Added: the policy does not say. */
    providedBy: key,
    /**
     * Whether it is a paper that is handed in; or the record of the meeting before, which the product
     * has; or the records of visits since, of which there may be none; or how the school judges itself.
     * Visits and the school's judgements that are recorded here need not be handed in.
     */
    kind: z.enum(['paper', 'previous-record', 'visit-records', 'self-evaluation']),
    /** What the label leaves open, where the product adds a reading. */
    note: words.nullable(),
  })
  .readonly();

const form = z
  .strictObject({
    key,
    /** The appendix of the policy that holds the form, in Roman numerals, where the policy numbers it. */
    appendix: words.nullable(),
    process: key,
    /** First line of the form's heading: "School Improvement Board". */
    heading: words,
    /** Second line: "Entry Meeting Record". */
    title: words,
    /** Printed on every page. */
    marking: words,
    /** Expected length of the meeting, in minutes. */
    minutes: z.int().min(5).max(480),
    sections: z.array(section).min(1).readonly(),
    /** Read aloud at the start: one paragraph each. */
    purpose: z.array(words).min(1).readonly(),
    protocols: z.array(words).min(1).readonly(),
    preReads: z.array(preRead).readonly(),
    /** True where the form says "to include", false where it says "could include". */
    preReadsRequired: z.boolean(),
    /** What the board may agree, in the form's order. Empty where the form has no such section. */
    outcomes: z.array(outcome).readonly(),
    /** What follows when no outcome decides it. */
    next: meetingNext.nullable(),
    /** Whether the board also records significant concerns and additional support required. */
    asksConcernsAndSupport: z.boolean(),
    /** Printed below the form: what happens to the notes. */
    closing: words,
  })
  .readonly();

const questionVersion = z.discriminatedUnion('source', [
  z
    .strictObject({
      key,
      text: words,
      source: z.literal('policy'),
      /** First day on which boards are asked it; null: since before this pack. */
      from: day.nullable(),
    })
    .readonly(),
  z
    .strictObject({
      key,
      text: words,
      source: z.literal('added'),
      proposed: z.literal(true),
      /** The day from which the authority asks it; null: not adopted, and not asked. */
      adopted: day.nullable(),
    })
    .readonly(),
]);

const question = z
  .strictObject({
    versions: z.array(questionVersion).min(1).readonly(),
    answers: z.array(named).min(2).readonly(),
    /** The answer of a board that has not given one. */
    unanswered: key,
    caption: words,
  })
  .readonly();

const period = z
  .strictObject({
    value: z.int().min(1),
    unit: z.enum(['school days', 'calendar days', 'months', 'minutes']),
    source,
    /** What the period is for, to be shown beside the setting. */
    label: words,
  })
  .readonly();

const periods = z
  .strictObject({
    /** Before the meeting: papers have reached the authority. */
    preReadsCollected: period,
    /** Before the meeting: papers go to the board; when that day has no school, the last school day before it. */
    preReadsDistributed: period,
    /** Before the day on which papers are collected: whoever still owes one is reminded. */
    preReadsReminder: period,
    /** From sending the draft: how long the headteacher has to check it. */
    accuracyCheck: period,
    /** Before the end of the accuracy check: the headteacher is reminded. */
    accuracyReminder: period,
    /** How far back "since the previous meeting" reaches at a first meeting. */
    firstMeetingLooksBack: period,
    signInLink: period,
    /** From mailing a code that opens an accuracy check: how long it works. */
    accuracyCode: period,
  })
  .readonly();

/** What the product can find of itself that may make a school a network focus school. */
const focusEvidence = z.enum([
  'change-of-headteacher',
  'inspection-below-good',
  'self-evaluation-below-good',
  'open-process',
]);

const focusReason = z
  .strictObject({
    key,
    label: words,
    /** What suggests it. Empty where only a person can know. */
    suggestedBy: z.array(focusEvidence).readonly(),
    /** Whether the reason has to be put into words. */
    stated: z.boolean(),
  })
  .readonly();

/** How the schools that a network focuses on are identified, for an academic year at a time. */
const categorisation = z
  .strictObject({
    /** Why a school can be a network focus school, in the policy's order. */
    reasons: z.array(focusReason).min(1).readonly(),
    /** The criteria of the categorisation process; empty until the authority supplies them. */
    criteria: z.array(named).readonly(),
    /** What a recorded concern of a kind, a trigger of a level, says in favour of network focus. */
    concerns: z.array(z.strictObject({ concern: key, says: focusEvidence }).readonly()).readonly(),
    /** The role that opens a round, decides in it and closes it. */
    decidedBy: key,
    /** Whether academies take part in the networks of this authority. */
    academiesTakePart: z.boolean(),
    /** A headteacher is new for so long. */
    newHeadteacherFor: period,
  })
  .readonly();

/** When one figure of a school, beside that of comparable schools, is a reason to look early. */
const earlyWarningFigure = z
  .strictObject({
    /** The key of the measure among the context figures. */
    measure: key,
    kind: z.enum(['attainment', 'attendance']),
    /** What is measured, to begin a sentence with. */
    label: words,
    /** Percentage points or points. All differences below are in this unit. */
    unit: z.enum(['percent', 'score']),
    /** Which side of the comparison gives a reason to look. */
    worse: z.enum(['lower', 'higher']),
    /** So far on that side in the latest year is a reason by itself. */
    wellApart: z.number().positive(),
    /** So far on that side in the latest year, after the distance has grown by so much in a year. */
    slipping: z
      .strictObject({ apart: z.number().positive(), by: z.number().positive() })
      .readonly(),
    /** The difference must be worth so many pupils; null where the figure is no share of pupils. */
    pupilsApart: z.int().min(1).nullable(),
    /** Used only where no figure of this other measure can be used; null: always used. */
    insteadOf: key.nullable(),
    why: words,
  })
  .readonly();

/** By what figures a school is looked at early. Inspections need no numbers: their rules are national. */
const earlyWarning = z
  .strictObject({
    source,
    /** The day on which the product proposed these numbers. */
    proposed: day,
    /** The day on which the authority adopted them; null: not yet. */
    adopted: day.nullable(),
    /** So many academic years, the last that are complete, are looked at. */
    academicYears: z.int().min(2),
    fewestPupils: z.strictObject({ value: z.int().min(1), why: words }).readonly(),
    figures: z.array(earlyWarningFigure).readonly(),
  })
  .readonly();

const abbreviation = z.strictObject({ short: words, full: words }).readonly();

const shape = z
  .strictObject({
    id: key,
    /** Counts up. A record keeps the id and version that it was written under. */
    version: z.int().min(1),
    title: words,
    publisher: words,
    /** The day on which the authority adopted this version; null: not known. */
    adopted: day.nullable(),
    roles: z.array(role).readonly(),
    levels: z.array(level).readonly(),
    levelDecisions,
    boardRoles: z.array(boardRole).readonly(),
    processes: z.array(process).readonly(),
    forms: z.array(form).readonly(),
    question,
    periods,
    categorisation,
    earlyWarning,
    abbreviations: z.array(abbreviation).readonly(),
  })
  .readonly();

/** One authority's policy: levels, processes, forms with their sections and outcomes, question, periods. */
const policyPackSchema = shape.superRefine((pack, context) => {
  for (const { path, sentence } of crossCheck(pack)) {
    context.addIssue({ code: 'custom', path: [...path], message: sentence });
  }
});

export type PolicyPack = z.infer<typeof shape>;
export type Level = z.infer<typeof level>;
export type LevelDecisions = z.infer<typeof levelDecisions>;
export type Trigger = z.infer<typeof trigger>;
export type InspectionReading = z.infer<typeof reading>;
export type InspectionFact = z.infer<typeof inspectionFact>;
export type Role = z.infer<typeof role>;
export type BoardRole = z.infer<typeof boardRole>;
export type Process = z.infer<typeof process>;
export type Form = z.infer<typeof form>;
export type Section = z.infer<typeof section>;
export type SectionKind = Section['kind'];
export type PreRead = z.infer<typeof preRead>;
export type Outcome = z.infer<typeof outcome>;
export type HowSoon = z.infer<typeof within>;
export type Question = z.infer<typeof question>;
export type QuestionVersion = z.infer<typeof questionVersion>;
export type Period = z.infer<typeof period>;
export type Periods = z.infer<typeof periods>;
export type Categorisation = z.infer<typeof categorisation>;
export type FocusReason = z.infer<typeof focusReason>;
export type FocusEvidence = z.infer<typeof focusEvidence>;
export type EarlyWarningRules = z.infer<typeof earlyWarning>;
export type EarlyWarningFigure = z.infer<typeof earlyWarningFigure>;
export type Abbreviation = z.infer<typeof abbreviation>;

/** The pack, frozen; or every problem found, each as a sentence. */
export function checkPolicyPack(data: unknown): Result<PolicyPack, readonly string[]> {
  const parsed = policyPackSchema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, refusal: parsed.error.issues.map(sentenceOf) };
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && /[.?]$/.test(issue.message)) return issue.message;
  const place = issue.path.map(String).join(' › ') || 'The pack';
  return `${place}: ${issue.message}.`;
}
