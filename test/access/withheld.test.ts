import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { academicYearOf } from '#kernel/academic-year.ts';
import { date, dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, ProceedingId, RoundId, Urn } from '#kernel/ids.ts';
import { resolveConcern } from '#modules/concerns/index.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { openRound } from '#modules/networks/index.ts';
import { beginProceeding } from '#modules/regional-director/index.ts';
import { aReportCard } from '#test/builders/inspections.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { aNetwork, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board, StoredPerson } from '#test/builders/stored.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { textOfPdf } from '#test/harness/pdf-text.ts';
import { wordText } from '#test/harness/word-text.ts';
import { addMembers } from '../../src/modules/cases/commands/form-board.ts';

// Everyone asks for every address that an officer can find, and for every one that they find
// themselves: pages, exports, PDF and Word. What is not for them must be in none of the answers.

/** Of a concern that is withheld from a school with a level. */
const withheld = {
  text: 'The quagmire of the accounts.',
  source: 'A piebald letter',
  reason: 'A lanternfish would be recognised.',
  resolved: 'The osprey has flown.',
  resolvedText: 'The other quagmire.',
};

/** Of a school of which nobody has confirmed a level: nothing that officers know is for it. */
const undecided = {
  text: 'The marzipan has gone.',
  source: 'A turnstile message',
  dismissal: 'The halyard holds.',
  director: 'The mistral blows.',
};

let app: TestApp;
let board: Board;
/** Suggested a level, once dismissed, and suggested again. */
let school: Urn;
let officers: ReadonlyMap<string, string>;

before(async () => {
  app = await startApp();
  ({ board } = await aFinalRecord(app, { schoolName: 'Ashgrove School' }));
  await aLevelWithSomethingWithheld();
  school = await aSchool(app, { name: 'Brook Lane School' });
  await aSuggestionOnly();
  const work = await app.workAs(board.chair);
  const year = academicYearOf(dateOf(app.clock.now()));
  must(await openRound(work, { id: newId<RoundId>(), year }));
  const senior = await storePerson(app.services.db, { role: 'senior-education-officer' });
  const administrator = await storePerson(app.services.db, { role: 'administrator' });
  officers = new Map([
    ...(await everythingFor(await app.signInAs(administrator))),
    ...(await everythingFor(await app.signInAs(senior))),
    ...(await everythingFor(await app.signInAs(board.chair))),
  ]);
});
after(() => app.close());

async function aLevelWithSomethingWithheld(): Promise<void> {
  const { chair, urn } = board;
  await storeConcern(app, chair, urn);
  const { text, source, reason } = withheld;
  const hidden = { kind: 'leadership-concern', source, shown: false, reason };
  await storeConcern(app, chair, urn, { ...hidden, text });
  await storeLevel(app, chair, urn, { choice: { kind: 'level', level: 'school-causing-concern' } });
  const other = await storeConcern(app, chair, urn, { ...hidden, text: withheld.resolvedText });
  const resolution = { on: date('2027-01-13'), text: withheld.resolved };
  must(await resolveConcern(await app.workAs(chair), other, resolution));
  // Withheld, and recorded after the decision.
  await storeConcern(app, chair, urn, { ...hidden, kind: 'other', text });
}

async function aSuggestionOnly(): Promise<void> {
  const { chair } = board;
  await aNetwork(app, school);
  const needsAttention = aReportCard({
    urn: school,
    judgements: { ...aReportCard({ urn: school }).judgements, achievement: 'needs-attention' },
  });
  await app.services.db.transaction().execute((trx) => saveInspections(trx, [needsAttention]));
  await storeLevel(app, chair, school, {
    choice: { kind: 'dismiss' },
    rationale: undecided.dismissal,
  });
  const { text, source } = undecided;
  await storeConcern(app, chair, school, { kind: 'leadership-concern', text, source });
  const assessment = {
    kind: 'opened',
    on: date('2027-01-04'),
    source: 'Letter',
    reason: undecided.director,
  } as const;
  must(await beginProceeding(await app.workAs(chair), school, newId<ProceedingId>(), assessment));
}

/** All that is answered: from these addresses on, each that is linked from an answer. */
async function everythingFor(
  headers: SignedInHeaders,
  starts: readonly string[] = [],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = new Set(['/', '/schools', '/schools/search.json?q=School', ...starts]);
  for (const url of waiting) {
    const reply = await app.app.inject({ url, headers });
    if (reply.statusCode !== 200) continue;
    const text = textOf(String(reply.headers['content-type']), reply.rawPayload);
    found.set(url, text);
    for (const [, link = ''] of text.matchAll(/href="(\/[^"#]*)/g)) {
      const to = link.replaceAll('&amp;', '&');
      if (!/^\/(assets|sign-out|sign-in)/.test(to)) waiting.add(to);
    }
  }
  return found;
}

function textOf(type: string, bytes: Buffer): string {
  if (type === 'application/pdf') return textOfPdf(bytes).replaceAll(/\s+/g, ' ');
  if (type.includes('wordprocessingml')) return wordText(bytes);
  return bytes.toString('utf8');
}

/** Where these words were answered. */
function placesOf(words: string, answers: ReadonlyMap<string, string>): string[] {
  return [...answers].filter(([, text]) => text.includes(words)).map(([url]) => url);
}

suite('what officers find', () => {
  test('holds what others must not find, in pages and files: the search for it can fail', () => {
    const why = `/schools/${board.urn}/why`;
    const level = `/schools/${board.urn}/level`;
    const places = placesOf(withheld.text, officers);
    for (const url of [level, why, `${why}.pdf`, `${why}.docx`])
      assert.ok(places.includes(url), url);
    for (const words of Object.values(withheld)) {
      assert.ok(placesOf(words, officers).includes(level), words);
    }
    for (const words of [undecided.text, undecided.source, undecided.dismissal]) {
      assert.ok(placesOf(words, officers).includes(`/schools/${school}/level`), words);
    }
    assert.ok(placesOf(undecided.director, officers).length > 0);
  });

  test('has a page, a PDF and a Word file as the school reads them', () => {
    for (const kind of ['', '.pdf', '.docx']) {
      const text = officers.get(`/schools/${board.urn}/why${kind}?as=school`) ?? '';
      assert.match(text, /2 items of evidence are withheld from this page/);
      for (const words of Object.values(withheld)) assert.ok(!text.includes(words), words);
    }
  });
});

suite('whoever asks for what officers find', () => {
  const atTheBoard = { kind: 'school' } as const;
  const people: readonly {
    readonly who: string;
    readonly person: () => Promise<PersonId> | PersonId;
    /** Whether suggestions are for them. */
    readonly officer?: true;
  }[] = [
    { who: 'the headteacher', person: () => board.head },
    { who: 'the chair of governors', person: () => board.governor },
    { who: 'the Network Lead', person: () => board.lead },
    { who: 'a governor on the board', person: anotherMember },
    { who: 'its monitoring officer', person: () => board.officer, officer: true },
    ...(
      [
        ['senior-advisor-education', true],
        ['leadership-reader', undefined],
        ['network-board-member', undefined],
        ['clerk', undefined],
        ['legal-officer', undefined],
        ['scrutiny-reader', undefined],
        ['administrator', undefined],
      ] as const
    ).map(([role, officer]) => ({
      who: `someone of the authority: ${role}`,
      person: () => storePerson(app.services.db, { role }),
      ...(officer ? { officer } : {}),
    })),
    ...(['headteacher', 'chair-of-governors', 'diocese'] as const).map((role) => ({
      who: `the other school’s ${role}`,
      person: () => storePerson(app.services.db, { role, scope: { ...atTheBoard, urn: school } }),
    })),
  ];
  for (const { who, person, officer } of people) {
    test(`finds nothing that is not for them: ${who}`, async () => {
      const headers = await app.signInAs(await person());
      const answers = await everythingFor(headers, [...officers.keys()]);
      const forbidden = [...Object.values(withheld), ...(officer ? [] : Object.values(undecided))];
      for (const words of forbidden) assert.deepEqual(placesOf(words, answers), [], words);
    });
  }

  test('learns nothing of a level that is only suggested, as the people of that school', async () => {
    const [network] = await app.services.db
      .selectFrom('network_schools')
      .select('network_id')
      .where('urn', '=', school)
      .execute();
    assert.ok(network);
    const scope = { kind: 'school', urn: school } as const;
    const ofTheSchool: readonly StoredPerson[] = [
      { role: 'headteacher', scope },
      { role: 'chair-of-governors', scope },
      { role: 'network-lead', scope: { kind: 'network', id: network.network_id } },
    ];
    for (const each of ofTheSchool) {
      const headers = await app.signInAs(await storePerson(app.services.db, each));
      const answers = await everythingFor(headers, [...officers.keys()]);
      assert.ok(answers.has(`/schools/${school}`), each.role);
      for (const words of [
        'Causing Concern',
        'Focus School',
        'The policy suggests',
        'Early warning',
        'withheld',
        'Regional Director',
      ]) {
        assert.deepEqual(placesOf(words, answers), [], `${each.role}: ${words}`);
      }
    }
  });
});

async function anotherMember(): Promise<PersonId> {
  const person = { name: 'Grace O’Neill', address: 'grace@example.org' };
  const seat = { seat: 'extra', description: 'Governor', person };
  const [member] = must(await addMembers(await app.workAs(board.chair), board.caseId, [seat]));
  assert.ok(member);
  return member.personId;
}
