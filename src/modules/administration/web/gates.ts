import { parseId } from '#kernel/ids.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import type { FileToken, KeptFile } from '../domain/kept-file.ts';
import { findKeptFile } from '../index.ts';
import { findImport } from '../queries/find-import.ts';
import type { KeptImport } from '../queries/find-import.ts';

/** For addresses with `:file`: a file that the person sent, while it is kept. */
export const onKeptFile: Gate<KeptFile> = gate('kept file: own', async (arrival) => {
  const { services, actor, params, now } = arrival;
  if (!permitsAuthority(actor, 'administration', 'write')) return undefined;
  const token = parseId<FileToken>(params['file'] ?? '');
  const subject = token && (await findKeptFile(services.dataDir, token, now));
  return subject && subject.personId === actor.id ? { subject } : undefined;
});

/** For addresses with `:import`: an import of the past. */
export const onImport: Gate<KeptImport> = gate('import: see', async (arrival) => {
  const { services, actor, params } = arrival;
  if (!permitsAuthority(actor, 'administration', 'write')) return undefined;
  const id = parseId(params['import'] ?? '');
  const subject = id && (await findImport(services.db, id));
  return subject && { subject };
});
