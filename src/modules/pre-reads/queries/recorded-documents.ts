import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import type { EvaluationInWords } from '#modules/self-evaluation/index.ts';
import type { VisitInFull } from '#modules/visits/index.ts';
import type { Block, FormDocument } from '#platform/documents/form/form-document.ts';
import type { RecordedInFull } from './recorded.ts';

interface Printed {
  readonly school: string;
  readonly authority: string;
  readonly at: Date;
}

/** What the product holds of a paper, laid out to be read on paper. */
export function recordedDocuments(
  { visits, evaluations }: RecordedInFull,
  printed: Printed,
): FormDocument[] {
  return [
    ...visits.map((visit) => visitDocument(visit, printed)),
    ...evaluations.map((evaluation) => evaluationDocument(evaluation, printed)),
  ];
}

function sheet(
  { school, authority, at }: Printed,
  said: Pick<FormDocument, 'title' | 'dateLine' | 'rows'>,
): FormDocument {
  return {
    language: 'en-GB',
    process: school,
    marking: 'Private & Confidential',
    subject: school,
    version: '',
    author: authority,
    created: at,
    closing: [],
    ...said,
  };
}

function visitDocument(
  { on, visitors, purpose, seen, follows, replies }: VisitInFull,
  printed: Printed,
): FormDocument {
  const rows = [
    { label: 'Who visited', blocks: [text(visitors)] },
    { label: 'About', blocks: [text(purpose)] },
    { label: 'What was seen', blocks: [markdown(seen)] },
    {
      label: 'What follows',
      blocks: [follows === '' ? text('Nothing recorded') : markdown(follows)],
    },
    ...replies.map((reply) => ({
      label: 'The school says',
      blocks: [
        markdown(reply.text),
        text(`${reply.by.name}, for the school, on ${shortDate(dateOf(reply.at))}`),
      ],
    })),
  ];
  return sheet(printed, { title: `Visit of ${longDate(on)}`, dateLine: longDate(on), rows });
}

function evaluationDocument(
  { on, framework, by, areas }: EvaluationInWords,
  printed: Printed,
): FormDocument {
  return sheet(printed, {
    title: `The school’s own judgements of ${longDate(on)}`,
    dateLine: longDate(on),
    rows: [
      { label: 'In the terms of', blocks: [text(`${framework}. Written down by ${by}.`)] },
      ...areas.map(({ name, grade, why }) => ({
        label: name,
        blocks: [text(grade), ...(why === '' ? [] : [markdown(why)])],
      })),
    ],
  });
}

function text(words: string): Block {
  return { kind: 'paragraph', text: words };
}

function markdown(words: string): Block {
  return { kind: 'markdown', text: words };
}
