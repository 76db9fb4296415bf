import type { Database } from '../../db/open.ts';

/** Columns that reading may change: when a key or session was last used. */
const VOLATILE = new Set(['last_used_at', 'sessions.updated_at', 'sessions.expires_at']);
/** Rows that say only through another table whose they are. */
const JOINED: Record<string, string> = {
  heartbeats:
    'SELECT heartbeats.*, client_id, server_id FROM heartbeats JOIN series_layouts ON series_layouts.id = layout_id',
  alert_events: 'SELECT alert_events.*, server_id FROM alert_events JOIN alerts ON alerts.id = alert_id',
  deliveries: 'SELECT deliveries.*, server_id FROM deliveries LEFT JOIN alerts ON alerts.id = thread',
};

/** Every row of every table as text, in order. */
export async function rowsOf({ read }: Database): Promise<string[]> {
  const client = read.$client;
  const { rows: tables } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
  const names = tables.map(({ name }) => String(name)).filter((name) => !/^(sqlite_|__)/.test(name));
  const told: string[] = [];
  for (const name of names) {
    const { rows, columns } = await client.execute(JOINED[name] ?? `SELECT * FROM "${name}"`);
    const kept = columns.filter((column) => !VOLATILE.has(column) && !VOLATILE.has(`${name}.${column}`));
    for (const row of rows) {
      const values = kept.map((column) => {
        const value = row[column];
        return [column, value instanceof ArrayBuffer ? Buffer.from(value).toString('base64') : value];
      });
      told.push(`${name} ${JSON.stringify(Object.fromEntries(values))}`);
    }
  }
  return told.toSorted();
}

/** Says by a hash alone who sent it. */
const HASHED = /^pushes /;

/** Rows that do not mention any of these ids, as far as rows say whose they are. */
export const rowsWithout = (rows: string[], ids: string[]) =>
  rows.filter((row) => !HASHED.test(row) && !ids.some((id) => row.includes(id)));

/** What is in one list of rows and not in the other, cut to what a person can read. */
export function changedRows(before: string[], after: string[]): string[] {
  const [had, has] = [new Set(before), new Set(after)];
  const lost = before.filter((row) => !has.has(row)).map((row) => `lost: ${row}`);
  const added = after.filter((row) => !had.has(row)).map((row) => `new: ${row}`);
  return [...lost, ...added].slice(0, 6).map((row) => row.slice(0, 400));
}
