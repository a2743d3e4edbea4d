import { DatabaseServerError } from '#platform/postgres/errors.ts';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';

/**
 * What went wrong, in a sentence for the person who started the program; undefined for an error
 * that nobody foresaw, which is then shown whole.
 */
export function sentenceFor(error: unknown, config?: Config): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseServerError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const address = config ? `${config.host}:${config.port}` : '';
  switch (code) {
    case undefined:
      return undefined;
    case 'EADDRINUSE':
      return `Port ${config?.port} is in use already. Stop the program that uses it, or set PORT to another number.`;
    case 'EACCES':
      return config && isListening(error)
        ? `You may not serve on port ${config.port}. Set PORT to a number above 1023.`
        : `Something may not be read or written: ${messageOf(error)}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return isListening(error)
        ? `This machine has no address ${address}. Set HOST to one that it has, such as localhost.`
        : unreachable(error);
    case 'ENOSPC':
      return 'The disk is full.';
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case '57P03':
    case '53300':
      return unreachable(error);
    case '28P01':
    case '28000':
    case '3D000':
      return `The database of DATABASE_URL does not let Trajectory in: ${messageOf(error)}.`;
    default:
      return undefined;
  }
}

function unreachable(error: unknown): string {
  return `The database cannot be reached: ${messageOf(error)}. Check DATABASE_URL, and that it is running.`;
}

function isListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return messageOf(error.errors[0]);
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
