import { shortDate } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { ActionId, PersonId, RecordId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { handOverAction } from '#modules/actions/index.ts';
import { handOverCheck } from '#modules/records/index.ts';
import { boardRoleOf, processOf } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { select } from '#ui/components/select.ts';
import { errorOf, form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { extraSeat, boardOf, isPresent } from '../../index.ts';
import type { BoardMember, CaseMatter } from '../../index.ts';
import { dutiesToHandOver } from '../../queries/duties.ts';
import type { Duty } from '../../queries/duties.ts';
import { onCase } from '../gates.ts';

const path = '/cases/:case/duties';
const gate = onCase('hand over duties');

export const dutyRoutes = [
  route({ method: 'GET', path, gate, handle: (visit) => show(visit, {}, []) }),
  route({
    method: 'POST',
    path,
    gate,
    async handle(visit) {
      const { form } = visit;
      const chosen = form.names().flatMap((name) => {
        const person = parseId<PersonId>(form.raw(name));
        return person ? [{ name, person }] : [];
      });
      const typed = Object.fromEntries(form.entries());
      if (chosen.length === 0) {
        const sentence = 'Choose who takes over at least one of these';
        return show(visit, typed, [{ field: 'duties', sentence }]);
      }
      const problems: FormError[] = [];
      for (const { name, person } of chosen) {
        const given = await giveTo(visit, name, person);
        // Theirs already: the same form was sent before.
        if (given && !given.ok && given.refusal.code !== 'theirs') {
          problems.push({ field: name, sentence: given.refusal.sentence });
        }
      }
      if (problems.length > 0) return show(visit, typed, problems);
      return redirect(`/cases/${visit.subject.caseId}/duties?given=yes`);
    },
  }),
];

/** The field of a duty says what it is of: `undertakes-…`, `check-…`. */
function fieldOf({ of }: Duty): string {
  return 'action' in of ? `${of.kind}-${of.action}` : `check-${of.record}`;
}

function giveTo(
  visit: Visit<CaseMatter>,
  field: string,
  person: PersonId,
): Promise<Result<unknown>> | undefined {
  const [kind = '', ...rest] = field.split('-');
  const id = rest.join('-');
  const action = parseId<ActionId>(id);
  const record = parseId<RecordId>(id);
  if ((kind === 'undertakes' || kind === 'monitors') && action) {
    return handOverAction(workOf(visit), action, kind, person);
  }
  return kind === 'check' && record ? handOverCheck(workOf(visit), record, person) : undefined;
}

async function show(
  visit: Visit<CaseMatter>,
  typed: Readonly<Record<string, string>>,
  problems: readonly FormError[],
): Promise<Reply> {
  const { services, subject, today, query } = visit;
  const { db, pack } = services;
  const also = parseId<ActionId>(query.text('action'));
  const [duties, members] = await Promise.all([
    dutiesToHandOver(db, subject.caseId, today, also),
    boardOf(db, subject.caseId),
  ]);
  const present = members.filter((member) => isPresent(member, today));
  const { name } = processOf(pack, subject.case.process);
  const seat = ({ role, description }: BoardMember) =>
    role === extraSeat ? description : boardRoleOf(pack, role).label;
  const title = 'Hand over duties';
  const main = column(
    query.has('given') &&
      problems.length === 0 &&
      insetText({ content: 'They have been given to the people you chose.' }),
    heading(title, { level: 1, caption: subject.schoolName }),
    paragraph(
      'What is open and belongs to someone who has left the board, or will leave it. Pre-reads need no handing over: whoever takes the seat provides them. What people wrote stays theirs.',
    ),
    duties.length === 0
      ? paragraph('Nothing waits to be handed over.')
      : formElement({
          action: `/cases/${subject.caseId}/duties`,
          content: html`<div id="duties">${duties.map((duty) => part(duty))}</div>${buttonGroup(
            button({ content: 'Hand over', preventDoubleClick: true }),
            link(`/cases/${subject.caseId}`, 'Not now'),
          )}`,
        }),
  );
  return page(
    shellPage(visit, {
      title,
      isConfidential: true,
      back: { href: `/cases/${subject.caseId}`, content: `${name} for ${subject.schoolName}` },
      problems,
      main,
    }),
    problems.length === 0 ? 200 : 422,
  );

  function part(duty: Duty): Html {
    const { of, person } = duty;
    if (of.kind === 'notes') {
      return html`${heading(titleOf(duty), { level: 2, size: 's' })}${paragraph(
        link(
          `/records/${of.record}/note-taker`,
          'Name another note-taker',
          `for the record of ${shortDate(of.meetingOn)}`,
        ),
      )}`;
    }
    const field = fieldOf(duty);
    const offered = present.filter(
      (member) =>
        member.personId !== person &&
        (of.kind !== 'accuracy check' || member.role === 'headteacher'),
    );
    return select({
      name: field,
      label: { content: titleOf(duty), classes: 'govuk-label--s' },
      hint: leavingText(duty),
      value: typed[field],
      errorMessage: errorOf(problems, field),
      items: [
        { value: '', text: offered.length === 0 ? 'Nobody is on the board for this' : 'Not yet' },
        ...offered.map((member) => ({
          value: member.personId,
          text: `${member.name}, ${seat(member)}`,
        })),
      ],
    });
  }

  function leavingText({ name: who, until, of }: Duty): string {
    const has =
      of.kind === 'monitors'
        ? 'monitors it'
        : of.kind === 'undertakes'
          ? 'undertakes it'
          : 'has it';
    if (until === undefined) return `${who} ${has}`;
    return `${who} ${has}, and ${until <= today ? 'left' : 'leaves'} the board on ${shortDate(until)}`;
  }
}

function titleOf({ of }: Duty): string {
  switch (of.kind) {
    case 'undertakes':
      return `Undertake: ${firstLine(of.what)}`;
    case 'monitors':
      return `Monitor: ${firstLine(of.what)}`;
    case 'accuracy check':
      return `Check the record of ${shortDate(of.meetingOn)} for accuracy`;
    case 'notes':
      return `Take the notes of ${shortDate(of.meetingOn)}`;
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
