import type { Urn } from '#kernel/ids.ts';
import { permits } from '#modules/people/index.ts';
import type { Actor, Matter, Resource } from '#modules/people/index.ts';
import type { Content } from '#ui/components/part.ts';
import { subNavigation } from '#ui/components/sub-navigation.ts';
import type { SubNavigationItem } from '#ui/components/sub-navigation.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from './pages.ts';
import type { ShellOptions } from './pages.ts';
import type { Arrival } from './route.ts';

interface Tab {
  readonly label: string;
  /** Behind `/schools/URN`. */
  readonly at: '' | `/${string}`;
  /** Shown to those who may read this of the school; the page's own gate decides. */
  readonly reads: Resource;
  /** What is asked for of it at least, where the page shows more or less of it to different people. */
  readonly asking?: Partial<Matter>;
}

/** The pages about one school, in the order of the navigation. */
const tabs = {
  overview: { label: 'Overview', at: '', reads: 'school facts' },
  why: { label: 'Why are we here?', at: '/why', reads: 'level and reasons' },
  level: { label: 'Level and concerns', at: '/level', reads: 'identification' },
  rules: { label: 'National rules', at: '/national-rules', reads: 'identification' },
  director: { label: 'Regional Director', at: '/regional-director', reads: 'identification' },
  actions: { label: 'Actions', at: '/actions', reads: 'final record' },
  visits: {
    label: 'Visits and support',
    at: '/visits',
    reads: 'visits',
    asking: { shared: true, datesOnly: true },
  },
  selfEvaluation: {
    label: 'Self-evaluation',
    at: '/self-evaluation',
    reads: 'self-evaluation and pre-reads',
  },
  inspections: { label: 'Inspections', at: '/inspections', reads: 'school facts' },
  figures: { label: 'Figures', at: '/figures', reads: 'school facts' },
} as const satisfies Record<string, Tab>;

export type SchoolTab = keyof typeof tabs;

/** The same, each as any of them. */
const tabOf: Readonly<Record<SchoolTab, Tab>> = tabs;

/** What an officer reads of how a school is identified is one entry; whoever reads one page of it sees that page. */
const group = {
  label: 'Level',
  pages: ['why', 'level', 'rules', 'director'] as readonly SchoolTab[],
};

export interface SchoolPageOptions extends Omit<ShellOptions, 'title' | 'back' | 'breadcrumbs'> {
  readonly school: { readonly urn: Urn; readonly name: string };
  /** The school, as access rules see it: which tabs there are for whoever looks. */
  readonly matter: Matter;
  readonly active: SchoolTab;
  /** Above the name. */
  readonly caption?: Content | undefined;
  /** Between the name and the tabs. */
  readonly standing?: Html | undefined;
}

/** A page about one school, under its name, with the way to the other pages about it. */
export function schoolPage(
  arrival: Arrival & { readonly actor: Actor },
  options: SchoolPageOptions,
): Html {
  const { school, matter, active, caption, standing, main, ...shell } = options;
  const { label } = tabs[active];
  const items = schoolTabs(arrival.actor, school.urn, matter, active);
  return shellPage(arrival, {
    ...shell,
    title: active === 'overview' ? school.name : `${label}, ${school.name}`,
    back: { href: '/schools', content: 'Schools' },
    main: html`
      ${heading(school.name, { level: 1, caption })}
      ${standing}
      ${items.length > 1 && subNavigation({ label: `Pages about ${school.name}`, folded: 'Pages about this school', items })}
      ${main}`,
  });
}

/** The pages that someone sees, as items of a navigation. */
export function schoolTabs(
  actor: Actor,
  urn: Urn,
  matter: Matter,
  active: SchoolTab,
): readonly SubNavigationItem[] {
  const items = (Object.keys(tabs) as SchoolTab[])
    .filter((key) => {
      const { reads, asking } = tabOf[key];
      return permits(actor, reads, 'read', { ...matter, ...asking }).granted;
    })
    .map((key) => ({
      key,
      content: tabs[key].label,
      href: path`/schools/${String(urn)}` + tabs[key].at,
      current: key === active,
    }));
  const pages = items.filter(({ key }) => group.pages.includes(key));
  const [first] = pages;
  if (!first || pages.length === 1) return items;
  return items.flatMap<SubNavigationItem>((item) => {
    if (item === first) return [{ content: group.label, href: first.href, pages }];
    return pages.includes(item) ? [] : [item];
  });
}
