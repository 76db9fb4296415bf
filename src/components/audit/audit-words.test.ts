import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actorWords, auditSentence, detailRows } from './audit-words.ts';

const say = (action: string, details: Record<string, unknown> = {}, subject = 'nas') =>
  auditSentence({ action, subject, details });

describe('what somebody did', () => {
  it.each([
    [say('server.create'), 'Added the server nas'],
    [say('server.update', { location: 'Loft', tdp_watts: 5 }), 'Changed location, tdp watts of nas'],
    [say('server.update'), 'Changed nothing of nas'],
    [say('server.delete', { name: 'NAS' }), 'Removed the server nas with its data'],
    [say('key.create', { name: 'n8n' }), 'Made the key “n8n”'],
    [say('person.invite', { name: 'Grace', role: 'viewer' }), 'Invited Grace as viewer'],
    [say('person.role', { name: 'Grace', from: 'viewer', to: 'operator' }), 'Made Grace operator'],
    [
      say('settings.update', {
        disk_warning_percent: { from: 80, to: 85 },
        hub_name: { from: 'A', to: 'B' },
      }),
      'Changed disk warning percent from 80 to 85, hub name from A to B',
    ],
    [
      say('alert.acknowledge', { title: 'Disk usage high', server_id: 'nas' }, 'id'),
      'Acknowledged “Disk usage high” of nas',
    ],
    [say('alert.snooze', { title: 'Fan', server_id: 'nas' }, 'id'), 'Snoozed “Fan” of nas'],
    [say('alert.resolve', { title: 'Fan', server_id: 'nas' }, 'id'), 'Resolved “Fan” of nas'],
    [say('rule.create', { name: 'Loft' }), 'Added the rule “Loft”'],
    [
      say('rule.update', { name: 'Loft', for_seconds: { from: 0, to: 60 } }),
      'Changed for seconds of the rule “Loft”',
    ],
    [
      say('rule.update', { name: { from: 'Loft', to: 'Attic' }, scope: { from: {}, to: {} } }),
      'Changed name, scope of the rule “Loft”',
    ],
    [
      say('rule.update', { name: 'Loft', is_enabled: { from: true, to: false } }),
      'Turned off the rule “Loft”',
    ],
    [
      say('rule.update', { name: 'Loft', is_enabled: { from: false, to: true } }),
      'Turned on the rule “Loft”',
    ],
    [say('rule.delete', { name: 'Loft' }), 'Removed the rule “Loft”'],
    [say('channel.create', { name: 'Family', type: 'ntfy' }), 'Added the channel “Family”'],
    [say('channel.update', { name: 'Family', config: ['topic'] }), 'Changed the channel “Family”'],
    [say('channel.update', { name: 'Family', is_enabled: false }), 'Turned off the channel “Family”'],
    [say('channel.delete', { name: 'Family' }), 'Removed the channel “Family”'],
    [say('watchdog.update', { host: 'hc-ping.com' }), 'Lets hc-ping.com watch the hub'],
    [say('watchdog.delete'), 'Lets nobody outside watch the hub any more'],
    [say('window.create', { name: 'Backups' }), 'Planned the maintenance window “Backups”'],
    [say('window.update', { name: 'Backups' }), 'Changed the maintenance window “Backups”'],
    [say('window.delete', { name: 'Backups' }), 'Removed the maintenance window “Backups”'],
    [
      say('silence.create', { scope: { server_id: 'nas', rule_id: 'disk', subject: '/data' } }),
      'Silenced /data, disk, nas',
    ],
    [
      say('silence.delete', { scope: { server_id: 'nas', rule_id: null, subject: null } }),
      'Took back the silence of nas',
    ],
    [
      say('status_page.protect', { title: 'Our home' }),
      'Protected the status page “Our home” with a fresh word',
    ],
    [say('incident.open', { title: null, components: ['films'] }), 'Wrote of the incident with films'],
    [say('incident.open', { title: null, components: [] }), 'Wrote of an incident'],
    [
      say('incident.update', { title: 'Storm', components: [], state: 'resolved' }),
      'Published that the incident “Storm” is resolved',
    ],
    [say('device.update', { name: 'Phone' }), 'Changed which alerts reach “Phone”'],
    [
      say('server.learn', { until: '2026-11-25T14:32:00.000Z' }),
      'Only watches nas until 2026-11-25 14:32 UTC; nobody is told',
    ],
    [say('server.learn', { until: null }), 'Tells of alerts of nas again'],
    [say('client.learn', { until: null }, 'uuid'), 'Tells of alerts of the client again'],
    [say('ticket.create'), 'ticket.create nas'],
    [say('constructor'), 'constructor nas'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });

  it('has words for every action that the hub writes down', () => {
    const sources = globSync('src/collector/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
    const actions = sources.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/(?:action: |action = [^;]*)'(\w+\.\w+)'/g),
    ]);
    expect(actions.length).toBeGreaterThan(12);
    const wordless = actions
      .map(([, action = '']) => action)
      .filter((action) => say(action) === `${action} nas`);
    expect(wordless).toEqual([]);
  });
});

it.each([
  [{ type: 'person' as const, id: '1', name: 'Ada' }, 'Ada'],
  [{ type: 'key' as const, id: '1', name: 'n8n' }, 'Key n8n'],
  [{ type: 'hub' as const, id: 'hub', name: 'Porchlight' }, 'The hub'],
])('%j is called %s', (actor, words) => {
  expect(actorWords(actor)).toBe(words);
});

it('details are told one by one', () => {
  const details = { name: 'Loft', from: { a: 1 }, gone: null };
  expect(detailRows({ action: 'x.y', subject: 's', details })).toEqual([
    ['name', 'Loft'],
    ['from', '{"a":1}'],
    ['gone', 'null'],
  ]);
});
