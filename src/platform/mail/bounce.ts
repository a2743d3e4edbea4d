import PostalMime from 'postal-mime';
import type { Attachment, Email } from 'postal-mime';
import { reasonOf } from './status.ts';

/** What a mail system reports of one recipient of a mail (RFC 3464). */
export interface DeliveryReport {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** "5.1.1"; undefined where it gives none. */
  readonly status: string | undefined;
  /** As the mail was addressed, where it says so; lower case. */
  readonly recipient: string | undefined;
}

export interface DeliveryNotice {
  /** The Message-IDs that it gives for the mail, without angle brackets. */
  readonly messageIds: readonly string[];
  readonly reports: readonly DeliveryReport[];
}

const actions: readonly DeliveryReport['action'][] = [
  'failed',
  'delayed',
  'delivered',
  'relayed',
  'expanded',
];

/**
 * Reads a delivery status notification (RFC 3464), as mail servers send it to the sender of a mail.
 * Undefined for any other mail: an answer, a notice of absence, something that is no mail at all.
 */
export async function readNotice(message: Uint8Array): Promise<DeliveryNotice | undefined> {
  const mail = await parse(message);
  const status = mail?.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (!mail || !status) return undefined;
  // Fields of the whole message, then a block for each recipient (RFC 3464 §2.1).
  const [, ...recipients] = textOf(status)
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n[ \t]*\n+/)
    .map(fieldsOf);
  return {
    messageIds: [...messageIdsOf(mail)],
    reports: recipients.flatMap(reportOf),
  };
}

async function parse(message: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(message, {
      // The mail that came back is not taken apart: its first lines are enough.
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
      maxNestingDepth: 20,
      maxHeadersSize: 256 * 1024,
    });
  } catch {
    return undefined;
  }
}

function reportOf(fields: ReadonlyMap<string, string>): DeliveryReport[] {
  const said = fields.get('action')?.toLowerCase();
  const action = actions.find((each) => each === said);
  if (action === undefined) return [];
  const address = fields.get('original-recipient') ?? fields.get('final-recipient');
  return [
    {
      action,
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0],
      // "rfc822;someone@example.org"
      recipient: address
        ?.replace(/^[^;]*;/, '')
        .trim()
        .replace(/^<|>$/g, '')
        .toLowerCase(),
    },
  ];
}

function* messageIdsOf(mail: Email): Iterable<string> {
  for (const part of mail.attachments) {
    if (
      ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'].includes(part.mimeType)
    ) {
      const head = textOf(part).replaceAll('\r\n', '\n').split('\n\n', 1)[0] ?? '';
      yield* idsIn(fieldsOf(head).get('message-id'));
    }
  }
  yield* idsIn(mail.inReplyTo);
  yield* idsIn(mail.references);
}

/** The parser gives text, as it is asked to. */
function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : '';
}

function idsIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/<([^<>\s]+)>/g)].map(([, id = '']) => id);
}

/** The fields of a block by name, in lower case; a line that begins with a space goes on. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  const lines = block.replace(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, name, value = ''] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );
}

/** "It came back: there is no such mailbox (5.1.1)." */
export function bounceSentence({ status }: Pick<DeliveryReport, 'status'>): string {
  return status === undefined
    ? 'It came back, and the notice does not say why.'
    : `It came back: ${reasonOf(status)} (${status}).`;
}
