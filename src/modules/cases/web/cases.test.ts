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
    await app.post(`/cases/${board.caseId}/board/${id}/remove`, {}, advisor);
    assert.equal((await app.get(`/cases/${board.caseId}`, governor)).status, 404);
    const { body } = await app.get(`/cases/${board.caseId}`, advisor);
    assert.match(body, /Li Wen, until 14 January 2027/);
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
