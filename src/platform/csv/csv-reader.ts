import type { Refusal } from '#kernel/result.ts';
import type { FileFacts } from './inspect-file.ts';

/** A row as read. The object and its array are used again for the next row: copy what is kept. */
export interface CsvRow {
  /** The line of the file on which it begins, counted from 1. */
  line: number;
  /** By column; the empty string for a column that is not wanted. */
  readonly fields: string[];
  /** How many fields the row has. */
  count: number;
  /** False when the file ends here without a line ending, and without a closing quotation mark. */
  ended: boolean;
}

const quote = 34;
const comma = 44;
const newline = 10;
const carriageReturn = 13;

/** No row of a published file is near this long: longer means that a quotation mark is never closed. */
const longestRow = 1 << 20;

const incomplete = -1;

/**
 * Reads comma-separated values (RFC 4180; line endings CRLF or LF) piece by piece, with the line
 * number of each row, making strings only of the columns that are wanted.
 *
 * Our own, because of the wanted columns: published files have up to 140 of which a third is used,
 * and the libraries that were measured build every field, which alone took two to four times as
 * long as loading the rows. It looks for commas among bytes, which both encodings share with ASCII,
 * and decodes a row at a time. The tests hold it to csv-parse.
 */
export class CsvReader {
  readonly #onRow: (row: CsvRow) => void;
  readonly #decoder: TextDecoder;
  readonly #row: CsvRow = { line: 1, fields: [], count: 0, ended: true };
  #wanted: readonly boolean[] | undefined;
  #rest: Buffer<ArrayBuffer> = Buffer.alloc(0);
  #line = 1;
  #first = true;
  // What the row that was scanned last consists of: for each field its bytes, and whether it holds
  // doubled quotation marks.
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #doubled: boolean[] = [];
  #count = 0;
  #lines = 1;
  #ascii = true;
  #refusal: Refusal | undefined;

  constructor(encoding: FileFacts['encoding'], onRow: (row: CsvRow) => void) {
    this.#decoder = new TextDecoder(encoding);
    this.#onRow = onRow;
  }

  /** From the next row on, only these columns become strings. May be called while a row is handled. */
  want(columns: readonly boolean[]): void {
    this.#wanted = columns;
    this.#row.fields.fill('');
  }

  /** Reads on. `final` says that nothing follows. A refusal means that the text is not well formed. */
  read(piece: Uint8Array, final = false): Refusal | undefined {
    const bytes = Buffer.concat([this.#rest, piece]);
    let start = 0;
    if (this.#first && bytes.length > 0) {
      this.#first = false;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) start = 3;
    }
    while (start < bytes.length) {
      const next = this.#scan(bytes, start, final);
      if (this.#refusal) return this.#refusal;
      if (next === incomplete) break;
      this.#fill(bytes, start, next);
      this.#line += this.#lines;
      start = next;
      this.#onRow(this.#row);
    }
    this.#rest = bytes.subarray(start);
    return this.#rest.length > longestRow ? unclosed(this.#line) : undefined;
  }

  /** Finds the fields of the row at `from`; answers where the next row starts, or `incomplete`. */
  #scan(bytes: Uint8Array, from: number, final: boolean): number {
    const starts = this.#starts;
    const ends = this.#ends;
    const doubled = this.#doubled;
    const length = bytes.length;
    let at = from;
    let column = 0;
    let lines = 1;
    let bits = 0;
    for (;;) {
      let byte = at < length ? (bytes[at] ?? 0) : 0;
      const quoted = byte === quote;
      if (quoted) {
        let twice = false;
        at += 1;
        starts[column] = at;
        for (;;) {
          if (at >= length) {
            if (final) this.#refusal = unclosed(this.#line);
            return incomplete;
          }
          byte = bytes[at] ?? 0;
          if (byte === quote) {
            if (bytes[at + 1] !== quote) break;
            twice = true;
            at += 1;
          } else if (byte === newline) lines += 1;
          bits |= byte;
          at += 1;
        }
        ends[column] = at;
        doubled[column] = twice;
        at += 1;
        if (bytes[at] === carriageReturn) at += 1;
        if (at < length && bytes[at] !== comma && bytes[at] !== newline) {
          this.#refusal = {
            code: 'malformed',
            sentence: `Line ${this.#line} has text after a closing quotation mark, so it cannot be told where its values end.`,
          };
          return incomplete;
        }
      } else {
        starts[column] = at;
        while (at < length) {
          byte = bytes[at] ?? 0;
          if (byte === comma || byte === newline) break;
          bits |= byte;
          at += 1;
        }
        const start = starts[column] ?? at;
        const cut = byte !== comma && at > start && bytes[at - 1] === carriageReturn;
        ends[column] = cut ? at - 1 : at;
        doubled[column] = false;
      }
      if (at >= length && !final) return incomplete;
      column += 1;
      if (at < length && bytes[at] === comma) {
        at += 1;
        continue;
      }
      this.#count = column;
      this.#lines = lines;
      this.#ascii = bits < 128;
      this.#row.ended = at < length || quoted;
      return Math.min(at + 1, length);
    }
  }

  /** Makes strings of the fields that were found in `bytes` from `from` to `until`. */
  #fill(bytes: Buffer, from: number, until: number): void {
    const row = this.#row;
    const fields = row.fields;
    const wanted = this.#wanted;
    const count = this.#count;
    const text = this.#ascii ? bytes.toString('latin1', from, until) : '';
    row.line = this.#line;
    row.count = count;
    for (let column = 0; column < count; column += 1) {
      if (wanted !== undefined && wanted[column] !== true) continue;
      const start = this.#starts[column] ?? 0;
      const end = this.#ends[column] ?? 0;
      if (start === end) fields[column] = '';
      else {
        const value = this.#ascii
          ? text.slice(start - from, end - from)
          : this.#decoder.decode(bytes.subarray(start, end));
        fields[column] = this.#doubled[column] === true ? value.replaceAll('""', '"') : value;
      }
    }
    // A shorter row must not show the fields of the one before.
    if (wanted === undefined) fields.length = count;
    else if (count < fields.length) fields.fill('', count);
  }
}

function unclosed(line: number): Refusal {
  return {
    code: 'truncated',
    sentence: `A quotation mark that opens on line ${line} is never closed: the file was probably cut short. Download it again.`,
  };
}
