// Runs each benchmark of tests/bench beside its reference and prints one table.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const wanted = process.argv.slice(2);
const names = readdirSync('tests/bench')
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

const figure = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const rows = [];
for (const name of names) {
  console.error(`… ${name}`);
  const { run } = await import(resolve('tests/bench', `${name}.bench.ts`));
  rows.push(...(await run()));
}
console.table(
  rows.map((row) => ({
    what: row.what,
    measured: `${figure(row.measured)} ${row.unit}`,
    reference: row.reference ? `${figure(row.reference.value)} (${row.reference.what})` : '–',
    ratio: row.ratio === null ? '–' : row.ratio.toFixed(2),
    budget: row.budget,
    met: row.met ? 'yes' : 'NO',
  })),
);
process.exit(rows.every((row) => row.met) ? 0 : 1);
