import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duration, exact } from '../../src/words/times.ts';
import { openHousehold } from './household.ts';
import { MINUTES } from './life.ts';

/** Two weeks of a household, minute by minute, against a whole hub: what happens is told in `life.ts`. */
let house: Awaited<ReturnType<typeof openHousehold>>;
beforeAll(async () => {
  house = await openHousehold();
  for (let minute = 0; minute < MINUTES; minute += 1) await house.live(minute);
}, 600_000);
afterAll(() => house.close());

const LONDON = 'Europe/London';
const when = (at: number) =>
  exact(at, LONDON)
    .replace(' 2026', '')
    .replace(/:\d\d$/, '');

function messages(): string[] {
  return house.heard.map(({ at, event, severity, title, server, items, lasted_seconds: lasted }) => {
    const about =
      server ??
      items
        .map((item) => item.split(':', 1)[0])
        .sort()
        .join(' ');
    const after = lasted === null ? '' : ` after ${duration(lasted)}`;
    return `${when(at)} ${event} ${severity}: ${title} (${about})${after}`;
  });
}

interface Story {
  alert: string;
  times: number;
  told: boolean;
  quiet: string | null;
}

/** Each kind of alert of each server once, with how often it opened. */
async function stories(): Promise<Story[]> {
  const rows = await house.alerts();
  const groups = Map.groupBy(
    rows,
    (row) => `${row.server_id} ${row.type} ${row.subject} ${row.severity} ${row.status}`,
  );
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([alert, [first, ...others]]) => ({
    alert,
    times: others.length + 1,
    told: first?.told_severity !== null,
    quiet: first?.quiet_reason as string | null,
  }));
}

describe('a fortnight of ordinary life', () => {
  it('sends just these messages', () => {
    expect(messages()).toEqual([
      '20 Mar, 10:05 opened high: Service stopped (Media)',
      '20 Mar, 10:32 resolved high: Service stopped (Media) after 26m',
      '20 Mar, 22:02 opened high: Disk usage high (Media)',
      '21 Mar, 20:03 digest critical: Server offline on 4 servers (Backup Media Nas Pi-hole)',
      '21 Mar, 20:11 resolved critical: Server offline on 4 servers (Backup Media Nas Pi-hole)',
      '24 Mar, 14:01 opened high: Service stopped (Pi-hole)',
      '24 Mar, 14:03 resolved high: Service stopped (Pi-hole) after 2m',
      '24 Mar, 14:05 opened high: Service stopped (Pi-hole)',
      '24 Mar, 14:07 resolved high: Service stopped (Pi-hole) after 2m',
      '24 Mar, 14:09 opened high: Service stopped, again and again (Pi-hole)',
      '24 Mar, 15:10 resolved high: Service stopped, again and again (Pi-hole) after 1h',
      '28 Mar, 22:03 worsened critical: Disk nearly full (Media)',
    ]);
  });

  it('knows of just these alerts, and why nobody was told of some', async () => {
    const backups = 'Maintenance “Backups” until 04:00';
    const nobody = (severity: string) => `No channel or device takes ${severity} alerts`;
    expect(await stories()).toEqual([
      { alert: 'backup cpu_warning  medium resolved', times: 14, told: false, quiet: backups },
      { alert: 'backup server_offline  critical resolved', times: 2, told: true, quiet: null },
      { alert: 'media disk_critical /data critical open', times: 1, told: true, quiet: null },
      { alert: 'media server_offline  critical resolved', times: 1, told: true, quiet: null },
      { alert: 'media service_down plex high resolved', times: 1, told: true, quiet: null },
      { alert: 'media update_available  low resolved', times: 1, told: false, quiet: nobody('low') },
      ...['sda', 'sdb'].map((disk) => ({
        alert: `nas disk_temperature_warning ${disk} medium resolved`,
        times: 1,
        told: false,
        quiet: nobody('medium'),
      })),
      { alert: 'nas server_offline  critical resolved', times: 1, told: true, quiet: null },
      { alert: 'pihole server_offline  critical resolved', times: 1, told: true, quiet: null },
      { alert: 'pihole service_down pihole-FTL high resolved', times: 3, told: true, quiet: null },
    ]);
  });

  it('tells nobody of a restart within planned maintenance', async () => {
    const [, restart] = (await house.alerts()).filter(
      ({ server_id: id, type }) => id === 'backup' && type === 'server_offline',
    );
    expect(restart).toMatchObject({ told_severity: null, quiet_reason: 'Maintenance “Backups” until 04:00' });
  });
});
