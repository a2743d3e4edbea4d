import type { PolicyPack } from '../schema.ts';
import { abbreviations } from './abbreviations.ts';
import { categorisation } from './categorisation.ts';
import { earlyWarning } from './early-warning.ts';
import { pci } from './forms/pci.ts';
import { sibEntry } from './forms/sib-entry.ts';
import { sibExit } from './forms/sib-exit.ts';
import { sibStandard } from './forms/sib-standard.ts';
import { levelDecisions, levels } from './levels.ts';
import { periods } from './periods.ts';
import { processes } from './processes.ts';
import { question } from './question.ts';
import { boardRoles, roles } from './roles.ts';

/** Coventry City Council, Support and Intervention (Maintained Schools). */
export const coventry: PolicyPack = {
  id: 'coventry',
  // How triggers are recognised, and what ends a level or a process, were added to version 1: no word
  // of what was written under it has changed.
  version: 1,
  title: 'Support and Intervention (Maintained Schools)',
  publisher: 'Coventry City Council',
  // The policy text bears no date of adoption.
  adopted: null,
  roles,
  levels,
  levelDecisions,
  boardRoles,
  processes,
  forms: [sibEntry, sibStandard, sibExit, pci],
  question,
  periods,
  categorisation,
  earlyWarning,
  abbreviations,
};
