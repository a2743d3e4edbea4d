import type { ClientBase } from 'pg';
import { leftOut } from './format.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The tables of the product, each after those that it refers to. */
export async function tablesInOrder(client: Pick<ClientBase, 'query'>): Promise<Table[]> {
  const { rows: columns } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname collate "C"`);
  const { rows: references } = await client.query<{ name: string; target: string }>(`
    select distinct conrelid::regclass::text as name, confrelid::regclass::text as target
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`);
  const left = columns.filter(({ name }) => !leftOut.includes(name));
  const ordered: Table[] = [];
  while (left.length > 0) {
    const ready = left.findIndex(({ name }) =>
      references.every(
        (reference) =>
          reference.name !== name || !left.some((table) => table.name === reference.target),
      ),
    );
    const [table] = left.splice(ready, 1);
    if (ready < 0 || !table) throw new Error('Tables refer to each other in a circle.');
    ordered.push(table);
  }
  return ordered;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList({ columns }: Table): string {
  return columns.map(quoted).join(', ');
}
