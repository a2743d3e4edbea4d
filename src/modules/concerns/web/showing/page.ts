import { dateOf, shortDate } from '#kernel/dates.ts';
import { findSchool } from '#modules/schools/index.ts';
import { Form } from '#platform/http/form.ts';
import { details } from '#ui/components/details.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { bulletList, link, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { siteOf } from '#web/pages.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { showOrWithhold } from '../../commands/change-concern.ts';
import { isShown } from '../../domain/concern.ts';
import { presentLevel } from '../../queries/present-level.ts';
import { onConcern } from '../gates.ts';
import type { ConcernMatter } from '../gates.ts';
import { concernWords, kindName } from '../words.ts';

const path = '/schools/:urn/concerns/:concern/showing';

export const showingRoutes = [
  route({
    method: 'GET',
    path,
    gate: onConcern('change whether it is shown'),
    handle: (visit) => show(visit, new Form(new URLSearchParams()), []),
  }),
  route({
    method: 'POST',
    path,
    gate: onConcern('change whether it is shown'),
    async handle(visit) {
      const { form, subject } = visit;
      const changed = await showOrWithhold(workOf(visit), subject.concern.id, {
        shown: form.raw('shown') === 'yes',
        reason: form.text('reason'),
      });
      if (changed.ok) return redirect(`/schools/${subject.matter.urn}/level#concerns`);
      return show(visit, form, [problemOf(changed.refusal, 'reason')]);
    },
  }),
];

async function show(
  visit: Visit<ConcernMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const { matter, concern } = subject;
  const school = await findSchool(services.db, matter.urn);
  if (!school) return notFound;
  const hasLevel = (await presentLevel(services.db, matter.urn)) !== undefined;
  const back = `/schools/${matter.urn}/level`;
  const withholds = isShown(concern);
  const title = withholds ? 'Withhold a concern' : 'Show a concern to the school';
  const view = formPage({
    site: siteOf(visit),
    title,
    caption: school.name,
    back: { href: back, content: 'Level and concerns' },
    errors: problems,
    action: `/schools/${matter.urn}/concerns/${concern.id}/showing`,
    intro: html`
      <h2 class="govuk-heading-s">${kindName(services.pack, concern)}</h2>
      ${concernWords(concern)}
      ${paragraph(
        withholds
          ? 'The school will be told that something is withheld, and by which role: not what it is. It may have read the concern before.'
          : hasLevel
            ? 'The school has a level: its headteacher and chair of governors read the concern at once, with its source and date.'
            : 'Once the school has a level, its headteacher and chair of governors read the concern, with its source and date.',
      )}
      ${
        concern.showings.length > 1 &&
        details({
          summary: 'What it was before',
          content: html`${bulletList(
            concern.showings.map(
              ({ shown, reason, by, at }) =>
                `${shown ? 'Shown' : 'Withheld'} by ${by.name} on ${shortDate(dateOf(at))}${reason === '' ? '' : `: ${reason}`}`,
            ),
          )}`,
        })
      }`,
    fields: html`<input type="hidden" name="shown" value="${withholds ? 'no' : 'yes'}">
      ${textarea({
        name: 'reason',
        label: {
          content: withholds ? 'Why is it withheld?' : 'Why is it shown from now on?',
          classes: 'govuk-label--s',
        },
        hint: 'Read by those who may read what is withheld, never by the school.',
        rows: 4,
        value: typed.raw('reason'),
        errorMessage: errorOf(problems, 'reason'),
      })}`,
    submit: withholds ? 'Withhold it' : 'Show it to the school',
    beside: link(back, 'Cancel'),
  });
  return page(view, problems.length === 0 ? 200 : 422);
}
