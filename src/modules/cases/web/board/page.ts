import { parseId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { inviteToNext, uninviteFromNext } from '#modules/meetings/index.ts';
import { candidatesFor, parseAddress } from '#modules/people/index.ts';
import type { Role } from '#modules/people/index.ts';
import { boardRoleOf, processOf } from '#policy-pack/index.ts';
import type { FormError } from '#ui/form.ts';
import { dateBoxes, problemOf, readDate } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import type { Form } from '#platform/http/form.ts';
import { workOf } from '#web/work.ts';
import { addMembers, removeMember } from '../../commands/form-board.ts';
import type { NewMember } from '../../commands/form-board.ts';
import { can } from '../../access.ts';
import { boardOf, extraSeat, isPresent } from '../../index.ts';
import type { CaseMatter } from '../../index.ts';
import { dutiesToHandOver } from '../../queries/duties.ts';
import { onCase } from '../gates.ts';
import { endMemberView } from './end-view.ts';
import { boardView, newMemberView } from './view.ts';
import type { SeatShown } from './view.ts';

/** Who may be offered for a seat: those whose role it is. */
const rolesForSeat: Readonly<Record<string, readonly Role[]>> = {
  chair: ['senior-advisor', 'senior-education-officer'],
  headteacher: ['headteacher'],
  'chair-of-governors': ['chair-of-governors'],
  'network-lead': ['network-lead'],
  'monitoring-officer': ['monitoring-officer'],
};

const boardPath = '/cases/:case/board';
const newPath = '/cases/:case/board/new';
const endPath = '/cases/:case/board/:member/end';

export const boardRoutes = [
  route({
    method: 'GET',
    path: boardPath,
    gate: onCase('form the board'),
    handle: (visit) => showBoard(visit, visit.query, []),
  }),
  route({
    method: 'POST',
    path: boardPath,
    gate: onCase('form the board'),
    async handle(visit) {
      const { form, subject } = visit;
      const chosen = processOf(visit.services.pack, subject.case.process).members.flatMap(
        (seat): NewMember[] => {
          const person = parseId<PersonId>(form.raw(`seat-${seat}`));
          return person ? [{ seat, description: '', person }] : [];
        },
      );
      if (chosen.length === 0) {
        return showBoard(visit, form, [
          { field: 'seats', sentence: 'Choose at least one person, or go on without' },
        ]);
      }
      const added = await addMembers(
        workOf(visit),
        subject.caseId,
        chosen,
        inviteToNext(workOf(visit)),
      );
      if (added.ok) return redirect(`/cases/${subject.caseId}/board`);
      return showBoard(visit, form, [{ field: 'seats', sentence: added.refusal.sentence }]);
    },
  }),
  route({
    method: 'GET',
    path: endPath,
    gate: onCase('form the board'),
    handle: (visit) => showEnd(visit, dateBoxes('until', visit.today), []),
  }),
  route({
    method: 'POST',
    path: endPath,
    gate: onCase('form the board'),
    async handle(visit) {
      const { subject, params, form, actor } = visit;
      const day = readDate(form, 'until', 'The day on which they leave');
      const member = params['member'] ?? '';
      const ended = day.ok
        ? await removeMember(
            workOf(visit),
            subject.caseId,
            member,
            day.value,
            uninviteFromNext(workOf(visit)),
          )
        : day;
      if (!ended.ok) {
        const typed = Object.fromEntries(form.entries());
        return showEnd(visit, typed, [problemOf(ended.refusal, 'until')]);
      }
      // Whoever may hand over what was theirs is led there when there is something.
      const hasDuties =
        can(actor, 'hand over duties', subject) &&
        (await dutiesToHandOver(visit.services.db, subject.caseId, visit.today)).length > 0;
      return redirect(`/cases/${subject.caseId}/${hasDuties ? 'duties' : 'board'}`);
    },
  }),
  route({
    method: 'GET',
    path: newPath,
    gate: onCase('form the board'),
    handle: async (visit) => showNew(visit, visit.query, []),
  }),
  route({
    method: 'POST',
    path: newPath,
    gate: onCase('form the board'),
    async handle(visit) {
      const { form, subject } = visit;
      const problems = newMemberProblems(form);
      if (problems.length > 0) return showNew(visit, form, problems);
      const wanted = {
        seat: form.raw('seat'),
        description: form.text('description'),
        person: { name: form.text('name'), address: form.text('address') },
      };
      const work = workOf(visit);
      const added = await addMembers(work, subject.caseId, [wanted], inviteToNext(work));
      if (added.ok) return redirect(`/cases/${subject.caseId}/board`);
      const { field, sentence } = added.refusal;
      return showNew(visit, form, [
        { field: field === 'person' ? 'name' : (field ?? 'seat'), sentence },
      ]);
    },
  }),
];

function newMemberProblems(form: Form): FormError[] {
  const problems: FormError[] = [];
  if (form.text('name') === '') problems.push({ field: 'name', sentence: 'Enter their name' });
  if (form.text('name').length > 200) {
    problems.push({ field: 'name', sentence: 'Their name must be 200 characters or fewer' });
  }
  if (!parseAddress(form.text('address'))) {
    problems.push({
      field: 'address',
      sentence: 'Enter an email address in the correct format, like name@example.com',
    });
  }
  if (form.raw('seat') === '') {
    problems.push({ field: 'seat', sentence: 'Choose what they are on this board' });
  }
  if (form.raw('seat') === extraSeat && form.text('description') === '') {
    problems.push({
      field: 'description',
      sentence: 'Enter what they are, for example Deputy Headteacher',
    });
  }
  return problems;
}

async function showBoard(
  visit: Visit<CaseMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today, actor } = visit;
  const { pack, db } = services;
  const process = processOf(pack, subject.case.process);
  const members = (await boardOf(db, subject.caseId)).filter((member) => isPresent(member, today));
  const candidates = await candidatesFor(
    db,
    subject,
    [...new Set(Object.values(rolesForSeat).flat())],
    today,
  );
  const seats = process.members.map((key): SeatShown => {
    const roles = rolesForSeat[key] ?? [];
    const suited = candidates.filter((candidate) => roles.includes(candidate.role));
    const [first] = suited;
    const self = key === 'chair' && suited.find(({ personId }) => personId === actor.id);
    return {
      key,
      label: boardRoleOf(pack, key).label,
      members: members
        .filter((member) => member.role === key)
        .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      candidates: suited,
      chosen: typed.raw(`seat-${key}`),
      suggested: suited.length === 1 ? first?.personId : self ? self.personId : undefined,
    };
  });
  const extras = members.filter((member) => member.role === extraSeat);
  const view = boardView(visit, { matter: subject, process, seats, extras, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showEnd(
  visit: Visit<CaseMatter>,
  typed: Readonly<Record<string, string>>,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, params } = visit;
  const members = await boardOf(services.db, subject.caseId);
  const member = members.find(({ id }) => id === params['member']);
  if (!member) return notFound;
  const view = endMemberView(visit, { matter: subject, member, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}

async function showNew(
  visit: Visit<CaseMatter>,
  typed: Form,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject } = visit;
  const process = processOf(services.pack, subject.case.process);
  const members = await boardOf(services.db, subject.caseId);
  const isTaken = (key: string) => members.some((member) => member.role === key && !member.until);
  const seats = [...process.members, ...process.mayAdd]
    .filter((key) => !isTaken(key) || key === typed.raw('seat'))
    .map((key) => ({ key, label: boardRoleOf(services.pack, key).label }));
  const view = newMemberView(visit, { matter: subject, seats, typed, problems });
  return page(view, problems.length === 0 ? 200 : 422);
}
