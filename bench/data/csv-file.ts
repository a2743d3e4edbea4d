import { open, readFile } from 'node:fs/promises';
import path from 'node:path';

const fixtures = path.resolve(import.meta.dirname, '../../test/fixtures');

/** The headings of a published file, from the excerpt of it that the tests have. */
export async function headingsOf(excerpt: string): Promise<string[]> {
  const text = await readFile(path.join(fixtures, excerpt), 'latin1');
  const [header = ''] = text.split('\r\n');
  return header.split(',');
}

/** Windows-1252 differs from Latin-1 in a few characters that names of schools have. */
const windows1252: Readonly<Record<string, string>> = { '’': '\u0092', '–': '\u0096' };

/** Writes lines as the published files are: Windows-1252, each ended by CR and LF. */
export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const handle = await open(file, 'w');
  try {
    let text = '';
    for (const line of lines) {
      text += `${line}\r\n`;
      if (text.length > 1 << 20) {
        await handle.writeFile(encoded(text));
        text = '';
      }
    }
    await handle.writeFile(encoded(text));
  } finally {
    await handle.close();
  }
}

function encoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/[’–]/g, (found) => windows1252[found] ?? found),
    'latin1',
  );
}
