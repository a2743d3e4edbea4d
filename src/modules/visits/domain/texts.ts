import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

export const longestLine = 200;
export const longestText = 10_000;

/** A short text on one line. `what` begins the sentence about one that is too long. */
export function checkLine(
  typed: string,
  missing: string,
  what: string,
  field: string,
): Result<string> {
  return check(typed.trim().replaceAll(/\s+/g, ' '), longestLine, missing, what, field);
}

/** A longer text. Where nothing is said of a missing one, it may be empty. */
export function checkText(
  typed: string,
  missing: string | undefined,
  what: string,
  field: string,
): Result<string> {
  return check(typed.trim(), longestText, missing, what, field);
}

/** Several texts, each checked: all of them as they are kept, or the first refusal. */
export function allOf<Key extends string>(
  checked: Readonly<Record<Key, Result<string>>>,
): Result<Record<Key, string>> {
  const texts = {} as Record<Key, string>;
  for (const key of Object.keys(checked) as Key[]) {
    const one = checked[key];
    if (!one.ok) return one;
    texts[key] = one.value;
  }
  return ok(texts);
}

function check(
  text: string,
  longest: number,
  missing: string | undefined,
  what: string,
  field: string,
): Result<string> {
  if (text === '' && missing !== undefined) return refuse('missing', missing, field);
  if (text.length > longest) {
    return refuse(
      'too-long',
      `${what} must be ${longest.toLocaleString('en-GB')} characters or fewer`,
      field,
    );
  }
  return ok(text);
}
