const LONGEST = 63;

/** The id that a name suggests: "Müller's NAS #2" → "mullers-nas-2". Empty when nothing usable is left. */
export function serverIdFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}
