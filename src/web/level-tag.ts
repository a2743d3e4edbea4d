import { levelOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { tag } from '#ui/components/tag.ts';
import type { Html } from '#ui/html.ts';

/** A level of concern in its name and a colour; the name says it all. */
export function levelTag(pack: PolicyPack, key: string | null): Html {
  if (key === null) return tag({ content: 'No level', classes: 'govuk-tag--grey' });
  const isGravest = pack.levels[0]?.key === key;
  return tag({
    content: levelOf(pack, key).label,
    classes: isGravest ? 'govuk-tag--orange' : 'govuk-tag--yellow',
  });
}
