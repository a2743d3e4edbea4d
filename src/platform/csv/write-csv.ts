/**
 * A file of comma-separated values as spreadsheets read it: UTF-8 with its mark, lines ended by
 * CRLF. A text that a spreadsheet would run as a formula is given a leading apostrophe.
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Uint8Array {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`);
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
