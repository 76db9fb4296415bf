/** One column of a block: a value per time, null where nothing is known. */
export type Column = (number | null)[];

/**
 * A column as it is stored. null: nothing known; a number: the same value everywhere; else a JSON array
 * without its brackets, `code,integer,integer,...`, where code is decimals × 3 + order of difference, or
 * FLOATS for values as they are. Text, so that a reader of one column does not parse the others.
 */
export type StoredColumn = null | number | string;

const FLOATS = -1;
/** Values themselves, their differences, the differences of those. */
const ORDERS = 3;
const MAX_DECIMALS = 6;
const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
/** Second differences of integers up to 2^50 are still exact in a double. */
const MAX_INTEGER = 2 ** 50;

const power = (decimals: number) => POWERS[decimals] ?? 10 ** decimals;
const isExact = (value: number, decimals: number) =>
  Math.round(value * power(decimals)) / power(decimals) === value;

/** Smallest number of decimals (0 to 6) at which every value is exact, or null when there is none. */
export function exactDecimals(values: Column): number | null {
  let decimals = 0;
  for (const value of values) {
    if (value === null) continue;
    while (!isExact(value, decimals)) if (++decimals > MAX_DECIMALS) return null;
    if (Math.abs(value) * power(decimals) > MAX_INTEGER) return null;
  }
  return decimals;
}

/** What every value is, null when all are unknown, undefined when they differ. */
function constant(values: Column): number | null | undefined {
  const first = values[0] ?? null;
  return values.every((value) => value === first) ? first : undefined;
}

/** Differences to the known value before; the first stays itself. */
function differences(values: Column): Column {
  let before = 0;
  return values.map((value) => {
    if (value === null) return null;
    const difference = value - before;
    before = value;
    return difference;
  });
}

/** Bits that the integers need, roughly; what is smallest here is smallest once compressed. */
function weight(integers: Column): number {
  let bits = 0;
  for (const value of integers) if (value !== null) bits += Math.log2(1 + Math.abs(value));
  return bits;
}

const listed = (values: Column) => JSON.stringify(values).slice(1, -1);

/** Exact: `decodeColumn(encodeColumn(values), values.length)` equals `values`. */
export function encodeColumn(values: Column): StoredColumn {
  const same = constant(values);
  if (same !== undefined) return same;
  const decimals = exactDecimals(values);
  if (decimals === null) return listed([FLOATS, ...values]);
  const scaled = values.map((value) => (value === null ? null : Math.round(value * power(decimals))));
  const first = differences(scaled);
  const orders = [scaled, first, differences(first)];
  const weights = orders.map(weight);
  const order = weights.indexOf(Math.min(...weights));
  return listed([decimals * ORDERS + order, ...(orders[order] ?? [])]);
}

/** The `length` values that `encodeColumn` was given. */
export function decodeColumn(stored: StoredColumn, length: number): Column {
  if (typeof stored !== 'string') return new Array<number | null>(length).fill(stored);
  const [code, ...values] = JSON.parse(`[${stored}]`) as Column;
  if (code === FLOATS || typeof code !== 'number') return values;
  const order = code % ORDERS;
  const scale = power(Math.floor(code / ORDERS));
  let value = 0;
  let slope = 0;
  return values.map((integer) => {
    if (integer === null) return null;
    if (order === 2) slope += integer;
    value = order === 0 ? integer : value + (order === 1 ? integer : slope);
    return value / scale;
  });
}
