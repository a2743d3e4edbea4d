import type { Form } from '#platform/http/form.ts';
import { pagination } from '#ui/components/pagination.ts';
import type { PaginationItem } from '#ui/components/pagination.ts';
import type { Html } from '#ui/html.ts';

/** The page that is asked for by `?page=`: 1 unless it is a sensible number. */
export function pageAsked(query: Form): number {
  const typed = query.text('page');
  return /^[1-9][0-9]{0,5}$/.test(typed) ? Number(typed) : 1;
}

export interface Paging {
  readonly path: string;
  /** What else the address carries: a search. */
  readonly query?: Readonly<Record<string, string>>;
  readonly page: number;
  readonly total: number;
  readonly perPage: number;
}

/** Links to the other pages of a list; nothing when there is only one. */
export function pagingLinks({ path, query = {}, page, total, perPage }: Paging): Html | undefined {
  const last = Math.ceil(total / perPage);
  if (last <= 1) return undefined;
  const href = (number: number) =>
    `${path}?${new URLSearchParams({ ...query, page: String(number) }).toString()}`;
  const shown = [1, page - 1, page, page + 1, last].filter(
    (number, index, all) => number >= 1 && number <= last && all.indexOf(number) === index,
  );
  const items = shown
    .toSorted((a, b) => a - b)
    .flatMap((number, index, all): PaginationItem[] => [
      ...(index > 0 && number - (all[index - 1] ?? 0) > 1 ? [{ ellipsis: true } as const] : []),
      { number: String(number), href: href(number), current: number === page },
    ]);
  return pagination({
    items,
    ...(page > 1 && page <= last ? { previous: { href: href(page - 1) } } : {}),
    ...(page < last ? { next: { href: href(page + 1) } } : {}),
  });
}
