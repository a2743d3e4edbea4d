import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import type { SchoolStanding } from '../../queries/school-standing.ts';

/** What the page about a school’s level shows, in all its parts. */
export interface LevelShown {
  readonly present: SchoolStanding;
  readonly typed: Form;
  readonly problems: readonly FormError[];
  /** For the form: the id of the decision that it would make. */
  readonly formId: string;
  readonly mayDecide: boolean;
  readonly mayAdd: boolean;
  readonly mayOpen: boolean;
}
