import { describe, expect, it, test } from 'vitest';
import { parseBootTimes, parseKept, settled, toKept, type Waiting } from './waiting.ts';

const OWNER = { hubUrl: 'http://hub', serverId: 'pi' };
const json = '{"server_id":"pi","timestamp":"2026-11-20T12:00:00.000Z","metrics":{"load_1m":1}}';

describe('a kept heartbeat', () => {
  it.each<[string, Waiting]>([
    ['with its date', { json }],
    ['with its uptime', { json, takenAt: { bootId: 'boot-a', uptimeMs: 31_250 } }],
  ])('comes back as it was, %s', (_, waiting) => {
    expect(parseKept(toKept(waiting, OWNER), OWNER)).toEqual(waiting);
  });

  it('is one line', () => {
    expect(toKept({ json }, OWNER)).toBe(`{"hub_url":"http://hub","heartbeat":${json}}\n`);
  });

  it.each([
    ['nothing', '', 'not whole'],
    ['half of it', toKept({ json }, OWNER).slice(0, 60), 'not whole'],
    ['a list', '[]', 'not whole'],
    ['no heartbeat', '{"hub_url":"http://hub"}', 'not whole'],
    ['another hub', `{"hub_url":"http://else","heartbeat":${json}}`, 'another hub or server'],
    ['no hub', `{"heartbeat":${json}}`, 'another hub or server'],
    ['another server', `{"hub_url":"http://hub","heartbeat":{"server_id":"nas"}}`, 'another hub or server'],
    ['no time', `{"hub_url":"http://hub","heartbeat":{"server_id":"pi"}}`, 'no time'],
  ])('%s is not believed', (_, text, reason) => {
    expect(() => parseKept(text, OWNER)).toThrow(reason);
  });
});

test.each([
  ['moves a wrong time', 'boot-a', 3_600_000, '2026-11-20T11:01:00.000Z'],
  ['leaves a time that agrees', 'boot-a', 60_000, '2026-11-20T12:00:00.000Z'],
  ['leaves what was taken since another start', 'boot-b', 0, '2026-11-20T12:00:00.000Z'],
])('settling %s', (_, bootId, startedBeforeMs, timestamp) => {
  const bootTimes = new Map([['boot-a', Date.parse('2026-11-20T12:00:00Z') - startedBeforeMs]]);
  const { json: sent } = settled({ json, takenAt: { bootId, uptimeMs: 60_000 } }, bootTimes);
  expect(JSON.parse(sent)).toEqual({ server_id: 'pi', timestamp, metrics: { load_1m: 1 } });
});

test.each([
  ['what was written', '{"a":1,"b":2.5}', { a: 1, b: 2.5 }],
  ['what is usable of it', '{"a":"1","b":2}', { b: 2 }],
  ['nothing of half a file', '{"a":1', {}],
  ['nothing of a list', '[1]', {}],
  ['nothing when there is no file', null, {}],
])('parseBootTimes gives %s', (_, text, expected) => {
  expect(Object.fromEntries(parseBootTimes(text))).toEqual(expected);
});
