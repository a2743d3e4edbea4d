import { shortDate } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import { uninviteFromBoards } from '#modules/meetings/index.ts';
import { authorityGate, gate } from '#web/gates.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { pageAsked } from '#web/paging.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import type { FormError } from '#ui/form.ts';
import { endHeldRole } from '../../commands/end-role.ts';
import { invite } from '../../commands/invite.ts';
import type { InvitationInput } from '../../domain/invitation.ts';
import { permitsAuthority } from '../../domain/permits.ts';
import { findRole, listPeople, networkNames, personName } from '../../queries/people-list.ts';
import type { ListedRole } from '../../queries/people-list.ts';
import { endRoleView } from './end-role-view.ts';
import { inviteView } from './invite-view.ts';
import { peopleView } from './people-view.ts';

const administers = authorityGate('write', 'administration');

const onRole = gate<ListedRole>('write administration, role', async (arrival) => {
  const { services, actor, params, today } = arrival;
  if (!permitsAuthority(actor, 'administration', 'write')) return undefined;
  const id = parseId<Branded<string, 'RoleHeldId'>>(params['role'] ?? '');
  const subject = id && (await findRole(services.db, id, today));
  return subject && { subject };
});

const endPath = '/administration/people/roles/:role/end';

export const administrationRoutes = [
  route({
    method: 'GET',
    path: '/administration/people',
    gate: administers,
    async handle(visit) {
      const { services, query, today } = visit;
      const { db } = services;
      const search = query.text('search').slice(0, 200);
      const asked = pageAsked(query);
      const [list, done] = await Promise.all([
        listPeople(db, { search, page: asked, today }),
        doneSentence(visit),
      ]);
      return page(peopleView(visit, { ...list, search, page: asked, done }));
    },
  }),
  route({
    method: 'GET',
    path: '/administration/people.xlsx',
    gate: administers,
    async handle(visit) {
      const { services, query, today } = visit;
      const search = query.text('search').slice(0, 200);
      const { people } = await listPeople(services.db, { search, page: undefined, today });
      // A row for each role; a person without one has a row all the same.
      const rows = people.flatMap((person) =>
        (person.roles.length === 0 ? [undefined] : person.roles).map((role) => ({ person, role })),
      );
      return listWorkbook<(typeof rows)[number]>(visit, {
        name: 'People',
        rows,
        filter: { 'Name or email address': search },
        columns: [
          { title: 'Name', width: 28, value: ({ person }) => person.name },
          {
            title: 'Email address',
            width: 40,
            value: ({ person }) => person.addresses.join(', ') || 'No mailbox',
          },
          { title: 'Role', width: 34, value: ({ role }) => role?.name ?? 'No role' },
          { title: 'Where', width: 40, value: ({ role }) => role?.at },
          { title: 'From', width: 14, value: ({ role }) => dayCell(role?.from) },
          { title: 'Until', width: 14, value: ({ role }) => dayCell(role?.until) },
        ],
      });
    },
  }),
  route({
    method: 'GET',
    path: '/administration/people/invite',
    gate: administers,
    handle: (visit) => showInvite(visit, readInput(visit.query.text.bind(visit.query)), []),
  }),
  route({
    method: 'POST',
    path: '/administration/people/invite',
    gate: administers,
    async handle(visit) {
      const { form, actor } = visit;
      const input = readInput(form.text.bind(form));
      const invited = await invite(workOf(visit), { kind: 'administrator', actor }, input);
      if (!invited.ok) return showInvite(visit, input, [problemOf(invited.refusal, 'address')]);
      return redirect(`/administration/people?invited=${invited.value.personId}`);
    },
  }),
  route({
    method: 'GET',
    path: endPath,
    gate: onRole,
    handle: (visit) =>
      Promise.resolve(page(endRoleView(visit, visit.subject, dateBoxes('until', visit.today), []))),
  }),
  route({
    method: 'POST',
    path: endPath,
    gate: onRole,
    async handle(visit) {
      const { form, subject } = visit;
      const read = readDate(form, 'until', 'The day on which the role ends');
      const work = workOf(visit);
      const ended = read.ok
        ? await endHeldRole(work, subject.id, read.value, uninviteFromBoards(work))
        : read;
      if (ended.ok) return redirect(`/administration/people?ended=${subject.id}`);
      const typed = Object.fromEntries(form.entries());
      return page(endRoleView(visit, subject, typed, [problemOf(ended.refusal, 'until')]), 422);
    },
  }),
];

async function showInvite(
  visit: Visit<undefined>,
  input: InvitationInput,
  problems: readonly FormError[],
): Promise<Reply> {
  const networks = await networkNames(visit.services.db);
  return page(inviteView(visit, { input, networks, problems }), problems.length === 0 ? 200 : 422);
}

function readInput(text: (name: string) => string): InvitationInput {
  return {
    address: text('address'),
    name: text('name'),
    role: text('role'),
    school: text('school'),
    network: text('network'),
  };
}

/** What was just done, looked up again: an address cannot make the page say anything else. */
async function doneSentence(visit: Visit<undefined>): Promise<string | undefined> {
  const { services, query, today } = visit;
  const invited = parseId<PersonId>(query.text('invited'));
  const name = invited && (await personName(services.db, invited));
  if (name !== undefined) return `${name} has been invited. A link to sign in is on its way.`;
  const ended = parseId<Branded<string, 'RoleHeldId'>>(query.text('ended'));
  const role = ended && (await findRole(services.db, ended, today));
  if (!role || role.until === null) return undefined;
  const verb = role.hasEnded ? 'ended' : 'ends';
  return `The role ${role.name} of ${role.personName} ${verb} on ${shortDate(role.until)}.`;
}
