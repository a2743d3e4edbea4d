import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { invite } from '../../commands/invite.ts';

const page = '/administration/people';
const form = '/administration/people/invite';
const foxholes = 900_001 as Urn;
const elsewhere = 900_900 as Urn;

suite('the page about people', () => {
  let app: TestApp;
  let administrator: PersonId;
  let as: SignedInHeaders;
  before(async () => {
    app = await startApp();
    const { db } = app.services;
    await db.transaction().execute((trx) =>
      saveSchools(trx, 'demonstration', [
        {
          urn: foxholes,
          name: 'Foxholes Primary School',
          la_code: '999',
          la_name: '',
          type_code: '01',
        },
        { urn: elsewhere, name: 'Elsewhere School', la_code: '998', la_name: '', type_code: '01' },
      ]),
    );
    await db
      .insertInto('networks')
      .values({ id: newId<NetworkId>(), name: 'Riverside Network', phase: 'Primary' })
      .execute();
    administrator = await storePerson(db, { name: 'Ines Duarte', role: 'administrator' });
    as = await app.signInAs(administrator);
  });
  after(() => app.close());

  test('is for administrators only', async () => {
    const advisor = await storePerson(app.services.db, { name: 'Amara Okafor' });
    const others = await app.signInAs(advisor);
    assert.equal((await app.get(page, others)).status, 404);
    assert.equal((await app.post(form, {}, others)).status, 404);
    assert.equal((await app.get(page)).location, `/sign-in?next=${encodeURIComponent(page)}`);
  });

  test('invites someone new: person, mailbox, role and a link by mail', async () => {
    const reply = await app.post(
      form,
      { address: ' Rosa.Levin@Foxholes.example ', role: 'headteacher', school: '900001', name: '' },
      as,
    );
    assert.equal(reply.status, 303);
    const shown = await app.get(reply.location, as);
    assert.match(shown.body, /Rosa Levin has been invited/);
    assert.match(shown.body, /rosa\.levin@foxholes\.example/);
    assert.match(shown.body, /Headteacher, Foxholes Primary School/);
    assert.doesNotMatch(shown.body, /sign-in\/link/, 'the link is for its recipient');
    const mail = await app.services.db
      .selectFrom('mails')
      .selectAll()
      .where('to_address', '=', 'rosa.levin@foxholes.example')
      .executeTakeFirstOrThrow();
    assert.match(mail.body_text, /given you access as Headteacher/);
    assert.match(mail.body_text, /http:\/\/localhost:3000\/sign-in\/link\/[\w-]{43}\n/);
    const events = await app.services.db
      .selectFrom('audit_events')
      .select(['type', 'actor_id'])
      .orderBy('seq', 'desc')
      .limit(3)
      .execute();
    assert.deepEqual(
      events.map(({ type }) => type),
      ['invited', 'role given', 'person added'],
    );
    assert.ok(events.every((event) => event.actor_id === administrator));
  });

  test('gives a further role to someone who is known, and the same one only once', async () => {
    const { db } = app.services;
    const again = { address: 'rosa.levin@foxholes.example', role: 'headteacher', school: '900001' };
    assert.equal((await app.post(form, again, as)).status, 303);
    const further = { address: again.address, role: 'network-lead', network: 'riverside network' };
    assert.equal((await app.post(form, further, as)).status, 303);
    const people = await db
      .selectFrom('people')
      .select('id')
      .where('name', '=', 'Rosa Levin')
      .execute();
    assert.equal(people.length, 1);
    const held = await db
      .selectFrom('roles_held')
      .select('role')
      .where(
        'person_id',
        'in',
        people.map(({ id }) => id),
      )
      .orderBy('role')
      .execute();
    assert.deepEqual(held, [{ role: 'headteacher' }, { role: 'network-lead' }]);
  });

  const mistakes: readonly [string, Record<string, string>, RegExp][] = [
    [
      'a bad address',
      { address: 'rosa', role: 'clerk' },
      /Enter an email address in the right form/,
    ],
    ['no role', { address: 'a@b.example' }, /Choose a role/],
    [
      'an unknown role',
      { address: 'a@b.example', role: 'king' },
      /There is no role “king”. The roles are: senior-advisor, /,
    ],
    [
      'a role of a board',
      { address: 'a@b.example', role: 'extra-member' },
      /comes with being named on a board/,
    ],
    [
      'no school',
      { address: 'a@b.example', role: 'headteacher' },
      /Give the URN of the school that the role Headteacher is for/,
    ],
    [
      'a URN that is none',
      { address: 'a@b.example', role: 'headteacher', school: '12' },
      /“12” is not a URN/,
    ],
    [
      'an unknown URN',
      { address: 'a@b.example', role: 'headteacher', school: '912345' },
      /No school here has the URN 912345/,
    ],
    [
      'a school elsewhere',
      { address: 'a@b.example', role: 'headteacher', school: '900900' },
      /Elsewhere School \(URN 900900\) is not in Avonbridge City Council/,
    ],
    [
      'an unknown network',
      { address: 'a@b.example', role: 'network-lead', network: 'North' },
      /There is no network “North”. The networks are: Riverside Network/,
    ],
    [
      'a school too many',
      { address: 'a@b.example', role: 'clerk', school: '900001' },
      /The role Clerk is for the whole authority, so leave the school out/,
    ],
  ];
  for (const [what, fields, sentence] of mistakes) {
    test(`gives the form back for ${what}, and keeps nothing`, async () => {
      const countsBefore = await countOf(app);
      const reply = await app.post(form, fields, as);
      assert.equal(reply.status, 422);
      assert.match(reply.body, sentence);
      assert.match(reply.body, /There is a problem/);
      assert.match(reply.body, new RegExp(`value="${fields['address']}"`));
      assert.deepEqual(await countOf(app), countsBefore);
    });
  }

  test('passes a mailbox on to the next head, once the one before has no role', async () => {
    const { db } = app.services;
    const pell = await storePerson(db, {
      name: 'Hugh Pell',
      address: 'head@foxholes.example',
      role: 'headteacher',
      scope: { kind: 'school', urn: foxholes },
    });
    const next = {
      address: 'head@foxholes.example',
      name: 'Mina Sato',
      role: 'headteacher',
      school: '900001',
    };
    const refused = await app.post(form, next, as);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /head@foxholes.example is the mailbox of Hugh Pell/);
    await db
      .updateTable('roles_held')
      .set({ until_date: date('2027-01-14') })
      .where('person_id', '=', pell)
      .execute();
    assert.equal((await app.post(form, next, as)).status, 303);
    const holders = await db
      .selectFrom('mailboxes as m')
      .innerJoin('people as p', 'p.id', 'm.person_id')
      .select(['p.name', 'm.from_date', 'm.until_date'])
      .where('m.address', '=', 'head@foxholes.example')
      .orderBy('m.from_date')
      .execute();
    assert.deepEqual(holders, [
      { name: 'Hugh Pell', from_date: '2026-09-01', until_date: '2027-01-14' },
      { name: 'Mina Sato', from_date: '2027-01-14', until_date: null },
    ]);
  });

  test('makes one person of two invitations at once', async () => {
    const fields = { address: 'twice@foxholes.example', role: 'clerk' };
    await Promise.all([app.post(form, fields, as), app.post(form, fields, as)]);
    const people = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'twice@foxholes.example')
      .execute();
    assert.equal(people.length, 1);
  });

  test('finds people by name or address', async () => {
    const found = await app.get(`${page}?search=ROSA.`, as);
    assert.match(found.body, /1 person found/);
    assert.match(found.body, /Rosa Levin/);
    assert.match((await app.get(`${page}?search=%25`, as)).body, /0 people found/);
  });

  test('ends a role on a day, from which it gives no access', async () => {
    const { db } = app.services;
    const leaver = await storePerson(db, {
      name: 'Otto Brandt',
      role: 'clerk',
      from: date('2027-01-04'),
    });
    const role = await roleOf(app, leaver);
    const end = `${page}/roles/${role}/end`;
    assert.match((await app.get(end, as)).body, /End the role of Otto Brandt/);
    const theirs = await app.signInAs(leaver);
    const bad = await app.post(end, day('31', '2', '2027'), as);
    assert.equal(bad.status, 422);
    assert.match(bad.body, /must be a real date/);
    assert.match(bad.body, /value="31"/);
    const early = await app.post(end, day('3', '1', '2027'), as);
    assert.match(early.body, /The role began on 4 January 2027, so it cannot end before then/);
    assert.equal((await app.post(end, day('14', '1', '2027'), as)).status, 303);
    assert.match((await app.get('/outbox', theirs)).location, /^\/sign-in/);
    const again = await app.post(end, day('20', '1', '2027'), as);
    assert.match(again.body, /The role ended on 14 January 2027/);
  });

  test('keeps the last administrator', async () => {
    const own = await roleOf(app, administrator);
    const end = `${page}/roles/${own}/end`;
    const refused = await app.post(end, day('1', '3', '2027'), as);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Nobody would be administrator after that day/);
    const second = await storePerson(app.services.db, {
      name: 'Second Admin',
      role: 'administrator',
    });
    const third = await roleOf(app, second);
    const both = await Promise.all([
      app.post(end, day('1', '3', '2027'), as),
      app.post(`${page}/roles/${third}/end`, day('1', '3', '2027'), await app.signInAs(second)),
    ]);
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
  });

  test('looks the administrator up again before anything is changed', async () => {
    const { db } = app.services;
    const acting = await storePerson(db, { name: 'Acting Admin', role: 'administrator' });
    const work = await app.workAs(acting);
    await db
      .updateTable('roles_held')
      .set({ until_date: date('2027-01-10') })
      .where('person_id', '=', acting)
      .execute();
    const input = { address: 'x@y.example', name: '', role: 'clerk', school: '', network: '' };
    const refused = await invite(work, { kind: 'administrator', actor: work.actor }, input);
    assert.equal(!refused.ok && refused.refusal.code, 'not-yours');
  });

  test('rehearses an invitation without keeping anything', async () => {
    const work = await app.workAs(administrator);
    const countsBefore = await countOf(app);
    const input = {
      address: 'new@y.example',
      name: 'New One',
      role: 'clerk',
      school: '',
      network: '',
    };
    const rehearsed = await invite(work, { kind: 'command line' }, input, { dryRun: true });
    assert.equal(rehearsed.ok && rehearsed.value.name, 'New One');
    assert.deepEqual(await countOf(app), countsBefore);
  });

  test('leaves an intact audit trail', async () => {
    assert.equal((await verifyAudit(app.services.db)).intact, true);
  });
});

function day(number: string, month: string, year: string): Record<string, string> {
  return { 'until-day': number, 'until-month': month, 'until-year': year };
}

async function roleOf(app: TestApp, person: PersonId): Promise<string> {
  const { db } = app.services;
  const role = await db
    .selectFrom('roles_held')
    .select('id')
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow();
  return role.id;
}

async function countOf(app: TestApp): Promise<number[]> {
  const { db } = app.services;
  return Promise.all(
    (['people', 'mailboxes', 'roles_held', 'mails', 'sign_in_links', 'audit_events'] as const).map(
      async (table) => (await db.selectFrom(table).selectAll().execute()).length,
    ),
  );
}
