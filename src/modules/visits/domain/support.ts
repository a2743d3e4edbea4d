import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { allOf, checkLine, checkText } from './texts.ts';
import { changedMeanwhile } from './visit.ts';
import type { Doing } from './visit.ts';

export type SupportId = Branded<string, 'SupportId'>;

/** What is written of a piece of support. */
export interface SupportText {
  readonly what: string;
  /** Who in the school has it: "English lead". */
  readonly receiver: string;
  /** From whom it comes. */
  readonly provider: string;
  readonly from: LocalDate;
  /** The last day; undefined while it goes on. */
  readonly until: LocalDate | undefined;
  /** What difference it made; empty as long as nobody has said. */
  readonly impact: string;
}

export interface SupportVersion extends SupportText, Doing {
  /** From 1. */
  readonly version: number;
  /** Why it follows the one before; empty for the first. */
  readonly reason: string;
}

/** A piece of support that a school has, or had. */
export interface Support {
  readonly id: SupportId;
  readonly urn: Urn;
  /** Oldest first; the last is what counts. */
  readonly versions: readonly SupportVersion[];
}

export function presentSupport({ versions }: Pick<Support, 'versions'>): SupportVersion {
  const last = versions.at(-1);
  if (!last) throw new Error('A piece of support has at least one version.');
  return last;
}

/** Records support. Refused without what, who and from whom, and where it ends before it begins. */
export function recordSupport(
  { id, urn, ...typed }: SupportText & Pick<Support, 'id' | 'urn'>,
  doing: Doing,
): Result<Support> {
  const text = checkSupport(typed, dateOf(doing.at));
  if (!text.ok) return text;
  return ok({ id, urn, versions: [{ ...text.value, version: 1, reason: '', ...doing }] });
}

/**
 * Changes what is written of support, as when it ends or its impact is seen; what it said before
 * stays. `after` is the version that was on the page. A reason is asked for only where something is
 * put right: an end and an impact that were open need none.
 */
export function changeSupport(
  support: Support,
  typed: SupportText,
  { reason, after }: { readonly reason: string; readonly after: number },
  doing: Doing,
): Result<Support> {
  const last = presentSupport(support);
  if (after !== last.version) return changedMeanwhile(last.by.name);
  const text = checkSupport(typed, dateOf(doing.at));
  if (!text.ok) return text;
  const parts = ['what', 'receiver', 'provider', 'from', 'until', 'impact'] as const;
  const different = parts.filter((part) => text.value[part] !== last[part]);
  if (different.length === 0) return refuse('same', 'Nothing is different', 'impact');
  const isAddition = different.every(
    (part) =>
      (part === 'until' && last.until === undefined) ||
      (part === 'impact' && text.value.impact.startsWith(last.impact)),
  );
  const why = checkText(
    reason,
    isAddition ? undefined : 'Enter why you correct it',
    'The reason',
    'reason',
  );
  if (!why.ok) return why;
  const said = why.value === '' ? 'What was open is now known.' : why.value;
  const version = { ...text.value, version: last.version + 1, reason: said, ...doing };
  return ok({ ...support, versions: [...support.versions, version] });
}

function checkSupport(typed: SupportText, today: LocalDate): Result<SupportText> {
  const { from, until } = typed;
  const texts = allOf({
    what: checkLine(typed.what, 'Enter what the support is', 'What the support is', 'what'),
    receiver: checkLine(typed.receiver, 'Enter who in the school has it', 'Who has it', 'receiver'),
    provider: checkLine(
      typed.provider,
      'Enter from whom it comes',
      'From whom it comes',
      'provider',
    ),
    impact: checkText(typed.impact, undefined, 'The impact', 'impact'),
  });
  if (!texts.ok) return texts;
  if (until !== undefined && until < from) {
    return refuse(
      'ends-before',
      `The last day must be ${shortDate(from)}, the first day, or after`,
      'until',
    );
  }
  if (texts.value.impact !== '' && from > today) {
    return refuse(
      'not-begun',
      'Support that has not begun has no impact yet. Leave the impact empty',
      'impact',
    );
  }
  return ok({ ...texts.value, from, until });
}
