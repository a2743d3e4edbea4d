import { shortDate } from '#kernel/dates.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import type { SummaryRow } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import { linkManner, linkMeaning } from '../../domain/school-link.ts';
import type { LinkedSchool } from '../../domain/school-link.ts';
import { sourceName } from '../../domain/sources.ts';
import type { GroupOfSchool } from '../../queries/groups-of.ts';
import type { LinksOfSchool } from '../../queries/school-links.ts';
import { sourceLine } from './source-line.ts';

/** The groups that a file of its own lists, each of its type, with the day the school joined. */
export function groupsPart(groups: readonly GroupOfSchool[]): Html | false {
  const [first] = groups;
  if (first === undefined) return false;
  return html`
    ${summaryList({
      classes: 'app-stacked-list',
      rows: groups.map(({ type, name, joinedOn }) => ({
        key: type,
        value: html`${name}${
          joinedOn !== null &&
          html`<br><span class="app-secondary">since ${shortDate(joinedOn)}</span>`
        }`,
      })),
    })}
    ${sourceLine(sourceName(first.source), first.asAt)}`;
}

/** The schools before and after this one, and its sixth form centre. */
export function linksPart({ actor, authority }: Arrival, links: LinksOfSchool): Html | false {
  const { predecessors, successors, others } = links;
  const [first] = [...predecessors, ...successors, ...others];
  if (first === undefined) return false;
  // Pages are there for the authority's own schools, and for those who see more than one.
  const leadsTo =
    !!actor && permitsAuthority(actor, 'school facts', 'read') ? authority.laCode : undefined;
  const row = (one: string, many: string, linked: readonly LinkedSchool[]): SummaryRow | false =>
    linked.length > 0 && {
      key: linked.length === 1 ? one : many,
      value: html`${linked.map((each, index) => html`${index > 0 && html`<br>`}${school(each, leadsTo)}`)}`,
    };
  const centres = others.filter(({ kind }) => linkMeaning(kind) === 'sixth-form-centre');
  return html`
    ${summaryList({
      classes: 'app-stacked-list',
      rows: [
        row('Predecessor', 'Predecessors', predecessors),
        row('Successor', 'Successors', successors),
        row('Sixth form centre', 'Sixth form centres', centres),
        ...others
          .filter((each) => !centres.includes(each))
          .map((each) => row(`Linked: ${each.kind.toLowerCase()}`, '', [each])),
      ],
    })}
    ${sourceLine(sourceName(first.source), newest([...predecessors, ...successors, ...others]))}`;
}

function school(
  { urn, name, kind, establishedOn, laCode }: LinkedSchool,
  leadsTo: string | undefined,
): Html {
  const called = name ?? `URN ${urn}`;
  const isSuccession = ['predecessor', 'successor'].includes(linkMeaning(kind));
  const more = [
    name !== null && `URN ${urn}`,
    isSuccession && linkManner(kind),
    establishedOn !== null && shortDate(establishedOn),
  ].filter((part) => !!part);
  return html`${laCode !== null && laCode === leadsTo ? link(`/schools/${urn}`, called) : called}${
    more.length > 0 && html`<br><span class="app-secondary">${more.join(', ')}</span>`
  }`;
}

function newest(linked: readonly LinkedSchool[]): LinkedSchool['asAt'] {
  const days = linked.flatMap(({ asAt }) => (asAt === null ? [] : [asAt]));
  return days.toSorted((a, b) => (a < b ? -1 : 1)).at(-1) ?? null;
}
