import { longDate } from '#kernel/dates.ts';
import { statusColours, statusWords } from '#modules/records/index.ts';
import type { RecordMatter } from '#modules/records/index.ts';
import { abbreviationsIn } from '#policy-pack/index.ts';
import { attendedWords, nextWords } from '../../src/modules/records/domain/words.ts';
import type { SectionBody, WholeRecord } from '../../src/modules/records/domain/content.ts';
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
