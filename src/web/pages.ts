import { accessTable, permitsAuthority, readsRecords, roleNames } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { Maybe } from '#ui/components/part.ts';
import type { NavigationItem } from '#ui/components/service-navigation.ts';
import { button } from '#ui/components/button.ts';
import { textarea } from '#ui/components/textarea.ts';
import { form, hidden, summaryOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { page } from '#ui/layout.ts';
import type { PageOptions, Site } from '#ui/layout.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { identifyEntrance } from './identify-tabs.ts';
import type { Arrival } from './route.ts';
import type { Authority, Services } from './services.ts';

export interface ShellOptions extends Omit<PageOptions, 'site' | 'hasErrors'> {
  /** Shown in a summary at the top, with links to the fields. */
  readonly problems?: readonly FormError[];
}

/** A page of the product, with the navigation of whoever looks at it. */
export function shellPage(arrival: Arrival, options: ShellOptions): Html {
  const { problems = [], main, ...rest } = options;
  return page({
    ...rest,
    site: siteOf(arrival),
    hasErrors: problems.length > 0,
    main: html`${summaryOf(problems)}${main}`,
  });
}

/** What a page shares with all others, for layouts that are made elsewhere (form pages). */
export function siteOf(arrival: Arrival): Site {
  const { services, authority, actor, path } = arrival;
  return {
    ...bareSite(services, authority),
    navigation: actor ? navigation(actor, path) : [],
    account: actor && { name: actor.name, role: roleNames(actor)[0] },
  };
}

function navigation(actor: Actor, path: string): Maybe<NavigationItem>[] {
  const item = (href: string, content: string): NavigationItem => ({
    href,
    content,
    active: href === '/' ? path === '/' : path.startsWith(href),
  });
  const administers = permitsAuthority(actor, 'administration', 'write');
  const identify = identifyEntrance(actor);
  return [
    item('/', 'Your work'),
    readsSchools(actor) && item('/schools', 'Schools'),
    identify !== undefined && { ...item('/identify', 'Identify'), href: identify },
    permitsAuthority(actor, 'arrangements', 'read') && item('/cases', 'Boards and check-ins'),
    readsRecords(actor) && item('/actions', 'Actions'),
    administers && item('/administration/people', 'People'),
    administers && item('/administration/imports', 'Imports'),
    administers && item('/calendar', 'Calendar'),
    administers && item('/administration/settings', 'Settings'),
    permitsAuthority(actor, 'outbox', 'read') && item('/outbox', 'Outbox'),
  ];
}

/** Of the authority, or of their own schools alone: the page shows which. */
function readsSchools(actor: Actor): boolean {
  return actor.roles.some(({ role }) => accessTable[role]['school facts'].length > 0);
}

function bareSite(services: Services, authority: Authority): Site {
  return {
    asset: (name) => services.assets.url(name),
    authority: authority.name,
    version: services.version,
    navigation: [],
    isDemonstration: services.mode === 'demo',
  };
}

function plainPage(arrival: Arrival, title: string, ...content: readonly Html[]): Html {
  return shellPage(arrival, { title, main: column(heading(title, { level: 1 }), ...content) });
}

export function notFoundPage(arrival: Arrival): Html {
  return plainPage(
    arrival,
    'Page not found',
    paragraph('If you typed the web address, check it is correct.'),
    paragraph(
      'If you followed a link, the page may have gone, or it may be for other people than you. The clerk of the board can tell you.',
    ),
  );
}

/** For a form that did not come from a page of this site. */
export function foreignFormPage(arrival: Arrival): Html {
  return plainPage(
    arrival,
    'That form did not come from this service',
    paragraph('Nothing was changed. Go back to the page, reload it, and send the form again.'),
  );
}

/** For a form that was sent after the sign-in ran out: what was typed is kept, to be sent again. */
export function signedOutFormPage(arrival: Arrival, sent: Form): Html {
  const fields = sent
    .entries()
    .map(([name, value]) =>
      value.length > 40 || value.includes('\n')
        ? textarea({ name, label: 'What you typed', value, rows: 8 })
        : hidden(name, value),
    );
  return plainPage(
    arrival,
    'You have been signed out',
    paragraph('What you sent has not been saved. It is kept on this page.'),
    html`<ol class="govuk-list govuk-list--number"><li><a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">Sign in again (opens in a new tab)</a></li><li>Come back to this page and send the form again.</li></ol>`,
    form({
      action: arrival.path,
      content: html`${fields}${button({ content: 'Send again' })}`,
    }),
  );
}

const noAuthority: Authority = { name: '', laCode: '000' };

export function tooManyPage(services: Services): Html {
  return sitePage(
    services,
    'Too many tries',
    paragraph('Wait a minute, then try again. Nothing was changed.'),
  );
}

/** For an error that the product did not expect, and for a request that it could not read. */
export function serverErrorPage(services: Services, status: number): Html {
  if (status === 413) {
    return sitePage(
      services,
      'That was too long to send',
      paragraph('Nothing was saved. Go back, and send it in smaller parts.'),
    );
  }
  if (status < 500) {
    return sitePage(
      services,
      'That request could not be read',
      paragraph('Nothing was changed. Go back to the page, reload it, and try again.'),
    );
  }
  return sitePage(
    services,
    'Sorry, there is a problem with the service',
    paragraph('What you sent may not have been saved. Go back and check before you try again.'),
    paragraph('If it happens again, tell the administrator what you were doing, and when.'),
  );
}

function sitePage(services: Services, title: string, ...content: readonly Html[]): Html {
  return page({
    site: bareSite(services, noAuthority),
    title,
    main: column(heading(title, { level: 1 }), ...content),
  });
}
