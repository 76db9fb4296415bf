import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parseContainers, parseInspection } from './containers.ts';

const recorded = (name: string) =>
  readFileSync(new URL(`../fixtures/docker/${name}.json`, import.meta.url), 'utf8');

test('what Docker 20.10 lists', () => {
  const found = parseContainers(recorded('containers'));
  expect(found.map(({ name, state, health }) => [name, state, health])).toEqual([
    ['grafana', 'created', null],
    ['unifi', 'restarting', null],
    ['paperless', 'paused', null],
    ['jellyfin', 'running', null],
    ['homeassistant', 'running', null],
    ['watchtower', 'exited', null],
    ['backup', 'exited', null],
    ['immich', 'running', 'starting'],
    ['pihole', 'running', 'unhealthy'],
    ['plex', 'running', 'healthy'],
    ['sonarr', 'running', null],
  ]);
  expect(found.filter(({ sharesHostNetwork }) => sharesHostNetwork).map(({ name }) => name)).toEqual([
    'homeassistant',
  ]);
});

test('what Podman 4.3 lists at its Docker address', () => {
  expect(parseContainers(recorded('podman')).map(({ name, image, state }) => [name, image, state])).toEqual([
    ['two', 'localhost/tiny:1', 'created'],
    ['net', 'localhost/tiny:1', 'created'],
    ['gone', 'localhost/tiny:1', 'created'],
    ['one', 'localhost/tiny:1', 'created'],
  ]);
});

describe('one container', () => {
  const whole = {
    Id: 'a'.repeat(64),
    Names: ['/plex'],
    Image: 'plex',
    State: 'running',
    Status: 'Up 2 hours',
  };
  const parse = (fields: object) => parseContainers(JSON.stringify([{ ...whole, ...fields }]));

  it.each([
    ['Up 2 hours (healthy)', 'healthy'],
    ['Up 2 hours (unhealthy)', 'unhealthy'],
    ['Up 5 seconds (health: starting)', 'starting'],
    ['Up 2 hours (Paused)', null],
    ['Exited (137) 3 days ago', null],
    ['', null],
    [undefined, null],
  ])('"%s" says of its health: %s', (Status, health) => {
    expect(parse({ Status })).toMatchObject([{ health }]);
  });

  it.each([
    ['its own beside a name by which another one calls it', ['/web/db', '/db'], ['db']],
    ['its own when it comes first', ['/db', '/web/db'], ['db']],
    ['none, then it is left out', [], []],
    ['an empty one, then it is left out', ['/'], []],
    ['something that is no text, then it is left out', [7], []],
  ])('has as name: %s', (_, Names, expected) => {
    expect(parse({ Names }).map(({ name }) => name)).toEqual(expected);
  });

  it.each([
    ['an id that leads elsewhere', { Id: '../../images/json?' }],
    ['no id', { Id: null }],
    ['no state', { State: undefined }],
  ])('with %s is left out', (_, fields) => {
    expect(parse(fields)).toEqual([]);
  });

  it('keeps a name and an image within what the hub takes', () => {
    const [found] = parse({ Names: [`/${'n'.repeat(300)}`], Image: 'i'.repeat(300) });
    expect([found?.name.length, found?.image.length]).toEqual([254, 255]);
  });
});

test.each([
  ['no JSON', '<html>'],
  ['an error', '{"message": "page not found"}'],
  ['nothing', ''],
])('%s is no list', (_, text) => {
  expect(() => parseContainers(text)).toThrow('something other than a list');
});

test('entries that are no containers are left out', () => {
  expect(parseContainers('[null, 3, "x", [], {}]')).toEqual([]);
});

test.each([
  ['one that runs', '{"RestartCount": 2, "State": {"Pid": 812}}', { pid: 812, restarts: 2 }],
  ['one that does not run', '{"RestartCount": 0, "State": {"Pid": 0}}', { pid: null, restarts: 0 }],
  ['figures that are none', '{"RestartCount": "2", "State": {"Pid": -1}}', { pid: null, restarts: null }],
  ['something else', '[]', { pid: null, restarts: null }],
  ['no JSON', '', { pid: null, restarts: null }],
])('what the engine tells of %s', (_, text, expected) => {
  expect(parseInspection(text)).toEqual(expected);
});
