import { clockTime, parseClockTime } from '#kernel/dates.ts';
import type { Form } from '#platform/http/form.ts';
import { boardRoleOf } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { radios } from '#ui/components/radios.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { link } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveAttendance } from '../../commands/hold-meeting.ts';
import { markOfAttendance } from '../../domain/attendance.ts';
import type { Attended, MemberAttendance } from '../../domain/attendance.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { attendedWords } from '../../domain/words.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import {
  backToNotes,
  isWritable,
  onwards,
  othersSaved,
  recordForm,
  recordNow,
  recordPath,
} from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/attendance';
const choices: readonly Attended[] = ['present', 'apologies', 'substitute'];

export const attendanceRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { subject, services } = visit;
      if (!isWritable(subject)) return redirect(recordPath(subject));
      const whole = await wholeRecord(services.db, subject);
      return show(visit, whole, expectedAt(whole), subject.record.proceeded, []);
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { subject, services, form } = visit;
      const whole = await wholeRecord(services.db, subject);
      const attendance = form.has('everyone') ? everyoneAt(whole) : readAttendance(form, whole);
      const proceeded = form.text('proceeded');
      const seen = form.has('seen') ? form.raw('seen') : undefined;
      const noTimes = arrivalProblems(form, whole);
      if (noTimes.length > 0) return show(visit, whole, attendance, proceeded, noTimes, seen);
      const saved = await saveAttendance(
        workOf(visit),
        subject.recordId,
        attendance,
        proceeded,
        seen,
      );
      if (saved.ok) return onwards(subject, seatsOf(whole));
      const others =
        saved.refusal.code === 'changed-meanwhile'
          ? await wholeRecord(services.db, await recordNow(visit))
          : undefined;
      const problem = problemOf(saved.refusal, 'proceeded');
      return show(visit, whole, attendance, proceeded, [problem], seen, others);
    },
  }),
];

/** Everyone was present; of those who were recorded as such it is still known when they arrived. */
function everyoneAt({ board, attendance }: WholeRecord): MemberAttendance[] {
  return board.map(({ id }) => {
    const before = attendance.find(({ member }) => member === id);
    return before?.attended === 'present'
      ? before
      : { member: id, attended: 'present', substitute: '' };
  });
}

function readAttendance(form: Form, { board }: WholeRecord): MemberAttendance[] {
  return board.flatMap(({ id }) => {
    const attended = attendedIn(form, id);
    if (!attended) return [];
    const arrived = parseClockTime(form.text(arrivedField(id, attended)));
    return [
      {
        member: id,
        attended,
        substitute: form.text(`substitute-${id}`),
        ...(arrived !== undefined && { arrived }),
      },
    ];
  });
}

function attendedIn(form: Form, member: string): Attended | undefined {
  return choices.find((each) => each === form.raw(`attended-${member}`));
}

/** Whoever came late and the substitute who did have a field each. */
function arrivedField(member: string, attended: Attended): string {
  return attended === 'substitute' ? `substitute-arrived-${member}` : `arrived-${member}`;
}

/** Of whom the time that they arrived is none. */
function arrivalProblems(form: Form, { board }: WholeRecord): FormError[] {
  return board.flatMap(({ id, name }) => {
    const attended = attendedIn(form, id);
    if (!attended || attended === 'apologies') return [];
    const field = arrivedField(id, attended);
    const typed = form.text(field);
    if (typed === '' || parseClockTime(typed) !== undefined) return [];
    const who = attended === 'substitute' ? `the substitute for ${name}` : name;
    return [{ field, sentence: `Enter when ${who} arrived, for example 9:45am` }];
  });
}

/** What is recorded of who came; before anything is, the substitutes who were named for the meeting. */
function expectedAt({ attendance, others }: WholeRecord): readonly MemberAttendance[] {
  if (attendance.length > 0) return attendance;
  return others.flatMap(({ standsInFor, name }) =>
    standsInFor === undefined
      ? []
      : [{ member: standsInFor, attended: 'substitute', substitute: name }],
  );
}

/** The kind of the section that lists the board; a Progress Check-In calls them attendees. */
function seatsOf({ form }: WholeRecord): string {
  return form.sections.find(({ kind }) => kind === 'attendees')?.kind ?? 'board';
}

function show(
  visit: Visit<RecordMatter>,
  whole: WholeRecord,
  attendance: readonly MemberAttendance[],
  proceeded: string,
  problems: readonly FormError[],
  /** The mark of what stood on the page when it was filled in. */
  seen?: string,
  others?: WholeRecord,
): Reply {
  const stands = others ?? whole;
  const mark = markOfAttendance(stands.attendance, stands.record.proceeded);
  const version = hidden('seen', others ? mark : (seen ?? mark));
  return recordForm(visit, {
    title: 'Who came',
    back: backToNotes(visit.subject, seatsOf(whole)),
    problems,
    intro: html`${others && othersPart(others)}${formElement({
      action: `${recordPath(visit.subject)}/attendance`,
      content: html`${version}${button({
        content: 'Everyone was present',
        name: 'everyone',
        value: 'present',
        classes: 'govuk-button--secondary',
      })}`,
    })}`,
    fields: html`${version}${whole.board.map(({ id, name, role, description }) => {
      const came = attendance.find(({ member }) => member === id);
      const arrived = (attended: Attended) => {
        const field = arrivedField(id, attended);
        const recorded = came?.attended === attended ? came.arrived : undefined;
        return input({
          name: field,
          label: 'Arrived late, at (optional)',
          classes: 'govuk-input--width-5',
          value: visit.form.has(field) ? visit.form.raw(field) : recorded && clockTime(recorded),
          errorMessage: errorOf(problems, field),
        });
      };
      return radios({
        name: `attended-${id}`,
        classes: 'govuk-radios--small',
        value: came?.attended,
        fieldset: {
          legend: {
            content: `${name}, ${description === '' ? boardRoleOf(whole.pack, role).label : description}`,
            classes: 'govuk-fieldset__legend--s',
          },
        },
        items: [
          { value: 'present', content: 'Present', conditional: arrived('present') },
          { value: 'apologies', content: 'Apologies' },
          {
            value: 'substitute',
            content: 'A substitute came, for this meeting only',
            conditional: html`${input({
              name: `substitute-${id}`,
              label: 'Name of the substitute',
              classes: 'govuk-input--width-20',
              value: came?.substitute,
              errorMessage: errorOf(problems, `substitute-${id}`),
            })}${arrived('substitute')}`,
          },
        ],
      });
    })}${textarea({
      name: 'proceeded',
      label: {
        content:
          'If the Headteacher or the Chair of Governors was not there: why the meeting went ahead',
        classes: 'govuk-label--s',
      },
      hint: html`This goes into the record. If it did not go ahead, ${link(`/meetings/${visit.subject.meetingId}/adjourn`, 'adjourn the meeting')} instead, and say why.`,
      rows: 3,
      value: proceeded,
      errorMessage: errorOf(problems, 'proceeded'),
    })}`,
    submit: 'Save attendance',
  });
}

/** What somebody else has recorded while this was filled in. */
function othersPart({ board, attendance, record }: WholeRecord): Html {
  return othersSaved([
    ...board.map((member) => {
      const came = attendance.find((each) => each.member === member.id);
      const words = came ? attendedWords({ seat: '', name: member.name, ...came }) : '';
      return {
        key: member.name,
        value: words.replace(/^, (.)/, (_, first: string) => first.toUpperCase()) || 'Not recorded',
      };
    }),
    { key: 'Why the meeting went ahead', value: record.proceeded || 'Nothing' },
  ]);
}
