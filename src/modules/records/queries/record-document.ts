import { clockTime, longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { fileNameOf } from '#platform/documents/file-name.ts';
import type { Block, FormDocument, FormRow } from '#platform/documents/form/form-document.ts';
import { ownerWords, remarksOn } from '../domain/content.ts';
import type {
  ActionContent,
  AnswerContent,
  PaperContent,
  RecordContent,
  SectionBody,
} from '../domain/content.ts';
import type { RecordStatus } from '../domain/record.ts';
import { actionKey, nothingRecorded, originNames } from '../domain/word-marks.ts';
import {
  answerWords,
  attendedWords,
  decisionWords,
  nextWords,
  withoutMarks,
} from '../domain/words.ts';

/** What a document says of itself beside the record's content. */
export interface Standing {
  /** The authority whose paper it is. */
  readonly authority: string;
  /** Of a final version its hash; of a draft how far it is, and when it was printed. */
  readonly as:
    | {
        readonly kind: 'final';
        readonly sha256: string;
        /** Whether the content is only the sections that its reader came to. */
        readonly isPart: boolean;
      }
    | {
        readonly kind: 'draft';
        readonly status: RecordStatus;
        readonly at: Date;
        /** The version of the record, which counts every change. */
        readonly revision: number;
      };
}

const draftWords: Readonly<Record<RecordStatus, string>> = {
  draft: 'Draft, not yet checked',
  'with-headteacher': 'Draft, not yet checked by the headteacher',
  answered: 'Draft, checked by the headteacher, not yet final',
  correcting: 'Draft of a correction',
  final: 'Draft',
};

/** The record laid out as the policy's form: its labels in its order, final or as a draft. */
export function recordDocument(content: RecordContent, { authority, as }: Standing): FormDocument {
  const { school, form, meeting, finalised } = content;
  return {
    language: 'en-GB',
    process: form.heading,
    title: form.title,
    marking: form.marking,
    subject: `${school.name} (URN ${school.urn})`,
    dateLine: `${longDate(meeting.date)} at ${clockTime(meeting.time)}`,
    version: as.kind === 'final' ? `Version ${content.version}, final` : draftWords[as.status],
    author: authority,
    created: finalised ? new Date(finalised.at) : as.kind === 'draft' ? as.at : new Date(0),
    origin: originOf(content, as),
    rows: content.sections.map((section): FormRow => ({
      key: section.key,
      group: section.group,
      label: `${section.label}:`,
      blocks: [
        ...blocksOf(section.body),
        ...remarksOn(content, section.key).flatMap((remark) => remarkBlocks(content, remark)),
      ],
    })),
    closing: closing(content, as),
  };
}

/** What the properties of a Word file say of the record that it is of. */
function originOf(content: RecordContent, as: Standing['as']): Readonly<Record<string, string>> {
  const state =
    as.kind === 'final'
      ? { [originNames.fingerprint]: as.sha256 }
      : {
          [originNames.revision]: String(as.revision),
          [originNames.madeAt]: as.at.toISOString(),
        };
  return {
    [originNames.record]: content.record,
    [originNames.version]: String(content.version),
    [originNames.form]: content.form.key,
    [originNames.policy]: content.policy,
    ...state,
  };
}

/** "Record – Ashgrove Primary School – Entry Meeting – 14 January 2027 – version 1.docx" */
export function documentName(
  content: RecordContent,
  as: Standing['as']['kind'],
  extension: 'docx' | 'pdf',
): string {
  const title = content.form.title.replace(/ Record$/, '');
  const version = as === 'final' ? `version ${content.version}` : 'draft';
  const on = shortDate(content.meeting.date);
  return fileNameOf(['Record', content.school.name, title, on, version], extension);
}

const none: Block = { kind: 'paragraph', text: nothingRecorded };

/** What a section says, as the blocks of a form. */
export function blocksOf(body: SectionBody): Block[] {
  switch (body.kind) {
    case 'text':
      return [body.text.trim() === '' ? none : { kind: 'markdown', text: body.text }];
    case 'facts':
      return body.lines.map((text) => ({ kind: 'paragraph', text }));
    case 'board':
      return [
        list(
          body.members.map((member) => `${member.seat}: ${member.name}${attendedWords(member)}`),
        ),
        ...(body.proceeded === ''
          ? []
          : [
              paragraph('The meeting went ahead because:', 'proceeded'),
              markdownOf(body.proceeded),
            ]),
      ];
    case 'pre-reads':
      return [
        list(body.documents.map(paperWords)),
        paragraph(`To go to the board by ${longDate(body.toBoardBy)}`),
      ];
    case 'others':
      return body.people.length === 0
        ? [paragraph('None')]
        : [
            list(
              body.people.map(
                ({ name, capacity, parts }) =>
                  `${name}, ${capacity}${parts.length === 0 ? '' : `, for: ${parts.join('; ')}`}`,
              ),
            ),
          ];
    case 'outcome':
      return outcomeBlocks(body);
    case 'actions':
      return body.actions.length === 0 ? [none] : [actionTable(body.actions)];
    case 'next':
      return [paragraph(nextWords(body.next))];
  }
}

function paperWords({ label, from, held }: PaperContent): string {
  const paper = `${label} (from the ${from})`;
  return held === undefined ? paper : `${paper}: ${held}`;
}

function outcomeBlocks(body: Extract<SectionBody, { kind: 'outcome' }>): Block[] {
  const { question, caption, answer, reasons, outcome, concerns, support } = body;
  return [
    paragraph(question, 'question'),
    paragraph(`${answer ?? 'No answer recorded'} (${lowerFirst(caption)})`, 'answer'),
    ...(reasons === '' ? [] : [markdownOf(reasons)]),
    paragraph(`The board agreed: ${outcome ?? 'not recorded'}`, 'outcome'),
    ...(concerns === null ? [] : titled('Significant concerns', 'concerns', concerns)),
    ...(support === null ? [] : titled('Additional support required', 'support', support)),
  ];
}

function actionTable(actions: readonly ActionContent[]): Block {
  const cell = (text: string) => (text === '' ? '–' : text);
  return {
    kind: 'table',
    caption: 'Agreed actions',
    head: [
      'Action',
      'Who undertakes it',
      'Who monitors it',
      'How success is measured',
      'Support offered',
      'By when',
    ],
    rows: actions.map((action, index) => [
      `${index + 1}. ${action.what}`,
      cell(ownerWords(action.undertakes, action.undertakesName)),
      cell(ownerWords(action.monitors, action.monitorsName)),
      cell(action.success),
      cell(action.support),
      action.byWhen === null ? '–' : shortDate(action.byWhen),
    ]),
    keys: actions.map(({ id }) => actionKey(id)),
  };
}

/** What is said beside the sections of a record. */
export function remarksShown(content: RecordContent): Block[] {
  return content.sections.flatMap(({ key }) =>
    remarksOn(content, key).flatMap((remark) => remarkBlocks(content, remark)),
  );
}

function remarkBlocks({ check }: RecordContent, remark: AnswerContent): Block[] {
  const by = check?.answered?.by ?? 'The headteacher';
  const { said = '', comment } = remark;
  const asks = remark.answer === 'fact-wrong' ? 'It should say: ' : '';
  return [
    {
      kind: 'remark',
      by: `${by}, Headteacher: ${answerWords[remark.answer]}`,
      text: said === '' ? comment : `“${withoutMarks(said)}”\n\n${asks}${withoutMarks(comment)}`,
    },
    ...(remark.decision === null
      ? []
      : [
          {
            kind: 'remark' as const,
            by: `The chair ${decisionWords[remark.decision]} this`,
            text: remark.reason,
          },
        ]),
  ];
}

function closing(
  { form, check, finalised, reason, version, policy }: RecordContent,
  as: Standing['as'],
): string[] {
  const lines = [form.closing];
  if (check) {
    const sent = `Sent to ${check.sentTo} for an accuracy check on ${longInstant(new Date(check.sentAt))}`;
    lines.push(
      check.answered
        ? `${sent}, and answered on ${longInstant(new Date(check.answered.at))}.`
        : as.kind === 'final'
          ? `${sent}. No answer came by ${longDate(check.answersDueOn)}.`
          : `${sent}, to be answered by ${longDate(check.answersDueOn)}.`,
    );
  }
  if (reason !== '') lines.push(`Version ${version} corrects the one before: ${reason}`);
  if (finalised) {
    lines.push(`Made final by ${finalised.by} on ${longInstant(new Date(finalised.at))}.`);
  }
  if (as.kind === 'final') {
    if (as.isPart)
      lines.push('This copy has only the parts of the record that their reader came to.');
    lines.push(
      `Form ${form.key}, policy ${policy}. Fingerprint of the ${as.isPart ? 'whole' : 'content'} (SHA-256): ${as.sha256}`,
    );
  }
  return lines;
}

function titled(title: string, key: string, text: string): Block[] {
  return [paragraph(`${title}:`, key), text === '' ? none : markdownOf(text)];
}

function paragraph(text: string, key?: string): Block {
  return { kind: 'paragraph', text, ...(key !== undefined && { key }) };
}

function markdownOf(text: string): Block {
  return { kind: 'markdown', text };
}

function list(items: readonly string[]): Block {
  return items.length === 0 ? none : { kind: 'list', ordered: false, items };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
