const schemes = /^(?:https?|mailto|tel):/i;
const anyScheme = /^[a-z][a-z0-9+.-]*:/i;
// Browsers drop tabs and line breaks inside an address and control characters around it, and read "\" as "/".
// oxlint-disable-next-line no-control-regex
const misread = /[\u0000-\u0020\u007f-\u009f\\]/;

/**
 * The address when it may be linked to: a path, a query or a fragment of this site, or a whole http,
 * https, mailto or tel address. Otherwise undefined: `javascript:`, `data:`, `//host`, backslashes,
 * spaces and control characters are refused. Surrounding white space is dropped first.
 */
export function safeUrl(address: string): string | undefined {
  const trimmed = address.trim();
  if (misread.test(trimmed) || trimmed.startsWith('//')) return undefined;
  return anyScheme.test(trimmed) && !schemes.test(trimmed) ? undefined : trimmed;
}

/**
 * A path of this site with its data encoded: `path\`/schools/${urn}/boards/${name}\``.
 * An empty, "." or ".." segment would lead elsewhere, so it throws.
 */
export function path(
  strings: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  return strings.reduce((built, text, index) => {
    const value = String(values[index - 1]);
    if (value === '' || value === '.' || value === '..')
      throw new Error(`Not a part of a path: "${value}"`);
    return built + encodeURIComponent(value) + text;
  });
}
