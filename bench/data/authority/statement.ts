/** A statement of SQL, and the values for its $1, $2 … */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | number)[];
}
