import type { CaseId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { pauseCase, recordSetback, reopenCase, resumeCase } from '#modules/case-life/index.ts';
import { nextStepFrom, processOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Route, Visit } from '#web/route.ts';
import type { Work } from '#web/services.ts';
import { workOf } from '#web/work.ts';
import { setbacks } from '../../index.ts';
import type { CaseMatter, Setback } from '../../index.ts';
import { caseForm } from '../case-form.ts';
import { onCase } from '../gates.ts';

/** A page that changes how a case stands, for a reason. */
interface LifePage {
  readonly at: 'pause' | 'resume' | 'reopen' | 'setback';
  readonly title: string;
  readonly intro: (visit: Visit<CaseMatter>) => Html;
  /** Above the reason. */
  readonly more?: (typed: Form, problems: readonly FormError[]) => Html;
  readonly label: string;
  readonly submit: string;
  readonly run: (work: Work, id: CaseId, typed: Form) => Promise<Result<CaseId>>;
}

const pages: readonly LifePage[] = [
  {
    at: 'pause',
    title: 'Pause the process',
    intro: () =>
      paragraph(
        'While it is paused, everyone who could read it still can, and nothing in it can be changed: no meeting is arranged, no record written, no action ended. It can be resumed on any day.',
      ),
    label: 'Why the process is paused',
    submit: 'Pause the process',
    run: (work, id, typed) => pauseCase(work, id, typed.text('reason')),
  },
  {
    at: 'resume',
    title: 'Resume the process',
    intro: () => paragraph('Everything in it can be changed again, as it stood before.'),
    label: 'Why the process goes on',
    submit: 'Resume the process',
    run: (work, id, typed) => resumeCase(work, id, typed.text('reason')),
  },
  {
    at: 'reopen',
    title: 'Reopen the process',
    intro: ({ subject }) =>
      paragraph(
        `The process goes on where it ended. ${subject.schoolName} can have one process at a time. Meetings that were cancelled and actions that were stopped stay so.`,
      ),
    label: 'Why the process is reopened',
    submit: 'Reopen the process',
    run: (work, id, typed) => reopenCase(work, id, typed.text('reason')),
  },
  {
    at: 'setback',
    title: 'Record a lack of engagement or progress',
    intro: ({ services, subject }) => {
      const { pack } = services;
      const { name } = processOf(pack, subject.case.process);
      const next = nextStepFrom(pack, subject.case.process);
      return insetText({
        content:
          next === undefined
            ? `The policy names no next step from a ${name}.`
            : html`The next step that the policy names from a ${name}: <strong>${next.label}</strong>. What you record here suggests it to whoever decides on levels; nothing follows by itself, and the school is not shown it until they have decided.`,
      });
    },
    more: (typed, problems) =>
      radios({
        name: 'about',
        value: typed.raw('about'),
        fieldset: { legend: { content: 'What is lacking', classes: 'govuk-fieldset__legend--s' } },
        errorMessage: errorOf(problems, 'about'),
        items: Object.entries(setbacks).map(([value, content]) => ({ value, content })),
      }),
    label: 'What you saw',
    submit: 'Record it',
    run: (work, id, typed) => {
      const about = typed.raw('about');
      const known = Object.hasOwn(setbacks, about) ? (about as Setback) : undefined;
      return recordSetback(work, id, known, typed.text('reason'));
    },
  },
];

export const lifeRoutes: readonly Route[] = pages.flatMap((which) => {
  const path = `/cases/:case/${which.at}`;
  return [
    route({
      method: 'GET',
      path,
      gate: onCase('decide on its life'),
      handle: (visit) => Promise.resolve(show(visit, which, visit.query, [])),
    }),
    route({
      method: 'POST',
      path,
      gate: onCase('decide on its life'),
      async handle(visit) {
        const { caseId } = visit.subject;
        const done = await which.run(workOf(visit), caseId, visit.form);
        if (done.ok) return redirect(`/cases/${caseId}`);
        return show(visit, which, visit.form, [problemOf(done.refusal, 'reason')]);
      },
    }),
  ];
});

function show(
  visit: Visit<CaseMatter>,
  { at, title, intro, more, label, submit }: LifePage,
  typed: Form,
  problems: readonly FormError[],
): Reply {
  return caseForm(visit, {
    title,
    at: `/${at}`,
    errors: problems,
    intro: intro(visit),
    fields: html`${more?.(typed, problems)}${textarea({
      name: 'reason',
      label: { content: label, classes: 'govuk-label--s' },
      hint: 'It stays in the timeline of the process, with your name and the day.',
      rows: 4,
      value: typed.raw('reason'),
      errorMessage: errorOf(problems, 'reason'),
    })}`,
    submit,
  });
}
