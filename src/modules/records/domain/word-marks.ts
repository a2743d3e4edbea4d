// What marks a record's Word file, so that it is known again when it comes back.

/** What the properties of the file call the record that it is of, and its state. */
export const originNames = {
  record: 'Trajectory record',
  /** The final version; 0 of a draft that was never final. */
  version: 'Trajectory version',
  /** Of a draft the version of the record, which counts every change. */
  revision: 'Trajectory draft',
  madeAt: 'Trajectory made at',
  form: 'Trajectory form',
  policy: 'Trajectory policy',
  fingerprint: 'Trajectory fingerprint',
} as const;

/** What stands under a label with nothing to say. */
export const nothingRecorded = 'Nothing recorded';

/** An action's mark: its id without hyphens, which a bookmark has room for. */
export function actionKey(id: string): string {
  return id.replaceAll('-', '');
}

/** An edit that a Word copy proposes. */
export interface WordEdit {
  readonly part: string;
  /** The revision that the file was made of. */
  readonly parent: number;
  readonly was: string;
  readonly text: string;
}

/** Words of the file that have no place in the record, and where in it they stand. */
export interface NotPlaced {
  readonly where: string;
  readonly text: string;
}
