import { countSchools } from '#modules/schools/index.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { authorityGate } from '#web/gates.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { changeAuthority } from '../../commands/change-authority.ts';
import { settingsView } from './view.ts';
import type { TypedSettings } from './view.ts';

const path = '/administration/settings';
const administers = authorityGate('write', 'administration');

export const settingsRoutes = [
  route({
    method: 'GET',
    path,
    gate: administers,
    handle: (visit) => {
      const { name, laCode } = visit.authority;
      return show(visit, { name, laCode, asksToConfirm: false }, []);
    },
  }),
  route({
    method: 'POST',
    path,
    gate: administers,
    async handle(visit) {
      const { form } = visit;
      const typed = { name: form.raw('name'), laCode: form.raw('laCode') };
      const confirmed = form.text('confirmed') === 'yes';
      const changed = await changeAuthority(workOf(visit), { ...typed, confirmed });
      if (changed.ok) return redirect(`${path}?saved=${changed.value ? 'yes' : 'same'}`);
      const problem = problemOf(changed.refusal, 'name');
      return show(visit, { ...typed, asksToConfirm: problem.field === 'confirmed' }, [problem]);
    },
  }),
];

async function show(
  visit: Visit<undefined>,
  typed: TypedSettings,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, authority, query } = visit;
  const counts = await countSchools(services.db, authority.laCode);
  const saved = query.text('saved');
  const view = settingsView(visit, { typed, counts, saved, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
