import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readMarkup } from '#test/harness/markup.ts';
import type { Html } from '../html.ts';
import { button } from './button.ts';
import { checkboxes } from './checkboxes.ts';
import { dateInput } from './date-input.ts';
import { errorMessage } from './error-message.ts';
import { errorSummary } from './error-summary.ts';
import { fieldset } from './fieldset.ts';
import { asOurs } from './fixtures.adapter.ts';
import { hint } from './hint.ts';
import { input } from './input.ts';
import { label } from './label.ts';
import { radios } from './radios.ts';
import { select } from './select.ts';
import { textarea } from './textarea.ts';

/** Fixtures of options that the components do not offer, each with the reason. */
interface Proof<Options> {
  readonly render: (options: Options) => Html;
  readonly omitted?: Readonly<Record<string, string>>;
}

const proofs = {
  button: { render: button },
  checkboxes: { render: checkboxes },
  'date-input': { render: dateInput },
  'error-message': { render: errorMessage },
  'error-summary': { render: errorSummary },
  fieldset: { render: fieldset },
  hint: { render: hint },
  input: { render: input },
  label: { render: label },
  radios: { render: radios },
  select: { render: select },
  textarea: { render: textarea },
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
