import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOf, shippedFonts } from './fonts.ts';
import { pdfText } from './pdf-text.ts';

const holds = coverageOf(shippedFonts());
const show = (text: string, room = 60): string => pdfText(holds).show(text, room);

test('the shipped fonts hold what people in England are likely to type', () => {
  for (const text of [
    'Siân O’Rourke, Tomasz Wiśniewski, Łukasz, Žofie, Ștefan, Ñuñez, Çelik, Ørsted',
    '£1,200 – “a third” … ≤ ≥ ≠ × ÷ ½ ° € ™ •',
    'Ελληνικά Кириллица עברית العربية اردو',
    'ਪੰਜਾਬੀ বাংলা ગુજરાતી हिन्दी தமிழ்',
    '→ ← ↑ ✓ ✔ ✗ ☐ ☑ ① ★',
    '🎉 👍🏽 👩‍🏫 ❤️ 🇬🇧 1️⃣',
  ]) {
    const text60 = pdfText(holds);
    assert.equal(text60.show(text, 200), text);
    assert.equal(text60.named, false);
  }
});

test('characters that no font holds are named by number, neighbours together', () => {
  const text = pdfText(holds);
  assert.equal(text.show('Pupil 王小 came', 60), 'Pupil [U+738B U+5C0F] came');
  assert.equal(text.named, true);
});

test('an accent on a letter that no one font holds together with it is named too', () => {
  assert.equal(show('q\u0951'), '[U+0071 U+0951]');
});

test('only words too long for their line may be broken', () => {
  const broken = show('short aaaabbbbccccdddd short', 10);
  assert.equal(broken, 'short aaaa\u200Bbbbb\u200Bcccc\u200Bdddd short');
  assert.equal(show('RESPONSIBLE', 11), 'RESP\u200BONSI\u200BBLE', 'capitals are wider');
});

test('a word with a hyphen is broken there, and nowhere else', () => {
  assert.equal(show('School Self-Evaluation:', 14), 'School Self-Evaluation:');
});
