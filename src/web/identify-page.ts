import type { Actor } from '#modules/people/index.ts';
import { subNavigation } from '#ui/components/sub-navigation.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading } from '#ui/text.ts';
import { identifyTabs, identifyTabsOf } from './identify-tabs.ts';
import type { IdentifyTab } from './identify-tabs.ts';
import { shellPage } from './pages.ts';
import type { ShellOptions } from './pages.ts';
import type { Arrival } from './route.ts';

export interface IdentifyPageOptions extends Omit<ShellOptions, 'title' | 'back' | 'breadcrumbs'> {
  readonly title: string;
  readonly active: IdentifyTab;
}

/** A page about identifying schools, with the way to the others. */
export function identifyPage(
  arrival: Arrival & { readonly actor: Actor },
  { active, main, ...shell }: IdentifyPageOptions,
): Html {
  const seen = identifyTabsOf(arrival.actor);
  return shellPage(arrival, {
    ...shell,
    main: html`
      ${heading(shell.title, { level: 1 })}
      ${
        seen.length > 1 &&
        subNavigation({
          label: 'Identify schools',
          folded: 'Identify schools',
          items: seen.map((key) => ({
            content: identifyTabs[key].label,
            href: identifyTabs[key].href,
            current: key === active,
          })),
        })
      }
      ${main}`,
  });
}
