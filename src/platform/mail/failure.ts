import { NotifyTrouble } from './notify.ts';
import { reasonOf } from './status.ts';

/** Why a mail could not be delivered. */
export interface DeliveryFailure {
  /**
   * For a person, in a sentence: what kind of trouble, and the mail server's own numbers for it. Never
   * its words, which may repeat the mail.
   */
  readonly sentence: string;
  /** Whether trying again cannot help: the mail server refused this mail itself. */
  readonly final: boolean;
}

const unreachable = new Set(['ECONNECTION', 'ECONNREFUSED', 'ESOCKET', 'EDNS', 'ENOTFOUND']);

/** Reads what the mailer threw. */
export function deliveryFailure(error: unknown): DeliveryFailure {
  if (error instanceof NotifyTrouble) return { sentence: error.message, final: error.final };
  const code = textOf(error, 'code');
  const answer = textOf(error, 'response');
  const status = numberOf(error, 'responseCode');
  if (code === 'EAUTH') {
    return { sentence: 'The mail server did not accept the user name and password.', final: false };
  }
  if (status !== undefined) {
    const final = status >= 500;
    const what = code === 'EENVELOPE' ? 'the address' : 'the mail';
    const how = final ? `refused ${what}` : `put off ${what}`;
    const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(answer ?? '')?.[1];
    const reason = enhanced === undefined ? '' : `: ${reasonOf(enhanced)}`;
    const numbers = enhanced === undefined ? status : `${status}, ${enhanced}`;
    return { sentence: `The mail server ${how}${reason} (${numbers}).`, final };
  }
  // The mailer looks at the address before it asks the server.
  if (code === 'EENVELOPE') {
    return { sentence: 'The address is not one that mail can be sent to.', final: true };
  }
  if (code === 'ETIMEDOUT') {
    return { sentence: 'The mail server did not answer in time.', final: false };
  }
  if (code !== undefined && unreachable.has(code)) {
    return { sentence: `The mail server could not be reached (${code}).`, final: false };
  }
  return {
    sentence: `The mail could not be sent${code === undefined ? '' : ` (${code})`}.`,
    final: false,
  };
}

function textOf(error: unknown, name: string): string | undefined {
  const value = memberOf(error, name);
  return typeof value === 'string' ? value : undefined;
}

function numberOf(error: unknown, name: string): number | undefined {
  const value = memberOf(error, name);
  return typeof value === 'number' ? value : undefined;
}

function memberOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Record<string, unknown>)[name]
    : undefined;
}
