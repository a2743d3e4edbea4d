import { newId, parseId } from '#kernel/ids.ts';
import type { ActionId, PersonId } from '#kernel/ids.ts';
import { actionsOfMeeting } from '#modules/actions/index.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import { ok } from '#kernel/result.ts';
import type { Form } from '#platform/http/form.ts';
import { problemOf, dateBoxes, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { FormError } from '#ui/form.ts';
import { workOf } from '#web/work.ts';
import { addAction, editAction, removeAction } from '../../commands/hold-meeting.ts';
import { actionPeople } from '../../domain/agreed-actions.ts';
import type { RecordMatter } from '../../index.ts';
import { peopleForActions } from '../../queries/action-people.ts';
import { isWritable, recordPath } from '../frame.ts';
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
      if (!isWritable(subject)) return redirect(recordPath(subject));
      return page(actionsView(visit, await actionsOfMeeting(services.db, subject.meetingId)));
    },
  }),
  route({
    method: 'GET',
    path: `${list}/new`,
    gate,
    handle: (visit) => showForm(visit, { id: newId<ActionId>(), isNew: true }, undefined, []),
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
      if (!read.ok) return showForm(visit, target, typedIn(form), read.problems);
      const added = await addAction(workOf(visit), subject.recordId, id, read.value);
      if (!added.ok) {
        const next = added.refusal.code === 'form-used' ? newId<ActionId>() : id;
        const problems = [problemOf(added.refusal, 'what')];
        return showForm(visit, { id: next, isNew: true }, typedIn(form), problems);
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
      if (!read.ok) return showForm(visit, target, typedIn(form), read.problems);
      const saved = await editAction(workOf(visit), subject.recordId, id, read.value);
      if (saved.ok) return redirect(`${recordPath(subject)}/actions`);
      return showForm(visit, target, typedIn(form), [problemOf(saved.refusal, 'what')]);
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
  if (!isWritable(subject)) return redirect(recordPath(subject));
  const actions = await actionsOfMeeting(services.db, subject.meetingId);
  const action = actions.find(({ id }) => id === params['action']);
  if (!action) return notFound;
  return showForm(visit, { id: action.id, isNew: false }, undefined, []);
}

/** The form with those of the board to choose from. `typed` is undefined where nothing was typed yet. */
async function showForm(
  visit: Visit<RecordMatter>,
  target: { readonly id: ActionId; readonly isNew: boolean },
  typed: Typed | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const { subject, services, today } = visit;
  const actions = await actionsOfMeeting(services.db, subject.meetingId);
  const action = actions.find(({ id }) => id === target.id);
  const people = await peopleForActions(services.db, subject, today, action);
  const filled = typed ?? (action ? textsIn(action, people) : {});
  return actionForm(visit, { ...target, people }, filled, problems);
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
      undertakesPerson: parseId<PersonId>(form.raw('undertakes-person')),
      monitors: form.text('monitors'),
      monitorsPerson: parseId<PersonId>(form.raw('monitors-person')),
      success: form.text('success'),
      support: form.text('support'),
      byWhen: byWhen.value,
    },
  };
}

function typedIn(form: Form): Typed {
  return Object.fromEntries(form.entries());
}

/** What the form shows of an action. The name of whoever was chosen is not typed as well. */
function textsIn(action: AgreedAction, people: readonly BoardMember[]): Typed {
  const { what, success, support } = action;
  const nameOf = (id: PersonId | undefined) => people.find(({ personId }) => personId === id)?.name;
  const words = (part: keyof typeof actionPeople) =>
    action[part] === nameOf(action[actionPeople[part]]) ? '' : action[part];
  return {
    what,
    success,
    support,
    undertakes: words('undertakes'),
    'undertakes-person': action.undertakesPerson ?? '',
    monitors: words('monitors'),
    'monitors-person': action.monitorsPerson ?? '',
    ...dateBoxes('by-when', action.byWhen),
  };
}
