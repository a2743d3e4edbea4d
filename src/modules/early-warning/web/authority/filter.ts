import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { select } from '#ui/components/select.ts';
import type { SelectItem } from '#ui/components/select.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, link } from '#ui/text.ts';
import { reasonKinds } from '../../domain/reason.ts';
import type { ReasonKind } from '../../domain/reason.ts';
import type { WarnedSchool } from '../../queries/overview.ts';
import { kindNames } from '../../queries/sentences.ts';

/** Which of the schools are shown, and in which order. */
export interface Filter {
  readonly kind: ReasonKind | undefined;
  /** A network by its name, or `noNetwork`; undefined for all. */
  readonly network: string | undefined;
  readonly schools: 'maintained' | 'academies' | undefined;
  readonly order: 'network' | 'name';
}

/** What no network can be called. */
export const noNetwork = '–';

/** Reads the filter from the address; what it does not know counts as not asked for. */
export function readFilter(query: Form): Filter {
  const schools = query.text('schools');
  return {
    kind: reasonKinds.find((kind) => kind === query.text('kind')),
    network: query.text('network') || undefined,
    schools: schools === 'maintained' || schools === 'academies' ? schools : undefined,
    order: query.text('order') === 'name' ? 'name' : 'network',
  };
}

export function isFiltered({ kind, network, schools }: Filter): boolean {
  return kind !== undefined || network !== undefined || schools !== undefined;
}

/** The schools that pass, each with the reasons that pass. */
export function filtered(
  warned: readonly WarnedSchool[],
  { kind, network, schools }: Filter,
): WarnedSchool[] {
  return warned.flatMap((school) => {
    if (network !== undefined && (school.network ?? noNetwork) !== network) return [];
    if (schools !== undefined && school.maintained !== (schools === 'maintained')) return [];
    const warnings = school.warnings.filter((each) => kind === undefined || each.kind === kind);
    return warnings.length > 0 ? [{ ...school, warnings }] : [];
  });
}

/** The form that asks the same page for less. `warned` are all schools with a reason. */
export function filterForm(path: string, filter: Filter, warned: readonly WarnedSchool[]): Html {
  const networks = new Set(warned.map(({ network }) => network ?? noNetwork));
  const named = [...networks].filter((name) => name !== noNetwork).toSorted();
  const rest: SelectItem[] = networks.has(noNetwork)
    ? [{ value: noNetwork, text: 'Not in a network' }]
    : [];
  const countOf = (kind: ReasonKind) =>
    warned.filter(({ warnings }) => warnings.some((each) => each.kind === kind)).length;
  return form({
    action: path,
    method: 'get',
    attributes: { class: 'app-filter app-not-printed' },
    content: html`
      <div class="app-filter__fields">
        ${choice('kind', 'Reason', filter.kind, [
          { value: '', text: 'Every reason' },
          ...reasonKinds.map((kind) => ({
            value: kind,
            text: `${kindNames[kind]} (${countOf(kind)})`,
          })),
        ])}
        ${
          named.length > 0 &&
          choice('network', 'Network', filter.network, [
            { value: '', text: 'Every network' },
            ...named.map((name) => ({ text: name })),
            ...rest,
          ])
        }
        ${choice('schools', 'Schools', filter.schools, [
          { value: '', text: 'Maintained schools and academies' },
          { value: 'maintained', text: 'Maintained schools' },
          { value: 'academies', text: 'Academies' },
        ])}
        ${
          named.length > 0 &&
          choice('order', 'Order', filter.order, [
            { value: 'network', text: 'By network' },
            { value: 'name', text: 'A to Z' },
          ])
        }
      </div>
      ${buttonGroup(
        button({ content: 'Show', classes: 'govuk-button--secondary' }),
        isFiltered(filter) && link(path, 'Show all schools with a reason'),
      )}`,
  });
}

function choice(
  name: string,
  label: string,
  value: string | undefined,
  items: readonly SelectItem[],
): Html {
  return select({ id: name, name, label: { content: label }, value, items });
}
