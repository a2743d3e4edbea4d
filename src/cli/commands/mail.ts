import type { Readable } from 'node:stream';
import { ok, refuse } from '#kernel/result.ts';
import { noteBounce } from '#modules/correspondence/index.ts';
import { readNotice } from '#platform/mail/bounce.ts';
import type { Run } from '../command.ts';

/** A notice has the mail that came back in it at the most. */
const largestNotice = 10_000_000;

/**
 * Takes in a mail of the sender's mailbox, one at a time. A mail server that pipes all of them in, also
 * answers and notices of absence, is not told that anything failed.
 */
export const runMailBounce: Run = async (_word, _line, tools) => {
  const message = await readAll(process.stdin);
  if (message === undefined) {
    return refuse(
      'too-large',
      'That is larger than 10 MB, and no notice of a mail that came back.',
    );
  }
  if (message.length === 0) {
    return refuse('empty', 'Nothing came. Use it as “trajectory mail bounce < message.eml”.');
  }
  const notice = await readNotice(message);
  if (!notice) {
    return ok({
      data: { bounced: false },
      lines: ['That is not a notice that a mail came back. Nothing was changed.'],
    });
  }
  const { db } = await tools.database();
  const noted = await noteBounce({ db, clock: tools.clock }, notice);
  switch (noted.kind) {
    case 'bounced':
      return ok({
        data: { bounced: true, mail: noted.mail.id },
        lines: [`The mail “${noted.mail.template}” to ${noted.mail.to_address}: ${noted.sentence}`],
      });
    case 'nothing':
      return ok({
        data: { bounced: false, mail: noted.mail.id },
        lines: [
          `The mail “${noted.mail.template}” to ${noted.mail.to_address} has not come back. Nothing was changed.`,
        ],
      });
    case 'unknown mail':
      return ok({
        data: { bounced: false },
        lines: ['The notice is about a mail that is not in the outbox. Nothing was changed.'],
      });
  }
};

/** All of a stream; undefined where it is longer than a notice can be. */
async function readAll(stream: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestNotice) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
