import { academicYearOf } from '#kernel/academic-year.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { canWithNetworkFocus, networkFocusOf } from '#modules/networks/index.ts';
import { formFile } from '#web/form-file.ts';
import type { FormFileKind } from '#web/form-file.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { can } from '../../access.ts';
import { whyDocument, whyDocumentName } from '../../queries/why-document.ts';
import { whyOf } from '../../queries/why.ts';
import { onLevel } from '../gates.ts';
import { whyView } from './view.ts';

const path = '/schools/:urn/why';
export const whyRoutes = [
  route({
    method: 'GET',
    path,
    gate: onLevel('read'),
    async handle(visit) {
      const why = await read(visit);
      if (!why) return notFound;
      const seesSuggestions = isOfficer(visit);
      return page(whyView(visit, why, { seesSuggestions, asSchool: readsAsSchool(visit) }));
    },
  }),
  route({
    method: 'GET',
    path: `${path}.pdf`,
    gate: onLevel('read'),
    handle: (visit) => file(visit, 'pdf'),
  }),
  route({
    method: 'GET',
    path: `${path}.docx`,
    gate: onLevel('read'),
    handle: (visit) => file(visit, 'docx'),
  }),
];

function isOfficer({ services, actor, subject }: Visit<SchoolMatter>): boolean {
  return can(actor, 'see suggestions', subject, services.pack);
}

/** Whether an officer asks for the page as the school reads it. */
function readsAsSchool(visit: Visit<SchoolMatter>): boolean {
  return isOfficer(visit) && visit.query.raw('as') === 'school';
}

async function read(visit: Visit<SchoolMatter>) {
  const { services, actor, subject, today } = visit;
  const { db, pack } = services;
  const focus = canWithNetworkFocus(actor, 'see', subject, pack)
    ? await networkFocusOf(db, subject.urn, academicYearOf(today))
    : undefined;
  return whyOf(db, pack, actor, subject, today, {
    asSchool: readsAsSchool(visit),
    networkFocus: focus !== undefined,
  });
}

async function file(visit: Visit<SchoolMatter>, kind: FormFileKind): Promise<Reply> {
  const { services, authority, now } = visit;
  const { pack } = services;
  const why = await read(visit);
  if (!why) return notFound;
  const document = whyDocument(why, { pack, authority: authority.name, at: now });
  return formFile(services, document, kind, whyDocumentName(why, kind));
}
