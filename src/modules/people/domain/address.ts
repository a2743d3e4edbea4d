import type { Branded } from '#kernel/ids.ts';

/** An email address in lower case, without space around it. */
export type Address = Branded<string, 'Address'>;

/** The address, or undefined when it cannot be one. Only a mail that arrives proves it. */
export function parseAddress(text: string): Address | undefined {
  const address = text.trim().toLowerCase();
  const looksRight = /^[^\s@<>"',;:()]+@[^\s@<>"',;:()]+\.[^\s@<>"',;:().]{2,}$/.test(address);
  return looksRight && address.length <= 254 ? (address as Address) : undefined;
}

/** "Rosa Levin" for rosa.levin@example.org: what to call someone until they have a better name. */
export function nameFromAddress(address: Address): string {
  const words = (address.split('@')[0] ?? '')
    .split(/[._+-]+/)
    .filter((word) => /\p{L}/u.test(word));
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name === '' ? address : name;
}
