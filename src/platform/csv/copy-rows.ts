export type CopyValue = string | number | boolean | null;

/** What separates the values of a row; `inspectFile` refuses files that contain it. */
const separator = '\u0001';

/** The options of COPY that go with `CopyRows`: nothing is the null value. */
export const copyOptions = `format text, delimiter e'\\x01', null ''`;

const special = /[\\\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/**
 * Writes rows in PostgreSQL's text format for COPY and hands them on in pieces. An empty text and
 * null are the same here, and arrive as null.
 */
export class CopyRows {
  readonly #onPiece: (piece: Uint8Array<ArrayBuffer>) => void;
  #text = '';

  constructor(onPiece: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#onPiece = onPiece;
  }

  write(values: readonly CopyValue[]): void {
    // Joining writes null as nothing.
    let row = values.join(separator);
    if (special.test(row)) row = row.replace(/[\\\n\r]/g, (found) => escapes[found] ?? found);
    this.#text += `${row}\n`;
    if (this.#text.length >= pieceLength) this.flush();
  }

  flush(): void {
    if (this.#text === '') return;
    this.#onPiece(new TextEncoder().encode(this.#text));
    this.#text = '';
  }
}

const pieceLength = 1 << 18;
