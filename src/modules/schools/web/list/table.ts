import { shortDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { OpenBoard } from '#modules/cases/index.ts';
import { schoolStatusNames } from '#modules/schools/index.ts';
import type { SchoolFound, SchoolStatus } from '#modules/schools/index.ts';
import { processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Content, Maybe } from '#ui/components/part.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import type { Cell } from '#ui/components/table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link } from '#ui/text.ts';

interface TableShown {
  readonly schools: readonly SchoolFound[];
  readonly boards: ReadonlyMap<Urn, OpenBoard>;
  readonly pack: PolicyPack;
  readonly caption: Content;
  readonly captionClasses?: string;
  /** The code of the authority that needs no naming; others are named. */
  readonly laCode: string;
}

/** Schools with their type, phase, status and open board; cards on a narrow screen. */
export function schoolTable(shown: TableShown): Html {
  const { schools, boards, pack, laCode } = shown;
  return stackingTable({
    classes: 'app-schools',
    caption: shown.caption,
    captionClasses: shown.captionClasses,
    head: ['School', 'Type', 'Phase', 'Status', 'Open board'],
    firstCellIsHeader: true,
    rows: schools.map((school) => {
      const { urn, name, town, authority } = school;
      const where = [`URN ${urn}`, town, authority.code !== laCode && authority.name];
      const about = where.filter((part) => !!part).join(', ');
      return [
        {
          classes: 'app-schools__name',
          content: html`${link(`/schools/${urn}`, name)}<br><span class="app-secondary">${about}</span>`,
        },
        cell(school.typeName),
        cell(school.phase === 'Not applicable' ? null : school.phase),
        cell(statusTag(school.status)),
        cell(boardLink(pack, boards.get(urn), name)),
      ];
    }),
  });
}

/** The status in words; only one that is not "Open" stands out. */
export function statusTag(status: SchoolStatus): Content {
  const name = schoolStatusNames[status];
  if (status === 'open') return name;
  return tag({
    content: name,
    classes: status === 'closed' ? 'govuk-tag--grey' : 'govuk-tag--yellow',
  });
}

function boardLink(pack: PolicyPack, board: OpenBoard | undefined, school: string): Maybe<Content> {
  if (!board) return undefined;
  const process = processOf(pack, board.process);
  return html`${link(`/cases/${board.id}`, process.name, `for ${school}`)}<br><span class="app-secondary">since ${shortDate(board.openedOn)}</span>`;
}

function cell(content: Maybe<Content>): Cell {
  return content || { content: '–', classes: 'app-schools__nothing' };
}
