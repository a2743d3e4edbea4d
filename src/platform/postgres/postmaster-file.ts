import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from './errors.ts';

/** What a running server writes in `postmaster.pid` in its cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly cluster: string;
  readonly port: number;
  /** Undefined where it has no Unix socket. */
  readonly socketDirectory: string | undefined;
  readonly ready: boolean;
}

/** Reads the lines of `postmaster.pid`; those that the server has yet to write are missing. */
export function parsePostmasterFile(text: string): Postmaster | undefined {
  const lines = text.split(/\r?\n/);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return {
    pid,
    cluster: lines[1] ?? '',
    port: Number(lines[3] ?? 0),
    socketDirectory: lines[4] === undefined || lines[4] === '' ? undefined : lines[4],
    ready: (lines[7] ?? '').trim() === 'ready',
  };
}

export function postmasterFile(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

/** What the cluster's file says, whether or not that server is still alive. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  try {
    return parsePostmasterFile(await readFile(postmasterFile(cluster), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether that server is alive and serves this very cluster. A process number alone proves
 * nothing: after a crash another process may bear it, and a copied directory carries the file of
 * the server of the original.
 */
export async function serves(postmaster: Postmaster, cluster: string): Promise<boolean> {
  if (!(await isSameDirectory(postmaster.cluster, cluster))) return false;
  const command = await commandLine(postmaster.pid);
  return (
    command !== undefined && command.includes('postgres') && command.includes(postmaster.cluster)
  );
}

async function isSameDirectory(one: string, other: string): Promise<boolean> {
  try {
    return (await realpath(one)) === (await realpath(other));
  } catch {
    return false;
  }
}

/** The command of a living process; undefined for one that has ended, also if it is unburied. */
async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      const text = await readFile(`/proc/${pid}/cmdline`, 'utf8');
      return text === '' ? undefined : text.replaceAll('\0', ' ');
    } catch {
      return undefined;
    }
  }
  const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
  const [program, ...args] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', query]
      : ['ps', '-o', 'command=', '-p', String(pid)];
  try {
    const { stdout } = await promisify(execFile)(program, args);
    return stdout.trim() === '' ? undefined : stdout.replaceAll('\\', '/');
  } catch {
    return undefined;
  }
}
