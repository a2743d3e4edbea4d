import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { closeRound } from '../../commands/close-round.ts';
import { onRound } from '../gates.ts';
import type { RoundSubject } from '../gates.ts';
import { closeView } from './view.ts';

const path = '/identify/rounds/:round/close';

export const closeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRound('decide'),
    handle: (visit) => show(visit, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onRound('decide'),
    async handle(visit) {
      const { id } = visit.subject.round;
      const closed = await closeRound(workOf(visit), id);
      if (closed.ok) return redirect(`/identify/rounds/${id}`);
      return show(visit, [problemOf(closed.refusal, 'undecided')]);
    },
  }),
];

function show(visit: Visit<RoundSubject>, problems: readonly FormError[]): Promise<Reply> {
  if (problems.length === 0 && visit.subject.round.state.kind === 'closed') {
    return Promise.resolve(redirect(`/identify/rounds/${visit.subject.round.id}`));
  }
  return Promise.resolve(page(closeView(visit, problems), problems.length === 0 ? 200 : 422));
}
