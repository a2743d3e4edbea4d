import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Urn } from '#kernel/ids.ts';
import { importing } from '#test/harness/importing.ts';
import type { ImportFile } from '#test/harness/importing.ts';
import type { ImportReport } from '../import/report.ts';
import { groupsOf } from '../queries/groups-of.ts';
import { allPredecessors, linksOf, predecessorsOf } from '../queries/school-links.ts';
import { saveLinks } from '../store.ts';
import { importGias } from './import-gias.ts';
import { importGroupLinks, importGroups, importLinks } from './import-register-lists.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures/gias');
const linksFile = path.join(fixtures, 'links_edubasealldata_excerpt_20260821.csv');
const groupsFile = path.join(fixtures, 'allgroupsdata_excerpt_20260821.csv');
const membersFile = path.join(
  fixtures,
  'grouplinks_edubaseallacademiesandfree_excerpt_20240329.csv',
);
const register = path.join(fixtures, 'edubasealldata_excerpt_2025-08-31.csv');
const linksText = readFileSync(linksFile, 'latin1');

/** Grace Academy Coventry: a predecessor, a trust and a sponsor. */
const grace = 135335 as Urn;

const setting = importing({ override: true });
const { ask, imported } = setting;

const write = (day: string, content: string) => setting.write(`links_${day}.csv`, content);

/** The links file of another day, with something changed. */
function altered(day: string, change: (text: string) => string): string {
  const text = change(linksText);
  assert.ok(text !== linksText, 'Nothing was altered');
  return write(day, text);
}

const countsIn = ({ changes: [counts] }: ImportReport) =>
  counts && [counts.new, counts.changed, counts.unchanged];

async function predecessorUrns(urn: Urn): Promise<number[]> {
  return (await predecessorsOf(setting.connection.db, urn)).map((found) => found.urn);
}

suite('importing links between schools', () => {
  test('takes every link, and says of each which file of which day it is from', async () => {
    const report = await imported(importLinks, linksFile);
    assert.deepEqual(countsIn(report), [32, 0, 0]);
    assert.deepEqual(report.problems, []);
    assert.deepEqual([report.unrecognised, report.missing], [[], []]);
    const [found, ...others] = await predecessorsOf(setting.connection.db, grace);
    assert.deepEqual(others, []);
    assert.deepEqual(found, {
      urn: 103737,
      name: 'Woodway Park School and Community College',
      kind: 'Predecessor',
      establishedOn: null,
      laCode: null,
      source: 'links',
      asAt: '2026-08-21',
    });
  });

  test('a dry run changes nothing; an excerpt is doubted; the same file again changes nothing', async () => {
    const dry = await imported(importLinks, linksFile, { dryRun: true, override: false });
    assert.deepEqual(
      dry.doubts.map(({ sentence }) => sentence),
      ['The file has 32 links; the whole list has more than 25,000.'],
    );
    assert.equal((await allPredecessors(setting.connection.db)).size, 0);
    const refused = await ask(importLinks, linksFile, { override: false });
    assert.equal(refused.ok ? '' : refused.refusal.code, 'implausible');
    await imported(importLinks, linksFile);
    const again = await imported(importLinks, linksFile);
    assert.deepEqual(countsIn(again), [0, 0, 32]);
    assert.equal(again.importId, null);
  });

  test('a link that a later file drops is no longer current, stays as history, and may come back', async () => {
    await imported(importLinks, linksFile);
    const without = altered('20260921', (text) => text.replace(/135335.*\r\n/, ''));
    const report = await imported(importLinks, without);
    assert.deepEqual(countsIn(report), [0, 1, 31]);
    assert.deepEqual(report.changes[0]?.notes, [
      '1 link not in the file would be marked as gone from it, and kept.',
    ]);
    assert.deepEqual(
      report.examples.map(({ what, urn, detail }) => [what, urn, detail]),
      [['gone', grace, 'Predecessor: Woodway Park School and Community College']],
    );
    assert.deepEqual(await predecessorUrns(grace), []);
    const kept = await setting.connection.db
      .selectFrom('school_links')
      .select(['absent_since'])
      .where('urn', '=', grace)
      .execute();
    assert.deepEqual(kept, [{ absent_since: '2026-09-21' }]);
    const back = altered('20261021', (text) => text.replace('Sidney', 'Sydney'));
    assert.deepEqual(countsIn(await imported(importLinks, back)), [0, 2, 30]);
    assert.deepEqual(await predecessorUrns(grace), [103737]);
  });

  test('doubts a file that would take away or change a large share of what is held', async () => {
    const many = Array.from({ length: 100 }, (_, index) => link(100_000 + index, 200_000 + index));
    const header = linksText.slice(0, linksText.indexOf('\r\n') + 2);
    await imported(importLinks, write('20260901', header + many.join('')));
    const fewer = write('20260902', header + many.slice(0, 70).join(''));
    const codes = async (file: string) =>
      (await imported(importLinks, file, { dryRun: true })).doubts.map(({ code }) => code);
    assert.deepEqual(await codes(fewer), ['too-few', 'many-absent']);
    const renamed = write('20260903', header + many.join('').replaceAll('A school', 'Another'));
    assert.deepEqual(await codes(renamed), ['too-few', 'many-changed']);
  });

  test('reports by line what it cannot read, and leaves links of other sources alone', async () => {
    await setting.connection.db.transaction().execute((trx) =>
      saveLinks(trx, 'demonstration', [
        {
          urn: 900_001 as Urn,
          link_urn: 900_002 as Urn,
          kind: 'Predecessor',
          link_name: null,
          established_on: null,
        },
      ]),
    );
    const broken = altered('20260921', (text) =>
      text
        .replace('100006,134643', '100006,13464')
        .replace('"15-09-2015"', '"31-09-2015"')
        .replace('"Sixth Form Centre Link"', '""')
        .replace(
          '100016,132245,"Kingsgate',
          '100012,100021,"Rhyl Again","Successor - merged",""\r\n100016,132245,"Kingsgate',
        )
        .replace('"LinkEstablishedDate"', '"LinkEstablishedDate","Colour"')
        .replaceAll(/"\r\n(?=1)/g, '",""\r\n')
        .replace('"Colour",""', '"Colour"')
        .concat(',""'),
    );
    const report = await imported(importLinks, broken);
    assert.deepEqual(
      report.problems.map(({ line, sentence, skipped }) => [line, sentence, skipped]),
      [
        [2, '“13464” in LinkURN is not a URN.', true],
        [4, 'The same link is on line 3.', true],
        [6, '“31-09-2015” in LinkEstablishedDate is not a date.', false],
        [7, 'It has no LinkType.', true],
      ],
    );
    assert.deepEqual(report.unrecognised, ['Colour']);
    assert.deepEqual(await predecessorUrns(900_001 as Urn), [900_002]);
  });

  test('says how many links are of schools that the register does not have', async () => {
    await imported(importGias, register);
    const { changes } = await imported(importLinks, linksFile, { dryRun: true });
    assert.deepEqual(changes[0]?.notes, ['The register does not have the schools of 20 links.']);
  });

  test('of an amalgamation noted at both ends, the register tells who came first', async () => {
    await imported(importLinks, linksFile);
    assert.deepEqual(await predecessorUrns(104124 as Urn), [104123]);
    assert.deepEqual(await predecessorUrns(101277 as Urn), []);
    const { successors } = await linksOf(setting.connection.db, 104123 as Urn);
    assert.deepEqual(
      successors.map(({ urn }) => urn),
      [104124],
    );
  });
});

suite('importing groups and their members', () => {
  test('a school is in its trust and with its sponsor, each of its type, from the day it joined', async () => {
    const members = await imported(importGroupLinks, membersFile);
    assert.deepEqual(countsIn(members), [22, 0, 0]);
    assert.deepEqual(members.problems, []);
    assert.deepEqual(members.unrecognised, []);
    const groups = async () =>
      (await groupsOf(setting.connection.db, grace)).map(({ uid, name, type, joinedOn, asAt }) => [
        uid,
        name,
        type,
        joinedOn,
        asAt,
      ]);
    const both = [
      [16243, 'TOVE LEARNING TRUST', 'Multi-academy trust', '2019-04-01', '2024-03-29'],
      [4612, 'Tove Learning Trust', 'School sponsor', '2019-04-01', '2024-03-29'],
    ];
    assert.deepEqual(await groups(), both);
    // The register names the trust too.
    await imported(importGias, register);
    assert.deepEqual(await groups(), both);
  });

  test('the groups file brings those of every type, open, closed and proposed', async () => {
    const report = await imported(importGroups, groupsFile);
    assert.deepEqual(countsIn(report), [33, 0, 0]);
    assert.deepEqual([report.problems, report.unrecognised, report.missing], [[], [], []]);
    const held = await setting.connection.db
      .selectFrom('school_groups')
      .select(['name', 'type', 'status', 'opened_on', 'incorporated_on', 'closed_on', 'county'])
      .where('uid', 'in', [1000, 5188, 17883])
      .orderBy('uid')
      .execute();
    assert.deepEqual(
      held.map((group) => Object.values(group)),
      [
        [
          'Federated Governing Body of Egerton Park Arts College and Two Trees Sports College',
          'Federation',
          'closed',
          '2009-01-06',
          null,
          '2010-08-31',
          null,
        ],
        [
          'FIERTÉ MULTI-ACADEMY TRUST',
          'Multi-academy trust',
          'open',
          null,
          '2011-04-15',
          null,
          null,
        ],
        [
          'West Bridgford Primary Federation',
          'Federation',
          'proposed',
          held[2]?.opened_on,
          null,
          null,
          null,
        ],
      ],
    );
    assert.deepEqual(countsIn(await imported(importGroups, groupsFile)), [0, 0, 33]);
  });

  test('each refuses whole what a failed download leaves, and the file of another', async () => {
    const importers = [importLinks, importGroups, importGroupLinks, importGias];
    for (const importFile of importers) {
      for (const [name, sentence] of [
        ['failed_download.json', /error message/],
        ['failed_download.html', /web page/],
      ] as const) {
        const file = path.join(fixtures, name);
        const refused = await ask(importFile, file, { fileName: 'links_20260821.csv' });
        assert.ok(!refused.ok);
        assert.match(refused.refusal.sentence, sentence);
      }
    }
    const pairs: [ImportFile, string, RegExp][] = [
      [importLinks, register, /not the links file .* it has no “LinkURN”/],
      [importLinks, groupsFile, /not the links file .* it has no heading “URN”/],
      [importGroups, linksFile, /not the groups file/],
      [importGroupLinks, linksFile, /not the group links file/],
    ];
    for (const [importFile, file, sentence] of pairs) {
      const refused = await ask(importFile, file, { fileName: 'file_20240329.csv' });
      assert.ok(!refused.ok);
      assert.match(refused.refusal.sentence, sentence);
    }
    const { rows } = await setting.connection.pool.query<{ count: number }>(
      'select count(*) as count from imports',
    );
    assert.equal(rows[0]?.count, 0);
  });
});

suite('the order of files does not matter', () => {
  test('links before the register, or after it', async () => {
    const seen: unknown[] = [];
    for (const order of [
      [importLinks, importGias],
      [importGias, importLinks],
    ]) {
      for (const importFile of order) {
        await imported(importFile, importFile === importLinks ? linksFile : register);
      }
      seen.push([
        await linksOf(setting.connection.db, grace),
        [...(await allPredecessors(setting.connection.db))].toSorted(([a], [b]) => a - b),
      ]);
      await setting.connection.pool.query('delete from schools; truncate school_links, imports');
    }
    assert.deepEqual(seen[0], seen[1]);
  });

  /** Rows of each list: what they are of, and a fact that may change. */
  const lists: {
    readonly many: string;
    readonly importFile: ImportFile;
    readonly headings: string;
    readonly rows: readonly ((fact: string) => string)[];
    readonly table: string;
    readonly held: string;
  }[] = [
    {
      many: 'links',
      importFile: importLinks,
      headings: 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
      rows: [
        (name) => link(900_001, 900_101, 'Predecessor', name),
        (name) => link(900_001, 900_101, 'Successor', name),
        (name) => link(900_001, 900_102, 'Predecessor', name),
        (name) => link(900_002, 900_101, 'Predecessor', name),
      ],
      table: 'school_links',
      held: 't.urn, t.link_urn, t.kind, t.link_name',
    },
    {
      many: 'groups',
      importFile: importGroups,
      headings: 'Group UID,Group Name,Group Type (code),Group Type,Group Status (code),Group ID',
      rows: [1, 2, 3].map(
        (uid) => (name: string) => `${uid},"${name}","06","Multi-academy trust","OPEN","TR1"\r\n`,
      ),
      table: 'school_groups',
      held: 't.uid, t.name',
    },
    {
      many: 'members of groups',
      importFile: importGroupLinks,
      headings: 'Linked UID,URN,Group Name,Group Type (code),Group Type,Joined date,HasSharedHT',
      rows: [
        [1, 900_001],
        [2, 900_001],
        [1, 900_002],
      ].map(
        ([uid, urn]) =>
          (name: string) =>
            `${uid},${urn},"${name}","06","Multi-academy trust",""\r\n`,
      ),
      table: 'group_memberships',
      held: 't.uid, t.urn, t.group_name',
    },
  ];
  for (const { many, importFile, headings, rows, table, held } of lists) {
    test(`whatever files of ${many} there are, in any order and once or twice`, async () => {
      const row = fc.record({
        which: fc.constantFrom(...rows.keys()),
        fact: fc.constantFrom('Alder', 'Birch'),
      });
      const content = fc.uniqueArray(row, { selector: ({ which }) => which, minLength: 1 });
      const days = ['20260101', '20260201', '20260301'];
      const order = fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 });
      const afterAll = async (files: readonly string[], these: readonly number[]) => {
        await setting.connection.pool.query(`truncate ${table}, imports`);
        for (const at of these) await imported(importFile, files[at] ?? '');
        const { rows: found } = await setting.connection.pool.query<Record<string, unknown>>(`
          select ${held}, t.absent_since, i.as_at
          from ${table} as t join imports as i on i.id = t.import_id order by 1, 2, 3`);
        return found;
      };
      await fc.assert(
        fc.asyncProperty(fc.tuple(content, content, content), order, async (contents, places) => {
          const files = contents.map((told, at) =>
            write(
              days[at] ?? '',
              `${headings}\r\n${told.map(({ which, fact }) => rows[which]?.(fact)).join('')}`,
            ),
          );
          assert.deepEqual(await afterAll(files, places), await afterAll(files, [0, 1, 2]));
        }),
        { numRuns: 4 },
      );
    });
  }
});

function link(urn: number, other: number, kind = 'Predecessor', name = 'A school'): string {
  return `${urn},${other},"${name}","${kind}",""\r\n`;
}
