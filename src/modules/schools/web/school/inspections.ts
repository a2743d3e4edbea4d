import { accountOf } from '#modules/inspections/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import type { School } from '#modules/schools/index.ts';
import { inspectionCard } from '#ui/components/inspection-card.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';

/** The latest inspection, and the way to the others. `inspections` are the newest first. */
export function inspectionsPart(inspections: readonly Inspection[], school: School): Html {
  const [latest, ...earlier] = inspections;
  const words =
    earlier.length === 0
      ? 'More about its inspections'
      : `All ${inspections.length} inspections, and how judgements changed`;
  return html`
    ${heading('Latest inspection', { id: 'inspections' })}
    ${latest ? inspectionCard(accountOf(latest)) : paragraph('No inspection is known.')}
    ${paragraph(link(`/schools/${school.urn}/inspections`, words))}`;
}
