import { describe, expect, it } from 'vitest';
import type { Incident, UpdateRow } from '../types.ts';
import { overlaysOf } from './overlays.ts';

const EVER = Number.POSITIVE_INFINITY;
const told = (at: number, state: UpdateRow['state']) => ({ at, state }) as UpdateRow;

/** An incident that began at 100; its updates come newest first. */
function incident(updates: UpdateRow[], impact: Incident['impact'] = 'down'): Incident {
  return { impact, components: ['films'], startedAt: 100, updates: updates.toReversed() } as Incident;
}

describe('when an incident weighs on what it concerns', () => {
  it.each<{ case: string; of: Incident; spans: [number, number][] }>([
    {
      case: 'from its begin until now while people look for the cause',
      of: incident([told(150, 'investigating')]),
      spans: [[100, EVER]],
    },
    {
      case: 'on and on while its cause is being mended',
      of: incident([told(150, 'investigating'), told(300, 'identified')]),
      spans: [
        [100, 300],
        [300, EVER],
      ],
    },
    {
      case: 'not while it is under watch',
      of: incident([told(150, 'investigating'), told(300, 'monitoring'), told(500, 'resolved')]),
      spans: [[100, 300]],
    },
    {
      case: 'again when it is back',
      of: incident([told(150, 'investigating'), told(300, 'monitoring'), told(400, 'identified')]),
      spans: [
        [100, 300],
        [400, EVER],
      ],
    },
    { case: 'never when it was told after it was over', of: incident([told(150, 'resolved')]), spans: [] },
    { case: 'never when it is only a note', of: incident([told(150, 'investigating')], 'none'), spans: [] },
  ])('$case', ({ of, spans }) => {
    const found = overlaysOf(of);
    expect(found.map(({ from, to }) => [from, to])).toEqual(spans);
    for (const { components, impact } of found) expect([components, impact]).toEqual([['films'], 'down']);
  });
});
