import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * What a backup is made of, one after the other: a heading (JSON), a piece of a table's rows
 * (PostgreSQL's COPY text), or the contents list that ends it (JSON).
 * On disk a frame is a letter, the length of its bytes in 4 bytes (big end first), and the bytes.
 */
export interface Frame {
  readonly kind: 'heading' | 'table' | 'rows' | 'contents';
  readonly bytes: Buffer;
}

const letters = { heading: 'H', table: 'T', rows: 'R', contents: 'C' } as const;
const kinds = new Map<string, Frame['kind']>(
  (Object.keys(letters) as Frame['kind'][]).map((kind) => [letters[kind], kind]),
);
const prefix = 5;
/** No frame is longer; a length beyond it is not one of ours. */
const longest = 64_000_000;

export class FrameError extends Error {}

/** Writes a frame, and waits while the stream is full. */
export async function writeFrame(
  stream: Writable,
  kind: Frame['kind'],
  bytes: Buffer,
): Promise<void> {
  const head = Buffer.alloc(prefix);
  head.write(letters[kind], 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  stream.write(head);
  if (!stream.write(bytes)) await once(stream, 'drain');
}

export async function writeJsonFrame(
  stream: Writable,
  kind: Frame['kind'],
  value: object,
): Promise<void> {
  await writeFrame(stream, kind, Buffer.from(JSON.stringify(value)));
}

/** Reads frames from pieces of any size. Throws a FrameError when they are not frames, or end too soon. */
export async function* readFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    for (;;) {
      if (held.length < prefix) break;
      const kind = kinds.get(held.toString('latin1', 0, 1));
      const length = held.readUInt32BE(1);
      if (kind === undefined || length > longest) throw new FrameError('This is not a frame.');
      if (held.length < prefix + length) break;
      yield { kind, bytes: held.subarray(prefix, prefix + length) };
      held = held.subarray(prefix + length);
    }
  }
  if (held.length > 0) throw new FrameError('The last frame is not whole.');
}
