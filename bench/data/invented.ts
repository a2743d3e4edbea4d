// Invented schools and people, the same in every run. None of them is a real school's.

/** URNs from here on belong to no real school. */
export const firstUrn = 900_000;

/** A whole number from 0 to below `choices`, always the same for the same two numbers. */
export function chosen(row: number, what: number, choices: number): number {
  let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(what + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % choices;
}

/** One of a list, always the same for the same two numbers. */
export function oneOf<const Items extends readonly [unknown, ...unknown[]]>(
  row: number,
  what: number,
  items: Items,
): Items[number] {
  return items[chosen(row, what, items.length)];
}

const firstWords = [
  'Ashgrove',
  'Fernhollow',
  'Larkmead',
  'Quarry Bank',
  'Willowbrook',
  'St Brannoc’s',
  'Kestrel Rise',
  'Old Mill – North',
  'Thornbury Vale',
  'Café Lane',
  'Harrowmere',
  'Our Lady of the Weir',
] as const;
const secondWords = ['', ' Green', ' Park', ' Heath', ' Cross', ' Meadow', ' Hill'] as const;
const kinds = [
  ' Primary School',
  ' Church of England Primary School',
  ' Catholic Primary School, Infants & Juniors',
  ' Academy',
  ' High School',
  ' Special School',
] as const;

export function schoolName(row: number): string {
  return `${oneOf(row, 1, firstWords)}${oneOf(row, 2, secondWords)}${oneOf(row, 3, kinds)}`;
}

export const towns = ['Aldershaw', 'Avonbridge', 'Merrowby', 'Stanfold', 'Wexley'] as const;
export const streets = ['Quarry Lane', 'Station Road', 'The Green', 'Mill Street'] as const;
export const firstNames = ['Amara', 'Daniel', 'Li', 'Priya', 'Ruth', 'Siân', 'Tomasz'] as const;
export const lastNames = ['Calloway', 'Marsh', 'Nair', 'O’Rourke', 'Okafor', 'Zielinski'] as const;

/** The three figures of one of 153 authorities, as many as England has. */
export function laCode(row: number): string {
  return String(201 + chosen(row, 4, 153));
}

/** A day between 1990 and 2024 as DD, MM and YYYY. */
export function day(row: number, what: number): readonly [string, string, string] {
  const padded = (number: number): string => String(number).padStart(2, '0');
  return [
    padded(1 + chosen(row, what, 28)),
    padded(1 + chosen(row, what + 1000, 12)),
    String(1990 + chosen(row, what + 2000, 35)),
  ];
}
