import type { ServiceStatus } from '../protocol.ts';

/** Characters of systemd unit names (systemd.unit(5)); a leading hyphen would read as an option. */
const UNIT_NAME = /^(?!-)[A-Za-z0-9:_.@\\-]{1,240}$/;
const SUFFIX = /\.(service|socket|timer|mount|automount|path|target|slice|scope|swap|device)$/;

/** The full unit name of a service as people write it; null when systemd could have no such unit. */
export function unitName(service: string): string | null {
  if (!UNIT_NAME.test(service) || service.includes('..')) return null;
  return SUFFIX.test(service) ? service : `${service}.service`;
}

/** The properties of one unit that `systemctl show` was asked for. */
export interface UnitProperties {
  loadState: string;
  activeState: string;
  subState: string;
  mainPid: number | null;
  controlGroup: string | null;
}

export const UNIT_PROPERTIES = ['LoadState', 'ActiveState', 'SubState', 'MainPID', 'ControlGroup'] as const;

/** One block per unit in the order asked, with an empty line between; names are no key, they may be aliases. */
export function parseUnits(output: string): UnitProperties[] {
  const blocks = output.trim().split(/\n\n+/);
  return blocks
    .filter((block) => block !== '')
    .map((block) => {
      const value = (name: (typeof UNIT_PROPERTIES)[number]) =>
        new RegExp(`^${name}=(.*)$`, 'm').exec(block)?.[1] ?? '';
      return {
        loadState: value('LoadState'),
        activeState: value('ActiveState'),
        subState: value('SubState'),
        mainPid: Number(value('MainPID')) || null,
        controlGroup: value('ControlGroup') || null,
      };
    });
}

/**
 * systemd's states in our four words. A unit between two crashes says "activating"; calling that running
 * would hide the crash loop.
 */
export function unitStatus({ loadState, activeState, subState }: UnitProperties): ServiceStatus {
  if (loadState === 'not-found') return 'unknown';
  if (activeState === 'failed' || subState === 'auto-restart' || subState === 'auto-restart-queued')
    return 'failed';
  if (['active', 'reloading', 'refreshing', 'activating'].includes(activeState)) return 'running';
  return ['inactive', 'deactivating', 'maintenance'].includes(activeState) ? 'stopped' : 'unknown';
}
