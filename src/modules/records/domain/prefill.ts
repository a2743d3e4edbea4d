import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { Form, SectionKind } from '#policy-pack/index.ts';

/** A fact for the context, with where it comes from and of which day it is. */
export interface SourcedLine {
  readonly text: string;
  readonly source: string;
}

/** What is known when a record is opened. */
export interface Known {
  readonly today: LocalDate;
  readonly case: { readonly background: string; readonly openedOn: LocalDate };
  /** In the order that the form's guidance names them. */
  readonly context: readonly { readonly heading: string; readonly lines: readonly SourcedLine[] }[];
  /** Every open action of the case, once, with the day of the meeting that agreed it. */
  readonly openActions: readonly (AgreedAction & { readonly agreedOn: LocalDate })[];
}

export interface Prefilled {
  readonly section: string;
  readonly text: string;
  /** Where the text comes from, with its date. */
  readonly from: string;
}

/** The first text of each section that the product knows something for. */
export function prefill(form: Form, known: Known): Prefilled[] {
  return form.sections.flatMap(({ key, kind }) => {
    const found = sources[kind]?.(form, known);
    return found && found.text !== '' ? [{ section: key, ...found }] : [];
  });
}

interface Found {
  readonly text: string;
  readonly from: string;
}

/** What fills in a section, by its kind. The other kinds start empty, or are recorded elsewhere. */
const sources: Readonly<Partial<Record<SectionKind, (form: Form, known: Known) => Found>>> = {
  protocols: (form) => ({ text: protocols(form), from: 'the policy' }),
  background: (_form, known) => ({
    text: known.case.background,
    from: `the reasons given when the case was opened on ${shortDate(known.case.openedOn)}`,
  }),
  context: (_form, known) => ({
    text: context(known),
    from: `what is held about the school on ${shortDate(known.today)}, each line with its source`,
  }),
  'progress-against-actions': (_form, known) => ({
    text: progress(known),
    from: `the actions that were open on ${shortDate(known.today)}`,
  }),
};

function protocols({ purpose, protocols: agreed }: Form): string {
  return [...purpose, `The protocols:\n\n${bullets(agreed)}`].join('\n\n');
}

function context({ context: groups }: Known): string {
  return groups
    .filter(({ lines }) => lines.length > 0)
    .map(
      ({ heading, lines }) =>
        `${heading}:\n\n${bullets(lines.map(({ text, source }) => `${text} (${source})`))}`,
    )
    .join('\n\n');
}

function progress({ openActions }: Known): string {
  return openActions
    .map(({ what, undertakes, byWhen, agreedOn }, index) => {
      const about = [
        `agreed on ${longDate(agreedOn)}`,
        undertakes !== '' && undertakes,
        byWhen !== undefined && `by ${shortDate(byWhen)}`,
      ].filter((each) => each !== false);
      return `${index + 1}. ${what.replaceAll(/\s*\n\s*/g, ' ')}\n(${about.join('; ')})\nProgress: `;
    })
    .join('\n\n');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
