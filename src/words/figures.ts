/** A number as people read it, its unit apart so that it can be set smaller. */
export interface Figure {
  value: string;
  unit: string;
}

/** What stands where nothing is known. */
export const NOT_KNOWN: Figure = { value: '–', unit: '' };

/** One decimal under ten, none above: what a person can use. */
function short(value: number): string {
  const rounded = Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0);
  return rounded.replace(/^-(0(?:\.0)?)$/, '$1');
}

/** A share of 0–100. */
export function percentFigure(percent: number | null | undefined): Figure {
  if (percent == null) return NOT_KNOWN;
  return { value: percent > 0 && percent < 1 ? '<1' : percent.toFixed(0), unit: '%' };
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes in decimal units (1 GB = 10⁹ bytes). */
export function bytesFigure(bytes: number | null | undefined): Figure {
  if (bytes == null) return NOT_KNOWN;
  const magnitude = Math.floor(Math.log10(Math.max(Math.abs(bytes), 1)) / 3);
  const step = Math.min(magnitude, BYTE_UNITS.length - 1);
  const scaled = bytes / 1000 ** step;
  // 999.7 MB would read "1000 MB".
  if (Math.round(Math.abs(scaled)) >= 1000 && step < BYTE_UNITS.length - 1) {
    return bytesFigure(Math.sign(bytes) * 1000 ** (step + 1));
  }
  return { value: step === 0 ? scaled.toFixed(0) : short(scaled), unit: BYTE_UNITS[step] ?? 'B' };
}

export const gigabytesFigure = (gigabytes: number | null | undefined): Figure =>
  bytesFigure(gigabytes == null ? gigabytes : gigabytes * 1e9);

export const megabytesFigure = (megabytes: number | null | undefined): Figure =>
  bytesFigure(megabytes == null ? megabytes : megabytes * 1e6);

export function rateFigure(bytesPerSecond: number | null | undefined): Figure {
  const figure = bytesFigure(bytesPerSecond);
  return figure === NOT_KNOWN ? figure : { value: figure.value, unit: `${figure.unit}/s` };
}

export function celsiusFigure(celsius: number | null | undefined): Figure {
  return celsius == null ? NOT_KNOWN : { value: celsius.toFixed(0), unit: '°C' };
}

/** A plain number such as a load average. */
export function plainFigure(value: number | null | undefined): Figure {
  return value == null ? NOT_KNOWN : { value: value.toFixed(2), unit: '' };
}

/** A value of which only its unit is known: two decimals, or three digits of what is smaller than one. */
export function readingFigure(value: number | null, unit: string): Figure {
  if (value === null) return NOT_KNOWN;
  const rounded = Math.abs(value) < 1 ? value.toPrecision(3) : value.toFixed(2);
  return { value: String(Number(rounded)), unit };
}

const NARROW_SPACE = '\u202f';

/** A sentence in which no line ends between a number and its "%". */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, `$1${NARROW_SPACE}%`);
}

/** "93 %", with a space that does not break. */
export function textOf(figure: Figure): string {
  return figure.unit === '' ? figure.value : `${figure.value}${NARROW_SPACE}${figure.unit}`;
}
