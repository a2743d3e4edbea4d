import { longInstant } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import type { Section, SectionKind } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import type { SectionSaved } from '../../commands/save-sections.ts';
import type { RecordContent, WholeRecord } from '../../domain/content.ts';
import { isFillable } from '../../domain/prefill.ts';
import { emptySection, isTyped } from '../../domain/section.ts';
import type { SectionText } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { bodyView, labelView } from '../content-view.ts';
import { recordPage, recordPath } from '../frame.ts';
import { fieldOf } from './form.ts';
import type { Onwards } from './form.ts';

export interface NotesShown {
  readonly whole: WholeRecord;
  readonly content: RecordContent;
  /** What became of the sections that were sent; empty when the page is first shown. */
  readonly saved: readonly SectionSaved[];
  readonly typed: (section: string) => string | undefined;
  readonly problems: readonly FormError[];
  readonly wasSaved: boolean;
  readonly holds: boolean;
}

type WriterId = Branded<string, 'WriterId'>;

/** The page of a meeting: every section of the form, in its order, to write in. */
export function notesView(visit: Visit<RecordMatter>, shown: NotesShown): Html {
  const { subject, form } = visit;
  const here = recordPath(subject);
  const { whole, problems, holds } = shown;
  const { status } = subject.record.state;
  // A page that comes back stays the same copy, so that it does not conflict with itself.
  const writer = form.raw('writer') || newId<WriterId>();
  return recordPage(visit, {
    title: 'Notes of the meeting',
    wide: true,
    problems,
    scripts: ['autosave'],
    content: html`
      ${shown.wasSaved && notificationBanner({ type: 'success', content: 'The notes are saved.' })}
      ${correcting(subject)}
      ${formElement({
        action: `${here}/notes`,
        attributes: { 'data-autosave': `${here}/sections/` },
        content: html`${hidden('writer', writer)}
          ${whole.form.sections.map((section) =>
            isTyped(section) ? typedSection(section, shown, here) : recordedSection(section, shown),
          )}
          ${holds && goOn('close', status === 'draft' ? 'Save and close the meeting' : 'Save and go on to finalise')}
          ${holds && paragraph(link(`${here}/note-taker`, 'Name a note-taker'))}
          <div class="app-save-bar"><div class="app-save-bar__status" data-save-status>Your notes are saved when you press a button.</div>
            <div class="govuk-visually-hidden" role="status" data-save-said></div>
            ${button({ content: 'Save notes' })}</div>`,
      })}`,
  });
}

/** What happens to what is written here while a final version is out. */
function correcting({ record: { state } }: RecordMatter): Html | undefined {
  if (state.status !== 'correcting') return undefined;
  return insetText({
    content: `You are correcting version ${state.version}: ${state.reason} Its readers keep version ${state.version} until you make the correction final.`,
  });
}

function typedSection(section: Section, shown: NotesShown, here: string): Html {
  const { key, label } = section;
  const { whole, problems } = shown;
  const held = whole.sections.get(key) ?? emptySection(key);
  const outcome = shown.saved.find((each) => each.section === key);
  const conflict = outcome?.kind === 'conflict' ? outcome : undefined;
  const typed = shown.typed(key);
  const isBack = conflict !== undefined || outcome?.kind === 'refused' || shown.saved.length === 0;
  // A text that was not saved stays with the revision it was typed on, or has now been shown.
  const value = (isBack ? typed : undefined) ?? held.text;
  return html`<div class="app-notes__section" data-section="${key}">
    ${hidden(`revision.${key}`, held.revision)}
    ${textarea({
      name: fieldOf(key),
      label: { content: label, classes: 'govuk-label--m' },
      hint: hintOf(section, held.prefilledFrom, shown),
      rows: Math.min(18, Math.max(6, value.split('\n').length + 1)),
      value,
      errorMessage: errorOf(problems, fieldOf(key)),
      attributes: {
        'data-key': key,
        'data-label': label,
        'data-unsaved': conflict ? 'conflict' : outcome?.kind === 'refused' ? 'refused' : undefined,
      },
    })}
    ${conflict && conflictPart(conflict)}
    ${guidance(section)}
    ${aside(section, held, shown, here)}
  </div>`;
}

/** The ways to earlier texts, to what is held now, and to where it is typed once for all. */
function aside(
  section: Section,
  { revision }: SectionText,
  { whole }: NotesShown,
  here: string,
): Html | undefined {
  const { key, label, kind } = section;
  const of = `of “${label}”`;
  const at = `${here}/sections/${key}`;
  const ways = [
    revision > 1 && link(`${at}/history`, 'Earlier texts', of),
    isFillable(whole.form, section) &&
      link(`${at}/fill`, 'Fill in again from what is held now', `: ${label}`),
    kind === 'self-evaluation' &&
      link(
        `/schools/${whole.case.urn}/self-evaluation`,
        'The school’s judgements and the board’s comments',
      ),
    kind === 'impact-of-support' && link(`/schools/${whole.case.urn}/visits#support`, 'Support'),
  ].filter((way) => way !== false);
  return ways.length === 0
    ? undefined
    : html`<p class="govuk-body-s">${ways.map((way, index) => html`${index > 0 && ' · '}${way}`)}</p>`;
}

/** What an abbreviation stands for, and where a text came from that nobody has changed yet. */
function hintOf(section: Section, prefilledFrom: string, { whole }: NotesShown): Html | undefined {
  const spelled = whole.pack.abbreviations
    .filter(({ short }) => section.label.split(/[^A-Za-z]+/).includes(short))
    .map(({ short, full }) => `${short}: ${full}. `);
  if (spelled.length === 0 && prefilledFrom === '') return undefined;
  return html`${spelled}${prefilledFrom !== '' && `Filled in from ${prefilledFrom}. Change it as you need.`}`;
}

function guidance({ label, guidance: paragraphs, prompts }: Section): Html {
  return details({
    summary: html`What goes here<span class="govuk-visually-hidden">: ${label}</span>`,
    classes: 'govuk-!-margin-bottom-2',
    content: html`${paragraphs.map((text) => paragraph(text))}${bulletList(prompts)}`,
  });
}

function conflictPart({ by, current, section }: Extract<SectionSaved, { kind: 'conflict' }>): Html {
  const when = current.at ? ` on ${longInstant(current.at)}` : '';
  return insetText({
    content: textarea({
      name: `theirs.${section}`,
      label: `What is saved now, by ${by || 'someone else'}${when}. Copy from it what you need into the box above`,
      rows: Math.min(12, Math.max(4, current.text.split('\n').length + 1)),
      value: current.text,
      attributes: { readonly: true },
    }),
  });
}

/** A section that shows what is recorded on a page of its own. */
function recordedSection(section: Section, { whole, content, holds }: NotesShown): Html {
  const body = content.sections.find(({ key }) => key === section.key)?.body;
  return html`<section class="app-notes__section" id="${fieldOf(section.key)}">
    ${labelView(section.label, whole.pack, 'm')}
    ${body && bodyView(body)}
    ${holds && goesTo(section, whole)}
  </section>`;
}

/** Sections that are recorded on a page of their own, and the button that leads there. */
const ownPages: Readonly<
  Partial<Record<SectionKind, { readonly page: Onwards; readonly words: string }>>
> = {
  board: { page: 'attendance', words: 'Save and record attendance' },
  attendees: { page: 'attendance', words: 'Save and record attendance' },
  outcome: { page: 'outcome', words: 'Save and record the outcome' },
  actions: { page: 'actions', words: 'Save and record actions' },
  'next-meeting': { page: 'next-meeting', words: 'Save and record the next meeting' },
};

function goesTo(section: Section, whole: WholeRecord): Html | undefined {
  const { kind } = section;
  if (kind === 'other-attendees') {
    return paragraph(link(`/meetings/${whole.meeting.id}`, 'Change who else comes'));
  }
  const own = ownPages[kind];
  if (!own) return undefined;
  const hasGuidance = kind === 'outcome' || kind === 'actions';
  return html`${hasGuidance && guidance(section)}${goOn(own.page, own.words)}`;
}

function goOn(to: Onwards, content: string): Html {
  return button({
    content,
    name: 'go',
    value: to,
    classes: 'govuk-button--secondary',
  });
}
