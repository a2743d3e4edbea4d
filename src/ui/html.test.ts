import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { attributes, html, isHtml, trustedHtml } from './html.ts';
import type { Html, Interpolation } from './html.ts';
import { readMarkup } from '#test/harness/markup.ts';

const shown = (value: Html) => value.toString();
/** What gets past the compiler: parsed JSON, a mistake behind a cast. */
const smuggled = (value: unknown) => value as Interpolation;

describe('text', () => {
  test('is escaped between tags and inside quotes', () => {
    const typed = `<script>alert("x")</script> & 'y'`;
    const safe = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;';
    assert.equal(shown(html`<p>${typed}</p>`), `<p>${safe}</p>`);
    assert.equal(shown(html`<p title="${typed}"></p>`), `<p title="${safe}"></p>`);
    assert.equal(shown(html`<p title='${typed}'></p>`), `<p title='${safe}'></p>`);
  });

  test('that is escaped already is shown as it is written', () => {
    assert.equal(shown(html`${'&lt;'}`), '&amp;lt;');
  });

  test('in any script, and beyond the basic plane, is kept', () => {
    assert.equal(
      shown(html`<p>${'Ysgol Gymraeg ŵ 学校 👩🏽‍🏫'}</p>`),
      '<p>Ysgol Gymraeg ŵ 学校 👩🏽‍🏫</p>',
    );
  });

  test('with half a character becomes the replacement character when it is sent, and nothing else', () => {
    const sent = Buffer.from(shown(html`<p>${'\ud83d<b>'}</p>`), 'utf8').toString('utf8');
    assert.equal(sent, '<p>\ufffd&lt;b&gt;</p>');
  });

  test('cannot leave its place, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (first, second) => {
        const rendered = shown(html`<p title="${first}" lang='${first}'>${second}</p><i>end</i>`);
        const tags = readMarkup(rendered).tree.filter(
          (line) => line.startsWith('<') && /^<\/?[a-z]/.test(line),
        );
        assert.equal(rendered.match(/[<>]/g)?.length, 8);
        assert.equal(rendered.match(/["']/g)?.length, 4);
        assert.ok(tags.length >= 4);
      }),
    );
  });

  test('made of what attackers use cannot leave its place either', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '=',
      '/',
      ' onclick=',
      '<script>',
      '-->',
      ']]>',
      '\0',
      '\u2028',
      '&quot;',
      '&#34;',
      'javascript:',
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((list) => list.join('')),
        (typed) => {
          const read = readMarkup(shown(html`<a title="${typed}">${`x${typed}x`}</a>`));
          assert.equal(read.tree[0], `<a title=${JSON.stringify(typed)}>`);
          assert.equal(read.tree.at(-1), '</a>');
          assert.equal(read.tree.length, 3);
        },
      ),
    );
  });
});

describe('what is shown', () => {
  test('is nothing for false, null, undefined and an empty text, and a nought for 0', () => {
    assert.equal(shown(html`<p>${false}${null}${undefined}${''}${0}</p>`), '<p>0</p>');
  });

  test('is HTML as it is, once, however deep the arrays', () => {
    const items: Interpolation = [['a<', html`<b>${'<'}</b>`], [[false, [1, undefined]]]];
    assert.equal(shown(html`<ul>${items}</ul>`), '<ul>a&lt;<b>&lt;</b>1</ul>');
  });

  test('never is an object, a function, a promise, true or a symbol', () => {
    const refused = [
      true,
      {},
      { html: '<b>' },
      Promise.resolve('x'),
      () => 'x',
      Symbol('x'),
      1n,
      new Date(0),
      [[true]],
    ];
    for (const value of refused) assert.throws(() => html`<p>${smuggled(value)}</p>`, TypeError);
  });

  test('cannot be forged: neither by JSON nor by an object with the same methods', () => {
    const real = html`<b>x</b>`;
    const forgeries: unknown[] = [
      JSON.parse(JSON.stringify({ text: '<b>', isEscaped: true })),
      { toString: () => '<b>' },
      Object.create(Object.getPrototypeOf(real) as object),
      Object.assign(Object.create(Object.getPrototypeOf(real) as object) as object, {
        text: '<b>',
      }),
    ];
    for (const forgery of forgeries) {
      assert.equal(isHtml(forgery), false);
      assert.throws(() => html`<p>${smuggled(forgery)}</p>`, TypeError);
    }
    assert.ok(isHtml(real) && isHtml(trustedHtml('<hr>')));
  });

  test('is not HTML inside an attribute, where its quotes would end it', () => {
    assert.throws(() => html`<p title="${html`<b class="x">${'y'}</b>`}"></p>`, TypeError);
  });

  test('keeps a constant of the program as it is', () => {
    assert.equal(shown(html`<p>${trustedHtml('<hr>')}</p>`), '<p><hr></p>');
  });
});

describe('attributes', () => {
  test('are quoted and escaped, left out when there is no value, and bare when true', () => {
    const own = attributes({
      id: 'a"b',
      value: '',
      hidden: true,
      disabled: false,
      lang: undefined,
      rows: 3,
      title: null,
    });
    assert.equal(shown(html`<p${own}></p>`), '<p id="a&quot;b" value="" hidden rows="3"></p>');
    assert.equal(shown(html`<p class="x"${attributes(undefined)}></p>`), '<p class="x"></p>');
  });

  test('have names that are names, and hold neither script nor style', () => {
    for (const name of [
      'a b',
      'x"y',
      '',
      'x=y',
      'onclick',
      'onClick',
      'style',
      'srcdoc',
      '<',
      'x>',
    ]) {
      assert.throws(() => attributes({ [name]: 'x' }), TypeError, name);
    }
  });

  test('stand in a tag alone, and nothing else stands there', () => {
    assert.throws(() => html`<p>${attributes({ id: 'x' })}</p>`, TypeError);
    assert.throws(() => html`<p ${'onclick=alert(1)'}></p>`, TypeError);
    assert.throws(() => html`<p ${html`x`}></p>`, TypeError);
    assert.equal(shown(html`<p ${false}></p>`), '<p ></p>');
  });

  test('end the name of an element that carries its level', () => {
    assert.equal(shown(html`<h${2}${attributes({ id: 'x' })}>a</h${2}>`), '<h2 id="x">a</h2>');
  });
});

describe('an address that came with the data', () => {
  const bad = [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
  ];
  test('is followed only when it is safe', () => {
    for (const address of bad) {
      assert.equal(
        shown(html`<a href="${address}">x</a>`),
        '<a href="about:blank#refused">x</a>',
        address,
      );
      assert.equal(
        shown(html`<form${attributes({ action: address })}></form>`),
        '<form action="about:blank#refused"></form>',
      );
    }
    assert.equal(
      shown(html`<a href="${'/schools?q=a&b'}">x</a>`),
      '<a href="/schools?q=a&amp;b">x</a>',
    );
  });

  test('may fill a part of an address that begins fixed', () => {
    assert.equal(
      shown(html`<a href="/schools/${100001}?q=${'a"b'}">x</a>`),
      '<a href="/schools/100001?q=a&quot;b">x</a>',
    );
    assert.throws(() => html`<a href="/${'/evil.example'}">x</a>`, /fixed beginning/);
    assert.throws(() => html`<a href="java${'script:alert(1)'}">x</a>`, /fixed beginning/);
  });
});
