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
