import { ok } from '#kernel/result.ts';
import { boardRoleOnForm, currentPack } from '#policy-pack/index.ts';
import type { Form, Level, PolicyPack, Process } from '#policy-pack/index.ts';
import type { Run } from '../command.ts';

/** `policy-pack`: the policy that this installation runs by, for people and, with --json, for programs. */
export const runPolicyPack: Run = () => {
  const pack = currentPack;
  return Promise.resolve(ok({ data: [jsonOf(pack)], lines: linesOf(pack) }));
};

/** Labels exactly as in the policy's text, without the colon. */
function jsonOf(pack: PolicyPack) {
  return {
    levels: pack.levels.map(levelJson),
    processes: pack.processes.map((process) => processJson(pack, process)),
    forms: Object.fromEntries(pack.forms.map((form) => [form.key, formJson(form)])),
  };
}

function levelJson({ key, label, triggers, supports, nextSteps }: Level) {
  return {
    key,
    label,
    triggers: labels(triggers),
    supports: labels(supports),
    nextSteps: labels(nextSteps),
  };
}

function processJson(pack: PolicyPack, process: Process) {
  const { key, name, abbreviation, forms, members, mayAdd } = process;
  const roles = (keys: readonly string[]) => keys.map((role) => boardRoleOnForm(pack, role));
  return { key, name, abbreviation, forms, members: roles(members), mayAdd: roles(mayAdd) };
}

function formJson({ appendix, sections, preReads, preReadsRequired, outcomes, minutes }: Form) {
  return {
    appendix,
    sections: labels(sections),
    preReads: labels(preReads),
    preReadsRequired,
    outcomes: labels(outcomes),
    minutes,
  };
}

function labels(items: readonly { readonly label: string }[]): string[] {
  return items.map(({ label }) => label);
}

function linesOf({ title, publisher, version, levels, processes, forms }: PolicyPack): string[] {
  return [
    `${title}, ${publisher} (version ${version} of the pack).`,
    `Levels: ${labels(levels).join('; ')}.`,
    `Processes: ${processes.map(({ name, abbreviation }) => `${name} (${abbreviation})`).join('; ')}.`,
    ...forms.map(
      ({ heading, title: called, appendix, sections, minutes }) =>
        `${heading}, ${called}${appendix === null ? '' : ` (appendix ${appendix})`}: ${sections.length} sections, about ${minutes} minutes.`,
    ),
    'With --json: every label, as in the policy.',
  ];
}
