import { newId, parseId } from '#kernel/ids.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { Urn } from '#kernel/ids.ts';
import { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { changeSupport, recordSupport } from '../../commands/change-support.ts';
import { presentSupport } from '../../domain/support.ts';
import type { Support, SupportId, SupportText } from '../../domain/support.ts';
import { onEvidence, toChangeSupport } from '../gates.ts';
import { supportForm } from './view.ts';

const newPath = '/schools/:urn/support/new';
const changePath = '/schools/:urn/support/:support';

export const supportFormRoutes = [
  route({
    method: 'GET',
    path: newPath,
    gate: onEvidence('record support'),
    handle: (visit) =>
      show(visit, visit.subject.urn, { typed: formOf({}), id: newId<SupportId>(), problems: [] }),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate: onEvidence('record support'),
    async handle(visit) {
      const { form, subject } = visit;
      const id = parseId<SupportId>(form.raw('id')) ?? newId<SupportId>();
      const { text, problems } = readSupport(form);
      if (!text) return show(visit, subject.urn, { typed: form, id, problems });
      const recorded = await recordSupport(workOf(visit), subject.urn, { ...text, id });
      if (recorded.ok) return redirect(`/schools/${subject.urn}/visits#support`);
      const next = recorded.refusal.code === 'form-used' ? newId<SupportId>() : id;
      const refused = [problemOf(recorded.refusal, 'what')];
      return show(visit, subject.urn, { typed: form, id: next, problems: refused });
    },
  }),
  route({
    method: 'GET',
    path: changePath,
    gate: toChangeSupport,
    handle(visit) {
      const { support, matter } = visit.subject;
      const { what, receiver, provider, from, until, impact } = presentSupport(support);
      const dates = { ...dateBoxes('from', from), ...dateBoxes('until', until) };
      const typed = formOf({ what, receiver, provider, impact, ...dates });
      return show(visit, matter.urn, { typed, id: support.id, problems: [], changing: support });
    },
  }),
  route({
    method: 'POST',
    path: changePath,
    gate: toChangeSupport,
    async handle(visit) {
      const { form, subject } = visit;
      const { support, matter } = subject;
      const back = (problems: readonly FormError[]) =>
        show(visit, matter.urn, { typed: form, id: support.id, problems, changing: support });
      const { text, problems } = readSupport(form);
      if (!text) return back(problems);
      const why = { reason: form.text('reason'), after: Number(form.raw('after')) || 0 };
      const done = await changeSupport(workOf(visit), support, text, why);
      if (done.ok) return redirect(`/schools/${matter.urn}/visits#support`);
      return back([problemOf(done.refusal, 'what')]);
    },
  }),
];

function formOf(values: Record<string, string>): Form {
  return new Form(new URLSearchParams(values));
}

function readSupport(form: Form): {
  readonly text: SupportText | undefined;
  readonly problems: readonly FormError[];
} {
  const problems: FormError[] = [];
  for (const [field, sentence] of [
    ['what', 'Enter what the support is'],
    ['receiver', 'Enter who in the school has it'],
    ['provider', 'Enter from whom it comes'],
  ] as const) {
    if (form.text(field) === '') problems.push({ field, sentence });
  }
  const from = readDate(form, 'from', 'The first day');
  if (!from.ok) problems.push(problemOf(from.refusal, 'from'));
  const until = readDate(form, 'until', 'The last day');
  const goesOn = !until.ok && until.refusal.code === 'missing';
  if (!until.ok && !goesOn) problems.push(problemOf(until.refusal, 'until'));
  if (!from.ok || problems.length > 0) return { text: undefined, problems };
  return {
    text: {
      what: form.text('what'),
      receiver: form.text('receiver'),
      provider: form.text('provider'),
      from: from.value,
      until: until.ok ? until.value : undefined,
      impact: form.text('impact'),
    },
    problems,
  };
}

async function show(
  visit: Visit<unknown>,
  urn: Urn,
  shown: {
    readonly typed: Form;
    readonly id: SupportId;
    readonly problems: readonly FormError[];
    readonly changing?: Support;
  },
): Promise<Reply> {
  const school = await findSchool(visit.services.db, urn);
  if (!school) return notFound;
  const view = supportForm(visit, { school, changing: undefined, ...shown });
  return page(view, shown.problems.length === 0 ? 200 : 422);
}
