import { trustedHtml } from '../html.ts';
import type { Content } from './part.ts';

/** The pairs of options that we call by one name, because `Content` is text or HTML. */
const pairs: Readonly<Record<string, string>> = {
  text: 'content',
  titleText: 'title',
  descriptionText: 'description',
  summaryText: 'summary',
  logoText: 'logo',
};
/** Options that are text to us, where the fixtures also have numbers and booleans. */
const texts = new Set(['value', 'values', 'number']);

/** The options of an official fixture as our components take them. */
export function asOurs(options: unknown): unknown {
  if (Array.isArray(options))
    return options.map(asOurs).map((option) => (isEmpty(option) ? undefined : option));
  if (typeof options !== 'object' || options === null) return options;
  const given = options as Readonly<Record<string, unknown>>;
  const ours: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(given)) {
    if (name === 'attributes') ours[name] = option;
    else if (name === 'slots') ours[name] = slots(option as Record<string, unknown>);
    else if (name === 'conditional')
      ours[name] = content(option as Record<string, unknown>, 'text');
    else ours[name] = texts.has(name) ? asText(option) : asOurs(option);
  }
  for (const [text, name] of Object.entries(pairs)) ours[name] ??= content(given, text);
  return ours;
}

function content(given: Readonly<Record<string, unknown>>, textName: string): Content | undefined {
  const markup = given[textName.replace(/text$/, 'html').replace(/Text$/, 'Html')];
  if (typeof markup === 'string' && markup !== '') return trustedHtml(markup.trim());
  const text = given[textName];
  return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}

function isEmpty(item: unknown): boolean {
  return (
    !item || (typeof item === 'object' && Object.values(item).every((value) => value === undefined))
  );
}

function slots(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const ours: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(given)) {
    if (typeof slot === 'string') ours[name] = trustedHtml(slot);
    else {
      const { html, align } = slot as { readonly html: string; readonly align?: string };
      ours[name] = trustedHtml(html);
      ours['isEndInline'] = align === 'inline';
    }
  }
  return ours;
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return 'text' in value || 'html' in value
    ? asOurs(value)
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)]));
}
