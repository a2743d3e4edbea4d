import type { SchoolMatter } from '#modules/cases/index.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { summaryCard } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, paragraph } from '#ui/text.ts';
import type { Visit } from '#web/route.ts';
import { canWithConcern } from '../../access.ts';
import { isOpen, isShown } from '../../domain/concern.ts';
import type { Concern } from '../../domain/concern.ts';
import { readsOf, shownConcerns } from '../../queries/shown.ts';
import { concernWords, kindName } from '../words.ts';
import type { LevelShown } from './shown.ts';

/** Concerns that are open, and those that were resolved: each with what may be done with it. */
export function concernsPart(visit: Visit<SchoolMatter>, { present, mayAdd }: LevelShown): Html {
  const { actor, subject } = visit;
  const { readable, withheldBy } = shownConcerns(present.concerns, readsOf(actor, subject));
  const open = readable.filter(isOpen);
  const resolved = readable.filter((concern) => !isOpen(concern));
  return html`
    ${heading('Concerns', { id: 'concerns' })}
    ${paragraph('What is in no published file: recorded with where it comes from, resolved one by one, never deleted.')}
    ${open.length === 0 && paragraph('No concern is open.')}
    ${open.map((concern) => card(visit, concern))}
    ${withheldBy.length > 0 && paragraph(withheldWords(withheldBy))}
    ${
      resolved.length > 0 &&
      details({
        summary:
          resolved.length === 1 ? '1 resolved concern' : `${resolved.length} resolved concerns`,
        content: html`${resolved.map((concern) => card(visit, concern))}`,
      })
    }
    ${
      mayAdd &&
      button({
        content: 'Record a concern',
        href: `/schools/${subject.urn}/concerns/new`,
        classes: 'govuk-button--secondary',
      })
    }`;
}

function withheldWords(roles: readonly string[]): string {
  const by = [...new Set(roles)].toSorted().join(' and the ');
  return roles.length === 1
    ? `1 more concern is withheld, by the ${by}.`
    : `${roles.length} more concerns are withheld, by the ${by}.`;
}

function card({ services, actor, subject }: Visit<SchoolMatter>, concern: Concern): Html {
  const here = `/schools/${subject.urn}/concerns/${concern.id}`;
  const items = [
    isOpen(concern) &&
      canWithConcern(actor, 'resolve', subject, concern) && {
        href: `${here}/resolve`,
        content: 'Resolve',
      },
    canWithConcern(actor, 'change whether it is shown', subject, concern) && {
      href: `${here}/showing`,
      content: isShown(concern) ? 'Withhold' : 'Show to the school',
    },
  ];
  return summaryCard(
    {
      title: { content: kindName(services.pack, concern), headingLevel: 3 },
      actions: { items: items.filter((item) => item !== false) },
    },
    concernWords(concern),
  );
}
