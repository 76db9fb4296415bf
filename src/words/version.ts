const RELEASE = /^(\d+)\.(\d+)\.(\d+)$/;

const numbersOf = (version: string): number[] => RELEASE.exec(version)?.slice(1).map(Number) ?? [];

/** Whether a version comes before another, both like "0.10.2". One of another form ("dev") is never old, nor makes old. */
export function isOlder(version: string, than: string): boolean {
  const [mine, other] = [numbersOf(version), numbersOf(than)];
  const at = mine.findIndex((number, i) => number !== other[i]);
  return (mine[at] ?? 0) < (other[at] ?? 0);
}
