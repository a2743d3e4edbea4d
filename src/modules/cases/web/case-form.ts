import { processOf } from '#policy-pack/index.ts';
import { formPage } from '#ui/form.ts';
import type { FormPageOptions } from '#ui/form.ts';
import { siteOf } from '#web/pages.ts';
import { page } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { CaseMatter } from '../index.ts';

export interface CaseForm extends Omit<FormPageOptions, 'site' | 'caption' | 'back' | 'action'> {
  /** Behind the address of the case: where it is sent. */
  readonly at: `/${string}`;
}

/** A page with one form about a case, under its process and its school; with problems, it is refused. */
export function caseForm(visit: Visit<CaseMatter>, { at, ...form }: CaseForm): Reply {
  const { caseId, schoolName, case: present } = visit.subject;
  const { name } = processOf(visit.services.pack, present.process);
  const which = `${name} for ${schoolName}`;
  const view = formPage({
    ...form,
    site: siteOf(visit),
    caption: which,
    back: { href: `/cases/${caseId}`, content: which },
    action: `/cases/${caseId}${at}`,
  });
  return page(view, form.errors.length === 0 ? 200 : 422);
}
