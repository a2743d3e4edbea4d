import { longDate } from '#kernel/dates.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import type { Form as PolicyForm } from '#policy-pack/index.ts';
import type { Maybe } from '#ui/components/part.ts';
import { button } from '#ui/components/button.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { buttonGroup, column, heading, link } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import { page, redirect } from '#web/route.ts';
import type { Arrival, Reply } from '#web/route.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { mustNotBePaused } from '#modules/cases/index.ts';
import { mayWrite } from '../domain/record.ts';
import { findRecord } from '../index.ts';
import type { RecordMatter } from '../index.ts';
import { packOf } from '../queries/whole-record.ts';

type Here = Arrival & { readonly subject: RecordMatter };

/** Where the record itself is. */
export function recordPath({ recordId }: Pick<RecordMatter, 'recordId'>): string {
  return `/records/${recordId}`;
}

/** Whether something can be written in the record now: not in one that is final, nor in a paused case. */
export function isWritable(matter: Pick<RecordMatter, 'record' | 'case'>): boolean {
  return mustNotBePaused(matter.case).ok && mayWrite(matter.record).ok;
}

export function formFor({ record }: Pick<RecordMatter, 'record'>): PolicyForm {
  return formOf(packOf(record), record.form);
}

/** "Ashgrove Primary School: entry meeting of Thursday 14 January 2027" as a page's caption. */
export function captionOf(matter: RecordMatter): string {
  return `${matter.schoolName}: ${meetingInSentence(formFor(matter))} of ${longDate(matter.meeting.date)}`;
}

export interface Framed {
  readonly title: string;
  readonly problems?: readonly FormError[];
  /** Shown across the page instead of in a column. */
  readonly wide?: boolean;
  /** To the record, unless told; null where there is nowhere to go back to. */
  readonly back?: { readonly href: string; readonly content: string } | null;
  readonly scripts?: readonly string[];
  readonly content: Html;
}

/** A page about one record: confidential, with its school and meeting above the heading. */
export function recordPage(here: Here, framed: Framed): Html {
  const { subject } = here;
  const { title, problems = [], wide = false, scripts = [] } = framed;
  const top = heading(title, { level: 1, caption: captionOf(subject) });
  return shellPage(here, {
    title: `${title}: ${subject.schoolName}`,
    isConfidential: true,
    back:
      framed.back === null
        ? undefined
        : (framed.back ?? { href: recordPath(subject), content: 'The record' }),
    scripts,
    problems,
    main: wide
      ? html`${top}${paused(subject)}${framed.content}`
      : column(top, paused(subject), framed.content),
  });
}

/** That nothing can be changed here now, where the case is paused. */
function paused(subject: RecordMatter): Maybe<Html> {
  const running = mustNotBePaused(subject.case);
  return running.ok ? undefined : insetText({ content: running.refusal.sentence });
}

/** That texts came from devices too late, and where they are looked at. */
export function lateNotice(here: string, count: number): Maybe<Html> {
  if (count === 0) return undefined;
  const words =
    count === 1
      ? 'A text was typed on a device and not sent in time'
      : `${count} texts were typed on a device and not sent in time`;
  return insetText({ content: html`${link(`${here}/late`, words)}.` });
}

export interface RecordForm extends Omit<Framed, 'content' | 'wide'> {
  readonly intro?: Maybe<Html>;
  readonly fields: Html;
  readonly submit: string;
  readonly isWarning?: boolean;
  readonly after?: Maybe<Html>;
  readonly cancel?: { readonly href: string; readonly content: string };
}

/** The record as it stands now, which somebody else may have changed since the page was asked for. */
export async function recordNow({ services, subject, today, authority }: Here) {
  const asking = { today, laCode: authority.laCode };
  return (await findRecord(services.db, subject.recordId, asking)) ?? subject;
}

/** What somebody else has saved while this was typed. */
export function othersSaved(
  rows: readonly { readonly key: string; readonly value: string | Html }[],
): Html {
  return html`${heading('What someone else has saved meanwhile')}${summaryList({ rows: [...rows] })}`;
}

/** A page that is one form about a record; it is sent to its own address. 422 when something is wrong. */
export function recordForm(here: Here, options: RecordForm): Reply {
  const { problems = [], intro, fields, submit, after, cancel } = options;
  const send = button({
    content: submit,
    preventDoubleClick: true,
    ...(options.isWarning ? { classes: 'govuk-button--warning' } : {}),
  });
  const content = html`${intro}${formElement({
    action: here.path.split('?')[0] ?? here.path,
    content: html`${fields}${buttonGroup(send, cancel && link(cancel.href, cancel.content))}`,
  })}${after}`;
  return page(
    recordPage(here, { ...options, problems, content }),
    problems.length === 0 ? 200 : 422,
  );
}

/** Where to go on from a page that was saved: the same place in the notes, or the record. */
export function onwards(matter: RecordMatter, kind: string): Reply {
  const section = formFor(matter).sections.find((each) => each.kind === kind);
  return isWritable(matter) && section
    ? redirect(`${recordPath(matter)}/room#section-${section.key}`)
    : redirect(recordPath(matter));
}

/** The way back from a page that belongs to a section of the notes. */
export function backToNotes(matter: RecordMatter, kind: string): Framed['back'] & object {
  const section = formFor(matter).sections.find((each) => each.kind === kind);
  return isWritable(matter) && section
    ? { href: `${recordPath(matter)}/room#section-${section.key}`, content: 'The notes' }
    : { href: recordPath(matter), content: 'The record' };
}
