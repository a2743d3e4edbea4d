import type { Form, PolicyPack } from './schema.ts';

/** Something in a pack that contradicts something else in it. */
export interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly sentence: string;
}

/** What a shape alone cannot say: every name that is used is defined, once, and every form can be worked through. */
export function crossCheck(pack: PolicyPack): Contradiction[] {
  return [
    ...repeatedKeys(pack),
    ...pack.levels.flatMap((_, index) => levelProblems(pack, index)),
    ...triggerProblems(pack),
    ...levelDecisionProblems(pack),
    ...boardRoleProblems(pack),
    ...pack.processes.flatMap((_, index) => processProblems(pack, index)),
    ...pack.forms.flatMap((form, index) => formProblems(pack, form, index)),
    ...questionProblems(pack),
    ...periodProblems(pack),
    ...categorisationProblems(pack),
    ...earlyWarningProblems(pack),
  ];
}

type Keyed = readonly { readonly key: string }[];

function repeated(list: Keyed, path: readonly (string | number)[], what: string): Contradiction[] {
  return list
    .filter(({ key }, index) => list.findIndex((other) => other.key === key) < index)
    .map(({ key }) => ({ path, sentence: `The key “${key}” is given to two ${what}.` }));
}

function repeatedKeys(pack: PolicyPack): Contradiction[] {
  return [
    ...repeated(pack.roles, ['roles'], 'roles'),
    ...repeated(pack.levels, ['levels'], 'levels'),
    ...repeated(pack.boardRoles, ['boardRoles'], 'board roles'),
    ...repeated(pack.processes, ['processes'], 'processes'),
    ...repeated(pack.forms, ['forms'], 'forms'),
    ...repeated(pack.question.versions, ['question', 'versions'], 'versions of the question'),
    ...repeated(pack.question.answers, ['question', 'answers'], 'answers to the question'),
    ...repeated(
      pack.abbreviations.map(({ short }) => ({ key: short })),
      ['abbreviations'],
      'abbreviations',
    ),
  ];
}

function has(list: Keyed, key: string | null): boolean {
  return key === null || list.some((item) => item.key === key);
}

function levelProblems(pack: PolicyPack, index: number): Contradiction[] {
  const level = pack.levels[index];
  if (!level) return [];
  const path = ['levels', index];
  const named = `The level “${level.label}”`;
  return [
    ...repeated(level.triggers, path, `triggers of the level “${level.label}”`),
    ...repeated(level.supports, path, `supports of the level “${level.label}”`),
    ...repeated(level.nextSteps, path, `next steps of the level “${level.label}”`),
    ...[...level.supports, ...level.nextSteps]
      .filter(({ process }) => !has(pack.processes, process))
      .map(({ process }) => ({
        path,
        sentence: `${named} leads to the unknown process “${process}”.`,
      })),
    ...level.nextSteps
      .filter((step) => !has(pack.levels, step.level))
      .map((step) => ({ path, sentence: `${named} leads to the unknown level “${step.level}”.` })),
    ...level.supports
      .filter(({ agreedBy }) => !has(pack.roles, agreedBy))
      .map(({ agreedBy }) => ({
        path,
        sentence: `${named} asks for agreement by the unknown role “${agreedBy}”.`,
      })),
  ];
}

/** A concern names its trigger and no level, so a trigger's key is one in the whole pack. */
function triggerProblems(pack: PolicyPack): Contradiction[] {
  const path = ['levels'];
  const all = pack.levels.flatMap(({ triggers }) => triggers);
  return [
    ...repeated(all, path, 'triggers'),
    ...pack.levels.flatMap((level) =>
      level.triggers.flatMap(({ label, recognisedBy }) =>
        recognisedBy.flatMap((each) => {
          const named = `The trigger “${label}”`;
          const problems: string[] = [];
          if (each.by === 'process exit') {
            if (!has(pack.processes, each.process))
              problems.push(
                `${named} waits for the exit of the unknown process “${each.process}”.`,
              );
            if (!has(pack.levels, each.answers))
              problems.push(`${named} answers the unknown level “${each.answers}”.`);
            if (each.answers === level.key)
              problems.push(`${named} answers its own level “${level.label}”.`);
          }
          const readings =
            each.by === 'inspection'
              ? each.readings
              : each.by === 'process exit'
                ? each.unless
                : [];
          return [
            ...repeated(readings, path, `readings of the trigger “${label}”`),
            ...problems.map((sentence) => ({ path, sentence })),
          ];
        }),
      ),
    ),
  ];
}

function levelDecisionProblems({ levelDecisions, roles }: PolicyPack): Contradiction[] {
  const path = ['levelDecisions'];
  return [
    ...repeated(levelDecisions.officerDecides, path, 'readings that the officer decides on'),
    ...levelDecisions.decidedBy
      .filter((key) => !has(roles, key))
      .map((key) => ({ path, sentence: `Levels are decided by the unknown role “${key}”.` })),
  ];
}

function boardRoleProblems(pack: PolicyPack): Contradiction[] {
  return pack.boardRoles
    .filter(({ usually }) => !has(pack.roles, usually))
    .map(({ label, usually }) => ({
      path: ['boardRoles'],
      sentence: `The board role “${label}” is usually taken by the unknown role “${usually}”.`,
    }));
}

function processProblems(pack: PolicyPack, index: number): Contradiction[] {
  const process = pack.processes[index];
  if (!process) return [];
  const path = ['processes', index];
  const named = `The process “${process.name}”`;
  const problems: string[] = [];
  for (const key of process.forms) {
    const form = pack.forms.find((each) => each.key === key);
    if (!form) problems.push(`${named} uses the unknown form “${key}”.`);
    else if (form.process !== process.key) {
      problems.push(
        `${named} uses the form “${key}”, which belongs to the process “${form.process}”.`,
      );
    }
  }
  if (!process.forms.includes(process.firstForm)) {
    problems.push(
      `${named} begins with the form “${process.firstForm}”, which is not one of its forms.`,
    );
  }
  const seats = [...process.members, ...process.mayAdd];
  for (const [at, key] of seats.entries()) {
    if (!has(pack.boardRoles, key)) problems.push(`${named} has the unknown board role “${key}”.`);
    else if (seats.indexOf(key) < at)
      problems.push(`${named} names the board role “${key}” twice.`);
  }
  return problems.map((sentence) => ({ path, sentence }));
}

function formProblems(pack: PolicyPack, form: Form, index: number): Contradiction[] {
  const path = ['forms', index];
  const named = `The form “${form.key}”`;
  const kinds = form.sections.map(({ kind }) => kind);
  const problems: string[] = [];

  const owner = pack.processes.find(({ key }) => key === form.process);
  if (!owner) problems.push(`${named} belongs to the unknown process “${form.process}”.`);
  else if (!owner.forms.includes(form.key)) {
    problems.push(`${named} is missing from the forms of the process “${owner.name}”.`);
  }

  for (const kind of new Set(kinds)) {
    if (kind !== 'notes' && kinds.indexOf(kind) !== kinds.lastIndexOf(kind)) {
      problems.push(`${named} has two sections of the kind “${kind}”.`);
    }
  }
  for (const kind of ['venue', 'time', 'actions', 'next-meeting'] as const) {
    if (!kinds.includes(kind)) problems.push(`${named} has no section of the kind “${kind}”.`);
  }
  if (kinds.includes('board') === kinds.includes('attendees')) {
    problems.push(`${named} must have either a board or attendees.`);
  }
  if (form.sections.some(({ group }, at) => group < (form.sections[at - 1]?.group ?? group))) {
    problems.push(`${named} goes back to an earlier table.`);
  }

  if (kinds.includes('outcome') !== form.outcomes.length > 0) {
    problems.push(
      form.outcomes.length > 0
        ? `${named} has outcomes but no section for them.`
        : `${named} has a section for the outcome but no outcomes to choose from.`,
    );
  }
  if (form.outcomes.length > 0 === (form.next !== null)) {
    problems.push(
      `${named} must say what follows either by its outcomes or by “next”, and not by both.`,
    );
  }
  if (form.asksConcernsAndSupport && form.outcomes.length === 0) {
    problems.push(`${named} asks for concerns and support but has no outcome to record them with.`);
  }
  if (form.preReads.length > 0 && !kinds.includes('pre-reads')) {
    problems.push(`${named} lists pre-reads but has no section for them.`);
  }
  for (const { label, providedBy } of form.preReads) {
    if (!has(pack.boardRoles, providedBy)) {
      problems.push(`${named} expects “${label}” from the unknown board role “${providedBy}”.`);
    }
  }
  problems.push(...destinationProblems(pack, form, named));

  return [
    ...repeated(form.sections, path, `sections of the form “${form.key}”`),
    ...repeated(form.outcomes, path, `outcomes of the form “${form.key}”`),
    ...repeated(form.preReads, path, `pre-reads of the form “${form.key}”`),
    ...problems.map((sentence) => ({ path, sentence })),
  ];
}

/** Every outcome leads to a form that exists and belongs to the process it says. */
function destinationProblems(pack: PolicyPack, form: Form, named: string): string[] {
  const problems: string[] = [];
  const ways = form.outcomes.map(({ label, leadsTo }) => ({
    by: `${named}: the outcome “${label}”`,
    leadsTo,
  }));
  if (form.next) ways.push({ by: named, leadsTo: form.next });
  for (const { by, leadsTo } of ways) {
    const target = pack.forms.find(({ key }) => key === leadsTo.form);
    const process = leadsTo.kind === 'process' ? leadsTo.process : form.process;
    if (!has(pack.processes, process))
      problems.push(`${by} leads to the unknown process “${process}”.`);
    if (!target) problems.push(`${by} leads to the unknown form “${leadsTo.form}”.`);
    else if (target.process !== process) {
      problems.push(
        `${by} leads to the form “${target.key}”, which does not belong to the process “${process}”.`,
      );
    }
    if (leadsTo.kind === 'process' && process === form.process) {
      problems.push(`${by} leads out of the process “${process}” and back into it.`);
    }
  }
  return problems;
}

function questionProblems({ question }: PolicyPack): Contradiction[] {
  const path = ['question'];
  const problems: string[] = [];
  if (!has(question.answers, question.unanswered)) {
    problems.push(
      `The question is unanswered as “${question.unanswered}”, which is not one of its answers.`,
    );
  }
  if (!question.versions.some((version) => version.source === 'policy' && version.from === null)) {
    problems.push('The question has no version that applies from the beginning.');
  }
  return problems.map((sentence) => ({ path, sentence }));
}

function periodProblems({ periods }: PolicyPack): Contradiction[] {
  const { accuracyCheck, accuracyReminder } = periods;
  const reminded =
    accuracyReminder.unit === accuracyCheck.unit && accuracyReminder.value < accuracyCheck.value;
  return reminded
    ? []
    : [
        {
          path: ['periods', 'accuracyReminder'],
          sentence:
            'The reminder of the accuracy check must fall within the accuracy check, in the same unit.',
        },
      ];
}

function categorisationProblems({ categorisation, roles, levels }: PolicyPack): Contradiction[] {
  const path = ['categorisation'];
  const { reasons, criteria, concerns, decidedBy } = categorisation;
  const isConcern = (key: string) =>
    levels.some(({ triggers }) =>
      triggers.some(
        (trigger) => trigger.key === key && trigger.recognisedBy.some(({ by }) => by === 'concern'),
      ),
    );
  return [
    ...repeated(reasons, path, 'reasons for network focus'),
    ...repeated(criteria, path, 'criteria of categorisation'),
    ...concerns
      .filter(({ concern }) => !isConcern(concern))
      .map(({ concern }) => ({
        path,
        sentence: `Network focus is suggested by concerns of the unknown kind “${concern}”.`,
      })),
    ...(has(roles, decidedBy)
      ? []
      : [{ path, sentence: `Network focus is decided by the unknown role “${decidedBy}”.` }]),
  ];
}

function earlyWarningProblems({ earlyWarning: { figures } }: PolicyPack): Contradiction[] {
  const path = ['earlyWarning', 'figures'];
  const keyed = figures.map((figure) => ({ ...figure, key: figure.measure }));
  const standIns = figures
    .filter(
      ({ measure, insteadOf }) =>
        insteadOf === measure || (insteadOf !== null && !has(keyed, insteadOf)),
    )
    .map(({ measure, insteadOf }) => ({
      path,
      sentence: `Early warning uses “${measure}” in place of “${insteadOf}”, which is not one of its other figures.`,
    }));
  return [...repeated(keyed, path, 'figures of early warning'), ...standIns];
}
