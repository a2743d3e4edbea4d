import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { stateOf } from '../domain/action.ts';
import { ownerText } from './owners.ts';
import type { TrackedAction } from './tracker.ts';

export const exportColumns = [
  'URN',
  'School',
  'What will be done',
  'Who undertakes it',
  'Who monitors it',
  'How success is measured',
  'Support offered',
  'By when',
  'State',
  'Ended on',
  'Why it was stopped',
  'Agreed on',
  'Latest progress on',
];

/** Those columns that are days. */
export const exportDays: ReadonlySet<string> = new Set([
  'By when',
  'Ended on',
  'Agreed on',
  'Latest progress on',
]);

/** A row for each action, in the order given. Days are written 2027-01-14, which spreadsheets read as days. */
export function exportRows(
  actions: readonly TrackedAction[],
  today: LocalDate,
): (string | number)[][] {
  return actions.map(
    ({ action, urn, school, undertakes, monitors, agreedOn, progressAt }): (string | number)[] => {
      const { status } = action;
      return [
        urn,
        school,
        action.what,
        ownerText(action.undertakes, undertakes),
        ownerText(action.monitors, monitors),
        action.success,
        action.support,
        action.byWhen ?? '',
        stateOf(action, today).word,
        status.kind === 'open' ? '' : status.on,
        status.kind === 'stopped' ? status.reason : '',
        agreedOn,
        progressAt ? dateOf(progressAt) : '',
      ];
    },
  );
}
