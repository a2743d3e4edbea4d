import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link } from '#ui/text.ts';
import type { Gap, Mend } from '../domain/gaps.ts';
import type { RecordMatter } from '../index.ts';
import { recordPath } from './frame.ts';
import { fieldOf } from './room/form.ts';

/** Where a gap is mended. */
export function mendPath(matter: RecordMatter, mend: Mend): string {
  const here = recordPath(matter);
  switch (mend.page) {
    case 'notes':
      return `${here}/room#${fieldOf(mend.section)}`;
    case 'action':
      return `${here}/actions/${mend.action}`;
    case 'meeting':
      return `/meetings/${matter.meetingId}`;
    case 'board':
      return `/cases/${matter.caseId}/board`;
    case 'outcome':
    case 'next-meeting':
    case 'actions':
    case 'attendance':
    case 'choices':
    case 'late':
    case 'answers':
      return `${here}/${mend.page}`;
  }
}

/** Gaps in plain English, each a link to where it is mended. */
export function gapList(matter: RecordMatter, gaps: readonly Gap[]): Html {
  return html`<ul class="govuk-list govuk-list--bullet">${gaps.map(
    ({ sentence, mend }) => html`<li>${link(mendPath(matter, mend), sentence)}</li>`,
  )}</ul>`;
}
