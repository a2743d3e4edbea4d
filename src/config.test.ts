import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { ConfigError, projectRoot, readConfig } from './config.ts';
import type { Config } from './config.ts';

const notifyTemplate = '11111111-2222-4333-8444-555555555555';
const notifyKey = `boards-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0`;

suite('the settings', () => {
  test('of GOV.UK Notify go together, and its key is never repeated', () => {
    assert.throws(
      () => readConfig({ NOTIFY_API_KEY: notifyKey }),
      /^ConfigError: NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID must both be set, or neither\.$/,
    );
    assert.throws(
      () => readConfig({ NOTIFY_API_KEY: `${notifyKey}0` }),
      /^ConfigError: NOTIFY_API_KEY is "…", and must be a key of GOV\.UK Notify/,
    );
  });

  test('are all optional', () => {
    assert.deepEqual(readConfig({}), {
      port: 3000,
      host: 'localhost',
      baseUrl: 'http://localhost:3000',
      secureCookies: false,
      dataDir: path.join(projectRoot, 'data'),
      databaseUrl: undefined,
      smtpUrl: undefined,
      notify: undefined,
      mode: 'demo',
    });
  });

  const accepted: [environment: Record<string, string>, expected: Partial<Config>][] = [
    [{ PORT: '8080' }, { port: 8080, baseUrl: 'http://localhost:8080' }],
    [{ PORT: ' 8080 ' }, { port: 8080 }],
    [{ PORT: '' }, { port: 3000 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0', baseUrl: 'http://localhost:3000' }],
    [{ HOST: '::' }, { host: '::', baseUrl: 'http://localhost:3000' }],
    [{ HOST: '::1' }, { host: '::1', baseUrl: 'http://[::1]:3000' }],
    [{ HOST: '10.0.0.7' }, { baseUrl: 'http://10.0.0.7:3000' }],
    [
      { BASE_URL: 'https://Trajectory.example.gov.uk/' },
      { baseUrl: 'https://trajectory.example.gov.uk', secureCookies: true },
    ],
    [
      { BASE_URL: 'http://board.test:81' },
      { baseUrl: 'http://board.test:81', secureCookies: false },
    ],
    [{ DATA_DIR: '/var/lib/trajectory' }, { dataDir: path.resolve('/var/lib/trajectory') }],
    [{ DATA_DIR: './elsewhere' }, { dataDir: path.join(projectRoot, 'elsewhere') }],
    [{ DATABASE_URL: 'postgres://a:b@db/c' }, { databaseUrl: 'postgres://a:b@db/c' }],
    [
      { DATABASE_URL: 'postgresql:///c?host=/run/postgresql' },
      { databaseUrl: 'postgresql:///c?host=/run/postgresql' },
    ],
    [{ SMTP_URL: 'smtp://localhost:25' }, { smtpUrl: 'smtp://localhost:25' }],
    [
      { NOTIFY_API_KEY: notifyKey, NOTIFY_TEMPLATE_ID: notifyTemplate },
      {
        notify: {
          apiKey: notifyKey,
          templateId: notifyTemplate,
          url: 'https://api.notifications.service.gov.uk',
        },
      },
    ],
    [{ TRAJECTORY_MODE: 'live' }, { mode: 'live' }],
    [{ UNRELATED: 'x' }, { port: 3000 }],
  ];
  for (const [environment, expected] of accepted) {
    test(`read ${JSON.stringify(environment)}`, () => {
      const config: Config = readConfig(environment);
      assert.deepEqual({ ...config, ...expected }, config);
    });
  }

  const refused: [environment: Record<string, string>, message: RegExp][] = [
    [
      { PORT: 'http' },
      /^PORT is "http", and must be a whole number from 1 to 65535, such as 3000\.$/,
    ],
    [{ PORT: '0' }, /^PORT is "0"/],
    [{ PORT: '65536' }, /^PORT is "65536"/],
    [{ PORT: '3000.5' }, /^PORT is "3000\.5"/],
    [{ PORT: '-1' }, /^PORT is "-1"/],
    [{ HOST: 'http://localhost' }, /^HOST is "http:\/\/localhost", and must be a host name/],
    [
      { BASE_URL: 'trajectory.example' },
      /^BASE_URL is "trajectory\.example", and must be the address/,
    ],
    [{ BASE_URL: 'ftp://trajectory.example' }, /^BASE_URL is/],
    [{ BASE_URL: 'https://trajectory.example/board' }, /^BASE_URL is/],
    [{ BASE_URL: 'https://trajectory.example?x=1' }, /^BASE_URL is/],
    [{ DATABASE_URL: 'mysql://db/c' }, /^DATABASE_URL is "mysql:\/\/db\/c", and must be/],
    [{ DATABASE_URL: 'db' }, /^DATABASE_URL is "db"/],
    [
      { SMTP_URL: 'mail.example' },
      /^SMTP_URL is "mail\.example", and must be the address of a mail/,
    ],
    [{ TRAJECTORY_MODE: 'LIVE' }, /^TRAJECTORY_MODE is "LIVE", and must be demo or live\.$/],
  ];
  for (const [environment, message] of refused) {
    test(`refuse ${JSON.stringify(environment)} in a sentence`, () => {
      assert.throws(
        () => readConfig(environment),
        (error) => error instanceof ConfigError && message.test(error.message),
      );
    });
  }

  test('name every wrong one at once', () => {
    assert.throws(
      () => readConfig({ PORT: 'x', TRAJECTORY_MODE: 'test' }),
      /PORT is.*\nTRAJECTORY_MODE is/,
    );
  });

  test('do not repeat a password in an error', () => {
    assert.throws(
      () =>
        readConfig({ DATABASE_URL: 'mysql://someone:hunter2@db/c', SMTP_URL: 'mail:x@hunter2/@x' }),
      (error) => error instanceof ConfigError && !error.message.includes('hunter2'),
    );
  });
});
