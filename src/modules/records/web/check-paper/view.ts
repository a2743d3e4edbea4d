import { longInstant } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { input } from '#ui/components/input.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { RecordMatter } from '../../index.ts';
import type { VerifiedVersion } from '../../queries/verify-record.ts';
import { recordPage, recordPath } from '../frame.ts';

/** What came of a check: the version that the paper is of; undefined where it is of none. */
export interface Finding {
  readonly by: 'fingerprint' | 'file';
  readonly version: VerifiedVersion | undefined;
  /** The number of the newest version. */
  readonly newest: number;
}

interface Shown {
  readonly typed: string;
  readonly problems: readonly FormError[];
  readonly found: Finding | undefined;
}

/** Finds out whether a paper is of this record, and of which version, unchanged. */
export function checkPaperView(visit: Visit<RecordMatter>, shown: Shown): Html {
  const { typed, problems, found } = shown;
  const action = `${recordPath(visit.subject)}/check-paper`;
  return recordPage(visit, {
    title: 'Check a paper',
    problems,
    content: html`
      ${found && answer(found)}
      ${paragraph('Find out whether a paper is what was made final, and of which version.')}
      ${heading('By its fingerprint')}
      ${form({
        action,
        content: html`${input({
          name: 'fingerprint',
          label: 'Fingerprint',
          hint: 'The 64 figures and letters at the foot of the paper. Spaces do not matter.',
          value: typed,
          autocomplete: 'off',
          spellcheck: false,
          errorMessage: errorOf(problems, 'fingerprint'),
        })}${button({ content: 'Check the fingerprint' })}`,
      })}
      ${heading('Or by the file itself')}
      ${form({
        action,
        isMultipart: true,
        content: html`${fileUpload({
          name: 'file',
          label: 'Word document or PDF',
          hint: 'As it was downloaded. It is compared and not kept.',
          attributes: { accept: '.docx,.pdf' },
          errorMessage: errorOf(problems, 'file'),
        })}${button({ content: 'Check the file' })}`,
      })}`,
  });
}

function answer({ by, version, newest }: Finding): Html {
  if (!version) {
    return notificationBanner({
      content:
        by === 'fingerprint'
          ? 'No version of this record has this fingerprint. The paper is of another record, or the fingerprint was copied wrongly.'
          : 'This file is not exactly what any version of this record gives you. It may have been opened and saved again, changed, made by an earlier release of Trajectory, or made for a reader of other parts. Check the fingerprint at its foot, and compare the text.',
    });
  }
  const { differences, at, form: key, policyVersion } = version;
  if (differences.length > 0) {
    return notificationBanner({
      content: `The paper names version ${version.version}, but what is kept of that version has been altered: ${differences.join(', and ')}. Tell the administrator.`,
    });
  }
  const what =
    by === 'fingerprint'
      ? `This is the fingerprint of version ${version.version}, and its text is kept unchanged`
      : `This file is exactly what version ${version.version} gives, unchanged`;
  const age =
    version.version === newest
      ? 'It is the newest version.'
      : `It is not the newest: version ${newest} has taken its place.`;
  // A fingerprint stands at the foot of a paper whose words above it may have been changed.
  const doubt =
    by === 'fingerprint'
      ? ` A paper names this fingerprint also where its words were changed: compare them with version ${version.version}, or check the file itself.`
      : '';
  return notificationBanner({
    type: by === 'file' && version.version === newest ? 'success' : undefined,
    content: `${what}. ${version.by} made it final on ${longInstant(at)}, in the form ${key} of the policy ${policyVersion}. ${age}${doubt}`,
  });
}
