import type { Section, SectionKind } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf, form as formElement, hidden } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, link, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { hasVersions } from '#merge/versions.ts';
import { isFillable } from '../../domain/prefill.ts';
import { emptySection, isTyped } from '../../domain/section.ts';
import type { SectionText } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { bodyView, labelView, lines } from '../content-view.ts';
import { lateNotice, recordPage, recordPath } from '../frame.ts';
import { actionsParts, attendanceParts, decisionParts, nextPart } from './decided.ts';
import { agendaOf, fieldOf, nameOf, revisionOf } from './form.ts';
import type { Onwards } from './form.ts';
import { forScript, withoutScript } from './parts.ts';
import type { RoomShown } from './parts.ts';
import { sideView } from './side.ts';

/** The room of a meeting: every section of the form, in its order, to write in. */
export function roomView(visit: Visit<RecordMatter>, shown: RoomShown): Html {
  const { subject, actor } = visit;
  const here = recordPath(subject);
  const { whole, problems, holds } = shown;
  const { record } = subject;
  const isDraft = record.state.status === 'draft';
  return recordPage(visit, {
    title: 'Notes of the meeting',
    wide: true,
    problems,
    scripts: ['room'],
    content: html`
      ${shown.wasSaved && notificationBanner({ type: 'success', content: 'The notes are saved.' })}
      ${correcting(subject)}
      ${holds && lateNotice(here, whole.lateTexts)}
      <div class="app-room">${sideView(here, shown)}${formElement({
        action: `${here}/room`,
        attributes: {
          'data-room': `${here}/room`,
          'data-record': record.id,
          'data-person': actor.id,
          'data-person-name': actor.name,
          'data-version': record.version,
        },
        content: html`
          ${whole.form.sections.map((section) =>
            isTyped(section) ? typedSection(section, shown, here) : recordedSection(section, shown),
          )}
          ${holds && goOn('close', isDraft ? 'Close the meeting' : 'Go on to finalise', '')}
          <div class="app-save-bar" data-save-bar><div class="app-save-bar__status"><span data-on-device>Your notes are saved when you press a button.</span> <span data-council></span></div>
            <div class="govuk-visually-hidden" role="status" data-save-said></div>
            ${button({ content: 'Save notes' })}</div>`,
      })}</div>`,
  });
}

/** What happens to what is written here while a final version is out. */
function correcting({ record: { state } }: RecordMatter): Html | undefined {
  if (state.status !== 'correcting') return undefined;
  return insetText({
    content: `You are correcting version ${state.version}: ${state.reason} Its readers keep version ${state.version} until you make the correction final.`,
  });
}

function typedSection(section: Section, shown: RoomShown, here: string): Html {
  const { key, label } = section;
  const { whole, problems } = shown;
  const held = whole.sections.get(key) ?? emptySection(key);
  const typed = shown.typed(key);
  const value = typed?.text ?? held.text;
  return sectionPart(
    section,
    shown,
    html`${hidden(revisionOf(key), typed?.parent ?? held.revision)}
      ${textarea({
        name: nameOf(key),
        id: fieldOf(key),
        label: { content: label, classes: 'govuk-label--m' },
        hint: hintOf(section, held, shown),
        rows: Math.min(18, Math.max(6, value.split('\n').length + 1)),
        value,
        errorMessage: errorOf(problems, fieldOf(key)),
        attributes: {
          'data-part': key,
          'data-merge': 'text',
          'data-label': label,
          'data-by': (held.by && whole.names.get(held.by)) ?? '',
        },
      })}
      ${ways(section, held, shown, here)}`,
  );
}

/** A place of the agenda: what is written, and beside it what helps to write it. */
function sectionPart(section: Section, shown: RoomShown, content: Html): Html {
  const { key } = section;
  const helps = [
    guidance(section),
    attendedOnly(section, shown),
    lastTime(section, shown),
    heldNow(section, shown),
  ].filter((each) => each !== undefined);
  return html`<section class="app-notes__section" data-section="${key}" id="${agendaOf(key)}">
    <div class="app-notes__text">${content}</div>
    ${helps.length > 0 && html`<div class="app-notes__beside">${helps}</div>`}
  </section>`;
}

/** The ways to earlier texts, and to where something is typed once for all. */
function ways(
  { key, label, kind }: Section,
  { revision }: SectionText,
  { whole }: RoomShown,
  here: string,
): Html | undefined {
  const found = [
    revision > 1 && link(`${here}/sections/${key}/history`, 'Earlier texts', `of “${label}”`),
    kind === 'self-evaluation' &&
      link(
        `/schools/${whole.case.urn}/self-evaluation`,
        'The school’s judgements and the board’s comments',
      ),
    kind === 'impact-of-support' && link(`/schools/${whole.case.urn}/visits#support`, 'Support'),
  ].filter((way) => way !== false);
  return found.length === 0
    ? undefined
    : html`<p class="govuk-body-s">${found.map((way, index) => html`${index > 0 && ' · '}${way}`)}</p>`;
}

/** What an abbreviation stands for, and where a text came from that nobody has changed yet. */
function hintOf(
  section: Section,
  { prefilledFrom, text }: SectionText,
  { whole }: RoomShown,
): Html | undefined {
  const spelled = whole.pack.abbreviations
    .filter(({ short }) => section.label.split(/[^A-Za-z]+/).includes(short))
    .map(({ short, full }) => `${short}: ${full}. `);
  const filled = prefilledFrom !== '' && `Filled in from ${prefilledFrom}. Change it as you need. `;
  const versions =
    hasVersions(text) &&
    withoutScript(
      html`Two versions of one passage stand in this text, between lines in square brackets. Leave what is right, and take those lines out.`,
    );
  if (spelled.length === 0 && !filled && !versions) return undefined;
  return html`${spelled}${filled}${versions}`;
}

function guidance({ label, guidance: paragraphs, prompts }: Section): Html | undefined {
  if (paragraphs.length + prompts.length === 0) return undefined;
  return details({
    summary: html`What goes here<span class="govuk-visually-hidden">: ${label}</span>`,
    content: html`${paragraphs.map((text) => paragraph(text))}${bulletList(prompts)}`,
  });
}

/** Who is in the meeting for this part and not for all of it. */
function attendedOnly({ key }: Section, { whole }: RoomShown): Html | undefined {
  const people = whole.others.filter(({ parts }) => parts.includes(key));
  return people.length === 0
    ? undefined
    : html`<p class="govuk-body-s app-notes__guests"><strong>In the meeting for this part:</strong> ${people
        .map(({ name, capacity }) => `${name}, ${capacity}`)
        .join('; ')}</p>`;
}

function lastTime({ key, label }: Section, { beside }: RoomShown): Html | undefined {
  const { last } = beside.of(key);
  if (!beside.previous || !last || (last.kind === 'text' && last.text.trim() === '')) {
    return undefined;
  }
  return details({
    summary: html`Last time, on ${beside.previous.on}<span class="govuk-visually-hidden">: ${label}</span>`,
    attributes: { 'data-beside': '' },
    content: bodyView(last),
  });
}

/** What the product holds today that is not in the section. */
function heldNow(section: Section, { beside, whole }: RoomShown): Html | undefined {
  const { key, label } = section;
  const { held } = beside.of(key);
  if (!isTyped(section) || !held) return undefined;
  return details({
    summary: html`Held now, from ${held.from}<span class="govuk-visually-hidden">: ${label}</span>`,
    attributes: { 'data-beside': '' },
    content: html`${lines(held.text)}${
      isFillable(whole.form, section) &&
      paragraph(
        link(
          `/records/${whole.record.id}/sections/${key}/fill`,
          'Fill in again from what is held now',
          `: ${label}`,
        ),
      )
    }`,
  });
}

/** A section that shows what is recorded elsewhere; the chair records it here, or on a page of its own. */
function recordedSection(section: Section, shown: RoomShown): Html {
  const { key, label } = section;
  const { whole, content, holds } = shown;
  const body = content.sections.find((each) => each.key === key)?.body;
  const inline = holds ? inlineParts[section.kind]?.(shown) : undefined;
  const plain = html`${body && bodyView(body)}${holds && goesTo(section, shown)}`;
  return sectionPart(
    section,
    shown,
    html`<div id="${fieldOf(key)}">${labelView(label, whole.pack, 'm')}</div>
      ${inline ? html`${forScript(inline)}${withoutScript(plain)}` : plain}`,
  );
}

/** Sections that the chair records in the room itself. */
const inlineParts: Readonly<Partial<Record<SectionKind, (shown: RoomShown) => Html>>> = {
  board: attendanceParts,
  attendees: attendanceParts,
  outcome: decisionParts,
  actions: actionsParts,
  'next-meeting': nextPart,
};

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

function goesTo({ kind }: Section, { whole }: RoomShown): Html | undefined {
  if (kind === 'other-attendees') {
    return paragraph(link(`/meetings/${whole.meeting.id}`, 'Change who else comes'));
  }
  const own = ownPages[kind];
  return own && goOn(own.page, own.words);
}

function goOn(to: Onwards, content: string, classes = 'govuk-button--secondary'): Html {
  return button({ content, name: 'go', value: to, classes });
}
