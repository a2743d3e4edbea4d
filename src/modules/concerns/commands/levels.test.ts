import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { ConcernId, NewConcern } from '../domain/concern.ts';
import type { Choice, LevelDecisionId } from '../domain/decision.ts';
import { standingOfSchool } from '../queries/school-standing.ts';
import { resolveConcern, showOrWithhold } from './change-concern.ts';
import { decideLevel } from './decide-level.ts';
import { recordConcern } from './record-concern.ts';

const today = date('2027-01-14');
let app: TestApp;
let urn: Urn;
let academy: Urn;
let advisor: PersonId;
let senior: PersonId;
let officer: PersonId;
let head: PersonId;

before(async () => {
  app = await startApp();
  const { db } = app.services;
  advisor = await storePerson(db, { name: 'Ruth Calloway' });
  senior = await storePerson(db, { name: 'Ian Oduya', role: 'senior-education-officer' });
  academy = await aSchool(app, { name: 'Larkfield Academy', typeCode: '34' });
});
after(() => app.close());

beforeEach(async () => {
  const { db } = app.services;
  urn = await aSchool(app);
  const scope = { kind: 'school', urn } as const;
  officer = await storePerson(db, { name: 'Priya Nair', role: 'monitoring-officer', scope });
  head = await storePerson(db, { name: 'Daniel Marsh', role: 'headteacher', scope });
});

function aNewConcern(told: Partial<NewConcern> = {}): NewConcern {
  return {
    id: newId<ConcernId>(),
    kind: 'change-of-headteacher',
    ofDate: date('2027-01-11'),
    source: 'Letter from the Chair of Governors',
    text: 'The headteacher retires at Easter.',
    shown: true,
    reason: '',
    ...told,
  };
}

async function record(told: Partial<NewConcern> = {}, by: PersonId = advisor, about: Urn = urn) {
  return recordConcern(await app.workAs(by), about, aNewConcern(told));
}

async function present() {
  const found = await standingOfSchool(app.services.db, app.services.pack, urn);
  assert.ok(found);
  return found;
}

async function decide(
  choice: Choice,
  told: { id?: LevelDecisionId; by?: PersonId; after?: number; seen?: string } = {},
) {
  const { decisions, seenSha256 } = await present();
  return decideLevel(await app.workAs(told.by ?? advisor), urn, {
    id: told.id ?? newId<LevelDecisionId>(),
    choice,
    from: today,
    rationale: 'The governors and the school agree.',
    after: told.after ?? decisions.length,
    seen: told.seen ?? seenSha256,
  });
}

const toFocus: Choice = { kind: 'level', level: 'focus-school' };

function audited() {
  return app.services.db
    .selectFrom('audit_events')
    .select(['type', 'payload'])
    .where('subject_kind', '=', 'school')
    .where('subject_id', '=', String(urn))
    .orderBy('seq')
    .execute();
}

async function types(): Promise<string[]> {
  return (await audited()).map(({ type }) => type);
}

suite('recording a concern', () => {
  test('keeps it with its author and the trail, once for each form', async () => {
    const typed = aNewConcern();
    const work = await app.workAs(officer);
    assert.equal(must(await recordConcern(work, urn, typed)), typed.id);
    assert.equal(must(await recordConcern(work, urn, typed)), typed.id);
    const { concerns } = await present();
    assert.equal(concerns.length, 1);
    assert.equal(concerns[0]?.author.name, 'Priya Nair');
    assert.equal(concerns[0]?.showings[0]?.by.role, 'Coventry Monitoring Officer');
    assert.deepEqual(await types(), ['concern recorded']);
  });

  test('keeps in the trail what was recorded, and not what was typed for nothing', async () => {
    const id = must(await record({ shown: true, reason: 'It is withheld no longer'.repeat(1000) }));
    const [event] = await audited();
    const { concern, shown, reason } = (event?.payload ?? {}) as Record<string, unknown>;
    assert.deepEqual({ concern, shown, reason }, { concern: id, shown: true, reason: '' });
  });

  test('refuses a form that was used by somebody else', async () => {
    const id = newId<ConcernId>();
    must(await record({ id }));
    const again = await record({ id }, senior);
    assert.ok(!again.ok);
    assert.equal(again.refusal.code, 'form-used');
  });

  const refused: readonly [string, Partial<NewConcern>, string][] = [
    ['without a kind', { kind: 'inspection-below-good' }, 'no-kind'],
    ['without a source', { source: ' ' }, 'no-source'],
    ['without words', { text: '' }, 'missing'],
    ['of tomorrow', { ofDate: date('2027-01-15') }, 'in-the-future'],
    ['withheld without a reason', { shown: false }, 'missing'],
    ['with a source without end', { source: 'x'.repeat(201) }, 'source-too-long'],
  ];
  for (const [what, told, code] of refused) {
    test(`refuses one ${what}, and keeps nothing`, async () => {
      const result = await record(told);
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, code);
      assert.deepEqual((await present()).concerns, []);
      assert.deepEqual(await types(), []);
    });
  }

  test('refuses an academy, with where its concern goes', async () => {
    const result = await record({}, advisor, academy);
    assert.ok(!result.ok);
    assert.match(result.refusal.sentence, /raised with the Regional Director/);
  });

  test('is for officers, of their own schools', async () => {
    const elsewhere = await storePerson(app.services.db, {
      role: 'monitoring-officer',
      scope: { kind: 'school', urn: academy },
    });
    for (const person of [head, elsewhere]) {
      const result = await record({}, person);
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, 'not-yours');
    }
  });
});

suite('resolving a concern', () => {
  const how = { on: date('2027-01-13'), text: 'An experienced head has been appointed.' };

  test('keeps what resolved it; the second time is refused with who did it', async () => {
    const id = must(await record());
    must(await resolveConcern(await app.workAs(officer), id, how));
    const { concerns, suggestion } = await present();
    assert.equal(concerns[0]?.resolution?.text, how.text);
    assert.equal(suggestion.level, null);
    const again = await resolveConcern(await app.workAs(advisor), id, how);
    assert.ok(!again.ok);
    assert.match(again.refusal.sentence, /^Priya Nair resolved this concern on 13 January 2027/);
    assert.deepEqual(await types(), ['concern recorded', 'concern resolved']);
  });

  test('refuses a day before the concern, a day to come, and no words', async () => {
    const id = must(await record());
    const work = await app.workAs(advisor);
    for (const [told, code] of [
      [{ on: date('2027-01-10') }, 'before-it-arose'],
      [{ on: date('2027-01-15') }, 'in-the-future'],
      [{ text: '' }, 'missing'],
    ] as const) {
      const result = await resolveConcern(work, id, { ...how, ...told });
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, code);
    }
  });
});

suite('withholding a concern', () => {
  const why = 'The staff have not been told yet.';

  test('keeps who did it and why, also when it is shown after all', async () => {
    const id = must(await record());
    const work = await app.workAs(advisor);
    must(await showOrWithhold(work, id, { shown: false, reason: why }));
    must(await showOrWithhold(work, id, { shown: true, reason: 'The staff know.' }));
    const showings = (await present()).concerns[0]?.showings ?? [];
    assert.deepEqual(
      showings.map(({ shown, reason }) => [shown, reason]),
      [
        [true, ''],
        [false, why],
        [true, 'The staff know.'],
      ],
    );
    assert.deepEqual(await types(), [
      'concern recorded',
      'concern withheld',
      'concern shown to the school',
    ]);
  });

  test('is refused where it changes nothing, and to those who may only read what is withheld', async () => {
    const id = must(await record({}, officer));
    const unchanged = await showOrWithhold(await app.workAs(advisor), id, {
      shown: true,
      reason: 'x',
    });
    assert.ok(!unchanged.ok);
    assert.equal(unchanged.refusal.code, 'unchanged');
    for (const person of [senior, officer, head]) {
      const result = await showOrWithhold(await app.workAs(person), id, {
        shown: false,
        reason: why,
      });
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, 'not-yours');
    }
  });

  test('leaves a withheld concern to its author and those who read what is withheld', async () => {
    const id = must(await record({ shown: false, reason: why }, senior));
    const typed = { on: today, text: 'Settled.' };
    const result = await resolveConcern(await app.workAs(officer), id, typed);
    assert.ok(!result.ok);
    assert.equal(result.refusal.code, 'not-yours');
    must(await resolveConcern(await app.workAs(senior), id, typed));
  });
});

suite('deciding on a level', () => {
  test('confirms it with what was seen, and lets the school read it from then on, also how it ends', async () => {
    const asking = { today, laCode: app.authority.laCode };
    const confirmed = async () =>
      (await findSchoolMatter(app.services.db, urn, asking))?.levelConfirmed;
    must(await record());
    assert.equal(await confirmed(), false);
    const id = newId<LevelDecisionId>();
    must(await decide(toFocus, { id }));
    must(await decide(toFocus, { id, after: 0 }));
    assert.equal(await confirmed(), true);
    const { decisions, seenSha256, standing } = await present();
    assert.equal(decisions.length, 1);
    assert.equal(decisions[0]?.kind, 'confirmed');
    assert.equal(decisions[0]?.by.role, 'Senior Advisor – School Improvement');
    assert.equal(decisions[0]?.seenSha256, seenSha256);
    assert.equal(decisions[0]?.policyVersion, 'coventry/1');
    assert.equal(standing.kind, 'settled');
    assert.deepEqual(await types(), ['concern recorded', 'level confirmed']);
    must(await decide({ kind: 'end' }));
    assert.equal(await confirmed(), true);
    assert.deepEqual(await verifyAudit(app.services.db).then(({ intact }) => intact), true);
  });

  test('a dismissal keeps the school from reading anything', async () => {
    must(await record());
    must(await decide({ kind: 'dismiss' }));
    const matter = await findSchoolMatter(app.services.db, urn, {
      today,
      laCode: app.authority.laCode,
    });
    assert.equal(matter?.levelConfirmed, false);
    assert.equal((await present()).standing.kind, 'settled');
    must(await record({ kind: 'visits' }));
    assert.equal((await present()).standing.kind, 'waiting');
  });

  test('is refused on reasons that have changed since they were read', async () => {
    must(await record());
    const { seenSha256 } = await present();
    must(await record({ kind: 'visits' }));
    const result = await decide(toFocus, { seen: seenSha256 });
    assert.ok(!result.ok);
    assert.equal(result.refusal.code, 'seen-changed');
    assert.deepEqual((await present()).decisions, []);
  });

  test('two officers at the same time: one is decided, the other reads that it was', async () => {
    must(await record());
    const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
    // Both have the page as it is now.
    const { seenSha256: seen } = await present();
    const results = await Promise.all([
      decide(toFocus, { after: 0, seen }),
      decide(toFocus, { after: 0, seen, by: other }),
    ]);
    const refused = results.filter((result) => !result.ok);
    assert.equal(refused.length, 1);
    assert.equal(refused[0]?.ok === false && refused[0].refusal.code, 'decided-meanwhile');
    assert.equal((await present()).decisions.length, 1);
  });

  test('is for whom the policy pack names', async () => {
    must(await record());
    for (const by of [senior, officer, head]) {
      const result = await decide(toFocus, { by });
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, 'not-yours');
    }
  });

  test('keeps the inspection in the words of its day, whatever the file says later', async () => {
    const { db } = app.services;
    const judged = (overall: 3 | 2) =>
      anInspection({ urn, overall, judgements: { 'leadership-and-management': 3 } });
    await db.transaction().execute((trx) => saveInspections(trx, [judged(3)]));
    must(await decide({ kind: 'level', level: 'school-causing-concern' }));
    await db.transaction().execute((trx) => saveInspections(trx, [judged(2)]));
    const { decisions, suggestion, standing } = await present();
    assert.match(
      decisions[0]?.seen.reasons[0]?.sentence ?? '',
      /overall effectiveness judged Requires improvement; leadership and management judged Requires improvement/,
    );
    assert.equal(suggestion.level, null);
    assert.ok(standing.kind === 'waiting');
  });

  test('rows are never changed, not even by hand', async () => {
    must(await record());
    must(await decide(toFocus));
    const { db } = app.services;
    await assert.rejects(
      db.updateTable('level_decisions').set({ rationale: 'x' }).where('urn', '=', urn).execute(),
      /never changed or removed/,
    );
    await assert.rejects(
      db.deleteFrom('concerns').where('urn', '=', urn).execute(),
      /never changed or removed/,
    );
  });
});
