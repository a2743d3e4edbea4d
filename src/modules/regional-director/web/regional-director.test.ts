import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EntryId, PersonId, ProceedingId, Urn } from '#kernel/ids.ts';
import { regionalDirectorFactsOf } from '#modules/regional-director/index.ts';
import type { Fact } from '#modules/regional-director/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { coastingHistory } from '#test/builders/regional-director-stored.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { beginProceeding } from '../commands/begin.ts';
import type { Beginning } from '../commands/begin.ts';
import { correctEntry, recordEntry } from '../commands/record-entry.ts';

const source = 'Letter of the Regional Director';

const opened: Beginning = {
  kind: 'opened',
  on: date('2027-01-04'),
  source,
  reason: 'A breakdown in governance.',
};
const raised: Beginning = {
  kind: 'raised',
  on: date('2027-01-04'),
  source: 'Our letter AE/12',
  about: ['governance'],
  what: 'No local governors have been appointed.',
  evidence: 'The website of the trust, 3 January 2027.',
  by: 'Amara Okafor',
  to: 'The Regional Director',
};
const decision: Fact = {
  kind: 'decision',
  on: date('2027-01-12'),
  source,
  decision: 'support',
  words: 'I shall not intervene, and support is offered.',
  considerationUnknown: false,
};

function day(prefix: string, text: string): Record<string, string> {
  const [year = '', month = '', number = ''] = text.split('-');
  return { [`${prefix}-day`]: number, [`${prefix}-month`]: month, [`${prefix}-year`]: year };
}

suite('the Regional Director', () => {
  let app: TestApp;
  let advisor: PersonId;
  let headers: SignedInHeaders;
  before(async () => {
    app = await startApp();
    advisor = await storePerson(app.services.db, { name: 'Amara Okafor' });
    headers = await app.signInAs(advisor);
  });
  after(() => app.close());

  const work = () => app.workAs(advisor);
  const academy = () => aSchool(app, { name: 'Millrace Academy', typeCode: '34' });
  const assessed = async (urn?: Urn) => {
    const school = urn ?? (await aSchool(app));
    const id = must(await beginProceeding(await work(), school, newId<ProceedingId>(), opened));
    return { urn: school, id };
  };
  const add = async (id: ProceedingId, fact: Fact, entry = newId<EntryId>()) =>
    recordEntry(await work(), id, entry, fact);
  const entries = (id: ProceedingId) =>
    app.services.db
      .selectFrom('director_entries')
      .selectAll()
      .where('proceeding_id', '=', id)
      .orderBy('number')
      .execute();
  const trail = (id: ProceedingId) =>
    app.services.db
      .selectFrom('audit_events')
      .select(['type', 'actor_name', 'payload'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
  const page = async (urn: Urn, who = headers) => {
    const { status, body } = await app.get(`/schools/${urn}/regional-director`, who);
    assert.equal(status, 200);
    return body;
  };

  suite('by command', () => {
    test('an assessment is opened once, however often the form is sent, and is in the trail', async () => {
      const urn = await aSchool(app);
      const id = newId<ProceedingId>();
      for (let times = 1; times <= 2; times += 1) {
        assert.equal(must(await beginProceeding(await work(), urn, id, opened)), id);
      }
      assert.equal((await entries(id)).length, 1);
      const events = await trail(id);
      assert.deepEqual(
        events.map(({ type, actor_name: who }) => [type, who]),
        [['assessment opened', 'Amara Okafor']],
      );
      const second = await beginProceeding(await work(), urn, newId<ProceedingId>(), opened);
      assert.equal(second.ok || second.refusal.code, 'already-open');
      const elsewhere = await beginProceeding(await work(), await aSchool(app), id, opened);
      assert.equal(elsewhere.ok || elsewhere.refusal.code, 'form-used');
    });

    test('two at the same time open one', async () => {
      const urn = await aSchool(app);
      const results = await Promise.all(
        [1, 2].map(async () => beginProceeding(await work(), urn, newId<ProceedingId>(), opened)),
      );
      assert.deepEqual(
        results.map((result) => (result.ok ? 'ok' : result.refusal.code)).toSorted(),
        ['already-open', 'ok'],
      );
    });

    test('an entry is made once, and a refusal leaves nothing behind', async () => {
      const { id } = await assessed();
      const entry = newId<EntryId>();
      must(await add(id, decision, entry));
      must(await add(id, decision, entry));
      const held = await entries(id);
      assert.equal(held.length, 2);
      const again = await add(id, decision);
      assert.equal(again.ok || again.refusal.code, 'decided');
      const { id: other } = await assessed();
      const used = await add(other, { ...decision }, entry);
      assert.equal(used.ok || used.refusal.code, 'form-used');
      assert.deepEqual(await entries(id), held);
      assert.equal((await trail(id)).length, 2);
    });

    test('a correction adds a row; no row is changed, nor can be', async () => {
      const { id } = await assessed();
      const entry = must(await add(id, decision));
      const held = await entries(id);
      const fact: Fact = { ...decision, decision: 'no-intervention' };
      const correction = { of: entry, fact, reason: 'The letter says so.' };
      must(await correctEntry(await work(), id, newId<EntryId>(), correction));
      const now = await entries(id);
      assert.deepEqual(now.slice(0, 2), held);
      assert.equal(now.length, 3);
      const [, , corrected] = await trail(id);
      assert.equal(corrected?.type, 'decision of the Regional Director, corrected');
      await assert.rejects(
        app.services.db
          .updateTable('director_entries')
          .set({ number: 9 })
          .where('id', '=', entry)
          .execute(),
      );
      await assert.rejects(
        app.services.db.deleteFrom('director_entries').where('id', '=', entry).execute(),
      );
    });

    test('what no rule makes eligible needs a reason; what one does keeps what the rule said', async () => {
      const plain = await aSchool(app);
      const without = { ...opened, reason: '' };
      const refused = await beginProceeding(await work(), plain, newId<ProceedingId>(), without);
      assert.equal(refused.ok || refused.refusal.field, 'reason');
      const urn = await aSchool(app, { name: 'Coasting School' });
      await coastingHistory(app, urn);
      const id = must(await beginProceeding(await work(), urn, newId<ProceedingId>(), without));
      const [row] = await entries(id);
      assert.match(JSON.stringify(row?.content), /"coasting".*SI 2025\/1120/);
    });

    test('an academy has concerns, and a maintained school assessments', async () => {
      const urn = await academy();
      const wrong = await beginProceeding(await work(), urn, newId<ProceedingId>(), opened);
      assert.equal(wrong.ok || wrong.refusal.code, 'not-maintained');
      for (let concerns = 1; concerns <= 2; concerns += 1) {
        must(await beginProceeding(await work(), urn, newId<ProceedingId>(), raised));
      }
      const school = await aSchool(app);
      const no = await beginProceeding(await work(), school, newId<ProceedingId>(), raised);
      assert.equal(no.ok || no.refusal.code, 'no-academy');
    });

    test('access is asked again: nobody records for a school that is not theirs', async () => {
      const { urn, id } = await assessed();
      const foreign = await aSchool(app, { laCode: '998' });
      const scope = { kind: 'school', urn } as const;
      const { db } = app.services;
      const officer = await storePerson(db, { role: 'monitoring-officer', scope });
      const head = await storePerson(db, { role: 'headteacher', scope });
      const reader = await storePerson(db, { role: 'senior-advisor-education' });
      for (const person of [officer, head, reader]) {
        const theirs = await app.workAs(person);
        const recorded = await recordEntry(theirs, id, newId<EntryId>(), decision);
        assert.equal(recorded.ok || recorded.refusal.code, 'not-yours');
        const begun = await beginProceeding(theirs, urn, newId<ProceedingId>(), opened);
        assert.equal(begun.ok || begun.refusal.code, 'not-yours');
      }
      const abroad = await beginProceeding(await work(), foreign, newId<ProceedingId>(), opened);
      assert.equal(abroad.ok || abroad.refusal.code, 'not-yours');
    });

    test('a school may know the decision and its conditions, and nothing else', async () => {
      const { urn, id } = await assessed();
      assert.deepEqual(await regionalDirectorFactsOf(app.services.db, urn), []);
      must(await add(id, decision));
      const due = date('2027-03-01');
      const words = 'Send the plan.';
      const set: Fact = { kind: 'condition', on: date('2027-01-12'), source, words, due };
      const condition = must(await add(id, set));
      const [known] = await regionalDirectorFactsOf(app.services.db, urn);
      assert.deepEqual(known, {
        on: decision.on,
        decision: 'support',
        name: 'Support without intervention',
        words: decision.kind === 'decision' ? decision.words : '',
        source,
        conditions: [{ words, due, ended: undefined }],
      });
      const on = date('2027-01-13');
      must(
        await add(id, { kind: 'condition-ended', on, source, condition, end: 'met', words: 'x' }),
      );
      const [later] = await regionalDirectorFactsOf(app.services.db, urn);
      assert.deepEqual(later?.conditions[0]?.ended, { on, how: 'met' });
    });

    test('the trail stays whole', async () => {
      assert.equal((await verifyAudit(app.services.db)).intact, true);
    });
  });

  suite('the page about a school', () => {
    test('says plainly that no rule makes it eligible, and opens an assessment from a form', async () => {
      const urn = await aSchool(app, { name: 'Plainfield School' });
      const body = await page(urn);
      assert.match(body, /No assessment by the Regional Director is open/);
      assert.match(body, /only in exceptional circumstances/);
      const path = `/schools/${urn}/regional-director/new`;
      const form = await app.get(path, headers);
      const id = /name="id" value="([^"]+)"/.exec(form.body)?.[1] ?? assert.fail();
      const fields = { id, ...day('on', '2027-01-04'), source, reason: '' };
      const wrong = await app.post(path, fields, headers);
      assert.equal(wrong.status, 422);
      assert.match(wrong.body, /<a href="#reason">No rule makes this school eligible on that day/);
      const right = await app.post(path, { ...fields, reason: 'No chair since May.' }, headers);
      assert.equal(right.status, 303);
      const now = await page(urn);
      assert.match(now, /Assessment opened on Monday 4 January 2027/);
      assert.match(now, /No chair since May\./);
      assert.match(now, /No representation by the governing body is recorded/);
      assert.match(now, /Recorded by Amara Okafor, Thursday 14 January 2027 at 9:30am/);
    });

    const good: Record<string, FormFields> = {
      notified: { ...day('on', '2027-01-05'), source },
      'representation-asked': { ...day('on', '2027-01-05'), source, party: 'governing-body' },
      'representation-made': {
        ...day('on', '2027-01-06'),
        source,
        party: 'authority',
        by: 'Ruth Calloway',
        summary: 'The new <head> has begun.',
        document: 'Letter.docx',
        link: 'https://files.example.org/letter',
      },
      view: { ...day('on', '2027-01-06'), source, by: 'The governing body', words: 'We stay.' },
      consideration: { ...day('on', '2027-01-06'), source, words: 'Two trusts.' },
      support: { ...day('on', '2027-01-06'), source, what: 'Ten days', by: 'Ruth Calloway' },
      decision: { ...day('on', '2027-01-07'), source, decision: 'other', words: 'A review.' },
      condition: {
        ...day('on', '2027-01-07'),
        ...day('due', '2027-01-13'),
        source,
        words: 'Send the plan.',
      },
      closed: { ...day('on', '2027-01-14'), source, words: 'All done.' },
    };

    test('takes an entry of each kind from its own form, and tells of each', async () => {
      const { urn, id } = await assessed();
      for (const [kind, fields] of Object.entries(good)) {
        if (kind === 'closed') continue;
        const path = `/regional-director/${id}/record/${kind}`;
        assert.equal((await app.get(path, headers)).status, 200, kind);
        const reply = await app.post(path, { id: newId<EntryId>(), ...fields }, headers);
        assert.equal(
          reply.status,
          303,
          `${kind}: ${/error-summary[^]*?<\/ul>/.exec(reply.body)?.[0]}`,
        );
      }
      const body = await page(urn);
      for (const text of [
        'Representation made: the authority',
        'The new &lt;head&gt; has begun.',
        'href="https://files.example.org/letter"',
        '“We stay.”',
        'Decision: something else',
        'Overdue',
        'was due on 13 January 2027',
      ]) {
        assert.ok(body.includes(text), text);
      }
      const condition = /condition-ended\?condition=([0-9a-f-]{36})/.exec(body)?.[1];
      assert.ok(condition);
      const ending = `/regional-director/${id}/record/condition-ended`;
      assert.match(
        (await app.get(`${ending}?condition=${condition}`, headers)).body,
        /Send the plan/,
      );
      assert.equal((await app.get(ending, headers)).status, 404, 'a condition must be named');
      const ended = { ...day('on', '2027-01-13'), source, condition, end: 'met', words: 'Sent.' };
      assert.equal((await app.post(ending, { ...ended }, headers)).status, 303);
      const closing = `/regional-director/${id}/record/closed`;
      assert.equal((await app.post(closing, good['closed'] ?? {}, headers)).status, 303);
      const over = await page(urn);
      assert.match(over, /Assessment opened 4 January 2027: closed/);
      assert.match(over, /Record that an assessment was opened/);
    });

    test('a form that is wrong comes back with what was typed and a sentence for each field', async () => {
      const { id } = await assessed();
      const path = `/regional-director/${id}/record/representation-made`;
      const typed = {
        summary: 'What <they> said',
        link: 'javascript:alert(1)',
        ...day('on', '2027-13-40'),
      };
      const { status, body } = await app.post(path, typed, headers);
      assert.equal(status, 422);
      for (const [field, sentence] of [
        ['party', 'Choose whose representation it is'],
        ['on', 'The day must be a real date, like 14 1 2027'],
        ['by', 'Enter who made the representation'],
        ['link', 'The link must be a web address that begins with https://'],
        ['source', 'Enter where this is known from'],
      ] as const) {
        assert.ok(body.includes(`<a href="#${field}">${sentence}</a>`), sentence);
        assert.match(body, new RegExp(`id="${field}"`));
      }
      assert.match(body, /What &lt;they&gt; said<\/textarea>/);
      assert.match(body, /value="javascript:alert\(1\)"/);
      assert.match(body, /value="40"/);
      assert.equal((await entries(id)).length, 1);
    });

    test('a refusal of the rules comes back the same way', async () => {
      const { id } = await assessed();
      const early = { ...good['decision'], ...day('on', '2027-01-03'), words: 'Kept words' };
      const { status, body } = await app.post(
        `/regional-director/${id}/record/decision`,
        early,
        headers,
      );
      assert.equal(status, 422);
      assert.match(body, /must not be before the assessment was opened, 4 January 2027/);
      assert.match(body, /Kept words<\/textarea>/);
    });

    test('asks of a special school what was considered: a warning that can be answered', async () => {
      const urn = await aSchool(app, { name: 'Harbour School', typeCode: '07' });
      const { id } = await assessed(urn);
      assert.match(await page(urn), /Extra consideration is due/);
      const path = `/regional-director/${id}/record/decision`;
      assert.match((await app.get(path, headers)).body, /what was considered is not recorded/);
      const fields = good['decision'] ?? {};
      const warned = await app.post(path, fields, headers);
      assert.equal(warned.status, 422);
      assert.match(warned.body, /href="#considerationUnknown"/);
      const answered = await app.post(path, { ...fields, considerationUnknown: 'yes' }, headers);
      assert.equal(answered.status, 303);
      assert.match(await page(urn), /What extra consideration was given was not known/);
    });

    test('says of a coasting school that only the notification makes it eligible', async () => {
      const urn = await aSchool(app, { name: 'Slackwater School' });
      await coastingHistory(app, urn);
      assert.match(
        await page(urn),
        /The national rules flag the school today[^]*eligible for intervention only once the Secretary of State has notified/,
      );
      const { id } = await assessed(urn);
      assert.match(
        await page(urn),
        /Secretary of State notified the governing body is not recorded/,
      );
      const order = { ...good['decision'], decision: 'academy-order' };
      const path = `/regional-director/${id}/record/decision`;
      const { status, body } = await app.post(path, order, headers);
      assert.equal(status, 422);
      assert.match(
        body,
        /href="#decision">A coasting school is eligible for an academy order only once/,
      );
      const notified = `/regional-director/${id}/record/notified`;
      assert.equal((await app.post(notified, good['notified'] ?? {}, headers)).status, 303);
      assert.equal((await app.post(path, order, headers)).status, 303);
      assert.match(
        await page(urn),
        /an academy order is a power of the Secretary of State, not a duty/,
      );
    });

    test('offers the religious body only where the register knows one', async () => {
      const { id } = await assessed();
      const path = `/regional-director/${id}/record/representation-made`;
      assert.doesNotMatch((await app.get(path, headers)).body, /The religious body/);
      const religious = { ...good['representation-made'], party: 'religious-body' };
      const { status, body } = await app.post(path, religious, headers);
      assert.equal(status, 422);
      assert.match(body, /knows no religious character and no diocese/);
    });

    test('corrects an entry: what it said before stays to be read', async () => {
      const { urn, id } = await assessed();
      const entry = must(await add(id, decision));
      const path = `/regional-director/${id}/entries/${entry}/correct`;
      const form = await app.get(path, headers);
      assert.match(form.body, /I shall not intervene, and support is offered/);
      const fields = { ...good['decision'], decision: 'no-intervention', words: 'I do not act.' };
      const without = await app.post(path, fields, headers);
      assert.equal(without.status, 422);
      assert.match(without.body, /href="#reasonForCorrection">Enter why the entry is corrected/);
      assert.match(without.body, /I do not act\.<\/textarea>/);
      const reasonForCorrection = 'The first letter was a draft.';
      const corrected = await app.post(path, { ...fields, reasonForCorrection }, headers);
      assert.equal(corrected.status, 303);
      const body = await page(urn);
      assert.match(body, /Decision: no intervention now/);
      assert.match(body, /The first letter was a draft\./);
      assert.match(body, /What it said before/);
      assert.match(body, /I shall not intervene, and support is offered/);
    });

    test('strikes out an entry, which stays to be read, and then corrects it no more', async () => {
      const { urn, id } = await assessed();
      const entry = must(await add(id, decision));
      const path = `/regional-director/${id}/entries/${entry}/correct`;
      const strike = { strike: 'yes', reasonForCorrection: 'Of another school.' };
      assert.equal((await app.post(path, strike, headers)).status, 303);
      const body = await page(urn);
      assert.match(body, /app-timeline__item--struck/);
      assert.match(body, /Struck out/);
      assert.match(body, /No decision is recorded/);
      assert.equal((await app.get(path, headers)).status, 404);
      const first = `/regional-director/${id}/entries/${id}/correct`;
      const refused = await app.post(first, strike, headers);
      assert.equal(refused.status, 422);
      assert.match(refused.body, /Record instead that the assessment was withdrawn/);
    });

    test('is for officers: those who read see no way to record, schools see nothing', async () => {
      const { urn, id } = await assessed();
      const { db } = app.services;
      const scope = { kind: 'school', urn } as const;
      const reader = await app.signInAs(
        await storePerson(db, { role: 'senior-advisor-education' }),
      );
      const body = await page(urn, reader);
      assert.match(body, /A breakdown in governance/);
      assert.doesNotMatch(body, /Record it|Correct this|\/record\//);
      const path = `/regional-director/${id}/record/view`;
      assert.equal((await app.post(path, good['view'] ?? {}, reader)).status, 404);
      const head = await app.signInAs(await storePerson(db, { role: 'headteacher', scope }));
      assert.equal((await app.get(`/schools/${urn}/regional-director`, head)).status, 404);
      const overview = (await app.get(`/schools/${urn}`, head)).body;
      assert.doesNotMatch(overview, /regional-director/);
    });

    test('has no page for kinds of entry that there are not', async () => {
      const { id } = await assessed();
      for (const kind of ['answered', 'opened', 'toString', 'x']) {
        assert.equal(
          (await app.get(`/regional-director/${id}/record/${kind}`, headers)).status,
          404,
        );
        assert.equal(
          (await app.post(`/regional-director/${id}/record/${kind}`, {}, headers)).status,
          404,
        );
      }
    });
  });

  suite('an academy', () => {
    test('has its concern raised, answered, followed up and closed', async () => {
      const urn = await academy();
      assert.match(await page(urn), /never has a level of concern/);
      const path = `/schools/${urn}/regional-director/new`;
      assert.match((await app.get(path, headers)).body, /value="Amara Okafor"/);
      const fields = {
        id: newId<ProceedingId>(),
        ...day('on', '2027-01-04'),
        about: ['governance', 'leadership'],
        what: 'No governors.',
        evidence: 'The website.',
        by: 'Amara Okafor',
        to: 'The Regional Director',
        source: 'Our letter',
      };
      const wrong = await app.post(path, { ...fields, about: [], what: '' }, headers);
      assert.equal(wrong.status, 422);
      assert.match(wrong.body, /Choose what the concern is about/);
      assert.match(wrong.body, /Enter the concern/);
      const some = await app.post(path, { ...fields, what: '' }, headers);
      assert.match(some.body, /value="governance" checked|value="governance"[^>]* checked/);
      assert.equal((await app.post(path, fields, headers)).status, 303);
      assert.match(
        await page(urn),
        /No answer by the Regional Director is recorded, 10 days after/,
      );
      const record = `/regional-director/${fields.id}/record`;
      for (const [kind, more] of [
        ['follow-up', { words: 'Asked again.' }],
        ['answered', { words: 'We have asked the trust.', by: 'The Regional Director' }],
        ['closed', { words: 'Governors were appointed.' }],
      ] as const) {
        const reply = await app.post(
          `${record}/${kind}`,
          { ...day('on', '2027-01-12'), source, ...more },
          headers,
        );
        assert.equal(reply.status, 303, kind);
      }
      assert.match(await page(urn), /Concern raised 4 January 2027: closed/);
    });

    test('of another kind than school or academy has neither', async () => {
      const urn = await aSchool(app, { name: 'Private School', typeCode: '11' });
      assert.match(await page(urn), /neither maintained by the authority nor an academy/);
      assert.equal((await app.get(`/schools/${urn}/regional-director/new`, headers)).status, 404);
    });
  });

  suite('the list of the authority', () => {
    test('shows what is open, what is missing, what is due and what waits', async () => {
      const urn = await aSchool(app, { name: 'Listed School' });
      const { id } = await assessed(urn);
      must(await add(id, decision));
      const words = 'Appoint a finance governor.';
      const due = date('2027-01-13');
      must(await add(id, { kind: 'condition', on: date('2027-01-12'), source, words, due }));
      const listed = await aSchool(app, { name: 'Listed Academy', typeCode: '34' });
      must(await beginProceeding(await work(), listed, newId<ProceedingId>(), raised));
      const answering = await aSchool(app, { name: 'Answered Academy', typeCode: '34' });
      const concern = newId<ProceedingId>();
      must(await beginProceeding(await work(), answering, concern, raised));
      const on = date('2027-01-11');
      must(
        await add(concern, { kind: 'answered', on, source, by: 'The Director', words: 'Seen.' }),
      );
      const idle = await aSchool(app, { name: 'Idle School' });
      await coastingHistory(app, idle);
      const { status, body } = await app.get('/identify/regional-director', headers);
      assert.equal(status, 200);
      for (const text of [
        `/schools/${urn}/regional-director`,
        'Appoint a finance governor.',
        'Overdue',
        `/schools/${listed}/regional-director`,
        'Waiting for an answer',
        'raised 4 January 2027, 10 days ago',
        'raised 4 January 2027, answered 11 January 2027',
        'Flagged by a national rule, and not being assessed',
        `/schools/${idle}/regional-director`,
      ]) {
        assert.ok(body.includes(text), text);
      }
    });

    test('shows a monitoring officer their own schools alone', async () => {
      const urn = await aSchool(app, { name: 'Own School' });
      await assessed(urn);
      const scope = { kind: 'school', urn } as const;
      const officer = await storePerson(app.services.db, { role: 'monitoring-officer', scope });
      const { body } = await app.get('/identify/regional-director', await app.signInAs(officer));
      assert.match(body, /Own School/);
      assert.doesNotMatch(body, /Listed School|Idle School|Listed Academy/);
    });
  });
});
