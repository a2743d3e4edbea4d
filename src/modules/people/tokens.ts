import { createHash, randomBytes } from 'node:crypto';

/** A secret for a cookie or a link: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of it: whoever reads the database cannot sign in with what they find. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
