import { hydrate } from 'preact';
import { FleetBoard } from './FleetBoard.tsx';

/**
 * Gives the fleet page its life. By hand, because Astro's own island writes the page of fifty servers several times
 * over to name it by a hash: twice the CPU, and memory that comes back late (decision 11).
 */
export function wakeFleetBoard(): void {
  const root = document.getElementById('fleet-board');
  const text = document.getElementById('fleet-view')?.textContent;
  if (!root || !text) return;
  hydrate(<FleetBoard {...JSON.parse(text)} />, root);
  root.removeAttribute('data-asleep');
}
