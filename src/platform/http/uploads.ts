import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Form } from './form.ts';

export interface StoredUpload {
  readonly field: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface Multipart {
  readonly form: Form;
  readonly files: readonly StoredUpload[];
  /** Removes the files. Call it once the answer is known. */
  discard(): Promise<void>;
}

/** A file over the size that its form allows. */
export class UploadTooLarge extends Error {
  readonly maxBytes: number;
  /** What else was filled in. */
  readonly form: Form;
  constructor(maxBytes: number, form: Form) {
    super('upload too large');
    this.maxBytes = maxBytes;
    this.form = form;
  }
}

/**
 * Reads a form with files, streaming each to a folder of its own: memory use does not grow with
 * the file. Throws UploadTooLarge, with the fields and having kept no file, when one is over `maxBytes`.
 */
export async function readMultipart(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<Multipart> {
  const fields = new URLSearchParams();
  const files: StoredUpload[] = [];
  const own = path.join(folder, randomUUID());
  let tooLarge = false;
  const discard = () => rm(own, { recursive: true, force: true });
  try {
    await mkdir(own, { recursive: true, mode: 0o700 });
    const limits = { fileSize: maxBytes, files: 1, fields: 100, fieldSize: 1_000_000 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        fields.append(part.fieldname, typeof part.value === 'string' ? part.value : '');
        continue;
      }
      const target = path.join(own, String(files.length));
      await pipeline(part.file, createWriteStream(target, { mode: 0o600 }));
      if (part.file.truncated) {
        tooLarge = true;
        continue;
      }
      const bytes = part.file.bytesRead;
      // A form sent without choosing a file carries one with an empty name, or with none.
      const name: string | undefined = part.filename;
      if (name === undefined || name === '') continue;
      files.push({ field: part.fieldname, name, path: target, bytes });
    }
    if (tooLarge) throw new UploadTooLarge(maxBytes, new Form(fields));
    return { form: new Form(fields), files, discard };
  } catch (error) {
    await discard();
    if (error instanceof Error && brokenOff.test(error.message)) {
      throw Object.assign(new Error(error.message, { cause: error }), { statusCode: 400 });
    }
    throw error;
  }
}

/** What the reader of forms says of one whose sender went away, or wrote it wrong. It has no codes. */
const brokenOff =
  /^(Unexpected end of multipart data|Part terminated early|Multipart: Boundary not found)/;
