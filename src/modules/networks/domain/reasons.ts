import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Categorisation, FocusReason } from '#policy-pack/index.ts';

/** Why a school is a network focus school: reasons of the policy, and one put into words. */
export interface Reasons {
  /** Keys of the policy pack, in its order. */
  readonly reasons: readonly string[];
  /** Empty unless a reason asks for words. */
  readonly stated: string;
}

/** The longest reason or rationale that is taken, in characters. */
export const longestText = 2_000;

/** The reasons as they are to be kept: each known, each once, and put into words where one asks for it. */
export function readReasons(given: Reasons, { reasons }: Categorisation): Result<Reasons> {
  const chosen = reasons.filter(({ key }) => given.reasons.includes(key));
  const stated = given.stated.trim();
  if (chosen.length === 0) return refuse('no-reason', 'Choose at least one reason', 'reasons');
  const needsWords = chosen.some((reason) => reason.stated);
  if (needsWords && stated === '') return refuse('not-stated', 'Enter the other reason', 'stated');
  if (stated.length > longestText) {
    return refuse('stated-too-long', `The other reason ${tooLong}`, 'stated');
  }
  return ok({ reasons: chosen.map(({ key }) => key), stated: needsWords ? stated : '' });
}

/** What someone typed as their rationale, without the white space around it. */
export function readRationale(typed: string): Result<string> {
  const rationale = typed.trim();
  return rationale.length > longestText
    ? refuse('rationale-too-long', `The rationale ${tooLong}`, 'rationale')
    : ok(rationale);
}

const tooLong = `must be ${longestText.toLocaleString('en-GB')} characters or fewer`;

/** The labels of the reasons; the one put into words, in its own. */
export function reasonLabels(
  { reasons, stated }: Reasons,
  known: readonly FocusReason[],
): string[] {
  return reasons.map((key) => {
    const reason = known.find((each) => each.key === key);
    return reason?.stated === true && stated !== '' ? stated : (reason?.label ?? key);
  });
}
