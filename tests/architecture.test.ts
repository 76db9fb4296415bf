import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The one order: a module may import the doors of modules to its left, nothing else of them. */
const ORDER = [
  'auth',
  'fleet',
  'metrics',
  'notify',
  'alerts',
  'insights',
  'remediation',
  'tickets',
  'status-pages',
  'reports',
  'dispatch',
  'ingest',
  'sources',
  'audits',
  'api',
  'mcp',
  'app',
];
const MAX_LINES = 400;

interface Import {
  file: string;
  /** Path from the root of the checkout; package imports are left out. */
  target: string;
  isType: boolean;
}

const SOURCES = globSync('{src,agent,db}/**/*.{ts,tsx,astro}').filter(
  (file) => !file.includes('/migrations/'),
);
const PRODUCT = SOURCES.filter((file) => !file.endsWith('.test.ts'));
const IMPORT = /(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/g;

function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => ({
    file,
    target: normalize(join(dirname(file), match[2] ?? '')),
    isType: match[1] !== undefined,
  }));
}

const IMPORTS = PRODUCT.flatMap(importsOf);
const moduleOf = (path: string) => /^src\/collector\/([^/]+)\//.exec(path)?.[1] ?? null;
const shown = (imports: Import[]) => imports.map(({ file, target }) => `${file} → ${target}`);
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** Modules import to the left, and there through the door. */
function breaksOrder({ file, target }: Import): boolean {
  const from = moduleOf(file);
  const to = moduleOf(target);
  if (to === null || from === to) return false;
  if (!within(file, 'src/collector')) return false;
  const isLeft = from !== null && ORDER.indexOf(to) < ORDER.indexOf(from);
  return !isLeft || !target.endsWith('/index.ts');
}

/** A file that reaches itself again through value imports. */
function cycles(): string[] {
  const graph = Map.groupBy(
    IMPORTS.filter((edge) => !edge.isType),
    (edge) => edge.file,
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, trail: string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (trail.includes(file) || done.has(file)) return;
    for (const { target } of graph.get(file) ?? []) walk(target, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

describe('the architecture', () => {
  it('reads the sources it judges', () => {
    expect(IMPORTS.length).toBeGreaterThan(100);
    expect(IMPORTS.some(({ file }) => moduleOf(file) === 'api')).toBe(true);
  });

  it('has only modules of the one order', () => {
    const modules = new Set(PRODUCT.map(moduleOf).filter((name) => name !== null));
    expect([...modules].filter((name) => !ORDER.includes(name))).toEqual([]);
  });

  it('lets a module import the doors of modules to its left, and shared root files import no module', () => {
    expect(shown(IMPORTS.filter(breaksOrder))).toEqual([]);
  });

  it('keeps tables to stores and to the shared root files', () => {
    const reachesTables = ({ file, target, isType }: Import) =>
      within(target, 'db/tables') && !isType && moduleOf(file) !== null && !file.endsWith('/store.ts');
    expect(shown(IMPORTS.filter(reachesTables))).toEqual([]);
  });

  it('keeps the database and the agent free of the hub', () => {
    const outward = ({ file, target }: Import) =>
      (within(file, 'db') && within(target, 'src')) || (within(file, 'agent') && within(target, 'src', 'db'));
    expect(shown(IMPORTS.filter(outward))).toEqual([]);
  });

  it('lets the hub know of the agent only what they say to each other', () => {
    const intoAgent = ({ file, target }: Import) =>
      within(file, 'src', 'db') && within(target, 'agent') && target !== 'agent/protocol.ts';
    expect(shown(IMPORTS.filter(intoAgent))).toEqual([]);
  });

  it('gives pages and components types of the collector, never its code', () => {
    const intoCollector = ({ file, target, isType }: Import) =>
      within(file, 'src/pages', 'src/components', 'src/layouts', 'src/words') &&
      (within(target, 'db') || (within(target, 'src/collector') && !isType));
    expect(shown(IMPORTS.filter(intoCollector))).toEqual([]);
  });

  it('has no import cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it(`has no file over ${MAX_LINES} lines`, () => {
    const long = SOURCES.filter((file) => readFileSync(file, 'utf8').split('\n').length > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('has no style attributes, which the content security policy would refuse', () => {
    const styled = PRODUCT.filter((file) => /\.(astro|tsx)$/.test(file)).filter((file) =>
      /\sstyle\s*=/.test(readFileSync(file, 'utf8')),
    );
    expect(styled).toEqual([]);
  });
});
