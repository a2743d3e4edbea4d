import { newId, parseId } from '#kernel/ids.ts';
import type { ActionEventId } from '#kernel/ids.ts';
import { standingOf } from '#modules/cases/index.ts';
import { checkUpload, fileToSend, largestHandedIn } from '#platform/files/files.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { addProgress } from '../../commands/add-progress.ts';
import { answerProposal, changeStatus, sayComplete } from '../../commands/change-status.ts';
import type { StatusWanted } from '../../commands/change-status.ts';
import type { ActionMatter } from '../../index.ts';
import { evidenceOf, historyOf } from '../../queries/history.ts';
import { ownersOf } from '../../queries/owners.ts';
import { onAction } from '../gates.ts';
import { actionView } from './view.ts';
import type { Typed } from './view.ts';

const path = '/actions/:action';

export const actionPageRoutes = [
  route({
    method: 'GET',
    path,
    gate: onAction('see'),
    handle: (visit) => show(visit, {}, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onAction('change its status'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed = { status: form.raw('status'), reason: form.text('reason') };
      const wanted = read(typed);
      if (!wanted) {
        return show(visit, typed, [{ field: 'status', sentence: 'Choose how the action stands' }]);
      }
      const changed = await changeStatus(workOf(visit), subject.action.id, wanted);
      if (changed.ok) return redirect(here(subject));
      return show(visit, typed, [problemOf(changed.refusal, 'status')]);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/progress`,
    gate: onAction('add progress'),
    upload: {
      field: 'evidence',
      maxBytes: largestHandedIn,
      tooLarge: (visit, problems) => {
        const id = parseId<ActionEventId>(visit.form.raw('id')) ?? newId<ActionEventId>();
        return show(visit, { id, text: visit.form.text('text') }, problems);
      },
    },
    async handle(visit) {
      const { form, subject, files } = visit;
      const id = parseId<ActionEventId>(form.raw('id')) ?? newId<ActionEventId>();
      const text = form.text('text');
      const typed = { id, text };
      const upload = files.find(({ field }) => field === 'evidence');
      const checked = upload && (await checkUpload(upload));
      if (checked && !checked.ok) {
        return show(visit, typed, [{ field: 'evidence', sentence: checked.refusal.sentence }]);
      }
      const evidence = checked?.value;
      const added = await addProgress(workOf(visit), subject.action.id, id, { text, evidence });
      if (added.ok) return redirect(`${here(subject)}#history`);
      const next = added.refusal.code === 'form-used' ? newId<ActionEventId>() : id;
      return show(visit, { ...typed, id: next }, [
        problemOf(added.refusal, 'text'),
        ...(evidence ? [chooseAgain] : []),
      ]);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/complete`,
    gate: onAction('propose completion'),
    async handle(visit) {
      const said = await sayComplete(workOf(visit), visit.subject.action.id);
      if (said.ok) return redirect(here(visit.subject));
      return show(visit, {}, [problemOf(said.refusal, 'complete')]);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/confirm`,
    gate: onAction('confirm completion'),
    async handle(visit) {
      const { form, subject } = visit;
      const typed = { confirmed: form.raw('confirmed'), missing: form.text('missing') };
      if (typed.confirmed !== 'yes' && typed.confirmed !== 'no') {
        const sentence = 'Choose whether the action is complete';
        return show(visit, typed, [{ field: 'confirmed', sentence }]);
      }
      const answered = await answerProposal(
        workOf(visit),
        subject.action.id,
        typed.confirmed === 'yes'
          ? { isComplete: true }
          : { isComplete: false, reason: typed.missing },
      );
      if (answered.ok) return redirect(here(subject));
      const { field, sentence } = answered.refusal;
      return show(visit, typed, [
        { field: field === 'reason' ? 'missing' : 'confirmed', sentence },
      ]);
    },
  }),
  route({
    method: 'GET',
    path: `${path}/evidence/:event`,
    gate: onAction('see'),
    async handle({ services, subject, params }) {
      const event = parseId<ActionEventId>(params['event'] ?? '');
      const file = event && (await evidenceOf(services.db, subject.action.id, event));
      return (file && (await fileToSend(services.db, file))) ?? notFound;
    },
  }),
];

/** A browser never fills in a file that was chosen before. */
const chooseAgain: FormError = { field: 'evidence', sentence: 'Choose the file again' };

function here({ action }: ActionMatter): string {
  return `/actions/${action.id}`;
}

function read({ status, reason }: { status: string; reason: string }): StatusWanted | undefined {
  switch (status) {
    case 'open':
    case 'complete':
      return { kind: status };
    case 'stopped':
      return { kind: status, reason };
    default:
      return undefined;
  }
}

async function show(
  visit: Visit<ActionMatter>,
  typed: Partial<Typed>,
  problems: readonly FormError[],
): Promise<Reply> {
  const { subject, services, actor, today } = visit;
  const { action } = subject;
  const [history, owners, standing] = await Promise.all([
    historyOf(services.db, action.id),
    ownersOf(services.db, action.id, today),
    standingOf(services.db, actor, subject),
  ]);
  const { status } = action;
  const filled: Typed = {
    id: newId<ActionEventId>(),
    text: '',
    status: status.kind,
    reason: status.kind === 'stopped' ? status.reason : '',
    confirmed: '',
    missing: '',
    ...typed,
  };
  return page(
    actionView(visit, { history, owners, standing, typed: filled, problems }),
    problems.length === 0 ? 200 : 422,
  );
}
