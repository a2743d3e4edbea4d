import { shortDate } from '#kernel/dates.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, outsideLink, paragraph } from '#ui/text.ts';
import type { Condition } from '../../domain/assessment.ts';
import {
  conditionEnds,
  decisions,
  factNames,
  groundNames,
  parties,
  subjects,
} from '../../domain/facts.ts';
import type { Fact, Ground } from '../../domain/facts.ts';

/** What a fact is, in a few words: "Representation made: the governing body". */
export function titleOf(fact: Fact): string {
  if ('party' in fact) return `${factNames[fact.kind]}: ${lower(parties[fact.party])}`;
  if (fact.kind === 'decision') return `Decision: ${lower(decisions[fact.decision])}`;
  if (fact.kind !== 'condition-ended') return factNames[fact.kind];
  return fact.end === 'met' ? 'Condition met' : 'Condition lifted';
}

/** What a fact says, below its title. `conditions` are those of the assessment. */
export function saidBy(fact: Fact, conditions: readonly Condition[]): Html {
  switch (fact.kind) {
    case 'opened':
      // What the rules said of each stands above, with its citation.
      return html`${said(
        fact.grounds.length === 0
          ? 'No national rule flagged the school.'
          : `Flagged by the national rules: ${fact.grounds.map((ground) => groundNames[ground.fact]).join('; ')}.`,
      )}${words(fact.reason)}`;
    case 'notified':
      return paragraph(
        'From this day the school is eligible under section 60B.',
        'app-timeline__said',
      );
    case 'representation-asked':
      return html``;
    case 'representation-made':
      return html`${words(fact.summary)}${said(`By ${fact.by}`)}${documentLine(fact)}`;
    case 'view':
      return html`${quoted(fact.words)}${said(fact.by)}`;
    case 'support':
      return html`${words(fact.what)}${said(`Offered by ${fact.by}`)}`;
    case 'decision':
      return html`${quoted(fact.words)}${
        fact.considerationUnknown && said('What extra consideration was given was not known.')
      }`;
    case 'condition':
      return html`${quoted(fact.words)}${said(dueText(fact.due))}`;
    case 'condition-ended': {
      const condition = conditions.find(({ id }) => id === fact.condition);
      return html`${words(fact.words)}${condition && said(`The condition: ${condition.set.words}`)}${
        fact.end === 'lifted' && said(conditionEnds.lifted)
      }`;
    }
    case 'raised':
      return html`
        ${said(`About: ${fact.about.map((each) => lower(subjects[each])).join(', ')}`)}
        ${words(fact.what)}
        ${paragraph(html`<strong>Evidence.</strong> <span class="app-words">${fact.evidence}</span>`)}
        ${said(`Raised with ${lowerArticle(fact.to)} by ${fact.by}`)}`;
    case 'answered':
      return html`${quoted(fact.words)}${said(fact.by)}`;
    case 'consideration':
    case 'follow-up':
    case 'closed':
    case 'withdrawn':
      return words(fact.words) ?? html``;
  }
}

export function groundsList(grounds: readonly Ground[]): Html {
  return html`${bulletList(
    grounds.map(
      ({ fact, reason, citation }) =>
        html`<strong>${groundNames[fact]}.</strong> ${reason}<br><span class="app-secondary">${citation}</span>`,
    ),
  )}`;
}

/** "Due on 30 November 2026" */
export function dueText(due: Condition['set']['due']): string {
  return due === undefined ? 'Without a day by which it is due' : `Due on ${shortDate(due)}`;
}

function documentLine({ document, link }: { document: string; link: string }): Html | undefined {
  if (document === '' && link === '') return undefined;
  const name = document === '' ? 'The document' : document;
  return paragraph(
    html`Document: ${link === '' ? name : outsideLink(link, name)}`,
    'govuk-body-s app-breaks',
  );
}

/** Words as they were typed. */
function words(text: string): Html | undefined {
  return text === '' ? undefined : html`<p class="app-words app-timeline__said">${text}</p>`;
}

/** Words of somebody else. */
function quoted(text: string): Html {
  return html`<p class="app-words app-timeline__said">“${text}”</p>`;
}

function said(text: string): Html {
  return paragraph(text, 'govuk-body-s app-timeline__said');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function lowerArticle(text: string): string {
  return text.replace(/^The /, 'the ');
}
