import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { anyone } from '#web/gates.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { answerByLink } from '../../commands/choose-dates.ts';
import { choiceByToken } from '../../queries/choices.ts';
import { answerView, deadLinkView } from './view.ts';

const gate = anyone('the link in the mail is a member’s own, and shows these dates alone');
const path = '/dates/:token';

/**
 * Answering from the mail, without signing in. Opening the link uses nothing up, because mail
 * scanners open links too. Tries are counted as those of sign-in links are.
 */
export const answerRoutes = [
  route({
    method: 'GET',
    path,
    gate,
    perMinute: 30,
    handle: (visit) => show(visit, undefined, []),
  }),
  route({
    method: 'POST',
    path,
    gate,
    perMinute: 30,
    async handle(visit) {
      const { form, params, services, authority } = visit;
      const token = params['token'] ?? '';
      const given = new Map<number, boolean>();
      for (const name of form.names()) {
        const [, number] = /^date-(\d)$/.exec(name) ?? [];
        const value = form.raw(name);
        if (number && (value === 'yes' || value === 'no'))
          given.set(Number(number), value === 'yes');
      }
      const { db, clock } = services;
      const done = await answerByLink({ db, clock, authority }, token, given);
      if (done.ok) return redirect(`/dates/${encodeURIComponent(token)}?done=answered`);
      return show(visit, given, [problemOf(done.refusal, 'date-1')]);
    },
  }),
];

async function show(
  visit: Visit<undefined, Visit<undefined>['actor'] | undefined>,
  given: ReadonlyMap<number, boolean> | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, params, authority, now } = visit;
  const token = params['token'] ?? '';
  const own = await choiceByToken(services.db, token, { now, laCode: authority.laCode });
  if (!own) return page(deadLinkView(visit), 403);
  const view = answerView(visit, { own, token, given: given ?? own.answers, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
