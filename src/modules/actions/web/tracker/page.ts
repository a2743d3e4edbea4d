import { dateOf, parseLocalDate } from '#kernel/dates.ts';
import { parseId, parseUrn } from '#kernel/ids.ts';
import type { NetworkId } from '#kernel/ids.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { writeCsv } from '#platform/csv/write-csv.ts';
import type { Form } from '#platform/http/form.ts';
import { signedIn } from '#web/gates.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { pageAsked } from '#web/paging.ts';
import { page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { exportColumns, exportDays, exportRows } from '../../queries/export.ts';
import { allTracked, choicesFor, standings, trackActions } from '../../queries/tracker.ts';
import type { Standing, TrackerFilter } from '../../queries/tracker.ts';
import { visibleTo } from '../../queries/visible.ts';
import type { Visible } from '../../queries/visible.ts';
import { onSchoolActions, toActions } from '../gates.ts';
import { schoolActionsView, trackerView, yourActionsView } from './view.ts';

export const trackerRoutes = [
  route({
    method: 'GET',
    path: '/actions',
    gate: toActions,
    async handle(visit) {
      const { services, query, today } = visit;
      const visible = await visibleFor(visit);
      const filter = readFilter(query);
      const asked = pageAsked(query);
      const [tracked, choices] = await Promise.all([
        trackActions(services.db, visible, filter, { page: asked, today }),
        choicesFor(services.db, visible, today),
      ]);
      return page(trackerView(visit, { filter, tracked, choices, page: asked, visible }));
    },
  }),
  route({
    method: 'GET',
    path: '/actions/actions.csv',
    gate: toActions,
    handle: async (visit) => file(visit, await visibleFor(visit), readFilter(visit.query)),
  }),
  route({
    method: 'GET',
    path: '/actions.xlsx',
    gate: toActions,
    handle: async (visit) => workbook(visit, await visibleFor(visit), readFilter(visit.query)),
  }),
  route({
    method: 'GET',
    path: '/actions/yours',
    gate: signedIn,
    async handle(visit) {
      const { services, actor, query, today } = visit;
      const filter = { ...none, standing: standingIn(query), person: actor.id };
      const asked = pageAsked(query);
      const tracked = await trackActions(services.db, onlyOwn(visit), filter, {
        page: asked,
        today,
      });
      return page(yourActionsView(visit, { filter, tracked, page: asked }));
    },
  }),
  route({
    method: 'GET',
    path: '/actions/yours.csv',
    gate: signedIn,
    handle: (visit) =>
      file(visit, onlyOwn(visit), {
        ...none,
        standing: standingIn(visit.query),
        person: visit.actor.id,
      }),
  }),
  route({
    method: 'GET',
    path: '/actions/yours.xlsx',
    gate: signedIn,
    handle: (visit) =>
      workbook(visit, onlyOwn(visit), {
        ...none,
        standing: standingIn(visit.query),
        person: visit.actor.id,
      }),
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/actions',
    gate: onSchoolActions,
    async handle(visit) {
      const { services, query, today, subject } = visit;
      const filter = { ...readFilter(query), urn: subject.urn, network: undefined };
      const asked = pageAsked(query);
      const tracked = await trackActions(services.db, await visibleFor(visit), filter, {
        page: asked,
        today,
      });
      return page(schoolActionsView(visit, { filter, tracked, page: asked }));
    },
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/actions.csv',
    gate: onSchoolActions,
    handle: async (visit) =>
      file(visit, await visibleFor(visit), {
        ...readFilter(visit.query),
        urn: visit.subject.urn,
        network: undefined,
      }),
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/actions.xlsx',
    gate: onSchoolActions,
    handle: async (visit) =>
      workbook(visit, await visibleFor(visit), {
        ...readFilter(visit.query),
        urn: visit.subject.urn,
        network: undefined,
      }),
  }),
];

const none: TrackerFilter = {
  standing: 'open',
  undertakes: '',
  monitors: '',
  urn: undefined,
  network: undefined,
};

/** Their own, wherever they are: nobody else's. */
function onlyOwn({ actor }: Visit<unknown>): Visible {
  return { kind: 'cases', cases: [], person: actor.id };
}

function visibleFor({ services, actor, authority, today }: Visit<SchoolMatter | undefined>) {
  return visibleTo(services.db, actor, { today, laCode: authority.laCode });
}

/** Reads the filter from the address; what it does not know counts as not asked for. */
function readFilter(query: Form): TrackerFilter {
  return {
    standing: standingIn(query),
    undertakes: query.text('undertakes').slice(0, 200),
    monitors: query.text('monitors').slice(0, 200),
    urn: parseUrn(query.text('school')),
    network: parseId<NetworkId>(query.text('network')),
  };
}

function standingIn(query: Form): Standing {
  const asked = query.text('status');
  return (Object.keys(standings) as Standing[]).find((key) => key === asked) ?? 'open';
}

async function file(
  { services, today, now }: Visit<unknown>,
  visible: Visible,
  filter: TrackerFilter,
): Promise<Reply> {
  const actions = await allTracked(services.db, visible, filter, today);
  return {
    kind: 'file',
    bytes: writeCsv(exportColumns, exportRows(actions, today)),
    type: 'text/csv; charset=utf-8',
    name: `actions-as-at-${dateOf(now)}.csv`,
  };
}

async function workbook(
  visit: Visit<unknown>,
  visible: Visible,
  filter: TrackerFilter,
): Promise<Reply> {
  const { services, today } = visit;
  const rows = exportRows(await allTracked(services.db, visible, filter, today), today);
  return listWorkbook<(typeof rows)[number]>(visit, {
    name: 'Actions',
    rows,
    filter: {
      State: standings[filter.standing],
      'Who undertakes it': filter.undertakes,
      'Who monitors it': filter.monitors,
      'School (URN)': filter.urn === undefined ? undefined : String(filter.urn),
      Network: filter.network,
    },
    columns: exportColumns.map((title, index) => ({
      title,
      width: exportDays.has(title) || index === 0 ? 14 : 36,
      value: (row) => {
        const cell = row[index];
        return exportDays.has(title) ? dayCell(parseLocalDate(String(cell))) : cell;
      },
    })),
  });
}
