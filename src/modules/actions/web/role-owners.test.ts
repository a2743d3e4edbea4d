import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, PersonId } from '#kernel/ids.ts';
import { addProgress, insertAction, noteAgreed } from '#modules/actions/index.ts';
import { addAction } from '#modules/records/index.ts';
import { aFinalRecord, aWrittenRecord, conclude } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

let app: TestApp;
let stored: StoredRecord;
before(async () => {
  app = await startApp();
  stored = await aFinalRecord(app);
});
after(() => app.close());

/** An agreed action that names roles and no people. */
async function agree(
  what: string,
  undertakes: string,
  monitors = '',
  { board, meetingId } = stored,
): Promise<ActionId> {
  const id = newId<ActionId>();
  const by = { id: board.chair, name: 'Ruth Calloway' };
  await app.services.db.transaction().execute(async (trx) => {
    await insertAction(trx, {
      id,
      caseId: board.caseId,
      meetingId,
      position: 9,
      what,
      undertakes,
      monitors,
      success: '',
      support: '',
      byWhen: date('2027-03-01'),
      status: { kind: 'open' },
      version: 1,
    });
    await noteAgreed(trx, meetingId, 1, { at: app.clock.now(), by });
  });
  return id;
}

const open = async (person: PersonId, path: string) =>
  (await app.get(path, await app.signInAs(person))).body;

describe('an action that names a role instead of a person', () => {
  it('is among the actions of whoever holds the role, in the board’s words', async () => {
    await agree('Visit every class', 'Headteacher', 'Chair of Governors');
    const { head, governor, officer, lead } = stored.board;
    for (const person of [head, governor]) {
      for (const path of ['/', '/actions/yours']) {
        assert.match(await open(person, path), /Visit every class/, path);
      }
    }
    const yours = await open(head, '/actions/yours');
    assert.match(yours, /Headteacher \(Daniel Marsh\)/);
    assert.match(yours, /Chair of Governors \(Li Wen\)/);
    for (const person of [officer, lead]) {
      assert.doesNotMatch(await open(person, '/actions/yours'), /Visit every class/);
    }
  });

  it('is found by the name of whoever holds the role, and by the words', async () => {
    await agree('Ring the parents', 'Monitoring officer');
    const { chair } = stored.board;
    for (const typed of ['priya', 'Nair', 'monitoring+officer']) {
      assert.match(await open(chair, `/actions?undertakes=${typed}`), /Ring the parents/, typed);
    }
    for (const typed of ['marsh', 'network']) {
      assert.doesNotMatch(await open(chair, `/actions?undertakes=${typed}`), /Ring the parents/);
    }
  });

  it('is theirs to say how it goes; who undertakes it does not confirm it', async () => {
    const id = await agree('Observe lessons', 'The Headteacher', 'Network Lead');
    const { head, lead, officer } = stored.board;
    const progress = { id: newId<ActionEventId>(), text: 'Begun.' };
    const asHead = await app.signInAs(head);
    const work = await app.workAs(head);
    const { text } = progress;
    must(await addProgress(work, id, progress.id, { text, evidence: undefined }));
    assert.equal((await app.post(`/actions/${id}/complete`, {}, asHead)).status, 303);
    const yes = { confirmed: 'yes' };
    assert.equal((await app.post(`/actions/${id}/confirm`, yes, asHead)).status, 404);
    const other = await app.signInAs(officer);
    assert.equal((await app.post(`/actions/${id}/confirm`, yes, other)).status, 404);
    assert.equal(
      (await app.post(`/actions/${id}/confirm`, yes, await app.signInAs(lead))).status,
      303,
    );
  });

  it('says so when nobody holds the role, and passes to whoever holds it next', async () => {
    const mine = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
    const id = await agree('Rewrite the plan', 'Headteacher', '', mine);
    const { board } = mine;
    const { db } = app.services;
    await db
      .updateTable('roles_held')
      .set({ until_date: date('2027-01-14') })
      .where('person_id', '=', board.head)
      .execute();
    const vacant = await open(board.chair, `/actions/${id}`);
    assert.match(vacant, /Headteacher \(nobody holds this role at the school today\)/);
    const scope = { kind: 'school', urn: board.urn } as const;
    const next = await storePerson(db, { role: 'headteacher', name: 'Asha Pillai', scope });
    assert.match(await open(board.chair, `/actions/${id}`), /Headteacher \(Asha Pillai\)/);
    assert.match(await open(next, '/actions/yours'), /Rewrite the plan/);
  });

  it('stands in the final record with who that was on the day, whoever comes after them', async () => {
    const written = await aWrittenRecord(app, { schoolName: 'Cedar Primary School' });
    const { board, recordId } = written;
    const wording = {
      what: 'Rewrite the plan',
      undertakes: 'Headteacher',
      monitors: 'Phase leader',
      success: '',
      support: '',
      byWhen: date('2027-03-01'),
    };
    must(await addAction(await app.workAs(board.chair), recordId, newId<ActionId>(), wording));
    await conclude(app, written, 'remain-next-half-term', date('2027-03-11'));
    await app.services.db
      .updateTable('roles_held')
      .set({ until_date: date('2027-01-14') })
      .where('person_id', '=', board.head)
      .execute();
    const scope = { kind: 'school', urn: board.urn } as const;
    await storePerson(app.services.db, { role: 'headteacher', name: 'Asha Pillai', scope });
    const record = await open(board.chair, `/records/${recordId}`);
    assert.match(record, /Headteacher \(Daniel Marsh\)/);
    assert.match(record, /English lead \(Daniel Marsh\)/);
    assert.match(record, /Phase leader</);
    assert.doesNotMatch(record, /Asha Pillai/);
  });
});
