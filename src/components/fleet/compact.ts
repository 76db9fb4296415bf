import type { FleetView } from '../../collector/api/schema/views.ts';

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));

/** The same view with no more digits than the cards show: fewer bytes in the page. */
export function compactFleet(fleet: FleetView): FleetView {
  const servers = fleet.servers.map((card) => ({ ...card, cpu_24h: card.cpu_24h.map(whole) }));
  return { ...fleet, servers };
}
