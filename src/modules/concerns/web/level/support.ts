import type { SchoolMatter } from '#modules/cases/index.ts';
import { levelOf } from '#policy-pack/index.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { levelHeld } from '../../domain/decision.ts';
import { supportWords } from '../../queries/why.ts';
import type { LevelShown } from './shown.ts';

/** What support follows from the level that is held, or that waits to be decided, and what would come next. */
export function supportPart(
  { services, subject }: Visit<SchoolMatter>,
  { present, mayOpen }: LevelShown,
): Html | undefined {
  const { pack } = services;
  const held = levelHeld(present.decisions)?.level;
  const key = held ?? (present.standing.kind === 'waiting' ? present.suggestion.level : null);
  if (key === null) return undefined;
  const level = levelOf(pack, key);
  const opens = (process: string | null) =>
    process === 'sib' && mayOpen && subject.process === undefined
      ? html` ${link(`/schools/${subject.urn}/open-board`, 'Open one')}`
      : subject.process === process && subject.caseId !== undefined
        ? html` ${link(`/cases/${subject.caseId}`, 'It is open')}`
        : '';
  return html`
    ${heading(`What ${held === undefined ? 'would follow' : 'follows'} for a ${level.label}`)}
    ${bulletList(level.supports.map((support) => html`${supportWords(pack, support)}.${opens(support.process)}`))}
    <p class="govuk-body govuk-!-margin-bottom-1">If engagement is lacking or progress is not sufficient, the next step is:</p>
    ${bulletList(level.nextSteps.map(({ label, process }) => html`${label}.${subject.process === undefined && opens(process)}`))}`;
}
