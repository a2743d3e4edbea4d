import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** What a change of the authority's code turns on. */
export interface AuthorityStanding {
  readonly name: string;
  readonly laCode: string;
  /** Schools in the register, of any authority. */
  readonly schoolsHeld: number;
  /** Schools in the register that have the new code. */
  readonly schoolsOfNewCode: number;
  /** Open boards of schools that do not have the new code. */
  readonly boardsLeftBehind: number;
}

export interface AuthorityChange {
  readonly name: string;
  readonly laCode: string;
  /** Someone has read what the change leaves behind, and wants it. */
  readonly confirmed: boolean;
}

const longestName = 120;

/** Decides on the authority's name and code. Undefined when both are as they were. */
export function changeAuthority(
  standing: AuthorityStanding,
  { name: typedName, laCode: typedCode, confirmed }: AuthorityChange,
): Result<{ readonly name: string; readonly laCode: string } | undefined> {
  const name = typedName.trim();
  const laCode = typedCode.trim();
  if (name === '') return refuse('no-name', 'Enter the name of the authority', 'name');
  if (name.length > longestName) {
    return refuse('long-name', `The name must be ${longestName} characters or fewer`, 'name');
  }
  if (laCode === '') return refuse('no-code', 'Enter the local authority code', 'laCode');
  if (!/^\d{3}$/.test(laCode) || laCode === '000') {
    return refuse(
      'bad-code',
      'The local authority code must have three digits, like 331',
      'laCode',
    );
  }
  if (name === standing.name && laCode === standing.laCode) return ok(undefined);
  if (laCode !== standing.laCode && !confirmed) {
    if (standing.boardsLeftBehind > 0) {
      const boards = standing.boardsLeftBehind === 1 ? 'board' : 'boards';
      return refuse(
        'boards-left',
        `Nobody at the authority would see ${standing.boardsLeftBehind} open ${boards} any more, because the schools have another code. Confirm that you want this`,
        'confirmed',
      );
    }
    if (standing.schoolsHeld > 0 && standing.schoolsOfNewCode === 0) {
      return refuse(
        'code-unknown',
        `No school in the register has the code ${laCode}. Check it, or confirm that it is right`,
        'confirmed',
      );
    }
  }
  return ok({ name, laCode });
}
