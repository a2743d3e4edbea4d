import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readMultipart } from './uploads.ts';

let server: FastifyInstance;
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trajectory-uploads-'));
  server = fastify();
  await server.register(multipart, { throwFileSizeLimit: false });
  server.route({ method: 'POST', url: '/', handler: read });
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function read(request: FastifyRequest) {
  const { files, discard } = await readMultipart(request, folder, 1_000);
  await discard();
  return files.map(({ name, bytes }) => ({ name, bytes }));
}

const whole = [
  '--edge',
  'Content-Disposition: form-data; name="file"; filename="../../schools.csv"',
  'Content-Type: application/octet-stream',
  '',
  'URN,Name',
  '--edge--',
  '',
].join('\r\n');
const send = (payload: string) =>
  server.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload,
  });

describe('a form with a file', () => {
  test('is read, and the file’s name is no path', async () => {
    assert.deepEqual((await send(whole)).json(), [{ name: 'schools.csv', bytes: 8 }]);
  });

  test('that was not chosen is no file, whether its name is empty or left out', async () => {
    for (const name of ['filename=""', 'x=""']) {
      const nameless = whole.replace('filename="../../schools.csv"', name);
      assert.deepEqual((await send(nameless)).json(), []);
    }
  });

  test('that breaks off is the sender’s mistake, and nothing of it is kept', async () => {
    for (const length of [40, 90, whole.length - 12]) {
      assert.equal((await send(whole.slice(0, length))).statusCode, 400, `${length} characters`);
    }
    assert.deepEqual(await readdir(folder), []);
  });
});
