import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, PersonId } from '#kernel/ids.ts';
import { endRole } from '#modules/people/index.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { addProgress, changeStatus, insertAction, noteAgreed } from '../index.ts';
import type { ActionWording } from '../index.ts';

/** The first column of each row of the table: what the actions say. */
function shown(body: string): string[] {
  return [...body.matchAll(/scope="row"[^>]*><a [^>]*>([^<]+)</g)].map(([, what = '']) =>
    what.trim(),
  );
}

suite('the tracker of agreed actions', () => {
  let app: TestApp;
  let ash: StoredRecord;
  let birch: StoredRecord;
  const actions = new Map<string, ActionId>();

  /** An action of a final record, agreed on the test's day. */
  async function agree(
    { board, meetingId }: StoredRecord,
    what: string,
    wording: Partial<ActionWording>,
  ) {
    const id = newId<ActionId>();
    actions.set(what, id);
    const at = app.clock.now();
    const by = { id: board.chair, name: 'Ruth Calloway' };
    await app.services.db.transaction().execute(async (trx) => {
      await insertAction(trx, {
        id,
        caseId: board.caseId,
        meetingId,
        position: actions.size + 1,
        what,
        undertakes: '',
        monitors: '',
        success: '',
        support: '',
        byWhen: date('2027-03-01'),
        status: { kind: 'open' },
        version: 1,
        ...wording,
      });
      await noteAgreed(trx, meetingId, 1, { at, by });
    });
    return id;
  }

  before(async () => {
    app = await startApp();
    ash = await aFinalRecord(app);
    birch = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
    await agree(ash, 'Late', {
      undertakes: 'Daniel Marsh',
      undertakesPerson: ash.board.head,
      byWhen: date('2027-01-20'),
    });
    await agree(ash, 'Soon', { undertakes: 'Chair of Governors', byWhen: date('2027-02-02') });
    await agree(birch, 'Stopped', { undertakes: 'English lead' });
    await agree(birch, 'O’Neill’s', { undertakes: 'Grace O’Neill', byWhen: undefined });
    const chair = await app.workAs(birch.board.chair);
    must(
      await changeStatus(chair, actions.get('Stopped') ?? newId(), {
        kind: 'stopped',
        reason: 'No money',
      }),
    );
    const head = await app.workAs(ash.board.head);
    const progress = { text: 'Begun', evidence: undefined };
    must(await addProgress(head, actions.get('Late') ?? newId(), newId<ActionEventId>(), progress));
    app.clock.set('2027-02-01T09:00:00Z');
  });
  after(() => app.close());

  const listed = async (person: PersonId, query = '') =>
    shown((await app.get(`/actions${query}`, await app.signInAs(person))).body);
  const reading = 'Give every pupil who reads below the expected fluency a daily session';

  test('shows an officer the open actions of every school, the soonest due first', async () => {
    assert.deepEqual(await listed(ash.board.chair), [
      'Late',
      'Soon',
      reading,
      reading,
      'O’Neill’s',
    ]);
  });

  const cases: readonly (readonly [query: string, expected: readonly string[]])[] = [
    ['?status=overdue', ['Late']],
    ['?status=stopped', ['Stopped']],
    ['?status=to-confirm', []],
    ['?status=no-owner', []],
    ['?status=all&undertakes=english+lead', [reading, reading, 'Stopped'].toSorted()],
    ['?undertakes=dan', ['Late', reading, reading]],
    ['?undertakes=o%27neill', ['O’Neill’s']],
    ['?undertakes=100%25', []],
    ['?monitors=nair&status=overdue', []],
    ['?undertakes=arsh', []],
  ];
  for (const [query, expected] of cases) {
    test(`asked for ${query}, finds ${expected.length}`, async () => {
      const found = await listed(ash.board.chair, query);
      assert.deepEqual(found.toSorted(), [...expected].toSorted());
    });
  }

  test('narrows to a school and to a network', async () => {
    const { urn, network } = birch.board;
    const both = [reading, 'O’Neill’s'];
    assert.deepEqual(await listed(ash.board.chair, `?school=${urn}`), both);
    assert.deepEqual(await listed(ash.board.chair, `?network=${network}`), both);
  });

  test('shows each person no other than what they may open', async () => {
    for (const [person, expected] of [
      [ash.board.governor, ['Late', 'Soon', reading]],
      [birch.board.head, [reading, 'O’Neill’s']],
      [birch.board.lead, [reading, 'O’Neill’s']],
      [
        await storePerson(app.services.db, { role: 'leadership-reader' }),
        ['Late', 'Soon', reading, reading, 'O’Neill’s'],
      ],
    ] as const) {
      assert.deepEqual(await listed(person), expected);
    }
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    for (const path of ['/actions', '/actions/actions.csv', `/schools/${ash.board.urn}/actions`]) {
      assert.equal((await app.get(path, clerk)).status, 404, path);
    }
    const { body } = await app.get('/actions/yours', clerk);
    assert.deepEqual(shown(body), []);
    assert.match(body, /There is no open action that you undertake or monitor\./);
    const narrowed = await app.get('/actions/yours?status=overdue', clerk);
    assert.match(narrowed.body, /No action matches what you chose\./);
  });

  test('keeps a school’s list to the school, with its tab', async () => {
    const { urn, governor } = ash.board;
    const { body } = await app.get(
      `/schools/${urn}/actions?school=${birch.board.urn}`,
      await app.signInAs(governor),
    );
    assert.deepEqual(shown(body), ['Late', 'Soon', reading]);
    assert.match(body, /aria-current="page">Actions</);
    const other = await app.get(
      `/schools/${birch.board.urn}/actions`,
      await app.signInAs(governor),
    );
    assert.equal(other.status, 404);
  });

  test('shows someone what they undertake and monitor, wherever it is', async () => {
    const yours = await app.get('/actions/yours', await app.signInAs(ash.board.head));
    assert.deepEqual(shown(yours.body), ['Late', reading]);
    assert.match(yours.body, /Progress on 14 January 2027/);
    const officer = await app.get('/actions/yours', await app.signInAs(ash.board.officer));
    assert.deepEqual(shown(officer.body), [reading]);
  });

  test('gives the same as a file', async () => {
    const headers = await app.signInAs(ash.board.chair);
    const { body, headers: given } = await app.get('/actions/actions.csv?status=overdue', headers);
    assert.match(String(given['content-disposition']), /actions-as-at-2027-02-01\.csv/);
    const lines = body.trim().split('\r\n');
    assert.equal(lines.length, 2);
    assert.match(
      lines[1] ?? '',
      /Ashgrove Primary School,Late,Daniel Marsh,.*2027-01-20,Overdue,,,2027-01-14,2027-01-14/,
    );
  });

  test('says of an action whose owner has left that it has none, from that day on', async () => {
    const { head, urn, chair } = ash.board;
    const { db } = app.services;
    const scope = { kind: 'school', urn } as const;
    await db
      .transaction()
      .execute((trx) => endRole(trx, head, 'headteacher', scope, date('2027-02-02')));
    assert.deepEqual(await listed(chair, '?status=no-owner'), []);
    app.clock.set('2027-02-02T09:00:00Z');
    assert.deepEqual(await listed(chair, '?status=no-owner'), ['Late', reading]);
    const { body } = await app.get(
      `/actions/${actions.get('Late') ?? ''}`,
      await app.signInAs(chair),
    );
    assert.match(body, /Daniel Marsh has no role at this school any more/);
  });
});
