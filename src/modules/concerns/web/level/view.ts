import { dateOf, shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { levelOf } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { levelTag } from '#web/level-tag.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { heldSince, levelHeld, levelPeriods } from '../../domain/decision.ts';
import type { SchoolStanding } from '../../queries/school-standing.ts';
import { readsOf, shownReasons } from '../../queries/shown.ts';
import { reasonList } from '../words.ts';
import { concernsPart } from './concerns.ts';
import { decisionForm } from './form.ts';
import { historyPart } from './history.ts';
import { supportPart } from './support.ts';
import type { LevelShown } from './shown.ts';

/** The level of a school, what is suggested, the concerns behind it, and who decided what. */
export function levelView(visit: Visit<SchoolMatter>, shown: LevelShown): Html {
  const { present, problems } = shown;
  return schoolPage(visit, {
    school: present.school,
    matter: visit.subject,
    active: 'level',
    problems,
    isConfidential: true,
    main: column(
      heldPart(visit, shown),
      suggestionPart(visit, shown),
      shown.mayDecide && decidingPart(visit, shown),
      concernsPart(visit, shown),
      supportPart(visit, shown),
      historyPart(visit, shown),
    ),
  });
}

function heldPart({ services, subject }: Visit<SchoolMatter>, { present }: LevelShown): Html {
  const { decisions, school } = present;
  const held = levelHeld(decisions);
  const since = heldSince(decisions);
  if (!held || since === undefined) {
    const ended = levelPeriods(decisions).at(-1)?.until;
    return html`${heading(html`Level ${levelTag(services.pack, null)}`)}${paragraph(
      decisions.length === 0
        ? `${school.name} has no level, and none was ever decided.`
        : ended
          ? html`${school.name} has had no level since ${shortDate(ended)}. The school and the authority go on reading why it had one on ${whyLink(subject)}.`
          : `${school.name} has no level.`,
    )}`;
  }
  const { by, at } = held.decision;
  return html`${heading(html`Level ${levelTag(services.pack, held.level)}`)}${paragraph(
    html`Since ${shortDate(since)}. Decided by ${by.name}, ${by.role}, on ${shortDate(dateOf(at))}. The school and the authority read why on ${whyLink(subject)}.`,
  )}`;
}

function whyLink({ urn }: SchoolMatter): Html {
  return link(`/schools/${urn}/why`, 'one page');
}

function suggestionPart(visit: Visit<SchoolMatter>, { present }: LevelShown): Html {
  const { suggestion, standing, seen, concerns, decisions, school } = present;
  if (suggestion.never !== undefined) {
    return html`${heading('Suggestion')}${paragraph(
      suggestion.never === 'not-maintained'
        ? `${school.name} is not maintained by the authority (${school.type.name}), so it never receives a level. The authority raises a concern about an academy with the Regional Director.`
        : `${school.name} is not open, so no level is suggested.`,
    )}${goneWords(present)}`;
  }
  const mayRead = readsOf(visit.actor, visit.subject);
  const reasons = shownReasons(seen.reasons, concerns, mayRead);
  const answered = shownReasons(seen.answered, concerns, mayRead);
  const answeredPart =
    answered.length > 0 &&
    details({
      summary: 'What the exit from the process has answered',
      content: html`${paragraph('This had brought the school into the process. Its board agreed that the school was ready to leave, so it is no reason for a level today.')}${reasonList(answered, { marksReading: true })}`,
    });
  const last = decisions.at(-1);
  if (standing.kind !== 'waiting') {
    return html`
      ${heading('Suggestion')}
      ${
        last && reasons.length > 0
          ? html`${paragraph(`Nothing new has come since ${last.by.name} decided on ${shortDate(dateOf(last.at))}. These reasons stand.`)}${reasonList(reasons, { marksReading: true })}`
          : paragraph(
              'Nothing that the policy names speaks for a level: not the latest graded inspection, no open concern, no process that the school has left.',
            )
      }
      ${answeredPart}`;
  }
  const fresh = new Set(last ? standing.fresh.map(({ key }) => key) : []);
  return html`
    ${heading('Suggestion')}
    ${insetText({
      content: html`<p class="govuk-body">${suggestedWords(visit, present)}</p><p class="govuk-body">${
        levelHeld(decisions)
          ? 'An officer decides. The suggestion does not reach the school; a concern does that is not withheld.'
          : 'An officer decides. Until a level is confirmed, nothing of this reaches the school.'
      }</p>`,
    })}
    ${reasons.length > 0 && reasonList(reasons, { fresh, marksReading: true })}
    ${goneWords(present)}
    ${answeredPart}`;
}

function suggestedWords(
  { services }: Visit<SchoolMatter>,
  { suggestion, standing }: SchoolStanding,
) {
  if (suggestion.level !== null) {
    return html`The policy suggests: <strong>${levelOf(services.pack, suggestion.level).label}</strong>`;
  }
  return suggestion.reasons.length > 0
    ? 'The policy does not say what level follows from this inspection: the officer decides.'
    : standing.kind === 'waiting' && standing.gone.length > 0
      ? 'No reason for the present level stands any more. Decide whether it ends.'
      : 'Nothing is suggested.';
}

/** What the last decision rested on, and is there no longer. A concern is told by its own part of the page. */
function goneWords({ standing, decisions }: SchoolStanding): Html | false {
  if (standing.kind !== 'waiting' || standing.gone.length === 0) return false;
  const before = decisions.at(-1)?.seen.reasons ?? [];
  const gone = before.filter(({ key }) => standing.gone.includes(key));
  return html`<p class="govuk-body govuk-!-margin-bottom-1">No longer stands, since the last decision:</p><ul class="govuk-list govuk-list--bullet">${gone.map(
    ({ kind, sentence, on }) =>
      html`<li>${kind === 'concern' ? `A concern of ${shortDate(on)}, which has been resolved or answered` : sentence}</li>`,
  )}</ul>`;
}

function decidingPart(visit: Visit<SchoolMatter>, shown: LevelShown): Html | false {
  const { standing, suggestion, decisions } = shown.present;
  const content = decisionForm(visit, shown);
  if (standing.kind === 'waiting') return content;
  if (suggestion.never !== undefined && !levelHeld(decisions)) return false;
  return details({
    summary:
      levelHeld(decisions) || suggestion.reasons.length > 0
        ? 'Decide otherwise'
        : 'Give the school a level',
    open: shown.problems.length > 0,
    content,
  });
}
