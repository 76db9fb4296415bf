import type { ServerRow } from '../../collector/api/schema/views.ts';
import { percentFigure } from '../../words/figures.ts';
import { serverMark } from '../../words/states.ts';
import { Ago } from '../ui/Ago.tsx';
import { Quantity } from '../ui/Quantity.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { State } from '../ui/State.tsx';
import { ariaSort, type ListQuery, listHref, nextSort, type Sort } from './list-query.ts';
import styles from './ServerTable.module.css';

interface HeadProps {
  column: Sort;
  label: string;
  query: ListQuery;
  class?: string;
}

function SortHead({ column, label, query, class: className }: HeadProps) {
  const sorted = ariaSort(column, query.sort);
  return (
    <th scope="col" aria-sort={sorted} class={className}>
      <a href={listHref(query, { sort: nextSort(column, query.sort) })}>
        {label}
        {sorted && <span aria-hidden="true">{sorted === 'ascending' ? '↑' : '↓'}</span>}
      </a>
    </th>
  );
}

interface TableProps {
  rows: ServerRow[];
  query: ListQuery;
}

function Head({ query, hasClients }: { query: ListQuery; hasClients: boolean }) {
  return (
    <thead>
      <tr>
        <SortHead column="level" label="State" query={query} />
        <SortHead column="display_name" label="Name" query={query} />
        {hasClients && (
          <th scope="col" class="wide-only">
            Client
          </th>
        )}
        <th scope="col" class="wide-only">
          Address
        </th>
        <SortHead column="cpu_percent" label="CPU" query={query} class="number wide-only" />
        <SortHead column="memory_percent" label="Memory" query={query} class="number wide-only" />
        <SortHead column="disk_percent" label="Disk" query={query} class="number" />
        <SortHead column="last_seen" label="Last seen" query={query} class="number wide-only" />
        <th scope="col" class="wide-only">
          Tags
        </th>
      </tr>
    </thead>
  );
}

function Row({ row, query, hasClients }: { row: ServerRow; query: ListQuery; hasClients: boolean }) {
  const { latest } = row;
  return (
    <tr class={styles.row} data-dimmed={row.status !== 'online'}>
      <td>
        <State mark={serverMark({ ...row, state: row.status })} />
      </td>
      <th scope="row">
        <a class={styles.name} href={`/servers/${row.server_id}`}>
          {row.display_name}
        </a>
        {row.agent_is_old && <span class={styles.old}>Old agent {row.agent_version}</span>}
      </th>
      {hasClients && <td class="wide-only">{row.client_name}</td>}
      <td class="wide-only">{row.ip_address || <span class="dim">–</span>}</td>
      <td class="number wide-only">
        <Quantity figure={percentFigure(latest.cpu_percent)} />
      </td>
      <td class="number wide-only">
        <Quantity figure={percentFigure(latest.memory_percent)} />
      </td>
      <td class="number">
        <Quantity figure={percentFigure(latest.disk_percent)} />
      </td>
      <td class="number wide-only">
        {row.last_seen ? <Ago at={row.last_seen} now={Date.now()} /> : <span class="dim">Never</span>}
      </td>
      <td class="wide-only">
        {row.tags.map((tag) => (
          <a key={tag} class={styles.tag} href={listHref(query, { tag })}>
            {tag}
          </a>
        ))}
      </td>
    </tr>
  );
}

/** The list of servers; one component, because Astro takes as long for each as Preact does for the whole table. */
export function ServerTable({ rows, query }: TableProps) {
  const hasClients = new Set(rows.map((row) => row.client_id)).size > 1;
  return (
    <ScrollRegion label="Servers" class="table-frame">
      <table class="table">
        <Head query={query} hasClients={hasClients} />
        <tbody>
          {rows.map((row) => (
            <Row key={row.server_id} row={row} query={query} hasClients={hasClients} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
