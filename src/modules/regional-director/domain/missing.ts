import { daysBetween, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId } from '#kernel/ids.ts';
import { decisionOf, isOngoing } from './assessment.ts';
import type { Assessment } from './assessment.ts';
import type { Concern } from './concern.ts';
import { parties } from './facts.ts';
import type { FactKind, Party } from './facts.ts';
import { partiesOf } from './school.ts';
import type { SchoolStanding } from './school.ts';

/** Something that is not recorded, in a sentence, and what would mend it. */
export interface Missing {
  readonly sentence: string;
  readonly mend: FactKind;
  readonly party?: Party;
  readonly condition?: EntryId;
}

/** What is still missing from an assessment that goes on, in the order in which it is needed. */
export function missingFrom(
  assessment: Assessment,
  school: Pick<SchoolStanding, 'religious' | 'extraConsideration' | 'typeName'>,
  today: LocalDate,
): Missing[] {
  if (!isOngoing(assessment)) return [];
  const { opened, notified, asked, made, views, considered, support, conditions } = assessment;
  const decision = decisionOf(assessment);
  const missing: Missing[] = [];
  if (notified === undefined && opened.grounds.some(({ fact }) => fact === 'coasting')) {
    missing.push({
      sentence:
        'The day on which the Secretary of State notified the governing body is not recorded. Being coasting makes a school eligible only from then on',
      mend: 'notified',
    });
  }
  for (const party of partiesOf(school)) {
    if (made.some((each) => each.party === party)) continue;
    const request = asked.findLast((each) => each.party === party);
    const since = request ? ` It was asked for on ${shortDate(request.on)}` : '';
    missing.push({
      sentence: `No representation by ${lower(parties[party])} is recorded${since && `.${since}`}`,
      mend: 'representation-made',
      party,
    });
  }
  if (views.length === 0) {
    missing.push({
      sentence: 'The school’s own view on academisation is not recorded',
      mend: 'view',
    });
  }
  if (school.extraConsideration && considered.length === 0 && !decision) {
    missing.push({
      sentence: `What is considered about the course of action and the sponsor is not recorded: extra consideration is due for a school of this type (${school.typeName})`,
      mend: 'consideration',
    });
  }
  if (support.length === 0) {
    missing.push({
      sentence: 'No support or advice offered by the authority is recorded',
      mend: 'support',
    });
  }
  if (!decision) missing.push({ sentence: 'No decision is recorded', mend: 'decision' });
  for (const { id, set, ended } of conditions) {
    if (ended || set.due === undefined || set.due >= today) continue;
    missing.push({
      sentence: `A condition was due on ${shortDate(set.due)}, and how it was met is not recorded`,
      mend: 'condition-ended',
      condition: id,
    });
  }
  return missing;
}

/** How long an unanswered concern waits, in days; undefined for one that does not. */
export function daysUnanswered({ raised, state }: Concern, today: LocalDate): number | undefined {
  return state.status === 'raised' ? daysBetween(raised.on, today) : undefined;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
