import { sql } from 'kysely';
import type { Result } from '#kernel/result.ts';
import { listImporter } from '../import/listed.ts';
import { groupLinksFile, groupsFile, linksFile } from '../import/register-files.ts';
import type { ImportReport } from '../import/report.ts';
import { runImport } from '../import/run-import.ts';
import type { ImportRequest } from '../import/request.ts';

/** Imports who came before and after whom: the links file of Get Information About Schools. */
export function importLinks(request: ImportRequest): Promise<Result<ImportReport>> {
  return runImport(links, request);
}

/** Imports trusts, sponsors, federations and other groups: the file of all groups. */
export function importGroups(request: ImportRequest): Promise<Result<ImportReport>> {
  return runImport(groups, request);
}

/** Imports which academies and free schools are in which groups. */
export function importGroupLinks(request: ImportRequest): Promise<Result<ImportReport>> {
  return runImport(groupLinks, request);
}

const nameOfSchool = sql<string>`
  coalesce((select o.name from schools as o where o.urn = r.urn), 'School ' || r.urn)`;

// The whole lists had 35,239, 7,177 and 18,934 rows in 2026 and 2024.
const links = listImporter({
  source: 'links',
  file: linksFile,
  worker: new URL('../import/links-worker.ts', import.meta.url),
  table: 'school_links',
  many: 'links',
  fewest: 25_000,
  isOfSchools: true,
  example: {
    name: nameOfSchool,
    detail: sql<string>`concat_ws(': ', r.kind, coalesce(r.link_name, r.link_urn::text))`,
  },
});

const groups = listImporter({
  source: 'groups',
  file: groupsFile,
  worker: new URL('../import/groups-worker.ts', import.meta.url),
  table: 'school_groups',
  many: 'groups',
  fewest: 4_000,
  isOfSchools: false,
  example: { name: sql<string>`r.name`, detail: sql<string>`concat_ws(', ', r.type, r.status)` },
});

const groupLinks = listImporter({
  source: 'group-links',
  file: groupLinksFile,
  worker: new URL('../import/group-links-worker.ts', import.meta.url),
  table: 'group_memberships',
  many: 'members of groups',
  fewest: 12_000,
  isOfSchools: true,
  example: { name: nameOfSchool, detail: sql<string>`concat_ws(': ', r.group_type, r.group_name)` },
});
