import { newId, parseId } from '#kernel/ids.ts';
import type { EntryId } from '#kernel/ids.ts';
import type { Form } from '#platform/http/form.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { correctEntry } from '../../commands/record-entry.ts';
import { factNames } from '../../domain/facts.ts';
import type { Told } from '../../domain/proceeding.ts';
import type { ProceedingMatter } from '../../index.ts';
import { directorAndSchool } from '../../queries/of-school.ts';
import { onProceeding } from '../gates.ts';
import { filledWith, readFact } from './form.ts';
import { entryView } from './view.ts';

const path = '/regional-director/:proceeding/entries/:entry/correct';

export const correctRoutes = [
  route({
    method: 'GET',
    path,
    gate: onProceeding,
    handle(visit) {
      const told = toldIn(visit);
      return told ? show(visit, told, newId<EntryId>(), filledWith(told.fact), []) : gone;
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onProceeding,
    async handle(visit) {
      const { form, subject } = visit;
      const told = toldIn(visit);
      if (!told) return notFound;
      const id = parseId<EntryId>(form.raw('id')) ?? newId<EntryId>();
      const isStruck = form.raw('strike') === 'yes';
      const condition = told.fact.kind === 'condition-ended' ? told.fact.condition : undefined;
      const read = isStruck ? undefined : readFact(told.fact.kind, form, condition);
      if (read && !read.ok) return show(visit, told, id, form, read.problems);
      const corrected = await correctEntry(workOf(visit), subject.proceeding.id, id, {
        of: told.id,
        fact: read?.fact,
        reason: form.text('reasonForCorrection'),
      });
      if (corrected.ok) return redirect(`/schools/${subject.urn}/regional-director#${told.id}`);
      const next = corrected.refusal.code === 'form-used' ? newId<EntryId>() : id;
      const fallback = isStruck ? 'strike' : 'on';
      return show(visit, told, next, form, [problemOf(corrected.refusal, fallback)]);
    },
  }),
];

const gone = Promise.resolve(notFound);

/** The entry, unless it is struck out: there is nothing left to correct then. */
function toldIn({ subject, params }: Visit<ProceedingMatter>): Told | undefined {
  const told = subject.proceeding.told.find(({ id }) => id === params['entry']);
  return told?.struck === true ? undefined : told;
}

async function show(
  visit: Visit<ProceedingMatter>,
  told: Told,
  id: EntryId,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today } = visit;
  const { proceeding } = subject;
  const looked = await directorAndSchool(services.db, subject.urn, today);
  if (!looked) return notFound;
  const { school } = looked;
  const isFirst = proceeding.told[0]?.id === told.id;
  const view = entryView(visit, {
    kind: told.fact.kind,
    school,
    action: `/regional-director/${proceeding.id}/entries/${told.id}/correct`,
    id,
    typed,
    problems,
    title: `Correct: ${factNames[told.fact.kind]}`,
    submit: 'Record the correction',
    about: paragraph(
      'What was recorded stays to be read. The correction stands beside it, with your name, the day and the reason.',
    ),
    asksForConsideration:
      told.fact.kind === 'decision' &&
      school.extraConsideration &&
      proceeding.kind === 'assessment' &&
      proceeding.assessment.considered.length === 0,
    more: correctionFields(typed, problems, isFirst),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}

function correctionFields(typed: Form, problems: readonly FormError[], isFirst: boolean): Html {
  return html`
    ${
      !isFirst &&
      checkboxes({
        name: 'strike',
        values: [typed.raw('strike')],
        classes: 'govuk-checkboxes--small',
        errorMessage: errorOf(problems, 'strike'),
        items: [
          {
            value: 'yes',
            content: 'Strike it out: it should not be there at all',
            hint: 'What is typed above then does not count.',
          },
        ],
      })
    }
    ${textarea({
      name: 'reasonForCorrection',
      label: { content: 'Why it is corrected', classes: 'govuk-label--s' },
      rows: 3,
      value: typed.raw('reasonForCorrection'),
      errorMessage: errorOf(problems, 'reasonForCorrection'),
    })}`;
}
