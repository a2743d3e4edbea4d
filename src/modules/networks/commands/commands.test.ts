import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { newId } from '#kernel/ids.ts';
import type { FocusId, RoundId, Urn } from '#kernel/ids.ts';
import { networkFocusOf } from '#modules/networks/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aBoard, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Work } from '#web/services.ts';
import { changeFocus } from './change-focus.ts';
import { closeRound } from './close-round.ts';
import { decideSchool } from './decide-school.ts';
import { openRound } from './open-round.ts';

const present = '2026/27' as AcademicYear;
const next = '2027/28' as AcademicYear;
const add = {
  kind: 'add',
  reasons: ['other'],
  stated: 'A fire',
  rationale: 'Half the rooms are shut',
} as const;
const end = { kind: 'end', rationale: 'All rooms are open' } as const;
const notFocus = { choice: { kind: 'not-focus' }, rationale: 'It is well', seen: 0 } as const;

suite('commands about network focus', () => {
  let app: TestApp;
  let board: Board;
  let work: Work;
  let colleague: Work;
  let other: Urn;

  const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
    result.ok ? 'done' : result.refusal.code;
  const events = async (type: string) =>
    app.services.db.selectFrom('audit_events').selectAll().where('type', '=', type).execute();
  const facts = async (urn: Urn) =>
    app.services.db
      .selectFrom('network_focus')
      .select(['version', 'kind', 'decided_by'])
      .where('urn', '=', urn)
      .orderBy('academic_year')
      .orderBy('version')
      .execute();

  before(async () => {
    app = await startApp({ now: '2027-06-10T09:00:00Z' });
    board = await aBoard(app, { schoolName: 'Ashgrove School' });
    other = await aSchool(app, { name: 'Brook Lane School' });
    work = await app.workAs(board.chair);
    colleague = await app.workAs(await storePerson(app.services.db, { name: 'Bela Colleague' }));
  });
  after(() => app.close());

  test('whoever does not decide changes nothing, and leaves no trace of a change', async () => {
    const id = newId<FocusId>();
    for (const person of [board.lead, board.head, board.governor, board.officer]) {
      const theirs = await app.workAs(person);
      assert.equal(codeOf(await changeFocus(theirs, board.urn, { id, change: add })), 'not-yours');
      assert.equal(
        codeOf(await openRound(theirs, { id: newId<RoundId>(), year: next })),
        'not-yours',
      );
    }
    assert.deepEqual(await facts(board.urn), []);
    assert.deepEqual(await events('network focus added'), []);
    assert.deepEqual(await events('categorisation round opened'), []);
  });

  test('a school of another authority is not found', async () => {
    const away = await aSchool(app, { name: 'Far Away School', laCode: '998' });
    const asked = await changeFocus(work, away, { id: newId<FocusId>(), change: add });
    assert.equal(codeOf(asked), 'not-yours');
  });

  test('a form sent twice adds once, at the same time and again after a later change', async () => {
    const id = newId<FocusId>();
    const both = await Promise.all([
      changeFocus(work, other, { id, change: add }),
      changeFocus(work, other, { id, change: add }),
    ]);
    assert.deepEqual(both.map(codeOf), ['done', 'done']);
    const [added, ...more] = await events('network focus added');
    assert.deepEqual(more, []);
    assert.equal(added?.actor_id, board.chair);
    assert.equal(added?.subject_id, String(other));
    assert.deepEqual(added?.payload, {
      year: present,
      version: 1,
      reasons: ['other'],
      stated: 'A fire',
      rationale: 'Half the rooms are shut',
    });
    must(await changeFocus(work, other, { id: newId<FocusId>(), change: end, seen: 1 }));
    // The page of before, sent from the browser's history: its work is done, and stays undone.
    assert.equal(must(await changeFocus(work, other, { id, change: add })).version, 1);
    assert.equal(await networkFocusOf(app.services.db, other, present), undefined);
    assert.deepEqual(
      (await facts(other)).map(({ version, kind }) => [version, kind]),
      [
        [1, 'focus'],
        [2, 'ended'],
      ],
    );
    // And for another school it is refused in words.
    assert.equal(codeOf(await changeFocus(work, board.urn, { id, change: add })), 'form-used');
    assert.deepEqual(await facts(board.urn), []);
  });

  test('of two officers who change the same fact at once, one is told', async () => {
    must(await changeFocus(work, board.urn, { id: newId<FocusId>(), change: add }));
    const both = await Promise.all([
      changeFocus(work, board.urn, { id: newId<FocusId>(), change: end, seen: 1 }),
      changeFocus(colleague, board.urn, {
        id: newId<FocusId>(),
        change: { ...add, kind: 'change', reasons: ['sib-or-pci'] },
        seen: 1,
      }),
    ]);
    const codes = both.map(codeOf);
    assert.equal(codes.filter((code) => code === 'done').length, 1);
    // Whether it ended or was changed first, the one who came second learns of it.
    assert.ok(codes.some((code) => code === 'changed-meanwhile' || code === 'not-focus'));
    assert.equal((await facts(board.urn)).length, 2);
  });

  const round = newId<RoundId>();

  test('two rounds opened at once make one', async () => {
    const both = await Promise.all([
      openRound(work, { id: round, year: next }),
      openRound(work, { id: round, year: next }),
    ]);
    assert.deepEqual(both.map(codeOf), ['done', 'done']);
    const again = await openRound(colleague, { id: newId<RoundId>(), year: next });
    assert.equal(codeOf(again), 'has-a-round');
    const reused = await openRound(work, { id: round, year: present });
    assert.notEqual(codeOf(reused), 'done');
    assert.equal((await events('categorisation round opened')).length, 1);
  });

  test('of two officers who decide on the same school at once, one is told; on two schools, neither', async () => {
    const same = await Promise.all([
      decideSchool(work, round, other, notFocus),
      decideSchool(colleague, round, other, { ...notFocus, choice: { kind: 'later' } }),
    ]);
    assert.deepEqual(same.map(codeOf).toSorted(), ['changed-meanwhile', 'done']);
    assert.equal((await events('categorisation decided')).length, 1);
    const rows = app.services.db.selectFrom('round_decisions').select('version');
    assert.equal((await rows.where('urn', '=', other).execute()).length, 1);
    const seen = 1;
    const apart = await Promise.all([
      decideSchool(work, round, other, { ...notFocus, seen }),
      decideSchool(colleague, round, board.urn, {
        choice: { kind: 'focus', reasons: ['sib-or-pci'], stated: '' },
        rationale: '',
        seen: 0,
      }),
    ]);
    assert.deepEqual(apart.map(codeOf), ['done', 'done']);
  });

  test('a round closed by two at once is closed once, with one set of facts', async () => {
    const both = await Promise.all([closeRound(work, round), closeRound(colleague, round)]);
    assert.deepEqual(both.map(codeOf).toSorted(), ['done', 'round-closed']);
    const made = await app.services.db
      .selectFrom('network_focus')
      .select(['urn', 'kind', 'version'])
      .where('round_id', '=', round)
      .execute();
    assert.deepEqual(made, [{ urn: board.urn, kind: 'focus', version: 1 }]);
    const [closed, ...more] = await events('categorisation round closed');
    assert.deepEqual(more, []);
    assert.deepEqual(closed?.payload, { year: next, focus: [board.urn], ended: [] });
  });

  test('what is decided of a year counts on its days alone: 31 August and 1 September', async () => {
    const { db } = app.services;
    app.clock.set('2027-08-31T21:30:00Z'); // half past ten in the evening in England
    const officer = await app.workAs(board.chair);
    const late = must(await changeFocus(officer, other, { id: newId<FocusId>(), change: add }));
    assert.equal(late.year, present);
    app.clock.set('2027-08-31T23:30:00Z'); // half past midnight, 1 September
    const early = must(
      await changeFocus(await app.workAs(board.chair), other, {
        id: newId<FocusId>(),
        change: add,
      }),
    );
    assert.equal(early.year, next);
    assert.equal((await networkFocusOf(db, other, present))?.version, 3);
    assert.equal((await networkFocusOf(db, other, next))?.version, 1);
  });

  test('nothing of a closed round or of a fact can be altered in the database', async () => {
    const { db } = app.services;
    for (const statement of [
      db.updateTable('network_focus').set({ rationale: 'Other' }).where('urn', '=', other),
      db.updateTable('categorisation_rounds').set({ status: 'open' }).where('id', '=', round),
      db.updateTable('round_decisions').set({ rationale: 'Other' }).where('round_id', '=', round),
      db.deleteFrom('round_schools').where('round_id', '=', round),
    ])
      await assert.rejects(statement.execute());
    assert.equal((await verifyAudit(db)).intact, true);
  });
});
