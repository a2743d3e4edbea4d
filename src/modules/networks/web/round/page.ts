import { parseAcademicYear, yearsAfter } from '#kernel/academic-year.ts';
import { dateOf, parseLocalDate } from '#kernel/dates.ts';
import { newId, parseId } from '#kernel/ids.ts';
import type { RoundId } from '#kernel/ids.ts';
import { writeCsv } from '#platform/csv/write-csv.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { canWithRounds } from '../../access.ts';
import { openRound } from '../../commands/open-round.ts';
import { yearsToDecide } from '../../domain/round.ts';
import { decidedOn, exportColumns, exportRows } from '../../queries/export.ts';
import { roundContext } from '../../queries/round-context.ts';
import { namesOf, roundsSoFar } from '../../queries/rounds.ts';
import { schoolsTakingPart } from '../../queries/schools-taking-part.ts';
import { onRound, toRounds } from '../gates.ts';
import { newRoundView, roundView } from './view.ts';

const newPath = '/identify/rounds/new';

export const roundRoutes = [
  route({
    method: 'GET',
    path: newPath,
    gate: toRounds('decide'),
    handle: (visit) => showNew(visit, visit.query, newId<RoundId>(), []),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate: toRounds('decide'),
    async handle(visit) {
      const { form } = visit;
      const id = parseId<RoundId>(form.raw('id')) ?? newId<RoundId>();
      const year = parseAcademicYear(form.text('year'));
      if (year === undefined) {
        const sentence = 'Choose the academic year that the round is for';
        return showNew(visit, form, id, [{ field: 'year', sentence }]);
      }
      const opened = await openRound(workOf(visit), { id, year });
      if (opened.ok) return redirect(`/identify/rounds/${opened.value}`);
      const next = opened.refusal.code === 'form-used' ? newId<RoundId>() : id;
      return showNew(visit, form, next, [problemOf(opened.refusal, 'year')]);
    },
  }),
  route({
    method: 'GET',
    path: '/identify/rounds/:round',
    gate: onRound('see'),
    async handle(visit) {
      const { services, subject, actor } = visit;
      const { db, pack } = services;
      const { round } = subject;
      const [context, names] = await Promise.all([
        roundContext(db, subject, visit.today, pack),
        namesOf(db, [round.openedBy, ...(round.state.kind === 'closed' ? [round.state.by] : [])]),
      ]);
      return page(
        roundView(visit, { context, names, decides: canWithRounds(actor, 'decide', pack) }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/identify/rounds/:round/schools.csv',
    gate: onRound('see'),
    async handle(visit) {
      const { services, subject } = visit;
      const context = await roundContext(services.db, subject, visit.today, services.pack);
      const { year } = subject.round;
      const rows = exportRows(subject, context, services.pack);
      const name = `categorisation-${year.replace('/', '-')}-as-at-${dateOf(visit.now)}.csv`;
      const bytes = writeCsv(exportColumns(yearsAfter(year, -1), year), rows);
      return { kind: 'file', bytes, type: 'text/csv; charset=utf-8', name };
    },
  }),
  route({
    method: 'GET',
    path: '/identify/rounds/:round.xlsx',
    gate: onRound('see'),
    async handle(visit) {
      const { services, subject } = visit;
      const context = await roundContext(services.db, subject, visit.today, services.pack);
      const { year } = subject.round;
      const rows = exportRows(subject, context, services.pack);
      return listWorkbook<(typeof rows)[number]>(visit, {
        name: `Categorisation ${year}`,
        rows,
        filter: { Year: year },
        columns: exportColumns(yearsAfter(year, -1), year).map((title, index) => ({
          title,
          width: 24,
          value: (row) =>
            title === decidedOn ? dayCell(parseLocalDate(String(row[index]))) : row[index],
        })),
      });
    },
  }),
];

async function showNew(
  visit: Visit<undefined>,
  typed: Form,
  id: RoundId,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, authority, today } = visit;
  const { db, pack } = services;
  const asking = { laCode: authority.laCode, today };
  const [schools, { rounds }] = await Promise.all([
    schoolsTakingPart(db, asking, pack.categorisation),
    roundsSoFar(db),
  ]);
  const years = yearsToDecide(today).filter((year) => !rounds.some((round) => round.year === year));
  const view = newRoundView(visit, { id, schools, years, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
