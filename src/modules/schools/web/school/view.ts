import { shortDate } from '#kernel/dates.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { schoolStatusNames } from '#modules/schools/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import { answersPart } from '#web/answers-part.ts';
import { levelTag } from '#web/level-tag.ts';
import type { Arrival, Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import { casesPart } from './cases.ts';
import { factsPart } from './facts.ts';
import { figuresPart } from './figures.ts';
import { inspectionsPart } from './inspections.ts';
import { peoplePart } from './people.ts';
import type { SchoolShown } from './shown.ts';

export function schoolView(
  visit: Arrival & Pick<Visit<SchoolMatter>, 'actor' | 'subject'>,
  shown: SchoolShown,
): Html {
  const { school } = shown;
  const caption = [school.type.name, school.phase]
    .filter((part) => !!part && part !== 'Not applicable')
    .join(', ');
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'overview',
    caption,
    standing: html`${levelLine(visit, shown)}${standing(shown)}`,
    main: html`
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          ${casesPart(visit, shown)}
          ${answersPart(visit.services.pack, shown.answers)}
          ${inspectionsPart(shown.inspections, school)}
          ${figuresPart(shown)}
        </div>
        <div class="govuk-grid-column-one-third">
          ${peoplePart(visit, shown)}
          ${factsPart(visit, shown)}
        </div>
      </div>`,
  });
}

function levelLine({ services }: Arrival, { level, school }: SchoolShown): Html | undefined {
  if (!level) return undefined;
  return html`<p class="govuk-body">${levelTag(services.pack, level.level)} since ${shortDate(level.since)}. ${link(`/schools/${school.urn}/why`, 'Why, and what gets the school out')}</p>`;
}

/** What is out of the ordinary: a school that its network focuses on, is not open, or left the register. */
function standing({ school, focusIn }: SchoolShown): Html {
  const { urn, status, closedOn, source } = school;
  return html`
    ${
      focusIn.length > 0 &&
      paragraph(
        html`${tag({ content: `Network focus school, ${focusIn.join(' and ')}` })} ${link(`/schools/${urn}/network-focus`, 'Why', 'is it a network focus school?')}`,
      )
    }
    ${
      status !== 'open' &&
      html`<p class="govuk-body">${tag({
        content: schoolStatusNames[status],
        classes: status === 'closed' ? 'govuk-tag--grey' : 'govuk-tag--yellow',
      })}${closedOn !== null && ` on ${shortDate(closedOn)}`}</p>`
    }
    ${
      source.absentSince !== null &&
      insetText({
        content: `The register of ${shortDate(source.absentSince)} no longer has this school. What is below is from the last one that had it.`,
      })
    }`;
}
