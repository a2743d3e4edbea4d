import { shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import type { School } from '#modules/schools/index.ts';
import { judgementPanels } from '#ui/charts/judgements.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { inspectionCard } from '#ui/components/inspection-card.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, link, outsideLink, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { workbookLink } from '#web/list-workbook.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { accountOf } from '../../domain/account.ts';
import type { Difference } from '../../domain/differences.ts';
import type { EnteredInspection } from '../../domain/entered.ts';
import type { KnownInspection, KnownInspections } from '../../queries/known.ts';
import { panelsOf } from './panels.ts';

interface InspectionsShown {
  readonly school: School;
  readonly known: KnownInspections;
  readonly mayEnter: boolean;
}

/** URNs from here on are invented: Ofsted has no page for them. */
const firstInvented = 900_000;

/** Every inspection in its own framework, with what changed between files and what was entered. */
export function inspectionsView(visit: Visit<SchoolMatter>, shown: InspectionsShown): Html {
  const { school, known, mayEnter } = shown;
  const { counting, withdrawn } = known;
  const panels = panelsOf(counting.map(({ inspection }) => inspection));
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'inspections',
    main: html`
      ${
        mayEnter &&
        html`<div class="govuk-button-group">${button({
          content: 'Enter an inspection',
          href: path`/schools/${String(school.urn)}/inspections/new`,
          classes: 'govuk-button--secondary',
        })}</div>`
      }
      ${
        panels.length > 0 &&
        html`
          ${heading('Judgements over time')}
          ${column(paragraph('Each framework has its own grades. They are not converted: a bar is as long as its grade is high on the scale of that framework alone.'))}
          ${judgementPanels(panels)}`
      }
      ${column(
        heading('All inspections'),
        counting.length === 0
          ? paragraph('No inspection is known.')
          : html`${counting.map((each) => card(each, shown))}${workbookLink(visit)}`,
        withdrawn.length > 0 && withdrawnPart(withdrawn),
        school.urn < firstInvented &&
          paragraph(
            outsideLink(
              `https://www.ofsted.gov.uk/inspection-reports/find-inspection-report/provider/ELS/${school.urn}`,
              'Reports on Ofsted’s site',
            ),
          ),
      )}`,
  });
}

function card(known: KnownInspection, { school, mayEnter }: InspectionsShown): Html {
  const { inspection, waiting, entered, retold, areas } = known;
  const account = accountOf(inspection);
  return inspectionCard({
    ...account,
    id: waiting?.id,
    title: waiting
      ? html`${account.title} ${tag({ content: 'Entered by hand', classes: 'govuk-tag--yellow' })}`
      : account.title,
    more: html`
      ${waiting && waitingPart(waiting, mayEnter)}
      ${entered.map((each) =>
        each.state === 'confirmed'
          ? confirmedPart(each.by)
          : contradictedPart(each.by, each.differences),
      )}
      ${
        areas.length > 0 &&
        html`${heading('Areas for improvement', { level: 4 })}${bulletList(areas.map(({ text }) => text))}
          <p class="app-source">${areasSource(areas)}</p>`
      }
      ${
        retold.length > 0 &&
        details({
          summary: 'What changed between files',
          content: html`${retold.map(
            ({ until, differences }) => html`
              ${paragraph(`Until the file of ${shortDate(until)}, Ofsted told it otherwise:`)}
              ${bulletList(differences.map((each) => differenceText(each, 'then', 'since')))}`,
          )}`,
        })
      }
      ${
        mayEnter &&
        !waiting &&
        paragraph(
          link(
            path`/schools/${String(school.urn)}/inspections/areas` +
              `?number=${encodeURIComponent(inspection.number)}`,
            areas.length > 0 ? 'Add more areas for improvement' : 'Add its areas for improvement',
            `of the inspection of ${shortDate(inspection.firstDay)}`,
          ),
          'app-not-printed govuk-!-margin-top-2',
        )
      }`,
  });
}

function areasSource(areas: KnownInspection['areas']): string {
  const names = [...new Set(areas.map(({ addedBy }) => addedBy))].join(' and ');
  return `Typed by ${names} from the report`;
}

function waitingPart({ id }: EnteredInspection, mayEnter: boolean): Html {
  return html`
    ${insetText({ content: 'No file of Ofsted has this inspection yet. It counts as entered until one does, which then confirms or contradicts it.' })}
    ${mayEnter && paragraph(link(path`/inspections/entered/${id}/withdraw`, 'Withdraw it', 'because it is wrong'), 'app-not-printed')}`;
}

function confirmedPart({ by, on, readIn }: EnteredInspection): Html {
  return html`<p class="app-secondary">${tag({ content: 'Confirmed', classes: 'govuk-tag--green' })} ${by.name} entered it on ${shortDate(on)} from ${readIn}. The file says the same.</p>`;
}

function contradictedPart(
  { by, on, readIn }: EnteredInspection,
  differences: readonly Difference[],
): Html {
  return insetText({
    content: html`
      <p class="govuk-body">${tag({ content: 'Contradicted', classes: 'govuk-tag--red' })} ${by.name} entered it otherwise on ${shortDate(on)} from ${readIn}. What the file says counts.</p>
      ${bulletList(differences.map((each) => differenceText(each, 'as entered', 'in the file')))}`,
  });
}

function differenceText({ what, one, other }: Difference, before: string, after: string): string {
  return `${what}: ${one ?? 'nothing'} ${before}, ${other ?? 'nothing'} ${after}`;
}

function withdrawnPart(withdrawn: readonly EnteredInspection[]): Html {
  return details({
    summary: 'Entered by hand, and withdrawn',
    content: html`${withdrawn.map(
      (each) => html`
        ${heading(accountOf(each.inspection).title, { level: 3 })}
        ${paragraph(`Entered by ${each.by.name} on ${shortDate(each.on)} from ${each.readIn}.`)}
        ${each.withdrawn && paragraph(`Withdrawn by ${each.withdrawn.by} on ${shortDate(each.withdrawn.on)}: ${each.withdrawn.reason}`)}
        ${bulletList(accountOf(each.inspection).lines.map(({ what, said }) => `${what}: ${said}`))}`,
    )}`,
  });
}
