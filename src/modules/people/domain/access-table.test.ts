import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { accessTable, resources } from './access-table.ts';
import type { Cell, Resource } from './access-table.ts';
import type { Role } from './roles.ts';

const agreed = readFileSync(
  new URL('../../../../test/fixtures/access/table.md', import.meta.url),
  'utf8',
);

/** The first words of each row of the agreed table, and the role that it is about. */
const rows: Readonly<Record<string, Role>> = {
  'Senior Advisor SI (chair)': 'senior-advisor',
  'Senior Education LA Officer': 'senior-education-officer',
  'Senior Advisor EI': 'senior-advisor-education',
  'Monitoring officer, own schools': 'monitoring-officer',
  'Network Lead, own network': 'network-lead',
  'Network improvement board': 'network-board-member',
  'Headteacher, own schools': 'headteacher',
  'Chair of Governors, own schools': 'chair-of-governors',
  'Extra member, this case': 'extra-member',
  'Other attendee, this meeting': 'other-attendee',
  Clerk: 'clerk',
  'Diocese, its schools': 'diocese',
  'Leadership reader': 'leadership-reader',
  'Scrutiny reader': 'scrutiny-reader',
  Administrator: 'administrator',
};

/** What an agreed cell allows at the most: nothing, reading, writing; and whether a condition limits it. */
function most(words: string): { may: 'none' | 'read' | 'write'; limited: boolean } {
  const plain = words.trim();
  if (plain === 'n') return { may: 'none', limited: false };
  if (['r', 'r, adds concerns', 'r, ratifies'].includes(plain))
    return { may: 'read', limited: false };
  if (plain === 'w') return { may: 'write', limited: false };
  if (/(^|[ :])w($|[ ;])/.test(plain) || plain === 'accuracy check') {
    return { may: 'write', limited: true };
  }
  return { may: 'read', limited: true };
}

function granted(cell: Cell): { may: 'none' | 'read' | 'write'; limited: boolean } {
  if (cell.length === 0) return { may: 'none', limited: false };
  const may = cell.some((grant) => grant.may === 'write') ? 'write' : 'read';
  return { may, limited: cell.every((grant) => grant.only !== undefined) };
}

describe('the access table', () => {
  const lines = agreed.split('\n').filter((line) => line.startsWith('| '));
  const [head, ...body] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

  it('has the columns that were agreed, in their order', () => {
    const columns = head?.slice(1).map((column) => column.replace(', reasons', ' and reasons'));
    assert.deepEqual(
      columns?.map((column) => column.replace(', ', ' and ')),
      [
        'level and reasons',
        'withheld evidence',
        'draft record',
        'final record',
        'visits',
        'self-evaluation and pre-reads',
        'notice',
        'plans and money',
        'audit',
      ] satisfies Resource[],
    );
  });

  it('has a row for every role but the legal officer, who was added', () => {
    assert.deepEqual(
      body.map(([name]) => rows[name ?? '']),
      Object.keys(accessTable).filter((role) => role !== 'legal-officer'),
    );
  });

  for (const [name = '', ...cells] of body) {
    const role = rows[name];
    cells.forEach((words, index) => {
      const resource = resources[index];
      if (!role || !resource) return;
      it(`${name} has "${words}" for ${resource}`, () => {
        assert.deepEqual(granted(accessTable[role][resource]), most(words));
      });
    });
  }
});
