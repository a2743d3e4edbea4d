import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { CaseId, PersonId, Urn } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aBoard, aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

let app: TestApp;
let advisor: SignedInHeaders;
let advisorId: PersonId;
before(async () => {
  app = await startApp();
  advisorId = await storePerson(app.services.db, { name: 'Ruth Calloway' });
  advisor = await app.signInAs(advisorId);
});
after(() => app.close());

/** The id that a page put into its form. */
function formId(body: string): string {
  const id = /name="id" value="([0-9a-f-]{36})"/.exec(body)?.[1];
  assert.ok(id, 'the page carries the id of what its form will make');
  return id;
}

async function openCaseFor(urn: Urn): Promise<{ caseId: CaseId; path: string }> {
  const path = `/schools/${urn}/open-board`;
  const id = formId((await app.get(path, advisor)).body);
  const background = 'The last inspection asked for stronger leadership of English.';
  const { location } = await app.post(path, { id, background }, advisor);
  assert.equal(location, `/cases/${id}/board`);
  return { caseId: id as CaseId, path };
}

describe('opening a School Improvement Board', () => {
  it('opens it with its reasons and goes on to form the board', async () => {
    const urn = await aSchool(app);
    const { caseId } = await openCaseFor(urn);
    const { body } = await app.get(`/cases/${caseId}`, advisor);
    assert.match(body, /The last inspection asked for stronger leadership of English/);
    assert.match(body, /The board has not been formed yet/);
  });

  it('opens one board when the same form is sent twice', async () => {
    const urn = await aSchool(app);
    const path = `/schools/${urn}/open-board`;
    const fields = { id: newId<CaseId>(), background: 'Twice' };
    const replies = await Promise.all([
      app.post(path, fields, advisor),
      app.post(path, fields, advisor),
    ]);
    assert.deepEqual(new Set(replies.map((reply) => reply.location)).size, 1);
    const cases = await app.services.db
      .selectFrom('cases')
      .select('id')
      .where('urn', '=', urn)
      .execute();
    assert.equal(cases.length, 1);
  });

  it('says that a school has one already, and keeps what was typed', async () => {
    const urn = await aSchool(app);
    const { path } = await openCaseFor(urn);
    const typed = { id: newId<CaseId>(), background: 'A second one <b>please</b>' };
    const { status, body } = await app.post(path, typed, advisor);
    assert.equal(status, 422);
    assert.match(body, /already has a School Improvement Board open/);
    assert.match(body, /A second one &lt;b&gt;please&lt;\/b&gt;/);
  });

  it('asks for the reasons', async () => {
    const path = `/schools/${await aSchool(app)}/open-board`;
    const { status, body } = await app.post(
      path,
      { id: newId<CaseId>(), background: '  ' },
      advisor,
    );
    assert.equal(status, 422);
    assert.match(body, /Error: Open a School Improvement Board/);
    assert.match(body, /href="#background"/);
  });

  it('refuses an academy with what to do instead', async () => {
    const path = `/schools/${await aSchool(app, { typeCode: '34' })}/open-board`;
    const { body } = await app.post(path, { id: newId<CaseId>(), background: 'x' }, advisor);
    assert.match(body, /raise a concern about an academy with the Regional Director/);
  });

  it('looks the same for another authority’s school and for one that does not exist', async () => {
    const other = await aSchool(app, { laCode: '998' });
    const replies = await Promise.all([
      app.get(`/schools/${other}/open-board`, advisor),
      app.get('/schools/999999/open-board', advisor),
      app.get('/schools/nonsense/open-board', advisor),
    ]);
    const [first] = replies;
    for (const reply of replies) {
      assert.equal(reply.status, 404);
      assert.equal(reply.body, first.body);
    }
  });
});

describe('forming the board', () => {
  it('offers those who hold the role for the school, and seats them', async () => {
    const urn = await aSchool(app);
    const network = await aNetwork(app, urn);
    const { db } = app.services;
    const head = await storePerson(db, {
      name: 'Daniel Marsh',
      role: 'headteacher',
      scope: { kind: 'school', urn },
    });
    await storePerson(db, {
      name: 'Someone Else',
      role: 'headteacher',
      scope: { kind: 'school', urn: await aSchool(app) },
    });
    await storePerson(db, {
      name: 'Tomasz Zielinski',
      role: 'network-lead',
      scope: { kind: 'network', id: network },
    });
    const { caseId } = await openCaseFor(urn);
    const path = `/cases/${caseId}/board`;
    const page = await app.get(path, advisor);
    assert.match(page.body, /Daniel Marsh/);
    assert.match(page.body, /Tomasz Zielinski/);
    assert.doesNotMatch(page.body, /Someone Else/);
    const seated = await app.post(
      path,
      { 'seat-headteacher': head, 'seat-chair': advisorId },
      advisor,
    );
    assert.equal(seated.status, 303);
    const formed = await app.get(path, advisor);
    assert.match(
      formed.body,
      /End this membership<span class="govuk-visually-hidden"> of Daniel Marsh/,
    );
  });

  it('refuses the whole form when one seat cannot be taken', async () => {
    const urn = await aSchool(app);
    const { caseId } = await openCaseFor(urn);
    const path = `/cases/${caseId}/board`;
    const fields = { 'seat-chair': advisorId, 'seat-headteacher': newId<PersonId>() };
    const { status, body } = await app.post(path, fields, advisor);
    assert.equal(status, 422);
    assert.match(body, /Choose a person from the list/);
    const members = await app.services.db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', caseId)
      .execute();
    assert.deepEqual(members, []);
  });

  it('adds someone new, who then sees the case and no other', async () => {
    const board = await aBoard(app);
    const other = await aBoard(app, { schoolName: 'Birchwood Primary School' });
    const fields = {
      name: 'Grace O’Neill',
      address: 'Grace.ONeill@example.org',
      seat: 'extra',
      description: 'Deputy Headteacher',
    };
    const chair = await app.signInAs(board.chair);
    const added = await app.post(`/cases/${board.caseId}/board/new`, fields, chair);
    assert.equal(added.status, 303);
    const { person_id: id } = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'grace.oneill@example.org')
      .executeTakeFirstOrThrow();
    const deputy = await app.signInAs(id);
    assert.equal((await app.get(`/cases/${board.caseId}`, deputy)).status, 200);
    assert.equal((await app.get(`/cases/${board.caseId}/board`, deputy)).status, 404);
    assert.equal((await app.get(`/cases/${other.caseId}`, deputy)).status, 404);
  });

  it('keeps what was typed about someone new, and says what is missing', async () => {
    const board = await aBoard(app);
    const fields = { name: 'Grace', address: 'grace at home', seat: 'extra', description: '' };
    const { status, body } = await app.post(`/cases/${board.caseId}/board/new`, fields, advisor);
    assert.equal(status, 422);
    assert.match(body, /value="grace at home"/);
    assert.match(body, /Enter an email address in the correct format/);
    assert.match(body, /Enter what they are, for example Deputy Headteacher/);
  });

  it('ends a membership, and with it the access that it gave', async () => {
    const board = await aBoard(app);
    const { db } = app.services;
    const governor = await app.signInAs(board.governor);
    assert.equal((await app.get(`/cases/${board.caseId}`, governor)).status, 200);
    const { id } = await db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('person_id', '=', board.governor)
      .executeTakeFirstOrThrow();
    const leaving = { 'until-day': '14', 'until-month': '1', 'until-year': '2027' };
    await app.post(`/cases/${board.caseId}/board/${id}/end`, leaving, advisor);
    assert.equal((await app.get(`/cases/${board.caseId}`, governor)).status, 404);
    const { body } = await app.get(`/cases/${board.caseId}`, advisor);
    assert.match(body, /Li Wen, until 14 January 2027/);
  });

  it('ends the role that came with the seat, and leaves one that was held before', async () => {
    const board = await aBoard(app);
    const { db } = app.services;
    const path = `/cases/${board.caseId}/board`;
    const endMembershipOf = async (person: PersonId) => {
      const { id } = await db
        .selectFrom('board_members')
        .select('id')
        .where('case_id', '=', board.caseId)
        .where('person_id', '=', person)
        .executeTakeFirstOrThrow();
      const today = { 'until-day': '14', 'until-month': '1', 'until-year': '2027' };
      await app.post(`${path}/${id}/end`, today, advisor);
    };
    await endMembershipOf(board.head);
    const fields = { name: 'Not The Head', address: 'not.head@example.org', seat: 'headteacher' };
    assert.equal((await app.post(`${path}/new`, fields, advisor)).status, 303);
    const { person_id: mistaken } = await db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', fields.address)
      .executeTakeFirstOrThrow();
    const notTheHead = await app.signInAs(mistaken);
    assert.equal((await app.get(`/cases/${board.caseId}`, notTheHead)).status, 200);
    await endMembershipOf(mistaken);
    const schoolPage = `/schools/${board.urn}`;
    assert.notEqual((await app.get(schoolPage, notTheHead)).status, 200);
    assert.equal((await app.get(schoolPage, await app.signInAs(board.head))).status, 200);
  });

  it('seats nobody twice, and says the same, when the form is sent twice', async () => {
    const { caseId } = await openCaseFor(await aSchool(app));
    const path = `/cases/${caseId}/board`;
    const extra = {
      seat: 'extra',
      description: 'Deputy',
      name: 'Ada Fox',
      address: 'ada@fox.example',
    };
    const twice = async (to: string, fields: Record<string, string>) =>
      Promise.all([app.post(to, fields, advisor), app.post(to, fields, advisor)]);
    const replies = [
      ...(await twice(path, { 'seat-chair': advisorId })),
      ...(await twice(`${path}/new`, extra)),
    ];
    assert.deepEqual(
      replies.map(({ status, location }) => [status, location]),
      replies.map(() => [303, path]),
    );
    const count = async (table: 'board_members' | 'audit_events', column: string, is: string) =>
      (await app.services.db.selectFrom(table).selectAll().execute()).filter((row) =>
        Object.entries(row).some(([name, value]) => name === column && value === is),
      ).length;
    assert.equal(await count('board_members', 'case_id', caseId), 2);
    assert.equal(await count('audit_events', 'subject_id', caseId), 3);
  });

  it('makes one person of someone new who is put on two boards at once', async () => {
    const boards = [await aBoard(app), await aBoard(app), await aBoard(app)];
    const fields = { name: 'Ines Roth', address: 'ines@roth.example', seat: 'extra' };
    const replies = await Promise.all(
      boards.map(({ caseId }) =>
        app.post(`/cases/${caseId}/board/new`, { ...fields, description: 'Governor' }, advisor),
      ),
    );
    assert.deepEqual(
      replies.map(({ status }) => status),
      [303, 303, 303],
    );
    const mailboxes = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', fields.address)
      .execute();
    assert.equal(mailboxes.length, 1);
  });

  it('lets nobody give themselves the records of a board', async () => {
    const board = await aBoard(app);
    const address = 'clerk@example.org';
    const clerk = await app.signInAs(
      await storePerson(app.services.db, { role: 'clerk', name: 'Joan Birch', address }),
    );
    const path = `/cases/${board.caseId}/board/new`;
    const seat = { seat: 'extra', description: 'Clerk', name: 'Joan Birch' };
    const { status, body } = await app.post(path, { ...seat, address }, clerk);
    assert.equal(status, 422);
    assert.match(body, /You cannot put yourself on this board/);
    const another = { ...seat, name: 'Ola Berg', address: 'ola@example.org' };
    assert.equal((await app.post(path, another, clerk)).status, 303);
  });

  it('says what it cannot make of a form that no page sends', async () => {
    const board = await aBoard(app);
    const path = `/cases/${board.caseId}/board/new`;
    const fields = { name: 'Eva Lund', address: 'eva@lund.example', description: '' };
    for (const seat of ['nonsense', '__proto__']) {
      const { status, body } = await app.post(path, { ...fields, seat }, advisor);
      assert.equal(status, 422);
      assert.match(body, /Choose what they are on this board/);
    }
    const long = { ...fields, seat: 'extra', description: 'x'.repeat(201) };
    const { status, body } = await app.post(path, long, advisor);
    assert.equal(status, 422);
    assert.match(body, /must be 200 characters or fewer/);
    const other = `/schools/${await aSchool(app)}/open-board`;
    const used = await app.post(other, { id: board.caseId, background: 'Kept' }, advisor);
    assert.equal(used.status, 422);
    assert.match(used.body, /This form has been used already/);
    assert.match(used.body, /Kept/);
    assert.notEqual(formId(used.body), board.caseId);
  });
});

describe('the history of a case', () => {
  it('shows who did what to those who may see it, and verifies', async () => {
    const board = await aBoard(app);
    const chair = await app.signInAs(board.chair);
    const { body } = await app.get(`/cases/${board.caseId}/history`, chair);
    assert.match(body, /Case opened/);
    assert.match(body, /Board members added/);
    const head = await app.signInAs(board.head);
    assert.equal((await app.get(`/cases/${board.caseId}/history`, head)).status, 404);
    assert.ok((await verifyAudit(app.services.db)).intact);
  });
});

describe('a form from another site', () => {
  it('changes nothing', async () => {
    const board = await aBoard(app);
    const foreign = { ...advisor, 'sec-fetch-site': 'cross-site' };
    const fields = { name: 'Eve', address: 'eve@example.org', seat: 'chair' };
    const { status, body } = await app.post(`/cases/${board.caseId}/board/new`, fields, foreign);
    assert.equal(status, 403);
    assert.match(body, /did not come from this service/);
  });
});

describe('a form sent after the sign-in has ended', () => {
  it('comes back with what was typed', async () => {
    const path = `/schools/${await aSchool(app)}/open-board`;
    const background = 'Two paragraphs\n\nof careful reasons.';
    const { status, body } = await app.post(path, { id: newId<CaseId>(), background });
    assert.equal(status, 401);
    assert.match(body, /You have been signed out/);
    assert.match(body, /of careful reasons\./);
  });
});
