/** "Record – Ashgrove Primary School – 14 January 2027.pdf": parts of a name, without what no file system takes. */
export function fileNameOf(parts: readonly string[], extension: string): string {
  return `${withoutSigns(parts.join(' – '))}.${extension}`;
}

/** A name without the signs that a folder or file may not have. */
export function withoutSigns(name: string): string {
  return name.replaceAll(/[/\\:*?"<>|]/g, ' ');
}
