/** The embedded database server could not be prepared, started or stopped. The message is for people. */
export class DatabaseServerError extends Error {
  override readonly name = 'DatabaseServerError';
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
