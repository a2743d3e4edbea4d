import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Mail } from './message.ts';
import { withoutAttachment } from './render.ts';

/** How mail leaves by GOV.UK Notify (docs.notifications.service.gov.uk/rest-api.html). */
export interface NotifySettings {
  /** "name-SERVICE-SECRET", where the last two are UUIDs. */
  readonly apiKey: string;
  /** Of a template whose subject is ((subject)) and whose message is ((body)). */
  readonly templateId: string;
  /** `https://api.notifications.service.gov.uk`, without a slash at the end. */
  readonly url: string;
}

/** Notify did not take a mail. */
export class NotifyTrouble extends Error {
  override readonly name = 'NotifyTrouble';
  /** Whether it would refuse the same mail again. */
  readonly final: boolean;
  constructor(sentence: string, final: boolean) {
    super(sentence);
    this.final = final;
  }
}

/** What became of a mail that Notify took; undefined while it is on its way. */
export interface NotifyOutcome {
  readonly state: 'delivered' | 'failed' | 'bounced';
  readonly sentence: string | null;
}

const outcomes: Readonly<Record<string, NotifyOutcome>> = {
  delivered: { state: 'delivered', sentence: null },
  'permanent-failure': {
    state: 'bounced',
    sentence: 'It came back: there is no such mailbox, or it refuses the mail (permanent-failure).',
  },
  'temporary-failure': {
    state: 'bounced',
    sentence:
      'It came back: the mailbox is full, or was not reached for three days (temporary-failure).',
  },
  'technical-failure': {
    state: 'failed',
    sentence: 'GOV.UK Notify could not send it (technical-failure).',
  },
};

const uuid = 36;
const patience = 20_000;

/** Gives a mail to Notify, which carries no calendar entries. Returns the id that it gives the mail. */
export async function sendByNotify(
  settings: NotifySettings,
  mail: Mail,
  now: Date,
): Promise<string> {
  const answer = await ask(settings, now, '/v2/notifications/email', {
    email_address: mail.to_address,
    template_id: settings.templateId,
    personalisation: {
      subject: mail.subject,
      body: withoutAttachment(mail.body_text, mail.calendar_method),
    },
    reference: mail.delivery,
  });
  return z.object({ id: z.uuid() }).parse(answer).id;
}

/** Asks Notify what became of a mail. */
export async function outcomeAtNotify(
  settings: NotifySettings,
  id: string,
  now: Date,
): Promise<NotifyOutcome | undefined> {
  const answer = await ask(settings, now, `/v2/notifications/${id}`);
  // It forgets a mail after some days.
  if (answer === undefined) return undefined;
  return outcomes[z.object({ status: z.string() }).parse(answer).status];
}

async function ask(
  settings: NotifySettings,
  now: Date,
  path: string,
  body?: object,
): Promise<unknown> {
  const reply = await fetch(`${settings.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${tokenFor(settings, now)}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(patience),
  }).catch(() => {
    throw new NotifyTrouble('GOV.UK Notify could not be reached.', false);
  });
  // What it answers may repeat the mail: its number is enough.
  if (reply.ok) return reply.json();
  if (reply.status === 404 && !body) return undefined;
  if (reply.status === 400) {
    throw new NotifyTrouble('GOV.UK Notify refused the mail or the address (400).', true);
  }
  if (reply.status === 403) {
    throw new NotifyTrouble('GOV.UK Notify did not accept the key (403).', false);
  }
  throw new NotifyTrouble(`GOV.UK Notify asked to try later (${reply.status}).`, false);
}

/** A JSON Web Token (RFC 7519) that says which service asks, and when: good for half a minute. */
function tokenFor({ apiKey }: NotifySettings, now: Date): string {
  const secret = apiKey.slice(-uuid);
  const service = apiKey.slice(-2 * uuid - 1, -uuid - 1);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claim = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat: Math.floor(now.getTime() / 1000) })}`;
  return `${claim}.${createHmac('sha256', secret).update(claim).digest('base64url')}`;
}
