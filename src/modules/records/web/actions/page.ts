import { newId, parseId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import { actionsOfMeeting } from '#modules/actions/index.ts';
import { ok } from '#kernel/result.ts';
import type { Form } from '#platform/http/form.ts';
import { problemOf, dateBoxes, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import { workOf } from '#web/work.ts';
import { addAction, editAction, removeAction } from '../../commands/hold-meeting.ts';
import { actionParts } from '../../domain/agreed-actions.ts';
import { mayWrite } from '../../domain/record.ts';
import type { RecordMatter } from '../../index.ts';
import { recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { actionForm, actionsView } from './view.ts';
import type { Typed } from './view.ts';

const list = '/records/:record/actions';
const gate = onRecord('hold the meeting');

export const recordActionRoutes = [
  route({
    method: 'GET',
    path: list,
    gate,
    async handle(visit) {
      const { subject, services } = visit;
      if (!mayWrite(subject.record).ok) return redirect(recordPath(subject));
      return page(actionsView(visit, await actionsOfMeeting(services.db, subject.meetingId)));
    },
  }),
  route({
    method: 'GET',
    path: `${list}/new`,
    gate,
    handle: async (visit) => actionForm(visit, { id: newId<ActionId>(), isNew: true }, {}, []),
  }),
  route({
    method: 'POST',
    path: `${list}/new`,
    gate,
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<ActionId>(form.raw('id')) ?? newId<ActionId>();
      const read = readAction(form);
      const target = { id, isNew: true };
      if (!read.ok) return actionForm(visit, target, typedIn(form), read.problems);
      const added = await addAction(workOf(visit), subject.recordId, id, read.value);
      if (!added.ok) {
        const next = added.refusal.code === 'form-used' ? newId<ActionId>() : id;
        const problems = [problemOf(added.refusal, 'what')];
        return actionForm(visit, { id: next, isNew: true }, typedIn(form), problems);
      }
      return redirect(`${recordPath(subject)}/actions`);
    },
  }),
  route({ method: 'GET', path: `${list}/:action`, gate, handle: showOne }),
  route({
    method: 'POST',
    path: `${list}/:action`,
    gate,
    async handle(visit) {
      const { form, subject, params } = visit;
      const id = parseId<ActionId>(params['action'] ?? '');
      if (!id) return notFound;
      const read = readAction(form);
      const target = { id, isNew: false };
      if (!read.ok) return actionForm(visit, target, typedIn(form), read.problems);
      const saved = await editAction(workOf(visit), subject.recordId, id, read.value);
      if (saved.ok) return redirect(`${recordPath(subject)}/actions`);
      return actionForm(visit, target, typedIn(form), [problemOf(saved.refusal, 'what')]);
    },
  }),
  route({
    method: 'POST',
    path: `${list}/:action/remove`,
    gate,
    async handle(visit) {
      const { subject, params } = visit;
      const id = parseId<ActionId>(params['action'] ?? '');
      if (!id) return notFound;
      await removeAction(workOf(visit), subject.recordId, id);
      return redirect(`${recordPath(subject)}/actions`);
    },
  }),
];

async function showOne(visit: Visit<RecordMatter>): Promise<Reply> {
  const { subject, services, params } = visit;
  if (!mayWrite(subject.record).ok) return redirect(recordPath(subject));
  const actions = await actionsOfMeeting(services.db, subject.meetingId);
  const action = actions.find(({ id }) => id === params['action']);
  if (!action) return notFound;
  const typed = { ...action, ...dateBoxes('by-when', action.byWhen) };
  return actionForm(visit, { id: action.id, isNew: false }, textsIn(typed), []);
}

type Read =
  | { readonly ok: true; readonly value: Parameters<typeof addAction>[3] }
  | { readonly ok: false; readonly problems: readonly FormError[] };

/** Reads the form of an action. The date may be left out. */
function readAction(form: Form): Read {
  const parts = ['day', 'month', 'year'].map((part) => form.text(`by-when-${part}`));
  const byWhen = parts.every((part) => part === '')
    ? ok(undefined)
    : readDate(form, 'by-when', 'The date by when');
  const problems: FormError[] = [
    ...(form.text('what') === '' ? [{ field: 'what', sentence: 'Enter what will be done' }] : []),
    ...(byWhen.ok ? [] : [problemOf(byWhen.refusal, 'by-when')]),
  ];
  if (!byWhen.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      what: form.text('what'),
      undertakes: form.text('undertakes'),
      monitors: form.text('monitors'),
      success: form.text('success'),
      support: form.text('support'),
      byWhen: byWhen.value,
    },
  };
}

function typedIn(form: Form): Typed {
  return Object.fromEntries(form.entries());
}

function textsIn(values: Readonly<Record<string, unknown>>): Typed {
  const names = [...Object.keys(actionParts), 'by-when-day', 'by-when-month', 'by-when-year'];
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      return [name, typeof value === 'string' ? value : ''];
    }),
  );
}
