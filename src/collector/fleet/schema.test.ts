import { describe, expect, it } from 'vitest';
import { createServerSchema, expectedServicesSchema, serverIdSchema, updateServerSchema } from './schema.ts';

const fits = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('a server id', () => {
  it.each(['nas', 'a', '0', 'media-server', 'nas.home', 'a_b', 'x'.repeat(63)])('may be "%s"', (id) => {
    expect(fits(serverIdSchema, id)).toBe(true);
  });

  it.each([
    '',
    'NAS',
    '-nas',
    'nas-',
    '.nas',
    'nas.',
    'a..b',
    '../etc',
    'a/b',
    'a\\b',
    'a b',
    'a\n',
    'ä',
    '__proto__',
    'x'.repeat(64),
  ])('may not be %j', (id) => {
    expect(fits(serverIdSchema, id)).toBe(false);
  });
});

describe('expected services', () => {
  it.each([
    { what: 'none', value: [], isFine: true },
    { what: 'units as systemd names them', value: [{ name: 'getty@tty1' }, { name: 'nginx' }], isFine: true },
    { what: 'one twice', value: [{ name: 'nginx' }, { name: 'nginx', critical: false }], isFine: false },
    { what: 'a name with a blank', value: [{ name: 'rm -rf' }], isFine: false },
    { what: 'an option in place of a name', value: [{ name: '--help me' }], isFine: false },
    { what: 'an empty name', value: [{ name: '' }], isFine: false },
    {
      what: 'more than a hundred',
      value: Array.from({ length: 101 }, (_, i) => ({ name: `s${i}` })),
      isFine: false,
    },
  ])('can be $what: $isFine', ({ value, isFine }) => {
    expect(fits(expectedServicesSchema, value)).toBe(isFine);
  });

  it('are critical unless a person says otherwise', () => {
    expect(expectedServicesSchema.parse([{ name: 'nginx' }])).toEqual([{ name: 'nginx', critical: true }]);
  });
});

describe('the fields of a server', () => {
  it.each([
    {
      field: 'ip_address',
      good: ['192.168.1.5', 'fe80::1', '2001:db8::1'],
      bad: ['300.1.1.1', 'nas.lan', '', '1.2.3.4/24'],
    },
    {
      field: 'mac_address',
      good: ['aa:bb:cc:dd:ee:ff', 'AA:BB:CC:00:11:22', null],
      bad: ['aabbccddeeff', 'aa:bb', ''],
    },
    { field: 'tdp_watts', good: [0, 65, 100_000], bad: [-1, 1.5, 100_001, '65', null] },
    { field: 'display_name', good: ['NAS', 'x'.repeat(100)], bad: ['', '   ', 'x'.repeat(101), null] },
    { field: 'location', good: ['Loft', null], bad: ['', 'x'.repeat(201)] },
    { field: 'tags', good: [[], ['a', 'b']], bad: [[''], ['x'.repeat(41)], Array(21).fill('a'), null, 'a'] },
    { field: 'hostname', good: ['nas.lan'], bad: ['', 'x'.repeat(254), null] },
  ])('$field takes $good and not $bad', ({ field, good, bad }) => {
    for (const value of good) expect(fits(updateServerSchema, { [field]: value }), String(value)).toBe(true);
    for (const value of bad) expect(fits(updateServerSchema, { [field]: value }), String(value)).toBe(false);
  });

  it('are stored without the blanks around them', () => {
    const parsed = updateServerSchema.parse({ display_name: '  NAS ', location: ' Loft ', tags: [' a '] });
    expect(parsed).toEqual({ display_name: 'NAS', location: 'Loft', tags: ['a'] });
  });

  it('cannot change what is not a person’s to change', () => {
    expect(updateServerSchema.parse({ server_id: 'other', client_id: 'smith', facts: '{}' })).toEqual({});
    expect(createServerSchema.parse({ server_id: 'nas', registered_at: 0 })).toEqual({ server_id: 'nas' });
  });
});
