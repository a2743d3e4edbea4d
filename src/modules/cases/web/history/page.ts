import { dateOf, longInstant } from '#kernel/dates.ts';
import { processOf } from '#policy-pack/index.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { dayCell, listWorkbook, workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import { page, route } from '#web/route.ts';
import { historyOf, wholeHistoryOf } from '../../queries/history.ts';
import type { HistoryEntry } from '../../queries/history.ts';
import { onCase } from '../gates.ts';

export const historyRoutes = [
  route({
    method: 'GET',
    path: '/cases/:case/history',
    gate: onCase('see its history'),
    async handle(visit) {
      const { services, subject, query } = visit;
      const here = `/cases/${subject.caseId}`;
      const before = Number(query.text('before'));
      const { entries, more } = await historyOf(
        services.db,
        subject.caseId,
        Number.isSafeInteger(before) && before > 0 ? before : undefined,
      );
      const process = processOf(services.pack, subject.case.process);
      return page(
        shellPage(visit, {
          title: 'History',
          back: { href: here, content: `${process.name} for ${subject.schoolName}` },
          main: html`
            ${heading('History', { level: 1, caption: subject.schoolName })}
            ${paragraph('Who did what, and when. Nothing here can be changed or removed.')}
            ${stackingTable({
              head: ['When', 'Who', 'What'],
              rows: entries.map(({ at, who, what }) => [longInstant(at), who, capital(what)]),
            })}
            ${workbookLink(visit)}
            ${more !== undefined && paragraph(link(`${here}/history?before=${more}`, 'Earlier'))}`,
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/cases/:case/history.xlsx',
    gate: onCase('see its history'),
    async handle(visit) {
      const { services, subject } = visit;
      return listWorkbook<HistoryEntry>(visit, {
        name: 'History',
        rows: await wholeHistoryOf(services.db, subject.caseId),
        columns: [
          { title: 'School', width: 40, value: () => subject.schoolName },
          { title: 'Day', width: 14, value: ({ at }) => dayCell(dateOf(at)) },
          { title: 'When', width: 34, value: ({ at }) => longInstant(at) },
          { title: 'Who', width: 30, value: ({ who }) => who },
          { title: 'What', width: 44, value: ({ what }) => capital(what) },
        ],
      });
    },
  }),
];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
