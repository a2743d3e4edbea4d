// The keys. A person's texts on a device are sealed with a random key (AES-GCM); that key is kept
// only wrapped, by a key made from the PIN (PBKDF2).

import { newUuid } from './uuid.ts';

/** A key at rest: without the PIN it opens nothing. */
export interface Vault {
  readonly id: string;
  readonly person: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrapped: ArrayBuffer;
  /** By the device's clock, in milliseconds. */
  readonly madeAt: number;
  /** The latest time that the device's clock has shown: setting it back makes no key younger. */
  readonly seenAt: number;
  /** Wrong PINs since the last right one. */
  readonly wrong: number;
}

/** A vault with its key, which cannot be read out of the memory by script. */
export interface OpenVault {
  readonly vault: Vault;
  readonly key: CryptoKey;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const day = 24 * 60 * 60 * 1000;
/** How long a key opens what is kept, in milliseconds. */
export const lifetime = 7 * day;
/** Wrong PINs after which it opens only for someone who has signed in. */
export const mostWrong = 10;
/** OWASP's figure for PBKDF2 with SHA-256. */
const rounds = 600_000;
const shortest = 6;

/** Why this is no PIN to choose; undefined when it is one. */
export function pinProblem(pin: string): string | undefined {
  if (pin === '') return 'Choose a PIN';
  if (pin.length < shortest) return `The PIN must have at least ${shortest} numbers or letters`;
  if (new Set(pin).size < 3 || isRun(pin)) {
    return 'Choose a PIN that is harder to guess: not the same number again and again, and not 123456';
  }
  return undefined;
}

/** 123456, 987654, abcdef */
function isRun(pin: string): boolean {
  const steps = new Set(
    [...pin].slice(1).map((sign, nth) => sign.charCodeAt(0) - pin.charCodeAt(nth)),
  );
  return steps.size === 1 && [1, -1].includes([...steps][0] ?? 0);
}

/**
 * Whether the key is too old to open anything without signing in. A key that was made a day or more
 * from now was made by a clock that was wrong, and may be any age.
 */
export function isOver({ madeAt, seenAt }: Pick<Vault, 'madeAt' | 'seenAt'>, now: number): boolean {
  return Math.max(now, seenAt) - madeAt >= lifetime || madeAt - now > day;
}

export async function makeVault(person: string, pin: string, now: number): Promise<OpenVault> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
    'encrypt',
    'decrypt',
  ]);
  const wrapped = await crypto.subtle.wrapKey('raw', fresh, await pinKey(pin, salt, rounds), {
    name: 'AES-GCM',
    iv,
  });
  const vault: Vault = {
    id: newUuid(),
    person,
    salt,
    rounds,
    iv,
    wrapped,
    madeAt: now,
    seenAt: now,
    wrong: 0,
  };
  const opened = await openVault(vault, pin);
  if (!opened) throw new Error('A key that was just made does not open.');
  return opened;
}

/** Undefined when it is not the PIN. */
export async function openVault(vault: Vault, pin: string): Promise<OpenVault | undefined> {
  const { salt, iv, wrapped } = vault;
  const wrapping = await pinKey(pin, salt, vault.rounds);
  try {
    const key = await crypto.subtle.unwrapKey(
      'raw',
      wrapped,
      wrapping,
      { name: 'AES-GCM', iv },
      'AES-GCM',
      false,
      ['encrypt', 'decrypt'],
    );
    return { vault, key };
  } catch {
    return undefined;
  }
}

async function pinKey(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(pin.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

/** Seals bytes for one place: they open only there. */
export async function seal(
  key: CryptoKey,
  place: string,
  bytes: ArrayBuffer | Uint8Array<ArrayBuffer>,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt(cipher(iv, place), key, bytes) };
}

export function unseal(key: CryptoKey, place: string, sealed: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt(cipher(sealed.iv, place), key, sealed.data);
}

export function sealJson(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return seal(key, place, new TextEncoder().encode(JSON.stringify(value)));
}

export async function unsealJson(key: CryptoKey, place: string, sealed: Sealed): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unseal(key, place, sealed)));
}

function cipher(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}
