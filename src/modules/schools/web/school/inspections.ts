import { shortDate } from '#kernel/dates.ts';
import {
  areaName,
  categoryName,
  frameworkOf,
  gradeName,
  isGraded,
} from '#modules/inspections/index.ts';
import type { GradedInspection, Inspection } from '#modules/inspections/index.ts';
import type { School } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { summaryCard, summaryList } from '#ui/components/summary-list.ts';
import type { SummaryRow } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, outsideLink, paragraph } from '#ui/text.ts';
import { sourceLine } from './source-line.ts';

/** So many are open to read at once: the latest, and the one before. */
const shownAtOnce = 2;
/** URNs from here on are invented: Ofsted has no page for them. */
const firstInvented = 900_000;

/** Inspections, each in the words of its own framework: nothing is converted to another. */
export function inspectionsPart(inspections: readonly Inspection[], school: School): Html {
  const latest = inspections.slice(0, shownAtOnce);
  const earlier = inspections.slice(shownAtOnce);
  return html`
    ${heading('Inspections', { id: 'inspections' })}
    ${inspections.length === 0 && paragraph('No inspection is known.')}
    ${latest.map(card)}
    ${
      earlier.length > 0 &&
      details({
        summary:
          earlier.length === 1 ? '1 earlier inspection' : `${earlier.length} earlier inspections`,
        content: html`${earlier.map(card)}`,
      })
    }
    ${
      school.urn < firstInvented &&
      paragraph(
        outsideLink(
          `https://www.ofsted.gov.uk/inspection-reports/find-inspection-report/provider/ELS/${school.urn}`,
          'Reports on Ofsted’s site',
        ),
      )
    }`;
}

const kinds = {
  graded: 'Graded inspection',
  ungraded: 'Ungraded inspection',
  monitoring: 'Monitoring visit',
} as const;

function card(inspection: Inspection): Html {
  const { kind, firstDay, publishedOn, predecessor, type, framework, source } = inspection;
  const rows: readonly (SummaryRow | undefined)[] = [
    ...(isGraded(inspection)
      ? judgementRows(inspection)
      : [{ key: 'Outcome', value: inspection.outcome ?? 'None given' }]),
  ];
  const about = [
    type !== kinds[kind] && type,
    publishedOn && `report published ${shortDate(publishedOn)}`,
  ];
  return summaryCard(
    {
      title: { content: `${kinds[kind]}, ${shortDate(firstDay)}`, headingLevel: 3 },
      classes: 'app-inspection',
    },
    html`
      <p class="app-secondary">${frameworkOf(framework).name}</p>
      ${
        predecessor &&
        paragraph(
          `Judged as URN ${predecessor.urn}${predecessor.name === null ? '' : ` (${predecessor.name})`}, before it became this school.`,
        )
      }
      ${summaryList({ rows })}
      <p class="app-secondary">${about.filter((part) => !!part).join('; ')}</p>
      ${sourceLine(source.name, source.asAt)}`,
  );
}

function judgementRows(inspection: GradedInspection): (SummaryRow | undefined)[] {
  const { framework, category, safeguarding } = inspection;
  return [
    overallRow(inspection),
    category === null
      ? undefined
      : { key: 'Category of concern', value: strong(categoryName(category)) },
    ...areaRows(inspection),
    safeguarding === null
      ? undefined
      : {
          key: 'Safeguarding',
          value: html`${strong(safeguardingNames[safeguarding])}${framework === 'report-card' && judgedOn(inspection.judgedOn.safeguarding)}`,
        },
  ];
}

const safeguardingNames = {
  effective: 'Effective',
  'not-effective': 'Not effective',
  met: 'Met',
  'not-met': 'Not met',
} as const;

function overallRow(inspection: GradedInspection): SummaryRow | undefined {
  if (!frameworkOf(inspection.framework).overall) return undefined;
  if (!('overall' in inspection) || inspection.overall === null) {
    return { key: 'Overall effectiveness', value: 'Not in the data' };
  }
  return {
    key: 'Overall effectiveness',
    value: strong(gradeName(inspection.framework, inspection.overall)),
  };
}

/** In the order of the framework's reports; areas that did not apply are left out. */
function areaRows(inspection: GradedInspection): SummaryRow[] {
  const { framework } = inspection;
  const judgements: Readonly<Record<string, Parameters<typeof gradeName>[1] | undefined>> =
    inspection.judgements;
  const days: Readonly<Record<string, Inspection['firstDay'] | undefined>> =
    inspection.framework === 'report-card' ? inspection.judgedOn : {};
  return (Object.keys(frameworkOf(framework).areas) as Parameters<typeof areaName>[1][]).flatMap(
    (area) => {
      const judgement = judgements[area];
      if (judgement === undefined) return [];
      return [
        {
          key: areaName(framework, area),
          value: html`${strong(gradeName(framework, judgement))}${judgedOn(days[area])}`,
        },
      ];
    },
  );
}

function strong(text: string | null): Html {
  return html`<strong>${text}</strong>`;
}

/** A judgement may be made after the first day, at a monitoring visit. */
function judgedOn(day: Inspection['firstDay'] | undefined): Html | undefined {
  return day && html`<br><span class="app-secondary">judged ${shortDate(day)}</span>`;
}
