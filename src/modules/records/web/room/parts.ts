import { attributes, html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import type { FormError } from '#ui/form.ts';
import type { RecordContent, WholeRecord } from '../../domain/content.ts';
import { partOf } from '../../domain/parts.ts';
import type { PartAddress } from '../../domain/parts.ts';
import type { BesideSections } from '../../queries/beside-sections.ts';
import type { OfferedDay } from '../../queries/next-dates.ts';
import type { NewsOfPart } from '../../queries/room.ts';
import type { RoomPreRead } from '../../queries/room-papers.ts';
import { nameOf } from './form.ts';

export interface RoomShown {
  readonly whole: WholeRecord;
  readonly content: RecordContent;
  /** How the parts stand that are no sections. */
  readonly fields: ReadonlyMap<string, NewsOfPart>;
  readonly beside: BesideSections;
  /** Those to whom an action can be given. */
  readonly people: readonly BoardMember[];
  /** The days that are offered for the next meeting, by outcome. */
  readonly offered: readonly OfferedDay[];
  readonly preReads: readonly RoomPreRead[];
  /** What was typed in a section and not saved, and the revision that it was typed on. */
  readonly typed: (
    section: string,
  ) => { readonly text: string; readonly parent: number } | undefined;
  readonly problems: readonly FormError[];
  readonly wasSaved: boolean;
  /** Whether they record what the board decides. */
  readonly holds: boolean;
}

/** How a part stands; one that was never touched is empty. */
export function standing({ fields }: RoomShown, address: PartAddress): NewsOfPart {
  const part = partOf(address);
  return fields.get(part) ?? { part, text: '', revision: 0, by: '', at: '' };
}

/**
 * A part of which one of several choices is true. It is for the page's script alone: without it the
 * page that records this part is used.
 */
export function choicePart(
  { part, revision, beside }: NewsOfPart,
  options: { readonly label: string; readonly isForm?: boolean },
  content: Html,
): Html {
  const own = attributes({
    class: 'app-room__part',
    'data-part': part,
    'data-merge': 'choice',
    'data-compose': options.isForm && 'form',
    'data-revision': revision,
    'data-label': options.label,
    'data-beside': beside && JSON.stringify(beside),
    disabled: true,
    hidden: true,
  });
  return html`<fieldset${own}><legend class="govuk-visually-hidden">${options.label}</legend>${content}</fieldset>`;
}

/** A text part that is no section: the same attributes on its field. */
export function textPart(
  { part, revision }: NewsOfPart,
  label: string,
): { readonly name: string; readonly attributes: Record<string, string | number> } {
  return {
    name: nameOf(part),
    attributes: {
      'data-part': part,
      'data-merge': 'text',
      'data-revision': revision,
      'data-label': label,
    },
  };
}

/** Fields that only the script uses, together in one place: they are shown when it starts. */
export function forScript(content: Html): Html {
  return html`<div class="app-room__inline" data-inline hidden>${content}</div>`;
}

/** What is used without the script, and hidden with it. */
export function withoutScript(content: Html): Html {
  return html`<div data-plain>${content}</div>`;
}
