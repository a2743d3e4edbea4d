import { dateOf } from '#kernel/dates.ts';
import { latestImports } from '#modules/schools/index.ts';
import type { PastImport } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf, readDate } from '#web/fields.ts';
import { authorityGate } from '#web/gates.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { json, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import {
  checkKeptFileAgain,
  dateKeptFile,
  discardKeptFile,
  importKeptFile,
} from '../../commands/decide-file.ts';
import { keepForImport } from '../../commands/keep-file.ts';
import type { FileWork } from '../../commands/keep-file.ts';
import { shareDone } from '../../domain/kept-file.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { keptFilesOf } from '../../index.ts';
import { onImport, onKeptFile } from '../gates.ts';
import { checkedView } from './checked-view.ts';
import { importView } from './import-view.ts';
import { datePrefix, largestFile, listView } from './list-view.ts';
import { brokenView, importedView, undatedView, workingView } from './state-views.ts';

const path = '/administration/imports';
const filePath = `${path}/files/:file`;
const administers = authorityGate('write', 'administration');

/** A workbook has so many at the most, the newest. */
const mostListed = 10_000;

export const importRoutes = [
  route({
    method: 'GET',
    path,
    gate: administers,
    handle: (visit) => showList(visit, visit.query, []),
  }),
  route({
    method: 'POST',
    path,
    gate: administers,
    upload: {
      field: 'file',
      maxBytes: largestFile,
      tooLarge: (visit, problems) => showList(visit, visit.form, problems),
    },
    async handle(visit) {
      const { form, files } = visit;
      const received = files.find(({ field }) => field === 'file');
      const day = isDateTyped(form)
        ? readDate(form, datePrefix, 'The date of the data')
        : undefined;
      const problems: FormError[] = [
        ...(received ? [] : [{ field: 'file', sentence: 'Choose the file to import' }]),
        ...(day && !day.ok ? [problemOf(day.refusal, datePrefix)] : []),
      ];
      if (!received || problems.length > 0) return showList(visit, form, problems);
      const kept = await keepForImport(
        fileWork(visit),
        received,
        day?.ok === true ? day.value : undefined,
      );
      if (kept.ok) return redirect(`${path}/files/${kept.value}`);
      return showList(visit, form, [problemOf(kept.refusal, 'file')]);
    },
  }),
  route({
    method: 'GET',
    path: `${path}.xlsx`,
    gate: administers,
    async handle(visit) {
      return listWorkbook<PastImport>(visit, {
        name: 'Imports',
        rows: await latestImports(visit.services.db, mostListed),
        columns: [
          { title: 'File', width: 44, value: ({ fileName }) => fileName },
          { title: 'Publication', width: 44, value: ({ sourceName }) => sourceName },
          { title: 'Data as at', width: 14, value: ({ asAt }) => dayCell(asAt) },
          {
            title: 'Imported on',
            width: 14,
            value: ({ importedAt }) => dayCell(dateOf(importedAt)),
          },
          { title: 'By', width: 28, value: ({ importedBy }) => importedBy },
          {
            title: 'Although it looked implausible',
            width: 18,
            value: ({ overridden }) => (overridden ? 'Yes' : 'No'),
          },
          { title: 'Size in bytes', width: 14, value: ({ fileSize }) => fileSize },
          { title: 'Fingerprint (SHA-256)', width: 70, value: ({ sha256 }) => sha256 },
        ],
      });
    },
  }),
  route({
    method: 'GET',
    path: filePath,
    gate: onKeptFile,
    handle: (visit) => showFile(visit, visit.query, []),
  }),
  route({
    method: 'GET',
    path: `${filePath}/progress.json`,
    gate: onKeptFile,
    handle({ subject: { state } }) {
      const busy = state.kind === 'waiting' || state.kind === 'working';
      const share = state.kind === 'working' ? shareDone(state.progress) : 0;
      return Promise.resolve(json({ busy, percent: Math.round(share * 100) }));
    },
  }),
  route({
    method: 'POST',
    path: `${filePath}/date`,
    gate: onKeptFile,
    async handle(visit) {
      const day = readDate(visit.form, datePrefix, 'The date of the data');
      const dated = day.ok
        ? await dateKeptFile(fileWork(visit), visit.subject.token, day.value)
        : day;
      if (dated.ok) return redirect(`${path}/files/${visit.subject.token}`);
      return showFile(visit, visit.form, [problemOf(dated.refusal, datePrefix)]);
    },
  }),
  route({
    method: 'POST',
    path: `${filePath}/import`,
    gate: onKeptFile,
    async handle(visit) {
      const { subject, form } = visit;
      const done = await importKeptFile(fileWork(visit), subject.token, form.text('reason'));
      if (done.ok) return redirect(`${path}/files/${subject.token}`);
      return showFile(visit, form, [problemOf(done.refusal, 'reason')]);
    },
  }),
  route({
    method: 'POST',
    path: `${filePath}/check`,
    gate: onKeptFile,
    async handle(visit) {
      const done = await checkKeptFileAgain(fileWork(visit), visit.subject.token);
      if (done.ok) return redirect(`${path}/files/${visit.subject.token}`);
      return showFile(visit, visit.form, [problemOf(done.refusal, 'file')]);
    },
  }),
  route({
    method: 'POST',
    path: `${filePath}/discard`,
    gate: onKeptFile,
    async handle(visit) {
      const done = await discardKeptFile(fileWork(visit), visit.subject.token);
      if (done.ok) return redirect(path);
      return showFile(visit, visit.form, [problemOf(done.refusal, 'file')]);
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:import`,
    gate: onImport,
    handle: (visit) => Promise.resolve(page(importView(visit, visit.subject))),
  }),
];

function isDateTyped(form: Form): boolean {
  return ['day', 'month', 'year'].some((part) => form.text(`${datePrefix}-${part}`) !== '');
}

function fileWork(visit: Visit<unknown>): FileWork {
  return { ...workOf(visit), dataDir: visit.services.dataDir };
}

async function showList(
  visit: Visit<unknown>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, actor, now } = visit;
  const [imports, kept] = await Promise.all([
    latestImports(services.db, 50),
    keptFilesOf(services.dataDir, actor.id, now),
  ]);
  const waiting = kept.filter(({ state }) => state.kind !== 'refused' && state.kind !== 'imported');
  const view = listView(visit, { imports, waiting, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showFile(
  visit: Visit<KeptFile>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const file = visit.subject;
  const { state } = file;
  const status = problems.length === 0 ? 200 : 422;
  switch (state.kind) {
    case 'undated':
      return page(undatedView(visit, file, typed, problems), status);
    case 'waiting':
    case 'working':
      return page(workingView(visit, file, state), status);
    case 'checked': {
      const reason = typed.raw('reason');
      const error = errorOf(problems, 'reason');
      return page(
        checkedView(visit, { file, report: state.report, reason, error, problems }),
        status,
      );
    }
    case 'refused': {
      if (state.task === 'import')
        return page(brokenView(visit, file, state.refusal.sentence), status);
      // The form again, so that another file can be sent at once.
      const field = state.refusal.field === 'asAt' ? 'asAt' : 'file';
      const sentence = `${file.fileName}: ${state.refusal.sentence}`;
      return showList(visit, typed, [{ field, sentence }]);
    }
    case 'failed':
      return page(brokenView(visit, file, undefined), status);
    case 'imported':
      return state.report.importId === null
        ? page(importedView(visit, file), status)
        : redirect(`${path}/${state.report.importId}`);
  }
}
