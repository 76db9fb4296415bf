/** What the address of the server list asks for. */
export interface ListQuery {
  q?: string;
  status?: string;
  tag?: string;
  agent?: 'old';
  sort?: string;
  cursor?: string;
}

export const STATUSES = [
  ['online', 'Online'],
  ['offline', 'Offline'],
  ['unknown', 'Not known'],
] as const;

/** Columns that can be sorted; numbers and times begin with the largest. */
export const SORTS = [
  'level',
  'display_name',
  'cpu_percent',
  'memory_percent',
  'disk_percent',
  'last_seen',
] as const;
export type Sort = (typeof SORTS)[number];

const isSort = (sort: string): boolean => SORTS.some((known) => known === sort.replace(/^-/, ''));
const isStatus = (status: string): boolean => STATUSES.some(([known]) => known === status);

/** Reads an address; what makes no sense is left out. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const read = (name: string, isValid: (value: string) => boolean): string | undefined => {
    const value = params.get(name)?.trim() ?? '';
    return value !== '' && isValid(value) ? value : undefined;
  };
  const isText = () => true;
  return {
    q: read('q', isText),
    status: read('status', isStatus),
    tag: read('tag', isText),
    agent: params.get('agent') === 'old' ? 'old' : undefined,
    sort: read('sort', isSort),
    cursor: read('cursor', isText),
  };
}

/** The address of the list with some of the query changed; any change but of the cursor starts at its first page. */
export function listHref(query: ListQuery, change: ListQuery): string {
  const merged: ListQuery = { ...query, cursor: undefined, ...change };
  const params = new URLSearchParams();
  for (const name of ['q', 'status', 'tag', 'agent', 'sort', 'cursor'] as const) {
    const value = merged[name];
    if (value) params.set(name, value);
  }
  const search = params.toString();
  return search === '' ? '/servers' : `/servers?${search}`;
}

/** The sort after a click on a column: turned round when it is sorted by already. */
export function nextSort(column: Sort, current: string | undefined): string {
  const isWord = column === 'level' || column === 'display_name';
  const first = isWord ? column : `-${column}`;
  const second = isWord ? `-${column}` : column;
  return current === first ? second : first;
}

/** Value of `aria-sort` for a column. */
export function ariaSort(column: Sort, current = 'level'): 'ascending' | 'descending' | undefined {
  if (current === column) return 'ascending';
  return current === `-${column}` ? 'descending' : undefined;
}
