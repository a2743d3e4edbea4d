import { currentPack } from '#policy-pack/index.ts';

/** A role that a board may name instead of a person: who it is, is looked up on the day. */
export type WordRole =
  'chair' | 'headteacher' | 'chair-of-governors' | 'network-lead' | 'monitoring-officer';

/** What boards write besides the names that the policy has, in lower case. */
const spoken: Readonly<Record<WordRole, readonly string[]>> = {
  chair: ['chair of the board', 'board chair', 'sib chair', 'pci chair', 'senior advisor'],
  headteacher: ['head', 'head teacher', 'executive headteacher', 'acting headteacher'],
  'chair-of-governors': ['chair of the governors', 'chair of the governing body', 'cog'],
  'network-lead': [],
  'monitoring-officer': ['monitoring officer'],
};

/** The words for each role, in lower case with straight quotes and dashes. */
export const roleWords: Readonly<Record<WordRole, readonly string[]>> = {
  chair: wordsFor('chair'),
  headteacher: wordsFor('headteacher'),
  'chair-of-governors': wordsFor('chair-of-governors'),
  'network-lead': wordsFor('network-lead'),
  'monitoring-officer': wordsFor('monitoring-officer'),
};

/** What stands between two of those who do something together; Postgres and JavaScript read it alike. */
export const betweenOwners = String.raw`\s*[,;/&+()\n]\s*|\s+and\s+|\s+with\s+`;

/**
 * The roles that the words for an owner name: "Headteacher and English lead" names the headteacher.
 * "Deputy Headteacher" names none: who that is, nobody has said here.
 */
export function rolesIn(words: string): WordRole[] {
  const parts = new Set(
    plain(words)
      .split(new RegExp(betweenOwners))
      .map((part) => part.trim()),
  );
  return (Object.keys(roleWords) as WordRole[]).filter((role) =>
    roleWords[role].some((each) => parts.has(each)),
  );
}

function plain(words: string): string {
  return words.trim().toLowerCase().replaceAll('’', "'").replaceAll('–', '-');
}

function wordsFor(seat: WordRole): readonly string[] {
  const { roles, boardRoles } = currentPack;
  const sits = boardRoles.find(({ key }) => key === seat);
  const held = roles.filter(({ key }) => key === seat || key === sits?.usually);
  const names = [
    ...(sits ? [sits.label] : []),
    ...held.flatMap(({ label, abbreviation }) => [label, abbreviation ?? '']),
    ...spoken[seat],
  ].filter((name) => name !== '');
  return [...new Set(names.map(plain))].flatMap((name) => [name, `the ${name}`]);
}
