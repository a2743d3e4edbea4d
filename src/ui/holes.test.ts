import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holesOf } from './holes.ts';
import type { Hole } from './holes.ts';

/** `•` stands for an interpolation. */
const holes = (template: string) => holesOf(template.split('•'));

const safe: [string, Hole[]][] = [
  ['•', ['text']],
  ['<p>•</p>•', ['text', 'text']],
  ['<p class="a •" title=\'•\'>', ['attribute', 'attribute']],
  ['<p title="it\'s > •">•', ['attribute', 'text']],
  ['<h•••>', ['tag', 'tag', 'tag']],
  ['<p • class="x"•>', ['tag', 'tag']],
  ['<br/>•<img alt="•"/>•', ['text', 'attribute', 'text']],
  ['a < b • c <3 •', ['text', 'text']],
  ['<a href="•">', ['address']],
  ['<a href="/schools/•/edit?x=•">', ['attribute', 'attribute']],
  ['<a href="#•">', ['attribute']],
  ['<form action="•/members/•/remove?x=•">', ['address', 'attribute', 'attribute']],
  ['<!doctype html><title>•</title>', ['text']],
  ['<script src="•"></script>•', ['address', 'text']],
  ['<svg focusable=false>•', ['text']],
];

for (const [template, expected] of safe) {
  test(`${template} has its holes where escaping works`, () => {
    assert.deepEqual(holes(template), expected);
  });
}

const unsafe: [string, RegExp][] = [
  ['<a href=•>', /href is interpolated without quotes/],
  ['<a href= •>', /without quotes/],
  ['<a href= "•">', /without quotes/],
  ['<a title=a•>', /without quotes/],
  ['<a dat•="x">', /name of an attribute/],
  ['<a title ="•">', /name of an attribute/],
  ['<p onclick="•">', /onclick is not allowed/],
  ['<p onclick="x()">', /onclick is not allowed/],
  ['<p style="color: red">', /style is not allowed/],
  ['<iframe srcdoc="•">', /srcdoc is not allowed/],
  ['<script>•</script>', /interpolated in a script/],
  ['<script>go()</script>', /live in files/],
  ['<SCRIPT type="module">go()</SCRIPT>', /live in files/],
  ['<style>p{}</style>', /live in files/],
  ['<!-- • -->', /comment/],
  ['<a href="/•">', /fixed beginning/],
  ['<a href="//•">', /fixed beginning/],
  ['<a href="https://•">', /fixed beginning/],
  ['<a href=" •">', /fixed beginning/],
  ['<a href="••">', /fixed beginning/],
  ['<a href="•/•">', /fixed beginning/],
  ['<p class="•', /stops inside a tag/],
  ['<p', /stops inside a tag/],
];

for (const [template, reason] of unsafe) {
  test(`${template} is refused`, () => {
    assert.throws(() => holes(template), reason);
  });
}
