import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  isOver,
  lifetime,
  makeVault,
  openVault,
  pinProblem,
  sealJson,
  unsealJson,
} from './vault.ts';

const now = Date.parse('2027-01-14T09:30:00Z');
const hour = 60 * 60 * 1000;

describe('a PIN', () => {
  for (const pin of ['blau74', '902751', 'ein längerer Satz']) {
    test(`may be “${pin}”`, () => assert.equal(pinProblem(pin), undefined));
  }
  for (const pin of ['', '12ab', '111111', '121212', '123456', '987654', 'abcdef']) {
    test(`may not be “${pin}”`, () => assert.match(pinProblem(pin) ?? '', /PIN/));
  }
});

describe('a key', () => {
  test('opens with its PIN alone, and cannot be read out', async () => {
    const { vault, key } = await makeVault('p', 'blau74', now);
    const sealed = await sealJson(key, 'here', { text: 'Larkfield' });
    assert.equal(await openVault(vault, 'blau75'), undefined);
    const again = await openVault(vault, 'blau74');
    assert.deepEqual(again && (await unsealJson(again.key, 'here', sealed)), { text: 'Larkfield' });
    await assert.rejects(crypto.subtle.exportKey('raw', key));
  });

  test('opens a text only in the place that it was sealed for, and only whole', async () => {
    const { key } = await makeVault('p', 'blau74', now);
    const sealed = await sealJson(key, 'here', 'Larkfield');
    await assert.rejects(unsealJson(key, 'there', sealed));
    const data = sealed.data.slice(0);
    const bytes = new Uint8Array(data);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await assert.rejects(unsealJson(key, 'here', { ...sealed, data }));
  });

  test('never seals two texts alike', async () => {
    const { key } = await makeVault('p', 'blau74', now);
    const [one, two] = [await sealJson(key, 'here', 'a'), await sealJson(key, 'here', 'a')];
    assert.notDeepEqual(new Uint8Array(one.data), new Uint8Array(two.data));
  });

  for (const [what, madeAt, seenAt, expected] of [
    ['just made', now, now, false],
    ['almost seven days old', now - lifetime + hour, now - hour, false],
    ['seven days old', now - lifetime, now - hour, true],
    ['of a clock that was set back', now - hour, now + lifetime, true],
    ['made by a clock an hour ahead', now + hour, now + hour, false],
    ['made by a clock two days ahead', now + 48 * hour, now + 48 * hour, true],
  ] as const) {
    test(`${what} is ${expected ? 'over' : 'not over'}`, () =>
      assert.equal(isOver({ madeAt, seenAt }, now), expected));
  }
});
