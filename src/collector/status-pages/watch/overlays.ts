import type { Overlay } from '../history/index.ts';
import type { Incident } from '../types.ts';

/** While people look for the cause or mend it, it weighs; under watch it works again as far as they can see. */
const WEIGHS: ReadonlySet<Incident['state']> = new Set(['investigating', 'identified']);

/** When an incident weighs on its components, by what was told of it. Times in ms; what goes on has no end. */
export function overlaysOf({ impact, components, startedAt, updates }: Incident): Overlay[] {
  if (impact === 'none') return [];
  const told = updates.toSorted((a, b) => a.at - b.at);
  return told.flatMap(({ state, at }, i) => {
    if (!WEIGHS.has(state)) return [];
    const from = i === 0 ? Math.min(startedAt, at) : at;
    return [{ from, to: told[i + 1]?.at ?? Number.POSITIVE_INFINITY, impact, components }];
  });
}
