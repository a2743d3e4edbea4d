import path from 'node:path';
import { z } from 'zod';
import type { NotifySettings } from '#platform/mail/notify.ts';

/** What the environment decides, read once when a program starts. */
export interface Config {
  /** TCP port to serve on. */
  readonly port: number;
  /** Name or address of the interface to serve on. */
  readonly host: string;
  /** Address that people use, without a slash at the end: links in mail start with it. */
  readonly baseUrl: string;
  /** Whether people use https, so that session cookies are marked Secure. */
  readonly secureCookies: boolean;
  /** Absolute path of the directory for everything that Trajectory keeps. */
  readonly dataDir: string;
  /** A PostgreSQL server of one's own; undefined for the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Undefined where mail is kept instead of sent. */
  readonly smtpUrl: string | undefined;
  /** GOV.UK Notify, where mail goes that way. */
  readonly notify: NotifySettings | undefined;
  readonly mode: 'demo' | 'live';
}

/** A setting has a value that cannot be. The message has a sentence for each, made for people. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The directory of the program, wherever it is started from. */
export const projectRoot = path.resolve(import.meta.dirname, '..');

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_%-]+$/)
    .default('localhost'),
  BASE_URL: z.string().refine(isOrigin).optional(),
  DATA_DIR: z
    .string()
    .refine((directory) => !directory.includes('\0'))
    .default('data'),
  DATABASE_URL: z.string().refine(hasScheme('postgres:', 'postgresql:')).optional(),
  SMTP_URL: z.string().refine(hasScheme('smtp:', 'smtps:')).optional(),
  NOTIFY_API_KEY: z
    .string()
    .regex(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
    .optional(),
  NOTIFY_TEMPLATE_ID: z.uuid().optional(),
  NOTIFY_URL: z.string().refine(isOrigin).default('https://api.notifications.service.gov.uk'),
  TRAJECTORY_MODE: z.enum(['demo', 'live']).default('demo'),
});

type Setting = keyof z.input<typeof settings>;

const expected: Record<Setting, string> = {
  PORT: 'a whole number from 1 to 65535, such as 3000',
  HOST: 'a host name or an IP address, such as localhost or 0.0.0.0',
  BASE_URL:
    'the address that people use, such as https://trajectory.example.gov.uk, with nothing after the host and port',
  DATA_DIR: 'the path of a directory',
  DATABASE_URL:
    'the address of a PostgreSQL database, such as postgresql://user:password@host/name',
  SMTP_URL: 'the address of a mail server, such as smtps://user:password@mail.example.gov.uk',
  NOTIFY_API_KEY: 'a key of GOV.UK Notify, which ends with two identifiers',
  NOTIFY_TEMPLATE_ID: 'the identifier of a template of GOV.UK Notify',
  NOTIFY_URL: 'the address of GOV.UK Notify, with nothing after the host',
  TRAJECTORY_MODE: 'demo or live',
};

/**
 * Reads the settings. Each is optional, and one that is empty counts as not set. A relative
 * DATA_DIR starts at the project's root, so that every command finds the same one.
 *
 * @throws ConfigError naming each wrong setting, what it says and what is expected
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value.trim() !== '') given[name] = value.trim();
  }
  const result = settings.safeParse(given);
  if (!result.success) {
    const wrong = new Set(result.error.issues.map((issue) => issue.path[0]));
    throw new ConfigError(
      settingNames
        .filter((name) => wrong.has(name))
        .map(
          (name) =>
            `${name} is "${name === 'NOTIFY_API_KEY' ? '…' : withoutPassword(given[name])}", and must be ${expected[name]}.`,
        )
        .join('\n'),
    );
  }
  const { NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId, NOTIFY_URL } = result.data;
  if ((apiKey === undefined) !== (templateId === undefined)) {
    throw new ConfigError('NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID must both be set, or neither.');
  }
  const { PORT, HOST, BASE_URL, DATA_DIR, DATABASE_URL, SMTP_URL, TRAJECTORY_MODE } = result.data;
  const baseUrl = new URL(BASE_URL ?? `http://${hostForPeople(HOST)}:${PORT}`).origin;
  return {
    port: PORT,
    host: HOST,
    baseUrl,
    secureCookies: baseUrl.startsWith('https:'),
    dataDir: path.resolve(projectRoot, DATA_DIR),
    databaseUrl: DATABASE_URL,
    smtpUrl: SMTP_URL,
    notify:
      apiKey === undefined || templateId === undefined
        ? undefined
        : { apiKey, templateId, url: new URL(NOTIFY_URL).origin },
    mode: TRAJECTORY_MODE,
  };
}

const settingNames = Object.keys(expected) as Setting[];

/** An address that means "every interface" is not one to open in a browser. */
function hostForPeople(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  return url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
}

function hasScheme(...schemes: string[]): (text: string) => boolean {
  return (text) => {
    const url = URL.parse(text);
    if (url === null || !schemes.includes(url.protocol)) return false;
    // The server of a database may also be a directory with a socket, in `?host=`.
    return url.hostname !== '' || url.searchParams.has('host');
  };
}

/** An error message is read aloud, pasted and logged: a password must not go along. */
function withoutPassword(value: string | undefined): string {
  return (value ?? '').replace(/:(?!\/\/).*@/, ':…@').replace(/(password=)[^&]*/gi, '$1…');
}
