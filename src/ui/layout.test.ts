import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readMarkup } from '#test/harness/markup.ts';
import { errorOf, formPage, hidden } from './form.ts';
import { input } from './components/input.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import type { PageOptions, Site } from './layout.ts';

const site: Site = {
  asset: (name) => `/assets/${name}`,
  authority: 'Merewick City Council',
  version: '1.2.3',
  navigation: [{ href: '/schools', content: 'Schools', active: true }, false],
  account: { name: 'Ruth <Amadi>', role: 'Senior Advisor' },
};

function shown(options: Partial<PageOptions> = {}): string {
  return page({ site, title: 'Schools', main: html`<h1>Schools</h1>`, ...options }).toString();
}

describe('a page', () => {
  test('is in English, has its title, and says first that it has errors', () => {
    assert.match(shown(), /^<!doctype html>\n<html lang="en-GB"/);
    assert.match(shown(), /<title>Schools - Trajectory<\/title>/);
    assert.match(shown({ hasErrors: true }), /<title>Error: Schools - Trajectory<\/title>/);
  });

  test('names who is signed in, and signs out by a form', () => {
    assert.match(shown(), /Ruth &lt;Amadi&gt;/);
    assert.match(shown(), /<form class="app-header__sign-out" method="post" action="\/sign-out">/);
    assert.doesNotMatch(shown({ site: { ...site, account: undefined } }), /sign-out/);
  });

  test('has the navigation it is given, and none without items', () => {
    assert.match(shown(), /aria-current="true"/);
    assert.doesNotMatch(shown({ site: { ...site, navigation: [] } }), /<nav/);
  });

  test('says that all is invented only in a demonstration', () => {
    assert.match(
      shown({ site: { ...site, isDemonstration: true } }),
      /Every school and person here is invented/,
    );
    assert.doesNotMatch(shown(), /invented/);
  });

  test('is marked when it is confidential', () => {
    assert.match(shown({ isConfidential: true }), /Private &amp; Confidential/);
    assert.doesNotMatch(shown(), /Confidential/);
  });

  test('has landmarks, one main, and no script or style of its own', () => {
    const { tree } = readMarkup(
      shown({ scripts: ['school-search'] }).replace('<!doctype html>', ''),
    );
    const count = (start: string) => tree.filter((line) => line.startsWith(start)).length;
    assert.deepEqual(['<header', '<main', '<footer'].map(count), [1, 1, 1]);
    for (const line of tree.filter((tag) => tag.startsWith('<script')))
      assert.match(line, /src="\/assets\//);
    assert.equal(count('<style'), 0);
    assert.ok(tree.some((line) => line.includes('/assets/school-search.js')));
  });

  test('leads to the accessibility statement and tells its version', () => {
    assert.match(shown(), /href="\/accessibility">Accessibility statement/);
    assert.match(shown(), /Trajectory 1\.2\.3, for Merewick City Council/);
  });
});

test('a form page comes back with what was typed, a summary that links to the field, and a title that says so', () => {
  const errors = [{ field: 'name', sentence: 'Enter a name' }, { sentence: 'Try again later' }];
  const text = formPage({
    site,
    title: 'Add a person',
    action: '/people',
    errors,
    fields: html`${hidden('version', 3)}${input({ label: 'Name', name: 'name', value: '"><b>', errorMessage: errorOf(errors, 'name') })}`,
    submit: 'Save',
  }).toString();
  assert.match(text, /<title>Error: Add a person/);
  assert.match(text, /<a href="#name">Enter a name<\/a>/);
  assert.match(text, /<li>Try again later<\/li>/);
  assert.match(text, /value="&quot;&gt;&lt;b&gt;"/);
  assert.match(text, /<input type="hidden" name="version" value="3">/);
  assert.match(text, /<form action="\/people" method="post" novalidate>/);
});
