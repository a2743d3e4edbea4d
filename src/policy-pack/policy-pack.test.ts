import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date } from '#kernel/dates.ts';
import {
  abbreviationsIn,
  boardRoleOnForm,
  checkPolicyPack,
  currentPack,
  formOf,
  howSoon,
  policyPack,
  processOf,
  questionOn,
  roleLabel,
  sectionOf,
  type PolicyPack,
} from './index.ts';

type Path = readonly (string | number)[];

/** The current pack as plain data with the value at this place replaced. */
function changed(path: Path, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(currentPack));
  const parent = at(copy, path.slice(0, -1));
  const name = path.at(-1);
  assert.ok(typeof parent === 'object' && parent !== null && name !== undefined && name in parent);
  Object.assign(parent, { [name]: value });
  return copy;
}

function at(data: unknown, path: Path): unknown {
  let here = data;
  for (const step of path) {
    assert.ok(typeof here === 'object' && here !== null, `There is nothing at ${path.join('.')}`);
    here = new Map<string, unknown>(Object.entries(here)).get(String(step));
  }
  return here;
}

function problemsOf(data: unknown): readonly string[] {
  const checked = checkPolicyPack(data);
  return checked.ok ? [] : checked.refusal;
}

test('the shipped pack is accepted, also after a journey through JSON', () => {
  assert.deepEqual(problemsOf(JSON.parse(JSON.stringify(currentPack))), []);
});

test('the shipped pack cannot be altered while the program runs', () => {
  const form = formOf(currentPack, 'sib-entry');
  assert.throws(() => (form.outcomes as unknown[]).push({}), TypeError);
  assert.throws(() => Object.assign(form, { minutes: 1 }), TypeError);
});

const entry = ['forms', 0] as const;
const contradictions: readonly [string, Path, unknown, string][] = [
  [
    'an early warning in place of a figure that is not looked at',
    ['earlyWarning', 'figures', 1, 'insteadOf'],
    'phonics',
    'Early warning uses “ks2-reading-progress” in place of “phonics”, which is not one of its other figures.',
  ],
  [
    'an early warning by one figure under two rules',
    ['earlyWarning', 'figures', 7, 'measure'],
    'absence',
    'The key “absence” is given to two figures of early warning.',
  ],
  [
    'an outcome to an unknown form',
    [...entry, 'outcomes', 2, 'leadsTo', 'form'],
    'sib-farewell',
    'The form “sib-entry”: the outcome “Set the next meeting within the SIB process as having an exit agenda” leads to the unknown form “sib-farewell”.',
  ],
  [
    'an outcome to a form of another process',
    [...entry, 'outcomes', 2, 'leadsTo', 'form'],
    'pci',
    'The form “sib-entry”: the outcome “Set the next meeting within the SIB process as having an exit agenda” leads to the form “pci”, which does not belong to the process “sib”.',
  ],
  [
    'an exit to an unknown process',
    ['forms', 2, 'outcomes', 2, 'leadsTo', 'process'],
    'task-group',
    'The form “sib-exit”: the outcome “Exit the SIB process and begin the Progress Check-In process” leads to the unknown process “task-group”.',
  ],
  [
    'an exit into the process that it leaves',
    ['forms', 2, 'outcomes', 2, 'leadsTo', 'process'],
    'sib',
    'The form “sib-exit”: the outcome “Exit the SIB process and begin the Progress Check-In process” leads out of the process “sib” and back into it.',
  ],
  [
    'a next meeting with an unknown form',
    ['forms', 3, 'next', 'form'],
    'check-out',
    'The form “pci” leads to the unknown form “check-out”.',
  ],
  [
    'two forms with one key',
    ['forms', 1, 'key'],
    'sib-entry',
    'The key “sib-entry” is given to two forms.',
  ],
  [
    'two sections with one key',
    [...entry, 'sections', 1, 'key'],
    'school-and-venue',
    'The key “school-and-venue” is given to two sections of the form “sib-entry”.',
  ],
  [
    'two outcomes with one key',
    [...entry, 'outcomes', 1, 'key'],
    'remain-next-half-term',
    'The key “remain-next-half-term” is given to two outcomes of the form “sib-entry”.',
  ],
  [
    'two pre-reads with one key',
    [...entry, 'preReads', 1, 'key'],
    'visit-records',
    'The key “visit-records” is given to two pre-reads of the form “sib-entry”.',
  ],
  [
    'a pre-read from nobody',
    [...entry, 'preReads', 1, 'providedBy'],
    'caretaker',
    'The form “sib-entry” expects “School self-evaluation” from the unknown board role “caretaker”.',
  ],
  [
    'two reasons for network focus with one key',
    ['categorisation', 'reasons', 1, 'key'],
    'change-of-headteacher',
    'The key “change-of-headteacher” is given to two reasons for network focus.',
  ],
  [
    'network focus suggested by a concern that nobody can record',
    ['categorisation', 'concerns', 1, 'concern'],
    'weather',
    'Network focus is suggested by concerns of the unknown kind “weather”.',
  ],
  [
    'network focus decided by nobody',
    ['categorisation', 'decidedBy'],
    'caretaker',
    'Network focus is decided by the unknown role “caretaker”.',
  ],
  [
    'outcomes without a section for them',
    [...entry, 'sections', 11, 'kind'],
    'notes',
    'The form “sib-entry” has outcomes but no section for them.',
  ],
  [
    'a section for an outcome with nothing to choose from',
    [...entry, 'outcomes'],
    [],
    'The form “sib-entry” has a section for the outcome but no outcomes to choose from.',
  ],
  [
    'outcomes beside a fixed next meeting',
    [...entry, 'next'],
    { kind: 'meeting', form: 'sib-standard', within: 'next term' },
    'The form “sib-entry” must say what follows either by its outcomes or by “next”, and not by both.',
  ],
  [
    'concerns asked for on a form without outcomes',
    ['forms', 3, 'asksConcernsAndSupport'],
    true,
    'The form “pci” asks for concerns and support but has no outcome to record them with.',
  ],
  [
    'a form without agreed actions',
    [...entry, 'sections', 12, 'kind'],
    'notes',
    'The form “sib-entry” has no section of the kind “actions”.',
  ],
  [
    'two backgrounds',
    [...entry, 'sections', 8, 'kind'],
    'background',
    'The form “sib-entry” has two sections of the kind “background”.',
  ],
  [
    'a board and attendees at once',
    [...entry, 'sections', 8, 'kind'],
    'attendees',
    'The form “sib-entry” must have either a board or attendees.',
  ],
  [
    'a section that goes back to the table above',
    [...entry, 'sections', 8, 'group'],
    2,
    'The form “sib-entry” goes back to an earlier table.',
  ],
  [
    'pre-reads without a section for them',
    [...entry, 'sections', 3, 'kind'],
    'notes',
    'The form “sib-entry” lists pre-reads but has no section for them.',
  ],
  [
    'a form of an unknown process',
    ['forms', 3, 'process'],
    'task-group',
    'The form “pci” belongs to the unknown process “task-group”.',
  ],
  [
    'a form that its process does not list',
    ['processes', 0, 'forms'],
    ['sib-entry', 'sib-exit'],
    'The form “sib-standard” is missing from the forms of the process “School Improvement Board”.',
  ],
  [
    'a process with an unknown form',
    ['processes', 0, 'forms', 1],
    'sib-usual',
    'The process “School Improvement Board” uses the unknown form “sib-usual”.',
  ],
  [
    'a process with a form of another',
    ['processes', 1, 'forms'],
    ['pci', 'sib-exit'],
    'The process “Progress Check-In” uses the form “sib-exit”, which belongs to the process “sib”.',
  ],
  [
    'a process that begins elsewhere',
    ['processes', 1, 'firstForm'],
    'sib-exit',
    'The process “Progress Check-In” begins with the form “sib-exit”, which is not one of its forms.',
  ],
  [
    'an unknown board role',
    ['processes', 0, 'members', 3],
    'mayor',
    'The process “School Improvement Board” has the unknown board role “mayor”.',
  ],
  [
    'a board role twice',
    ['processes', 1, 'mayAdd', 0],
    'chair',
    'The process “Progress Check-In” names the board role “chair” twice.',
  ],
  [
    'a seat usually taken by an unknown role',
    ['boardRoles', 0, 'usually'],
    'mayor',
    'The board role “Chair” is usually taken by the unknown role “mayor”.',
  ],
  [
    'a level that leads to an unknown process',
    ['levels', 0, 'supports', 0, 'process'],
    'task-group',
    'The level “School Causing Concern” leads to the unknown process “task-group”.',
  ],
  [
    'a level that leads to an unknown level',
    ['levels', 1, 'nextSteps', 0, 'level'],
    'lost',
    'The level “Focus School (Early Intervention)” leads to the unknown level “lost”.',
  ],
  [
    'support that an unknown role agrees',
    ['levels', 1, 'supports', 1, 'agreedBy'],
    'mayor',
    'The level “Focus School (Early Intervention)” asks for agreement by the unknown role “mayor”.',
  ],
  [
    'a trigger that waits for the exit of an unknown process',
    ['levels', 1, 'triggers', 0, 'recognisedBy', 0, 'process'],
    'task-group',
    'The trigger “Exited a School Improvement Board process but is not yet judged Good overall by Ofsted” waits for the exit of the unknown process “task-group”.',
  ],
  [
    'an exit that answers its own level',
    ['levels', 1, 'triggers', 0, 'recognisedBy', 0, 'answers'],
    'focus-school',
    'The trigger “Exited a School Improvement Board process but is not yet judged Good overall by Ofsted” answers its own level “Focus School (Early Intervention)”.',
  ],
  [
    'one trigger at two levels',
    ['levels', 1, 'triggers', 7, 'key'],
    'leadership-concern',
    'The key “leadership-concern” is given to two triggers.',
  ],
  [
    'two readings with one key',
    ['levels', 0, 'triggers', 0, 'recognisedBy', 0, 'readings', 1, 'key'],
    'leadership-below-good',
    'The key “leadership-below-good” is given to two readings of the trigger “An Ofsted inspection below Good, including a judgement below Good for leadership and management”.',
  ],
  [
    'levels decided by nobody known',
    ['levelDecisions', 'decidedBy', 0],
    'mayor',
    'Levels are decided by the unknown role “mayor”.',
  ],
  [
    'an unanswered question with an unknown answer',
    ['question', 'unanswered'],
    'maybe',
    'The question is unanswered as “maybe”, which is not one of its answers.',
  ],
  [
    'a question that nobody was asked at first',
    ['question', 'versions', 0, 'from'],
    '2026-09-01',
    'The question has no version that applies from the beginning.',
  ],
  [
    'a reminder after the end',
    ['periods', 'accuracyReminder', 'value'],
    5,
    'The reminder of the accuracy check must fall within the accuracy check, in the same unit.',
  ],
];

for (const [what, path, value, sentence] of contradictions) {
  test(`a pack with ${what} is refused with a sentence that names it`, () => {
    const problems = problemsOf(changed(path, value));
    assert.ok(problems.includes(sentence), `Got instead: ${problems.join(' | ')}`);
  });
}

const misshapen: readonly [string, Path, unknown, RegExp][] = [
  [
    'an unknown kind of section',
    [...entry, 'sections', 0, 'kind'],
    'song',
    /^forms › 0 › sections › 0 › kind: /,
  ],
  [
    'a section in the heading',
    [...entry, 'sections', 0, 'group'],
    1,
    /^forms › 0 › sections › 0 › group: /,
  ],
  [
    'a day that does not exist',
    ['adopted'],
    '2027-02-30',
    /^adopted: must be a date such as 2027-01-14\.$/,
  ],
  [
    'a key with capitals',
    [...entry, 'key'],
    'SIB entry',
    /^forms › 0 › key: must be lower-case words/,
  ],
  [
    'an empty label',
    [...entry, 'sections', 0, 'label'],
    '  ',
    /^forms › 0 › sections › 0 › label: must not be empty\.$/,
  ],
  [
    'half a school day',
    ['periods', 'accuracyCheck', 'value'],
    0.5,
    /^periods › accuracyCheck › value: /,
  ],
];

for (const [what, path, value, sentence] of misshapen) {
  test(`a pack with ${what} is refused with its place`, () => {
    const problems = problemsOf(changed(path, value));
    assert.ok(
      problems.some((problem) => sentence.test(problem)),
      `Got instead: ${problems.join(' | ')}`,
    );
  });
}

test('a pack with a word too many is refused: a misspelt setting never passes for its default', () => {
  const problems = problemsOf({ ...currentPack, minuets: 90 });
  assert.match(problems.join(' '), /minuets/);
});

test('no key that is used can be misspelt anywhere in the pack without its being noticed', () => {
  const references = referencesIn(currentPack, []);
  assert.ok(references.length > 40, `Only ${references.length} references were found.`);
  for (const path of references) {
    const problems = problemsOf(changed(path, 'not-in-the-pack'));
    assert.ok(problems.join(' ').includes('not-in-the-pack'), path.join('.'));
  }
});

/** The places that name something defined elsewhere in the pack. */
function referencesIn(data: unknown, path: Path): Path[] {
  const names = 'process form firstForm providedBy usually agreedBy unanswered answers'.split(' ');
  const lists = ['forms', 'members', 'mayAdd', 'decidedBy'];
  if (typeof data === 'string') {
    const [list, name] = path.slice(-2);
    const listed = typeof name === 'number' && lists.includes(String(list));
    return listed || names.includes(String(name)) ? [path] : [];
  }
  if (Array.isArray(data))
    return data.flatMap((each, index) => referencesIn(each, [...path, index]));
  if (typeof data !== 'object' || data === null) return [];
  const entries: [string, unknown][] = Object.entries(data);
  return entries.flatMap(([name, value]) => referencesIn(value, [...path, name]));
}

test('every form of a process can be reached from its first form', () => {
  for (const process of currentPack.processes) {
    const reached = new Set([process.firstForm]);
    for (const key of reached) {
      for (const { leadsTo } of formOf(currentPack, key).outcomes) {
        if (leadsTo.kind === 'meeting') reached.add(leadsTo.form);
      }
    }
    assert.deepEqual([...reached].sort(), [...process.forms].sort());
  }
});

test('an exit leads from the School Improvement Board to the Progress Check-In', () => {
  const exit = formOf(currentPack, 'sib-exit').outcomes.at(-1);
  assert.deepEqual(exit?.leadsTo, { kind: 'process', process: 'pci', form: 'pci' });
  assert.equal(howSoon(currentPack, exit.leadsTo), 'next term');
});

test('a pack is found by its id and version, and the newest without a version', () => {
  assert.equal(policyPack('coventry'), currentPack);
  assert.equal(policyPack('coventry', 1).version, 1);
  assert.throws(() => policyPack('coventry', 99), /no policy pack “coventry, version 99”/);
  assert.throws(() => policyPack('atlantis'), /no policy pack “atlantis”/);
});

test('what a pack does not have is named when it is asked for', () => {
  assert.throws(
    () => formOf(currentPack, 'sib-farewell'),
    /“coventry”, version 1, has no form “sib-farewell”/,
  );
  assert.throws(() => processOf(currentPack, 'tea'), /has no process “tea”/);
  assert.equal(sectionOf(formOf(currentPack, 'pci'), 'agreed-outcome'), undefined);
});

test('roles are called what the authority calls them', () => {
  assert.equal(roleLabel(currentPack, 'monitoring-officer'), 'Coventry Monitoring Officer');
  assert.equal(
    boardRoleOnForm(currentPack, 'chair'),
    'Chair (usually Senior Advisor – School Improvement)',
  );
  assert.equal(boardRoleOnForm(currentPack, 'network-lead'), 'Network Lead');
});

test('the policy’s question is asked until the proposed one is adopted, and from that day the new one', () => {
  const day = date('2027-01-14');
  assert.equal(questionOn(currentPack, day).key, 'overall-good');
  const adopting: PolicyPack = {
    ...currentPack,
    question: {
      ...currentPack.question,
      versions: currentPack.question.versions.map((version) =>
        version.source === 'added' ? { ...version, adopted: day } : version,
      ),
    },
  };
  assert.equal(questionOn(adopting, date('2027-01-13')).key, 'overall-good');
  assert.equal(questionOn(adopting, day).key, 'expected-standard');
});

test('abbreviations in a label are spelled out beside it', () => {
  const full = (label: string) => abbreviationsIn(currentPack, label).map((each) => each.full);
  assert.deepEqual(full('CMO records for visits since previous SIB meeting'), [
    'Coventry Monitoring Officer',
    'School Improvement Board',
  ]);
  assert.deepEqual(full('Plan'), []);
});

test('every abbreviation in a label of a form is explained', () => {
  const labels = currentPack.forms.flatMap((form) =>
    [...form.sections, ...form.preReads, ...form.outcomes].map(({ label }) => label),
  );
  const known = new Set(currentPack.abbreviations.map(({ short }) => short));
  const used = labels.flatMap((label) => label.match(/\b[A-Z]{2,}\b/g) ?? []);
  assert.deepEqual(
    used.filter((short) => !known.has(short)),
    [],
  );
});
