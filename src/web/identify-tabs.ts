import { reachOf } from '#modules/people/index.ts';
import type { Actor, Resource } from '#modules/people/index.ts';

interface Tab {
  readonly label: string;
  readonly href: string;
  /** Shown to those who may read this of any school; the page's own gate decides. */
  readonly reads: Resource;
}

/** The pages with which an authority identifies schools, in the order of their tabs. */
export const identifyTabs = {
  levels: { label: 'Levels', href: '/identify', reads: 'identification' },
  warning: { label: 'Early warning', href: '/identify/early-warning', reads: 'identification' },
  rules: { label: 'National rules', href: '/identify/national-rules', reads: 'identification' },
  focus: { label: 'Network focus', href: '/identify/network-focus', reads: 'network focus' },
  director: {
    label: 'Regional Director',
    href: '/identify/regional-director',
    reads: 'identification',
  },
} as const satisfies Record<string, Tab>;

export type IdentifyTab = keyof typeof identifyTabs;

/** Those that someone may open. */
export function identifyTabsOf(actor: Actor): IdentifyTab[] {
  return (Object.keys(identifyTabs) as IdentifyTab[]).filter(
    (key) => reachOf(actor, identifyTabs[key].reads) !== undefined,
  );
}

/** Where "Identify" leads: the first of them; undefined for none. */
export function identifyEntrance(actor: Actor): string | undefined {
  const [first] = identifyTabsOf(actor);
  return first && identifyTabs[first].href;
}
