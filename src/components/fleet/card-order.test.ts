import { describe, expect, it } from 'vitest';
import type { ServerCard } from '../../collector/api/schema/views.ts';
import { type Choice, chooseCards } from './card-order.ts';

function card(server_id: string, changes: Partial<ServerCard> = {}): ServerCard {
  return {
    server_id,
    display_name: server_id,
    client_name: 'Home',
    tags: [],
    state: 'online',
    level: 'ok',
    reasons: [],
    cpu_percent: 10,
    memory_percent: 10,
    disk_percent: 10,
    meter_levels: { cpu: 'ok', memory: 'ok', disk: 'ok' },
    uptime_seconds: 100,
    last_seen: '2026-11-20T14:00:00Z',
    cpu_24h: [],
    ...changes,
  };
}

const fleet = [
  card('zeta', { tags: ['lab'], cpu_percent: 50, disk_percent: null }),
  card('media', { level: 'high', reasons: ['Disk /data is 93 % full'], disk_percent: 93 }),
  card('backup', {
    state: 'offline',
    level: 'critical',
    last_seen: '2026-11-20T13:00:00Z',
    memory_percent: 70,
  }),
  card('attic', {
    state: 'unknown',
    level: 'unknown',
    last_seen: null,
    cpu_percent: null,
    client_name: 'Aunt May',
  }),
];

const everything: Choice = { words: '', state: 'all', order: 'worst' };
const chosen = (choice: Partial<Choice>) =>
  chooseCards(fleet, { ...everything, ...choice }).map((server) => server.server_id);

describe('chooseCards filters', () => {
  it.each<[string, Partial<Choice>, string[]]>([
    ['nothing, worst first', {}, ['backup', 'attic', 'media', 'zeta']],
    ['by a part of the name, whatever its case', { words: 'BACK' }, ['backup']],
    ['by a tag', { words: 'lab' }, ['zeta']],
    ['by a client', { words: 'may' }, ['attic']],
    ['by a reason and a name at once', { words: 'full media' }, ['media']],
    ['by words that do not meet', { words: 'full backup' }, []],
    ['spaces as nothing', { words: '  ' }, ['backup', 'attic', 'media', 'zeta']],
    ['those that report', { state: 'online' }, ['media', 'zeta']],
    ['those that report and need a look', { state: 'look' }, ['media']],
    ['the silent', { state: 'offline' }, ['backup']],
    ['the never seen', { state: 'unknown' }, ['attic']],
  ])('%s', (_, choice, ids) => {
    expect(chosen(choice)).toEqual(ids);
  });
});

describe('chooseCards sorts', () => {
  it.each<[Choice['order'], string[]]>([
    ['name', ['attic', 'backup', 'media', 'zeta']],
    ['cpu', ['zeta', 'backup', 'media', 'attic']],
    ['memory', ['backup', 'attic', 'media', 'zeta']],
    ['disk', ['media', 'attic', 'backup', 'zeta']],
    ['seen', ['media', 'zeta', 'backup', 'attic']],
  ])('by %s, equals by name and the unknown last', (order, ids) => {
    expect(chosen({ order })).toEqual(ids);
  });
});
