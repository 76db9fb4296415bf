import type { Level } from '../collector/api/schema/views.ts';

export type Metered = 'cpu' | 'memory' | 'disk';

/** From which percentage on a meter changes colour; the product's default severities. */
const STEPS: Record<Metered, [number, Level][]> = {
  cpu: [[90, 'medium']],
  memory: [[85, 'medium']],
  disk: [
    [90, 'critical'],
    [80, 'high'],
  ],
};

/** The colour of one meter. The state of the server is judged by the hub, not by this. */
export function meterLevel(metered: Metered, percent: number | null): Level {
  if (percent === null) return 'unknown';
  return STEPS[metered].find(([from]) => percent >= from)?.[1] ?? 'ok';
}
