import { spawn } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Turns Office and OpenDocument files into PDF, with the LibreOffice that is installed. */
export interface Converter {
  /** The file as a PDF. Rejects with a ConversionTrouble. */
  toPdf(bytes: Uint8Array, ending: OfficeEnding): Promise<Buffer>;
}

export type OfficeEnding = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp';

/** A file that could not be converted: why, in a sentence for people. */
export class ConversionTrouble extends Error {
  override readonly name = 'ConversionTrouble';
}

/** Milliseconds that one file may take: its first start is slow. */
const patience = 60_000;

const programs = ['soffice', 'libreoffice'];

/** The LibreOffice in these folders, a list as in PATH; undefined where there is none. */
export async function findConverter(folders: string): Promise<Converter | undefined> {
  for (const folder of folders.split(path.delimiter).filter(Boolean)) {
    for (const name of programs) {
      const program = path.join(folder, name);
      if (await isProgram(program)) return converterWith(program);
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function converterWith(program: string): Converter {
  // One at a time: two that share the processor are no faster, and each takes a few hundred megabytes.
  let last: Promise<unknown> = Promise.resolve();
  return {
    toPdf(bytes, ending) {
      const turn = last.then(() => convert(program, bytes, ending));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/**
 * What LibreOffice is told before it opens what others made: to load nothing that a document only points
 * to, on this machine or elsewhere, to run no macros, and to send what it would ask of others all the same
 * to a server that is none. Each is a place in its settings, a name and a value.
 */
const settings: readonly (readonly [place: string, name: string, value: string])[] = [
  ['Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  // Never: the one counts from the other end.
  ['Office.Writer/Content/Update', 'Link', '0'],
  ['Office.Calc/Content/Update', 'Link', '2'],
  ['Inet/Settings', 'ooInetProxyType', '1'],
  ['Inet/Settings', 'ooInetNoProxy', ''],
  ['Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPProxyPort', '9'],
  ['Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
];

const settingsFile = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
  ...settings.map(
    ([place, name, value]) =>
      `<item oor:path="/org.openoffice.${place}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  ),
  '</oor:items>',
].join('\n');

/** Each conversion has a profile of its own, which is thrown away: nothing of a file stays for the next. */
async function convert(program: string, bytes: Uint8Array, ending: OfficeEnding): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trajectory-office-'));
  try {
    await writeFile(path.join(folder, `document.${ending}`), bytes, { mode: 0o600 });
    const own = path.join(folder, 'profile', 'user');
    await mkdir(own, { recursive: true });
    await writeFile(path.join(own, 'registrymodifications.xcu'), settingsFile);
    await run(program, [
      `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
      '--headless',
      '--norestore',
      '--nologo',
      '--nolockcheck',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      path.join(folder, `document.${ending}`),
    ]);
    return await readFile(path.join(folder, 'document.pdf'));
  } catch (error) {
    if (error instanceof ConversionTrouble) throw error;
    throw new ConversionTrouble('It could not be turned into a PDF', { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function run(program: string, given: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // In a group of its own, so that what it starts ends with it.
    const child = spawn(program, given, {
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env['PATH'], HOME: tmpdir(), LANG: 'en_GB.UTF-8' },
    });
    const late = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      reject(new ConversionTrouble('It took too long to turn it into a PDF'));
    }, patience);
    child.on('error', (cause) => {
      clearTimeout(late);
      reject(new ConversionTrouble('It could not be turned into a PDF', { cause }));
    });
    child.on('exit', () => {
      clearTimeout(late);
      // It ends well even where it converted nothing: whether there is a file says more.
      resolve();
    });
  });
}
