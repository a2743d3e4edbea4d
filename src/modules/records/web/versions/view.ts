import { longInstant } from '#kernel/dates.ts';
import { table } from '#ui/components/table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph, scrollable } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { RecordMatter } from '../../index.ts';
import type { Share, VersionFacts } from '../../queries/versions.ts';
import { recordPage, recordPath } from '../frame.ts';

/** Every final version, newest first; and who has which, where that is theirs to see. */
export function versionsView(
  visit: Visit<RecordMatter>,
  versions: readonly VersionFacts[],
  shares: readonly Share[] | undefined,
): Html {
  const { subject } = visit;
  const here = `${recordPath(subject)}/versions`;
  return recordPage(visit, {
    title: 'Versions of this record',
    content: html`${versions.map(
      (version) => html`${heading(link(`${here}/${version.version}`, `Version ${version.version}`))}
        ${paragraph(`Made final by ${version.by} on ${longInstant(version.at)}.`)}
        ${version.reason !== '' && paragraph(`It corrects the one before: ${version.reason}`)}
        ${paragraph(html`${link(`${here}/${version.version}.docx`, 'Word', `version ${version.version}`)} or ${link(`${here}/${version.version}.pdf`, 'PDF', `version ${version.version}`)}`)}
        <p class="govuk-body-s app-record__hash">Form ${version.form}, policy ${version.policyVersion}. SHA-256: <code>${version.sha256}</code></p>
        ${shares && sharesOf(shares, version.version, subject)}`,
    )}`,
  });
}

function sharesOf(shares: readonly Share[], version: number, subject: RecordMatter): Html {
  const had = shares.filter((share) => share.version === version);
  const left = (share: Share) =>
    subject.board.includes(share.personId) ? '' : ' (not on the board now)';
  return scrollable(
    table({
      caption: `Who has version ${version}`,
      captionClasses: 'govuk-table__caption--s',
      head: ['Shared with', 'First opened'],
      firstCellIsHeader: true,
      rows: had.map((share) => [
        `${share.name}${left(share)}`,
        share.openedAt ? longInstant(share.openedAt) : 'Not yet',
      ]),
    }),
    `Who has version ${version}`,
  );
}
