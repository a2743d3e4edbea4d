import { longDate } from '#kernel/dates.ts';
import { formOf, meetingInSentence } from '#policy-pack/index.ts';
import type { HandedIn } from '#platform/files/files.ts';
import type { Form as SentForm } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, buttonGroup, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Visit } from '#web/route.ts';
import type { MeetingMatter } from '../../index.ts';
import { comesFrom } from '../../queries/brought-in.ts';
import type { BroughtIn, LeftOut, MappedWord } from '../../queries/brought-in.ts';

export interface CheckShown {
  readonly file: HandedIn;
  readonly mapped: MappedWord;
  /** What was brought in before. */
  readonly before: BroughtIn | undefined;
  /** The form that came back. */
  readonly typed: SentForm | undefined;
  readonly problems: readonly FormError[];
}

/** What a Word file says under each label of the form, to check and to put right before it is kept. */
export function checkView(visit: Visit<MeetingMatter>, shown: CheckShown): Html {
  const { file, mapped, before, typed, problems } = shown;
  const here = `/meetings/${visit.subject.meetingId}`;
  const original = link(`${here}/files/${file.id}`, file.name);
  const total = mapped.sections.length;
  return broughtInPage(visit, {
    title: 'Bring in the text of a Word record',
    back: { href: here, content: 'The meeting' },
    problems,
    content: html`
      ${paragraph(html`${original} was read, and its text put under the sections of the form by their labels: ${mapped.found} of ${total} were found. Check it beside the original, put right what is wrong, and keep it. The original stays as it came.`)}
      ${mapped.found === 0 && insetText({ content: 'None of the form’s sections was found in the file by its label: it may be of another form. All of its text is below.' })}
      ${before && insetText({ content: html`${comesFrom(before)} ${link(`${here}/brought-in`, 'Read it')}. What you keep here takes its place; it stays in the history.` })}
      ${leftOutView(mapped.leftOut)}
      ${formElement({
        action: `${here}/files/${file.id}/bring-in`,
        content: html`${hidden('after', typed?.raw('after') ?? before?.version ?? 0)}<div id="sections">${mapped.sections.map(
          ({ key, label, text }) => {
            const name = `section-${key}`;
            const value = typed?.raw(name) ?? text;
            return textarea({
              name,
              label: { content: label, classes: 'govuk-label--s' },
              rows: Math.min(20, Math.max(3, value.split('\n').length + 1)),
              value,
              errorMessage: errorOf(problems, key),
            });
          },
        )}</div>${button({ content: 'Keep this record', preventDoubleClick: true })}`,
      })}`,
  });
}

function leftOutView(leftOut: readonly LeftOut[]): Html | undefined {
  if (leftOut.length === 0) return undefined;
  return html`${heading('What could not be placed')}
    ${paragraph('These words stand under none of the form’s labels. Copy what belongs in a section into it; they stay with the record either way.')}
    ${bulletList(leftOut.map(({ where, text }) => html`${where}: <span class="app-record__lines">${text}</span>`))}
    ${heading('The sections')}`;
}

/** That a file cannot be read, though it was taken in. */
export function unreadView(visit: Visit<MeetingMatter>, sentence: string): Html {
  return broughtInPage(visit, {
    title: 'Bring in the text of a Word record',
    back: { href: `/meetings/${visit.subject.meetingId}`, content: 'The meeting' },
    problems: [],
    content: paragraph(`${sentence}.`),
  });
}

/** A record that was brought in, marked as one. */
export function broughtInView(
  visit: Visit<MeetingMatter>,
  record: BroughtIn,
  mayChange: boolean,
): Html {
  const here = `/meetings/${visit.subject.meetingId}`;
  return broughtInPage(visit, {
    title: formOf(visit.services.pack, record.form).title,
    back: { href: here, content: 'The meeting' },
    problems: [],
    content: html`
      ${insetText({ content: html`${comesFrom(record)} ${link(`${here}/files/${record.file.id}`, 'Download the original')}. It was not written or checked here.` })}
      <p class="govuk-body app-not-printed">Download this record: ${link(`${here}/brought-in.docx`, 'Word', 'document')} or ${link(`${here}/brought-in.pdf`, 'PDF')}</p>
      <div class="app-record">${record.sections.map(
        ({ label, text }) =>
          html`<section class="app-record__row"><div class="app-record__label"><h2 class="govuk-heading-s govuk-!-margin-bottom-1">${label}</h2></div>
<div class="app-record__content">${text.trim() === '' ? html`<p class="govuk-body app-record__nothing">Nothing recorded</p>` : markdown(text, 3)}</div></section>`,
      )}</div>
      ${
        record.leftOut.length > 0 &&
        html`${heading('In the file, and in no section')}${bulletList(
          record.leftOut.map(({ where, text }) => `${where}: ${text}`),
        )}`
      }
      ${
        mayChange &&
        buttonGroup(
          button({
            content: 'Read the file again',
            href: `${here}/files/${record.file.id}/bring-in`,
            classes: 'govuk-button--secondary',
          }),
        )
      }`,
  });
}

interface Framed {
  readonly title: string;
  readonly back: { readonly href: string; readonly content: string };
  readonly problems: readonly FormError[];
  readonly content: Html;
}

function broughtInPage(visit: Visit<MeetingMatter>, framed: Framed): Html {
  const { meeting, schoolName } = visit.subject;
  const form = formOf(visit.services.pack, meeting.form);
  const caption = `${schoolName}: ${meetingInSentence(form)} of ${longDate(meeting.date)}`;
  return shellPage(visit, {
    title: `${framed.title}: ${schoolName}`,
    isConfidential: true,
    back: framed.back,
    problems: framed.problems,
    main: column(heading(framed.title, { level: 1, caption }), framed.content),
  });
}
