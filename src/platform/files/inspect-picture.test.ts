import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { factsOf, inspectPicture } from './inspect-picture.ts';

/** One red dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const parts = (...texts: readonly string[]) => Buffer.from(texts.join(''), 'latin1');
const segment = (marker: string, content: string) =>
  `\xff${marker}${String.fromCodePoint(0, content.length + 2)}${content}`;
const start = '\xff\xd8';
/** 512 times 2 picture elements. */
const head = segment('\xc0', '\x08\x02\x00\x00\x02\x01\x01\x11\x00');
const scan = `${segment('\xda', 'how')}dots\xff\x00dots`;
const end = '\xff\xd9';
const camera = segment('\xe1', `Exif${start}${scan}${end}`);

suite('a picture that people hand in', () => {
  const whole: readonly [string, 'png' | 'jpeg', Buffer][] = [
    ['a PNG', 'png', png],
    ['a PNG with more after its end', 'png', Buffer.concat([png, Buffer.alloc(50)])],
    ['a JPEG', 'jpeg', parts(start, head, scan, end)],
    ['a JPEG of a camera', 'jpeg', parts(start, camera, '\xff', head, scan, end, 'more')],
  ];
  for (const [what, kind, bytes] of whole) {
    test(`is taken: ${what}`, () => assert.ok(inspectPicture(bytes, kind).ok));
  }

  test('says how large it is, whatever stands in it', () => {
    const jpeg = parts(start, segment('\xc0', '\x08\x00\x01\x00\x01\x01'), head, scan, end);
    assert.equal(factsOf(jpeg, 'jpeg')?.elements, 1024);
    assert.equal(factsOf(png, 'png')?.elements, 1);
  });

  const cut: readonly [string, 'png' | 'jpeg', Buffer][] = [
    ['half a PNG', 'png', png.subarray(0, 50)],
    ['a PNG without its end', 'png', png.subarray(0, -12)],
    ['the head of a PNG', 'png', png.subarray(0, 8)],
    ['the beginning of a JPEG', 'jpeg', parts(start, '\xff')],
    ['a JPEG that ends in a segment', 'jpeg', parts(start, camera.slice(0, 8))],
    ['half a JPEG of a camera', 'jpeg', parts(start, camera, head, scan)],
    [
      'no JPEG after its first bytes',
      'jpeg',
      parts(start, '\xff\xe0\x00\x10rubbish, and more of it'),
    ],
  ];
  for (const [what, kind, bytes] of cut) {
    test(`is refused: ${what}`, () => {
      const inspected = inspectPicture(bytes, kind);
      assert.match(inspected.ok ? '' : inspected.refusal.sentence, /damaged or was not copied/);
    });
  }
});
