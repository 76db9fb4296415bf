export interface Limit {
  count: number;
  bytes: number;
}

/** How many of the first must go so that the rest is within the limit. */
export function surplus(items: readonly { bytes: number }[], limit: Limit): number {
  let count = items.length;
  let bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const kept = items.findIndex((item) => {
    if (count <= limit.count && bytes <= limit.bytes) return true;
    count -= 1;
    bytes -= item.bytes;
    return false;
  });
  return kept === -1 ? items.length : kept;
}
