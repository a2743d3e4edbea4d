/** The name of the place that something is sealed for: put anywhere else, it does not open. */
export function placeOf(
  what: 'draft' | 'room' | 'about' | 'file',
  where: { readonly vault: string; readonly record: string },
  which = '',
): string {
  return JSON.stringify([what, where.vault, where.record, which]);
}
