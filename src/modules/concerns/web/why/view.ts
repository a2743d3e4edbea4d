import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryCard, summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, column, heading, link, paragraph } from '#ui/text.ts';
import { levelTag } from '#web/level-tag.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { conditionState } from '../../queries/why.ts';
import type { HeldWhy, Why } from '../../queries/why.ts';
import type { Concern } from '../../domain/concern.ts';
import { concernWords, figureList, reasonList } from '../words.ts';

interface WhyShown {
  readonly seesSuggestions: boolean;
  /** As the school reads it, for someone who may read more. */
  readonly asSchool: boolean;
}

/** One page for head and authority: the agreed facts and the help offered first, then the way out. */
export function whyView(visit: Visit<SchoolMatter>, why: Why, asked: WhyShown): Html {
  const { pack } = visit.services;
  const { held, school } = why;
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'why',
    isConfidential: true,
    main: column(
      heading('Why are we here, and what gets us out?', { size: 'l' }),
      readerPart(why, asked),
      held
        ? html`
            ${levelPart(pack, why, held)}
            ${offeredPart(pack, why)}
            ${evidencePart(why, held)}
            ${decisionPart(held)}
            ${leavingPart(why)}
            ${rulesPart(why)}
            ${directorPart(why)}
            ${earlierPart(why)}
            ${filesPart(school.urn, asked)}`
        : noLevel(why, asked),
    ),
  });
}

/** Tells who reads what is withheld that the school does not, and how the school reads it. */
function readerPart({ school, holdsWithheld }: Why, { asSchool }: WhyShown): Html | false {
  const here = `/schools/${school.urn}/why`;
  if (asSchool) {
    return insetText({
      content: html`This is the page as the school reads it. ${link(here, 'Read it as the authority does')}`,
    });
  }
  return (
    holdsWithheld &&
    insetText({
      content: html`What is withheld from the school is on this page for you, and marked. ${link(`${here}?as=school`, 'Read it as the school does')}`,
    })
  );
}

function noLevel(why: Why, asked: WhyShown): Html {
  const { school, earlier } = why;
  const [last] = earlier;
  return html`
    ${paragraph(
      last
        ? `${school.name} has had no level of concern since ${shortDate(last.until)}, so there is nothing to leave.`
        : `${school.name} has no level of concern, so there is nothing to leave. The school itself is not shown this page until an officer has confirmed a level.`,
    )}
    ${asked.seesSuggestions && !asked.asSchool && paragraph(html`Whether one is suggested stands under ${link(`/schools/${school.urn}/level`, 'Level and concerns')}.`)}
    ${earlierPart(why)}
    ${rulesPart(why)}
    ${directorPart(why)}
    ${last && filesPart(school.urn, asked)}`;
}

function levelPart(pack: PolicyPack, { school, asAt }: Why, held: HeldWhy): Html {
  return html`
    <p class="govuk-body-l">${levelTag(pack, held.level)} since ${shortDate(held.since)}</p>
    ${
      held.triggers.length === 0
        ? paragraph(`What led to it stands under the decision on ${school.name} below.`)
        : html`<p class="govuk-body govuk-!-margin-bottom-1">Because of:</p>${bulletList(held.triggers)}`
    }
    <p class="app-secondary govuk-!-margin-bottom-6">As at ${longDate(asAt)}. The headteacher, the chair of governors and the authority read this same page, except for evidence that is withheld.</p>`;
}

function offeredPart(pack: PolicyPack, { offered }: Why): Html {
  const { supports, open, networkFocus } = offered;
  return html`
    ${heading('The help that is offered')}
    ${bulletList([
      ...supports,
      networkFocus && 'It is a focus school of its network this academic year',
    ])}
    ${
      open &&
      summaryCard(
        {
          title: { content: processOf(pack, open.process).name, headingLevel: 3 },
          actions: { items: [{ href: `/cases/${open.id}`, content: 'Go to its page' }] },
        },
        summaryList({
          rows: [
            { key: 'Open since', value: shortDate(open.openedOn) },
            {
              key: 'Next meeting',
              value: open.planned
                ? open.planned.status === 'planned'
                  ? `${meetingName(formOf(pack, open.planned.form))}, ${longDate(open.planned.date)} at ${clockTime(open.planned.time)}`
                  : `${meetingName(formOf(pack, open.planned.form))}, ${open.planned.status}: the new date is not set yet`
                : 'Not set yet',
            },
          ],
        }),
      )
    }`;
}

function evidencePart({ besides, later, withheld }: Why, held: HeldWhy): Html {
  const stated = held.reasons.filter(({ kind }) => kind === 'stated');
  return html`
    ${heading('The evidence')}
    ${stated.length > 0 ? reasonList(stated, { marksReading: true }) : withheld === undefined && paragraph('The reasons are those of the decision below.')}
    ${figureList(held.figures)}
    ${concernList(besides, 'Also open, though the level does not rest on it')}
    ${concernList(later, 'Recorded since the decision')}
    ${withheld !== undefined && insetText({ content: withheld })}`;
}

function concernList(concerns: readonly Concern[], title: string): Html | false {
  return (
    concerns.length > 0 &&
    html`${heading(title, { level: 3 })}<ol class="app-reasons">${concerns.map(
      (concern) => html`<li class="app-reasons__item">${concernWords(concern)}</li>`,
    )}</ol>`
  );
}

function decisionPart({ decision, policy }: HeldWhy): Html {
  const { by, on, from, rationale } = decision;
  return html`
    ${heading('Who decided, and why')}
    <p class="govuk-body">${by.name}, ${by.role}, decided on ${longDate(on)}, from ${shortDate(from)}:</p>
    ${insetText({ content: markdown(rationale, 3) })}
    <p class="app-secondary govuk-!-margin-bottom-6">By the policy ${policy}.</p>`;
}

function leavingPart({ leaving }: Why): Html {
  const { tests, question, otherwise } = leaving;
  return html`
    ${heading('What gets us out')}
    ${bulletList(
      tests.map(
        ({ text, source }) =>
          html`${text}${source === 'added' && html` <span class="app-secondary">(Proposed: the policy does not say it.)</span>`}`,
      ),
    )}
    ${
      question !== undefined &&
      html`<p class="govuk-body govuk-!-margin-bottom-1">At every meeting the board asks itself:</p>${insetText({ content: html`<strong>${question}</strong>` })}`
    }
    ${
      otherwise.length > 0 &&
      html`${heading('What comes next otherwise', { level: 3 })}<p class="govuk-body govuk-!-margin-bottom-1">If engagement is lacking or progress is not sufficient, the next step is:</p>${bulletList(otherwise)}`
    }`;
}

function rulesPart({ rules, asAt }: Why): Html | false {
  const toCheck = [...new Set(rules.flatMap((rule) => rule.toCheck))];
  return (
    rules.length > 0 &&
    html`
      ${heading('National rules')}
      ${paragraph(`What the national rules make of the published inspections, as at ${shortDate(asAt)}. A rule only flags: where one is met, a Regional Director may assess whether the school should be supported in another way. The authority’s level is another matter.`)}
      ${summaryList({
        rows: rules.map(({ name, holds, applies, reason, citation, note }) => ({
          key: name,
          value: html`${tag({
            content: holds ? 'Yes' : applies ? 'No' : 'Does not apply',
            classes: holds ? 'govuk-tag--orange' : 'govuk-tag--grey',
          })} ${reason}${note !== undefined && ` ${note}`}${citation !== undefined && html`<br><span class="app-secondary">${citation}</span>`}`,
        })),
      })}
      ${
        toCheck.length > 0 &&
        details({
          summary: 'How the rules are read here, to be checked',
          content: html`${paragraph('These readings were not confirmed against the original text.')}${bulletList(toCheck)}`,
        })
      }`
  );
}

/** What a Regional Director decided, with the conditions: the same to head and authority. */
function directorPart({ director }: Why): Html | false {
  return (
    director.length > 0 &&
    html`
      ${heading('What the Regional Director decided')}
      ${director.map(
        ({ on, name, words, source, conditions }) => html`
          ${heading(`${name}, ${longDate(on)}`, { level: 3 })}
          <p class="govuk-body govuk-!-margin-bottom-1 app-words">${words}</p>
          <p class="app-source app-source--close">Source: ${source}, ${shortDate(on)}</p>
          ${
            conditions.length > 0 &&
            html`<p class="govuk-body govuk-!-margin-bottom-1">On these conditions:</p>${bulletList(
              conditions.map(
                (condition) =>
                  html`<span class="app-words">${condition.words}</span> <span class="app-secondary">${conditionState(condition)}</span>`,
              ),
            )}`
          }`,
      )}`
  );
}

function earlierPart({ earlier }: Why): Html | false {
  return (
    earlier.length > 0 &&
    html`${heading('Earlier levels')}${earlier.map(
      ({ label, from, until, by, rationale, ending }) => html`
        ${heading(`${label}, from ${shortDate(from)} until ${shortDate(until)}`, { level: 3 })}
        <p class="app-secondary">Decided by ${by.name}, ${by.role}</p>
        ${markdown(rationale, 4)}
        ${ending && html`<p class="app-secondary">Ended by ${ending.by.name}, ${ending.by.role}</p>${markdown(ending.rationale, 4)}`}`,
    )}`
  );
}

function filesPart(urn: number, { asSchool }: WhyShown): Html {
  const as = asSchool ? '?as=school' : '';
  return html`<p class="govuk-body app-not-printed">${link(`/schools/${urn}/why.pdf${as}`, 'Download as PDF')} or ${link(`/schools/${urn}/why.docx${as}`, 'as Word')}</p>`;
}
