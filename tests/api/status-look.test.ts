import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/collector/context.ts';
import type { PageDefinition } from '../../src/collector/status-pages/index.ts';
import type { PublicComponent } from '../../src/words/status/public-page.ts';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../factories.ts';

const START = Date.parse('2026-11-25T12:00:00Z');
const MINUTE_MS = 60_000;
const at = (minutes: number) => START + minutes * MINUTE_MS;
const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(11, 16));

const FILMS: PageDefinition['groups'][number]['components'][number] = {
  key: 'films',
  name: 'Films',
  icon: 'film',
  description: null,
  impact: 'each',
  parts: [{ kind: 'service', server_id: 'media', subject: 'jellyfin' }],
};
const DEFINITION: PageDefinition = {
  slug: null,
  title: 'Home',
  intro: null,
  zone: 'Europe/London',
  language: 'en',
  groups: [{ name: null, components: [FILMS] }],
};

/** A hub whose clock the test moves; it does nothing by itself. */
describe('what the page tells', () => {
  const folder = temporaryFolder();
  let hub: TestHub;
  let listeningSince = START;
  const open = async (minutes: number) => {
    listeningSince = at(minutes);
    hub = await testHub({ ...folder, remove: () => undefined }, undefined, 'error', at(minutes));
  };
  const ctx = (): Ctx => ({
    actor: { type: 'hub', id: 'test', name: 'test' },
    grants: new Map([[hub.fleet.homeClientId, new Set(['admin'])]]),
    hubWide: true,
    serverId: null,
    requestId: 'test',
  });
  const pageId = () => hub.statusPages.bySlug('')?.id ?? '';
  /** What the jobs of a minute do. */
  async function pass(minutes: number): Promise<void> {
    await hub.fleet.markOffline(listeningSince, at(minutes));
    await hub.fleet.pulse.beat(at(minutes));
    await hub.statusPages.look(at(minutes));
  }
  const report = (minutes: number, status: 'running' | 'failed') => {
    const services = [{ name: 'jellyfin', status, pid: 1, memory_mb: 1, cpu_percent: 1 }];
    return hub.ingest.receive(
      ctx(),
      [heartbeat('media', at(minutes), { services })],
      '192.0.2.7',
      at(minutes),
    );
  };
  const published = (minutes: number) => {
    const found = hub.statusPages.published('', at(minutes));
    if (!found) throw new Error('There is no page at /status');
    return found;
  };
  const films = (minutes: number): PublicComponent => {
    const [component] = published(minutes).page.groups[0]?.components ?? [];
    if (!component) throw new Error('Films are not on the page');
    return component;
  };
  const told = (minutes: number) => [films(minutes).state, timeOf(films(minutes).since)];

  beforeEach(async () => {
    await open(0);
    await report(1, 'running');
    await hub.statusPages.pages.change(ctx(), pageId(), DEFINITION, at(1));
    await pass(1);
  });
  afterEach(async () => {
    await hub.stop();
    folder.remove();
  });

  it('follows a service', async () => {
    expect(told(1)).toEqual(['working', '12:01']);
    await report(2, 'failed');
    await pass(2);
    expect(told(2)).toEqual(['down', '12:02']);
    await report(3, 'running');
    await pass(3);
    expect(told(3)).toEqual(['working', '12:03']);
    expect(films(3).days.at(-1)).toMatchObject({ date: '2026-11-25', state: 'down', downMs: MINUTE_MS });
  });

  it('does not know of what ran on a server that has fallen silent', async () => {
    for (const minute of [2, 3, 4, 5]) await pass(minute);
    expect(told(5)).toEqual(['unknown', '12:05']);
    expect(published(5).page.state).toBe('unknown');
  });

  it('is not made anew while nothing that it tells has changed', async () => {
    const { version } = published(1);
    for (const minute of [2, 3, 4, 5, 6]) {
      await report(minute, 'running');
      await pass(minute);
    }
    expect(published(6)).toMatchObject({ version, checkedAt: at(6), isStale: false });
  });

  it('knows nothing any more when the hub has not been able to look for three minutes', async () => {
    await pass(2);
    await hub.statusPages.look(at(5));
    expect(published(5).isStale).toBe(false);
    await hub.statusPages.look(at(6));
    expect(published(6)).toMatchObject({ isStale: true, checkedAt: at(2) });
    expect(told(6)).toEqual(['unknown', '12:02']);
    await report(7, 'running');
    await pass(7);
    expect(told(7)).toEqual(['working', '12:07']);
    expect(films(7).days.at(-1)?.unknownMs).toBe((12 * 60 + 1 + 5) * MINUTE_MS);
  });

  it('does not count the time as down in which the hub was away, and knows nothing before somebody is heard', async () => {
    await pass(2);
    await hub.stop();
    await open(62);
    expect(told(62)).toEqual(['unknown', '12:02']);
    await pass(63);
    expect(told(63)).toEqual(['unknown', '12:02']);
    await report(64, 'running');
    await pass(64);
    expect(films(64).state).toBe('working');
    expect(films(64).days.at(-1)).toMatchObject({ state: 'unknown', downMs: 0 });
    expect(films(64).uptime).toBe(1);
  });

  it('takes a short restart for none', async () => {
    await hub.stop();
    await open(2);
    expect(told(2)).toEqual(['working', '12:01']);
  });

  it('tells of an incident at once, until it is under watch', async () => {
    const words = { template: 'noticed', text: null, by: null } as const;
    const opened = await hub.statusPages.incidents.open(
      ctx(),
      pageId(),
      {
        ...words,
        title: null,
        components: ['films'],
        impact: 'impaired',
        state: 'investigating',
        alert_id: null,
        started_at: null,
      },
      at(2),
    );
    expect(published(2).page.incidents).toHaveLength(1);
    expect(told(2)).toEqual(['impaired', '12:02']);
    const update = { ...words, template: 'watching', state: 'monitoring' } as const;
    await hub.statusPages.incidents.publish(ctx(), pageId(), opened.id, update, at(4));
    expect(told(4)).toEqual(['working', '12:04']);
    await hub.statusPages.incidents.publish(
      ctx(),
      pageId(),
      opened.id,
      { ...update, state: 'resolved' },
      at(9),
    );
    expect(published(9).page).toMatchObject({ incidents: [], past: [{ concerns: ['Films'] }] });
  });

  it('says "planned" while planned work lasts, and leaves that out of the days', async () => {
    const work = { title: 'A larger disk', text: null, components: ['films'] };
    const times = { starts_at: new Date(at(2)).toISOString(), ends_at: new Date(at(6)).toISOString() };
    await hub.statusPages.maintenances.plan(ctx(), pageId(), { ...work, ...times }, at(1));
    expect(published(1).page.maintenances).toMatchObject([{ isNow: false, concerns: ['Films'] }]);
    await report(3, 'failed');
    await pass(3);
    expect([films(3).state, published(3).page.maintenances[0]?.isNow]).toEqual(['maintenance', true]);
    await report(6, 'failed');
    await pass(6);
    expect(told(6)).toEqual(['down', '12:06']);
    expect(films(6).days.at(-1)).toMatchObject({ maintenanceMs: 3 * MINUTE_MS, downMs: 0 });
  });

  it('stays as it was when it cannot be counted', async () => {
    const { version } = published(1);
    await report(2, 'failed');
    await hub.hub.database.write(['ALTER TABLE transitions RENAME TO elsewhere']);
    for (const minute of [2, 3, 4, 5, 6]) {
      await hub.fleet.pulse.beat(at(minute));
      await hub.statusPages.look(at(minute));
    }
    expect(published(2).version).toBe(version);
    expect(published(6)).toMatchObject({ version, checkedAt: at(1), isStale: true });
    await hub.hub.database.write(['ALTER TABLE elsewhere RENAME TO transitions']);
    await pass(7);
    expect(published(7)).toMatchObject({ checkedAt: at(7), isStale: false });
    expect(films(7).days.at(-1)).toMatchObject({ state: 'down', downMs: 5 * MINUTE_MS });
  });
});
