import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exposeServers } from '../src/collector/metrics/index.ts';
import { heartbeat, type TestHub, testHub } from './factories.ts';

const PAGE = readFileSync('docs/prometheus.md', 'utf8');
const DASHBOARD = JSON.parse(readFileSync('docs/grafana-dashboard.json', 'utf8'));
const NAME = /\b(?:porchlight|process|nodejs)_[a-z0-9_]+\b/g;

let hub: TestHub;
/** Every metric of which the hub can tell. */
let exposed: Set<string>;

beforeAll(async () => {
  hub = await testHub();
  await hub.request('/api/v1/servers', {
    json: { server_id: 'nas', expected_services: [{ name: 'smbd' }] },
  });
  await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
  const told = await (await hub.request('/metrics')).text();
  const states = ['container', 'pool', 'replication', 'disk_smart'].map((kind) => `porchlight_${kind}_state`);
  const families = exposeServers([]).map(({ name }) => name);
  exposed = new Set([
    ...[...told.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name),
    ...families,
    ...states,
  ]);
});
afterAll(() => hub.close());

/** Metrics named in code on the page; `porchlight_server_*` stands for several. */
const documented = () => new Set((PAGE.match(NAME) ?? []).filter((name) => !name.endsWith('_')));

describe('the page on Prometheus', () => {
  it('names every metric', () => {
    expect([...exposed].filter((name) => !documented().has(name))).toEqual([]);
  });

  it('names no other', () => {
    expect([...documented()].filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('has a recipe for Homepage whose fields are answered', async () => {
    const summary = await (await hub.request('/api/v1/dashboard/summary')).json();
    const recipe = PAGE.slice(PAGE.indexOf('mappings:'));
    const fields = [...recipe.matchAll(/field:\n\s+(\w+): (\w+)/g)].map(([, group = '', key = '']) => [
      group,
      key,
    ]);
    expect(fields.length).toBe(4);
    for (const [group = '', key = ''] of fields) expect(Object.keys(summary[group])).toContain(key);
    expect(PAGE).toContain('/api/v1/dashboard/summary');
  });
});

describe('the Grafana dashboard', () => {
  const panels: { id: number; title: string; targets: { expr: string }[] }[] = DASHBOARD.panels;

  it('asks only for metrics that exist', () => {
    const queries = [
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...DASHBOARD.templating.list.flatMap(({ query }: { query: { query?: string } }) => query.query ?? []),
    ];
    const names = queries.flatMap((query) => query.match(NAME) ?? []);
    expect(queries.length).toBeGreaterThan(15);
    expect(names.length).toBeGreaterThanOrEqual(queries.length);
    expect(names.filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('lets its reader choose where the metrics are', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(JSON.stringify(DASHBOARD)).not.toMatch(/"uid":"(?!\$\{datasource\}|porchlight)/);
  });
});
