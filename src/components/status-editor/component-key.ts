const MOST = 40;
/** For names without a letter or digit that addresses may hold. */
const NAMELESS = 'item';

/** What a component is known by in addresses, made from its name: "Films & séries" becomes "films-series". */
export function keyFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+/g, '')
    .slice(0, MOST)
    .replaceAll(/-+$/g, '');
  return plain || NAMELESS;
}

/** The same, with a number where it is taken: "films-2". */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const key = keyFrom(name);
  let free = key;
  for (let count = 2; taken.has(free); count += 1) {
    const end = `-${count}`;
    free = `${key.slice(0, MOST - end.length)}${end}`;
  }
  return free;
}
