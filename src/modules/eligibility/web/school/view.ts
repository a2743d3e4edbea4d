import { longDate, shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { frameworkOf } from '#modules/inspections/index.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { School } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { described } from '../../domain/judged.ts';
import { coastingNote } from '../../domain/finding.ts';
import type { Eligibility, Finding } from '../../domain/finding.ts';
import { asAtForm } from '../as-at.ts';
import type { AsAt } from '../as-at.ts';

interface Shown {
  readonly school: School;
  readonly eligibility: Eligibility;
  readonly asAt: AsAt;
}

/** What each national rule makes of one school, and why. */
export function schoolRulesView(visit: Visit<SchoolMatter>, shown: Shown): Html {
  const { school, eligibility, asAt } = shown;
  const { categoryOfConcern, coasting, stuck, extraConsideration } = eligibility;
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'rules',
    problems: asAt.problems,
    main: column(
      paragraph(
        `The national rules as at ${longDate(eligibility.asAt)}, applied to the inspections that are held. A rule only flags: it decides nothing about the school. The three are separate facts.`,
      ),
      asAtForm(visit, asAt),
      extraConsideration &&
        insetText({
          content: `Before any intervention, extra consideration is due to the most suitable course of action and sponsor, because of the school’s type: ${school.type.name}.`,
        }),
      part('Category of concern', categoryOfConcern, {
        yes: 'In a category',
        no: 'In no category',
      }),
      part('Not making necessary improvements (coasting)', coasting, {
        yes: 'Coasting',
        no: eligibility.exempt === null ? 'Not coasting' : 'Exempt',
        after:
          coasting.holds &&
          school.maintained &&
          insetText({
            content: `${coastingNote} That day is recorded when it comes, and never inferred.`,
          }),
      }),
      part('Stuck', stuck, { yes: 'Stuck', no: 'Not stuck' }),
    ),
  });
}

interface Words {
  readonly yes: string;
  readonly no: string;
  readonly after?: Html | false;
}

function part(title: string, finding: Finding, { yes, no, after = false }: Words): Html {
  const { holds, rule, inspections, reason, wouldChange } = finding;
  return html`
    <section class="govuk-!-margin-bottom-8">
      ${heading(html`${title} ${tag({ content: holds ? yes : no, classes: holds ? 'govuk-tag--orange' : 'govuk-tag--grey' })}`)}
      ${paragraph(reason)}
      ${after}
      ${summaryList({
        rows: [
          { key: 'What would change it', value: wouldChange },
          inspections.length > 0 && {
            key: 'Inspections used',
            value: html`${bulletList(inspections.map(used))}`,
          },
          rule && {
            key: 'Rule',
            value: html`${rule.says}<br><span class="app-secondary">${rule.citation}. ${inForce(rule)}</span>`,
          },
        ],
      })}
      ${
        rule &&
        rule.toCheck.length > 0 &&
        details({
          summary: 'How the rule is read here, to be checked',
          content: html`${paragraph('These readings were not confirmed against the original text.')}${bulletList(rule.toCheck)}`,
        })
      }
    </section>`;
}

function used(inspection: GradedInspection): Html {
  const { framework, source } = inspection;
  const asAt = source.asAt === null ? '' : `, as at ${shortDate(source.asAt)}`;
  return html`Graded inspection ${described(inspection)}. <span class="app-secondary">${frameworkOf(framework).name}. Source: ${source.name}${asAt}</span>`;
}

function inForce({ from, until }: NonNullable<Finding['rule']>): string {
  return until === null
    ? `Since ${shortDate(from)}.`
    : `From ${shortDate(from)} to ${shortDate(until)}.`;
}

export function rulesLink(urn: number, name: string): Html {
  return link(path`/schools/${String(urn)}/national-rules`, name);
}
