import { randomUUID } from 'node:crypto';
import { longDate } from '#kernel/dates.ts';
import { statusColours, statusWords } from '#modules/records/index.ts';
import type { RecordMatter } from '#modules/records/index.ts';
import { abbreviationsIn } from '#policy-pack/index.ts';
import type { Section } from '#policy-pack/index.ts';
import { isFillable } from '../../src/modules/records/domain/prefill.ts';
import { attendedWords, nextWords } from '../../src/modules/records/domain/words.ts';
import type { SectionBody, WholeRecord } from '../../src/modules/records/domain/content.ts';
import { emptySection, isTyped } from '../../src/modules/records/domain/section.ts';
import type { NotesShown } from '../../src/modules/records/web/notes/view.ts';
import type { DraftShown } from '../../src/modules/records/web/read/view.ts';

/** What a controller would hand to the template: the record in words, and nothing of how it looks. */
export function recordLocals(matter: RecordMatter, shown: DraftShown): object {
  const { whole, content } = shown;
  const { status } = matter.record.state;
  const latest = [...whole.sections.values()]
    .filter(({ by }) => by !== undefined)
    .toSorted((a, b) => Number(b.at) - Number(a.at))[0];
  return {
    ...shown,
    ...meetingLocals(matter, whole),
    status: { words: statusWords[status], colour: statusColours[status] },
    writtenBy: latest?.by && whole.names.get(latest.by),
    writtenAt: latest?.at,
    closing: content.form.closing,
    sections: content.sections.map((section) => ({
      ...section,
      abbreviations: abbreviationsOf(whole, section.label),
      body: bodyLocals(section.body),
    })),
  };
}

/** The same for the page on which the record is written. */
export function notesLocals(matter: RecordMatter, shown: NotesShown): object {
  const { whole, content } = shown;
  return {
    ...shown,
    ...meetingLocals(matter, whole),
    writer: randomUUID(),
    sections: whole.form.sections.map((section) => {
      const held = whole.sections.get(section.key) ?? emptySection(section.key);
      const body = content.sections.find(({ key }) => key === section.key)?.body;
      return {
        ...section,
        abbreviations: abbreviationsOf(whole, section.label),
        body: body && bodyLocals(body),
        held: isTyped(section) && held,
        ways: isTyped(section) ? waysOf(matter, whole, section, held.revision) : [],
        rows: Math.min(18, Math.max(6, held.text.split('\n').length + 1)),
      };
    }),
  };
}

interface Way {
  readonly href: string;
  readonly text: string;
  /** Said, not shown. */
  readonly hidden?: string;
}

/** The ways beside a section that is typed. */
function waysOf(
  { recordId }: RecordMatter,
  { form, case: { urn } }: WholeRecord,
  section: Section,
  revision: number,
): Way[] {
  const { key, label, kind } = section;
  const at = `/records/${recordId}/sections/${key}`;
  const school = `/schools/${urn}`;
  return [
    ...(revision > 1
      ? [{ href: `${at}/history`, text: 'Earlier texts', hidden: `of “${label}”` }]
      : []),
    ...(isFillable(form, section)
      ? [
          {
            href: `${at}/fill`,
            text: 'Fill in again from what is held now',
            hidden: `: ${label}`,
          },
        ]
      : []),
    ...(kind === 'self-evaluation'
      ? [
          {
            href: `${school}/self-evaluation`,
            text: 'The school’s judgements and the board’s comments',
          },
        ]
      : []),
    ...(kind === 'impact-of-support'
      ? [{ href: `${school}/visits#support`, text: 'Support' }]
      : []),
  ];
}

function meetingLocals(matter: RecordMatter, whole: WholeRecord): object {
  const { title } = whole.form;
  return {
    isConfidential: true,
    schoolName: matter.schoolName,
    meetingId: matter.meetingId,
    recordId: matter.recordId,
    formTitle: title,
    meetingName: `${title.replace(/ Record$/, '').toLowerCase()} of ${longDate(matter.meeting.date)}`,
  };
}

function abbreviationsOf({ pack }: WholeRecord, label: string): string {
  return abbreviationsIn(pack, label)
    .map(({ short, full }) => `${short}: ${full}`)
    .join('; ');
}

function bodyLocals(body: SectionBody): object {
  switch (body.kind) {
    case 'board':
      return {
        ...body,
        members: body.members.map((member) => ({ ...member, attended: attendedWords(member) })),
      };
    case 'next':
      return { kind: body.kind, text: body.next.kind === 'not-set' ? '' : nextWords(body.next) };
    case 'text':
    case 'facts':
    case 'pre-reads':
    case 'others':
    case 'outcome':
    case 'actions':
      return body;
  }
}
