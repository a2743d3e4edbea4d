/**
 * Where to go after signing in: the page that was asked for, when it is one of this site; else home.
 * `next` comes with an address that anyone may have made up, so nothing else is followed.
 */
export function nextPage(next: string): string {
  const isOwn = next.startsWith('/') && URL.canParse(next, origin);
  // Browsers read a backslash as a slash, and drop tabs and line ends.
  // oxlint-disable-next-line no-control-regex
  if (!isOwn || /[\\\u0000-\u0020\u007f]/.test(next) || next.startsWith('//')) return '/';
  const { pathname, search, origin: leadsTo } = new URL(next, origin);
  if (leadsTo !== origin || pathname.startsWith('//')) return '/';
  return /^\/sign-(in|out)(\/|$)/.test(pathname) ? '/' : pathname + search;
}

const origin = 'http://this.invalid';
