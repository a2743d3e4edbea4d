/** The outcome of a rule: what it decided, or why it refused. Rules return this; they do not throw. */
export type Result<Value, Problem = Refusal> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Problem };

/**
 * Why something cannot be done, in a sentence that a person would write.
 * `code` is stable and is what tests and callers branch on; `field` names the form field it concerns.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly sentence: string;
  readonly field?: string;
}

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Code extends string>(
  code: Code,
  sentence: string,
  field?: string,
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return {
    ok: false,
    refusal: field === undefined ? { code, sentence } : { code, sentence, field },
  };
}
