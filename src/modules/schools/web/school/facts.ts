import { shortDate } from '#kernel/dates.ts';
import { sourceLine } from './source-line.ts';
import { figureText } from '#modules/schools/index.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, outsideLink } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import { groupsPart, linksPart } from './relations.ts';
import type { SchoolShown } from './shown.ts';

/** What the register says of the school, with the day that it said so. */
export function factsPart(
  arrival: Arrival,
  { school, groups, links }: Pick<SchoolShown, 'school' | 'groups' | 'links'>,
): Html {
  const { authority, establishmentNumber, ages, source } = school;
  const text = (key: string, value: string | number | null) =>
    value !== null && !isNothing(String(value)) && { key, value: String(value) };
  const number = establishmentNumber === null ? '' : String(establishmentNumber).padStart(4, '0');
  return html`
    ${heading('Facts')}
    ${summaryList({
      classes: 'app-stacked-list',
      rows: [
        text('URN', school.urn),
        text('Establishment number', number && `${authority.code}/${number}`),
        text('Type', school.type.name),
        text('Phase', school.phase),
        text('Ages', ageRange(ages.from, ages.to)),
        text('Gender of entry', school.gender),
        text('Nursery', school.nursery),
        text('Sixth form', school.sixthForm),
        text('Religious character', school.religiousCharacter),
        text('Diocese', school.diocese),
        text('Admissions policy', school.admissions),
        text('Capacity', school.capacity === null ? null : figureText(school.capacity, 'pupils')),
        ...groups.filter(({ listed }) => !listed).map(({ type, name }) => text(type, name)),
        text('Opened', school.openedOn && shortDate(school.openedOn)),
        school.address.length > 0 && {
          key: 'Address',
          value: html`${school.address.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`,
        },
        school.telephone !== null && {
          key: 'Telephone',
          value: html`<a class="govuk-link" href="tel:${school.telephone.replaceAll(/[^\d+]/g, '')}">${school.telephone}</a>`,
        },
        school.website !== null && { key: 'Website', value: website(school.website) },
      ],
    })}
    ${sourceLine(source.name, source.asAt)}
    ${groupsPart(groups.filter(({ listed }) => listed))}
    ${linksPart(arrival, links)}`;
}

/** How the register writes that there is nothing to say. */
function isNothing(text: string): boolean {
  return /^(?:|none|not applicable|does not apply|not recorded|unknown|does not have a sixth form)$/i.test(
    text,
  );
}

function ageRange(from: number | null, to: number | null): string {
  if (from !== null && to !== null) return `${from} to ${to}`;
  if (from !== null) return `from ${from}`;
  return to === null ? '' : `to ${to}`;
}

/** As the register has it, which is often without "https://". */
function website(address: string): Html {
  const whole = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  const shown = address.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return html`<span class="app-breaks">${outsideLink(whole, shown)}</span>`;
}
