import { longInstant, shortInstant } from '#kernel/dates.ts';
import { differencesView } from '#ui/differences.ts';
import { details } from '#ui/components/details.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { SectionChange } from '../../domain/changes.ts';
import type { RecordMatter } from '../../index.ts';
import type { Download, Share, VersionFacts } from '../../queries/versions.ts';
import { recordPage, recordPath } from '../frame.ts';

export interface ShownVersion extends VersionFacts {
  /** What it says otherwise than the one before; undefined for the first. */
  readonly changes: readonly SectionChange[] | undefined;
}

/** Who has which version, and who took which away as a file. */
interface Had {
  readonly shares: readonly Share[];
  readonly downloads: readonly Download[];
}

/** Every final version, newest first, with what changed; and who has which, where that is theirs to see. */
export function versionsView(
  visit: Visit<RecordMatter>,
  versions: readonly ShownVersion[],
  had: Had | undefined,
): Html {
  const { subject } = visit;
  const here = `${recordPath(subject)}/versions`;
  return recordPage(visit, {
    title: 'Versions of this record',
    content: html`${versions.map(
      (version) => html`${heading(link(`${here}/${version.version}`, `Version ${version.version}`))}
        ${paragraph(`Made final by ${version.by} on ${longInstant(version.at)}.`)}
        ${version.reason !== '' && paragraph(`It corrects the one before: ${version.reason}`)}
        ${version.changes && changesView(version.changes, version.version)}
        ${paragraph(html`${link(`${here}/${version.version}.docx`, 'Word', `version ${version.version}`)} or ${link(`${here}/${version.version}.pdf`, 'PDF', `version ${version.version}`)}`)}
        <p class="govuk-body-s app-record__hash">Form ${version.form}, policy ${version.policyVersion}. Fingerprint: <code>${version.sha256}</code></p>
        ${had && whoHad(had, version.version, subject)}`,
    )}`,
  });
}

function changesView(changes: readonly SectionChange[], version: number): Html {
  const before = `version ${version - 1}`;
  if (changes.length === 0) return paragraph(`It says the same as ${before}.`);
  return details({
    open: true,
    summary: `What changed since ${before}`,
    content: html`${paragraph('Words that were taken out are struck through. Words that were put in are underlined.')}${changes.map(
      ({ label, differences }) =>
        html`${heading(label, { level: 3 })}${differencesView(differences)}`,
    )}`,
  });
}

function whoHad({ shares, downloads }: Had, version: number, subject: RecordMatter): Html {
  const shared = shares.filter((share) => share.version === version);
  const taken = downloads.filter((download) => download.version === version);
  const others = taken.filter(
    ({ personId }) => !shared.some((share) => share.personId === personId),
  );
  const takenBy = (person: Share['personId']) => {
    const download = taken.find(({ personId }) => personId === person);
    return download ? shortInstant(download.at) : 'No';
  };
  const left = (share: Share) =>
    subject.board.includes(share.personId) ? '' : ' (not on the board now)';
  return stackingTable({
    caption: `Who has version ${version}`,
    captionClasses: 'govuk-table__caption--s',
    head: ['Who', 'Shared', 'First opened', 'First downloaded'],
    firstCellIsHeader: true,
    rows: [
      ...shared.map((share) => [
        `${share.name}${left(share)}`,
        shortInstant(share.sharedAt),
        share.openedAt ? shortInstant(share.openedAt) : 'Not yet',
        takenBy(share.personId),
      ]),
      ...others.map(({ personId, name }) => [
        name,
        'No, may read it by their role',
        'Not noted',
        takenBy(personId),
      ]),
    ],
  });
}
