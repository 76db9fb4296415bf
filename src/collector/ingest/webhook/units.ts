/** What a number measures; each is stored in the one unit that its series name ends in. */
export type Quantity = 'gigabytes' | 'bytes' | 'percent' | 'celsius' | 'hours' | 'seconds' | 'count' | 'time';

/** 1 GB = 10⁹ bytes. Letters are compared without case: "Mb" means megabytes here, nobody sizes pools in bits. */
const BYTES: Record<string, number> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
};

const SECONDS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
};

const scaled = (factors: Record<string, number>, base: number) =>
  new Map(
    Object.entries(factors).map(([unit, factor]) => [unit, (value: number) => (value * factor) / base]),
  );

const asIs = (value: number) => value;
const fromFahrenheit = (value: number) => ((value - 32) * 5) / 9;

const CONVERSIONS: Record<Exclude<Quantity, 'time'>, ReadonlyMap<string, (value: number) => number>> = {
  gigabytes: scaled(BYTES, 1e9),
  bytes: scaled(BYTES, 1),
  hours: scaled(SECONDS, 3600),
  seconds: scaled(SECONDS, 1),
  percent: new Map([
    ['%', asIs],
    ['percent', asIs],
  ]),
  celsius: new Map([
    ['°c', asIs],
    ['c', asIs],
    ['celsius', asIs],
    ['°f', fromFahrenheit],
    ['f', fromFahrenheit],
  ]),
  count: new Map([
    ['count', asIs],
    ['sectors', asIs],
  ]),
};

/** Bounds of what can be true; the upper ones are far above anything real. */
const BOUNDS: Record<Quantity, readonly [least: number, most: number]> = {
  gigabytes: [0, 1e12],
  bytes: [0, 1e15],
  percent: [0, 100],
  celsius: [-100, 250],
  hours: [0, 1e6],
  seconds: [0, 100 * 366 * 86_400],
  count: [0, 1e15],
  time: [0, 1e11],
};

export type Measured = { ok: true; value: number } | { ok: false; reason: string };

const refused = (reason: string): Measured => ({ ok: false, reason });

/** A number, also one that came as text; null for anything else. */
export function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds of an ISO time; one without a zone is UTC, wherever the hub stands. NaN for any other text. */
function millisecondsOf(text: string): number {
  const [, day, time, zone = 'Z'] = ISO_TIME.exec(text.trim()) ?? [];
  return day === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone}`);
}

/** Unix seconds of a time as text, in seconds or in milliseconds; null when it is none. */
function secondsOf(value: unknown): number | null {
  const number = numberIn(value) ?? (typeof value === 'string' ? millisecondsOf(value) : Number.NaN);
  if (Number.isNaN(number)) return null;
  return Math.abs(number) > 1e11 ? number / 1000 : number;
}

/**
 * A pushed value in the unit of its quantity (GB, bytes, %, °C, hours, seconds, Unix seconds).
 * @param unit as pushed; absent: the quantity's own
 */
export function measure(quantity: Quantity, value: unknown, unit: string | null | undefined): Measured {
  const number = quantity === 'time' ? secondsOf(value) : numberIn(value);
  if (number === null) return refused('The value is not a number');
  const convert = quantity === 'time' || !unit ? asIs : CONVERSIONS[quantity].get(unit.toLowerCase());
  if (!convert) return refused(`The unit "${unit}" does not fit this metric`);
  const converted = convert(number);
  const [least, most] = BOUNDS[quantity];
  if (converted < least || converted > most) return refused('The value is out of bounds');
  // As many decimals as the store keeps in whole numbers.
  return { ok: true, value: Math.round(converted * 1e6) / 1e6 };
}
