import { dateOf, shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { levelOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { summaryCard } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { heading, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { Decision } from '../../domain/decision.ts';
import { readsOf, shownReasons } from '../../queries/shown.ts';
import { packOf } from '../../queries/why.ts';
import type { StoredDecision } from '../../domain/seen.ts';
import { figureList, reasonList } from '../words.ts';
import type { LevelShown } from './shown.ts';

/** Who decided what, when, why, and on what they had before them. Newest first. */
export function historyPart(visit: Visit<SchoolMatter>, { present }: LevelShown): Html {
  const { decisions } = present;
  return html`
    ${heading('Decisions', { id: 'history' })}
    ${decisions.length === 0 && paragraph('Nothing has been decided.')}
    ${decisions.toReversed().map((decision) => card(visit, present.concerns, decision))}`;
}

function card(
  visit: Visit<SchoolMatter>,
  concerns: LevelShown['present']['concerns'],
  decision: StoredDecision,
): Html {
  const { by, at, from, rationale, seen, seenSha256 } = decision;
  const pack = packOf(decision);
  const reasons = shownReasons(seen.reasons, concerns, readsOf(visit.actor, visit.subject));
  return summaryCard(
    { title: { content: decisionTitle(pack, decision), headingLevel: 3 } },
    html`
      <p class="app-secondary">${decision.kind !== 'dismissed' && html`From ${shortDate(from)}. `}Decided by ${by.name}, ${by.role}, on ${shortDate(dateOf(at))}${decision.kind === 'changed' && html`. ${suggestedWords(pack, decision)}`}</p>
      ${markdown(rationale, 4)}
      ${details({
        summary: 'What was known when it was decided',
        content: html`
          ${reasons.length === 0 ? paragraph('Nothing that the policy names spoke for a level.') : reasonList(reasons, { marksReading: true })}
          ${figureList(seen.figures)}
          <p class="app-secondary app-hash">Fingerprint of what was seen (SHA-256): ${seenSha256}</p>`,
      })}`,
  );
}

/** "Confirmed: Focus School", "Dismissed: Focus School was suggested". */
function decisionTitle(pack: PolicyPack, { kind, level, suggested }: Decision): string {
  const name = (key: string) => levelOf(pack, key).label;
  switch (kind) {
    case 'confirmed':
      return `Confirmed: ${level === null ? '' : name(level)}`;
    case 'changed':
      return `Decided: ${level === null ? '' : name(level)}`;
    case 'ended':
      return 'The level ended';
    case 'dismissed':
      return suggested === null
        ? 'Dismissed: the school’s level stays as it was'
        : `Dismissed: the suggestion of ${name(suggested)}`;
  }
}

function suggestedWords(pack: PolicyPack, { suggested }: Decision): string {
  return suggested === null
    ? 'No level was suggested'
    : `${levelOf(pack, suggested).label} was suggested`;
}
