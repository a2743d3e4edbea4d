import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readMarkup } from '#test/harness/markup.ts';
import type { Html } from '../html.ts';
import { backLink } from './back-link.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { button } from './button.ts';
import { checkboxes } from './checkboxes.ts';
import { dateInput } from './date-input.ts';
import { details } from './details.ts';
import { errorMessage } from './error-message.ts';
import { errorSummary } from './error-summary.ts';
import { fieldset } from './fieldset.ts';
import { fileUpload } from './file-upload.ts';
import { asOurs } from './fixtures.adapter.ts';
import { hint } from './hint.ts';
import { input } from './input.ts';
import { insetText } from './inset-text.ts';
import { label } from './label.ts';
import { notificationBanner } from './notification-banner.ts';
import { pagination } from './pagination.ts';
import { panel } from './panel.ts';
import { phaseBanner } from './phase-banner.ts';
import { radios } from './radios.ts';
import { select } from './select.ts';
import { serviceNavigation } from './service-navigation.ts';
import { skipLink } from './skip-link.ts';
import { summaryList } from './summary-list.ts';
import { table } from './table.ts';
import { tag } from './tag.ts';
import { taskList } from './task-list.ts';
import { textarea } from './textarea.ts';
import { warningText } from './warning-text.ts';

/** Fixtures of options that the components do not offer, each with the reason. */
interface Proof<Options> {
  readonly render: (options: Options) => Html;
  readonly omitted?: Readonly<Record<string, string>>;
}

const proofs = {
  button: { render: button },
  checkboxes: { render: checkboxes },
  'date-input': {
    render: dateInput,
    omitted: {
      'with field value and items': 'it gives a value beside items, and ours carry their own',
    },
  },
  'error-message': { render: errorMessage },
  'error-summary': { render: errorSummary },
  fieldset: { render: fieldset },
  hint: { render: hint },
  input: { render: input },
  label: { render: label },
  radios: { render: radios },
  select: { render: select, omitted: { hint: 'it has no items, and ours are required' } },
  textarea: { render: textarea },
  'back-link': { render: backLink },
  breadcrumbs: { render: breadcrumbs },
  details: { render: details },
  'file-upload': {
    render: fileUpload,
    omitted: Object.fromEntries(
      [
        'enhanced',
        'enhanced, with error message and hint',
        'enhanced, multiple files',
        'enhanced, custom wrapper classes and attributes',
        'translated',
      ].map((name) => [name, 'its drop zone is read out in another order than it is seen in']),
    ),
  },
  'inset-text': { render: insetText },
  'notification-banner': { render: notificationBanner },
  pagination: { render: pagination },
  panel: { render: panel },
  'phase-banner': {
    render: phaseBanner,
    omitted: Object.fromEntries(
      ['classes', 'text', 'html as text', 'attributes'].map((name) => [
        name,
        'it shows an empty tag, and ours is required',
      ]),
    ),
  },
  'service-navigation': { render: serviceNavigation },
  'skip-link': { render: skipLink },
  'summary-list': { render: summaryList },
  table: { render: table },
  tag: { render: tag },
  'task-list': { render: taskList },
  'warning-text': { render: warningText },
} satisfies Record<string, Proof<never>>;

interface Fixture {
  readonly name: string;
  readonly options: unknown;
  readonly html: string;
}

function fixturesOf(component: string): Fixture[] {
  const file = import.meta.resolve(
    `govuk-frontend/dist/govuk/components/${component}/fixtures.json`,
  );
  const { fixtures } = JSON.parse(readFileSync(new URL(file), 'utf8')) as { fixtures: Fixture[] };
  assert.ok(fixtures.length > 0, `no fixtures for ${component}`);
  return fixtures;
}

for (const [component, proof] of Object.entries<Proof<never>>(proofs)) {
  describe(`${component} matches the official fixtures of govuk-frontend`, () => {
    const fixtures = fixturesOf(component);
    const omitted = proof.omitted ?? {};
    for (const { name, options, html } of fixtures.filter(
      (fixture) => !(fixture.name in omitted),
    )) {
      test(name, () => {
        const rendered = readMarkup(String(proof.render(asOurs(options) as never)));
        assert.deepEqual(rendered, readMarkup(html));
      });
    }
    test('and every fixture left out exists', () => {
      for (const name of Object.keys(omitted))
        assert.ok(
          fixtures.some((fixture) => fixture.name === name),
          name,
        );
    });
  });
}
