import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { rolesIn } from './role-words.ts';
import type { WordRole } from './role-words.ts';

suite('the roles that the words for an owner name', () => {
  const cases: readonly (readonly [words: string, roles: readonly WordRole[]])[] = [
    ['Headteacher', ['headteacher']],
    ['the head teacher', ['headteacher']],
    ['Chair of governors', ['chair-of-governors']],
    ['Chair', ['chair']],
    ['Senior Advisor – School Improvement', ['chair']],
    ['CMO', ['monitoring-officer']],
    ['Network Lead', ['network-lead']],
    ['Headteacher and English lead', ['headteacher']],
    ['Headteacher, Chair of Governors', ['headteacher', 'chair-of-governors']],
    ['Headteacher (Daniel Marsh)', ['headteacher']],
    ['Deputy Headteacher', []],
    ['Assistant Headteachers', []],
    ['Senior Advisor for Education Improvement', []],
    ['Chair of the finance committee', []],
    ['Daniel Marsh', []],
    ['', []],
  ];
  for (const [words, roles] of cases) {
    test(`“${words}” names ${roles.length === 0 ? 'none' : roles.join(' and ')}`, () => {
      assert.deepEqual(rolesIn(words), roles);
    });
  }
});
