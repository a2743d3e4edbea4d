import { mark, themeColour } from './brand.ts';
import { backLink } from './components/back-link.ts';
import { breadcrumbs } from './components/breadcrumbs.ts';
import type { Breadcrumb } from './components/breadcrumbs.ts';
import type { Maybe } from './components/part.ts';
import { phaseBanner } from './components/phase-banner.ts';
import { serviceNavigation } from './components/service-navigation.ts';
import type { NavigationItem } from './components/service-navigation.ts';
import { skipLink } from './components/skip-link.ts';
import { attributes, html } from './html.ts';
import type { Html } from './html.ts';

/** What the pages of one installation share for the person who looks at them. */
export interface Site {
  /** The address of a built file, by its name: "main.css". */
  readonly asset: (name: string) => string;
  /** The local authority's name. */
  readonly authority: string;
  readonly version: string;
  readonly navigation: readonly Maybe<NavigationItem>[];
  /** Who is signed in, if anyone. */
  readonly account?: Account | undefined;
  /** Says at the top of every page that its schools and people are invented. */
  readonly isDemonstration?: boolean | undefined;
  /** Where the accessibility statement is; "/accessibility" unless told. */
  readonly accessibilityHref?: string | undefined;
  readonly footer?: readonly { readonly href: string; readonly content: string }[] | undefined;
}

export interface Account {
  readonly name: string;
  /** "Senior Advisor" */
  readonly role?: string | undefined;
  /** The form that signs out is sent here; "/sign-out" unless told. */
  readonly signOutHref?: string | undefined;
}

export interface PageOptions {
  readonly site: Site;
  /** The page's heading again, for the browser's tab and for those who hear it. */
  readonly title: string;
  readonly main: Html;
  /** Begins the title with "Error: ". */
  readonly hasErrors?: boolean | undefined;
  /** One step back. A page has this or breadcrumbs, not both. */
  readonly back?: { readonly href: string; readonly content?: string | undefined } | undefined;
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined;
  /** Printed on every sheet, and shown above the page: "Private & Confidential". */
  readonly isConfidential?: boolean | undefined;
  /** Scripts of this page alone, by the names of their files in src/client/pages: "school-search". */
  readonly scripts?: readonly string[] | undefined;
}

const productName = 'Trajectory';

/** A whole page. */
export function page(options: PageOptions): Html {
  const { site } = options;
  const title = `${options.hasErrors ? 'Error: ' : ''}${options.title} - ${productName}`;
  return html`<!doctype html>
<html lang="en-GB" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="${themeColour}">
<meta name="robots" content="noindex">
<link rel="icon" href="${site.asset('favicon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${site.asset('main.css')}">
</head>
<body class="govuk-template__body${options.isConfidential && ' app-confidential'}">
<script src="${site.asset('supported.js')}"></script>
${skipLink({ content: 'Skip to main content', href: '#main-content' })}
<header class="govuk-template__header">${header(site)}${navigation(site)}</header>
<div class="govuk-width-container">
${site.isDemonstration && demonstration}${before(options)}
<main class="govuk-main-wrapper" id="main-content">${options.isConfidential && marking}${options.main}</main>
</div>
<footer class="govuk-template__footer">${footer(site)}</footer>
${['main', ...(options.scripts ?? [])].map((name) => html`<script type="module" src="${site.asset(`${name}.js`)}"></script>`)}
</body>
</html>
`;
}

const demonstration = phaseBanner({
  tag: { content: 'Demonstration', classes: 'govuk-tag--teal' },
  content: 'Every school and person here is invented.',
  classes: 'app-demonstration',
});

const marking = html`<p class="app-marking">Private &amp; Confidential</p>`;

function header(site: Site): Html {
  return html`<div class="app-header"><div class="govuk-width-container app-header__container"><div class="app-header__names"><a class="app-header__link" href="/">${mark}<span class="app-brand__name">${productName}</span></a>
<span class="app-header__authority">${site.authority}</span></div>${site.account && account(site.account)}</div></div>`;
}

function account({ name, role, signOutHref = '/sign-out' }: Account): Html {
  return html`<div class="app-header__account"><span class="app-header__person"><span class="govuk-visually-hidden">Signed in as </span>${name}${
    role && html`<span class="app-header__role">, ${role}</span>`
  }</span>
<form class="app-header__sign-out" method="post" action="${signOutHref}"><button class="app-link-button" type="submit">Sign out</button></form></div>`;
}

function navigation({ navigation: items }: Site): Html | undefined {
  return items.some((item) => item)
    ? serviceNavigation({ navigation: items, navigationLabel: 'Main' })
    : undefined;
}

function before({ back, breadcrumbs: crumbs }: PageOptions): Html | undefined {
  if (back) return backLink(back);
  return crumbs && breadcrumbs({ items: crumbs, collapseOnMobile: true });
}

function footer(site: Site): Html {
  const links = [
    { href: site.accessibilityHref ?? '/accessibility', content: 'Accessibility statement' },
    ...(site.footer ?? []),
  ];
  return html`<div class="app-footer"><div class="govuk-width-container"><h2 class="govuk-visually-hidden">About this service</h2><ul class="app-footer__list">${links.map(
    ({ href, content }) =>
      html`<li><a${attributes({ class: 'govuk-footer__link', href })}>${content}</a></li>`,
  )}</ul><p class="app-footer__version">${productName} ${site.version}, for ${site.authority}</p></div></div>`;
}
