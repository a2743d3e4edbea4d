import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, html } from './html.ts';
import type { Html } from './html.ts';

// Each line here must be refused by the compiler: the type check is half of this test.
test('what cannot be shown does not compile, nor pass when it is forced', () => {
  const school = { name: 'Larkfield Road' };
  const isOpen = Math.random() < 2;

  // @ts-expect-error an object has no one way to be shown
  assert.throws(() => html`<p>${school}</p>`);
  // @ts-expect-error a promise was not waited for
  assert.throws(() => html`<p>${Promise.resolve('x')}</p>`);
  // @ts-expect-error true says nothing on a page
  assert.throws(() => html`<p>${true}</p>`);
  // @ts-expect-error nor does a condition without its "then"
  assert.throws(() => html`<p>${isOpen}</p>`);
  // @ts-expect-error a date needs its format
  assert.throws(() => html`<p>${new Date(0)}</p>`);
  // @ts-expect-error a function was not called
  assert.throws(() => html`<p>${() => 'x'}</p>`);
  // @ts-expect-error nor inside an array
  assert.throws(() => html`<p>${[[school]]}</p>`);
  // @ts-expect-error a number of any size is not a number to a page
  assert.throws(() => html`<p>${1n}</p>`);
  // @ts-expect-error an attribute holds text, not an object
  assert.equal(String(attributes({ id: {} })), ' id="[object Object]"');

  // @ts-expect-error something that looks like HTML is not HTML
  const forged: Html = { toString: () => '<b>' };
  // @ts-expect-error and text is not HTML
  const text: Html = '<b>';
  assert.ok(forged && text);
});
