import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../db/migrate.ts';
import { type Database, openDatabase } from '../../../db/open.ts';
import { openPulse } from './pulse.ts';
import { fleetStore } from './store.ts';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const MINUTE_MS = 60_000;

describe('the pulse of the hub', () => {
  let folder: string;
  let database: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'porchlight-pulse-'));
    database = await openDatabase(`file:${folder}/porchlight.db`);
    await migrateDatabase(database);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });
  const open = (minutes: number) =>
    openPulse({ database, store: fleetStore(database) }, NOON + minutes * MINUTE_MS);

  it.each([
    { case: 'a restart of a minute is no absence', beats: [0, 1], starts: 2, absences: [] },
    { case: 'three minutes are no absence yet', beats: [0], starts: 3, absences: [] },
    { case: 'an hour without a hub is one', beats: [0, 1], starts: 61, absences: [[1, 61]] },
    { case: 'a clock that was set back is none', beats: [60], starts: 30, absences: [] },
    {
      case: 'one that a wrong clock noted ends when that is set right',
      beats: [0, 1, 500],
      starts: 10,
      absences: [[1, 10]],
    },
    {
      case: 'one that lies wholly in the time to come is none',
      beats: [300, 500],
      starts: 10,
      absences: [],
    },
    { case: 'a first start is none', beats: [], starts: 0, absences: [] },
  ])('$case', async ({ beats, starts, absences }) => {
    for (const minute of beats) await (await open(minute)).beat(NOON + minute * MINUTE_MS);
    const pulse = await open(starts);
    const known = await pulse.absencesSince(0);
    const inMinutes = known.map(({ fromAt, toAt }) => [
      (fromAt - NOON) / MINUTE_MS,
      (toAt - NOON) / MINUTE_MS,
    ]);
    expect(inMinutes).toEqual(absences);
    expect(pulse.lastAbsence()).toEqual(known.at(-1) ?? null);
    expect(pulse.at()).toBe(NOON + starts * MINUTE_MS);
  });

  it('counts a machine that slept as away, and knows it after the next start', async () => {
    const pulse = await open(0);
    await pulse.beat(NOON + MINUTE_MS);
    await pulse.beat(NOON + 30 * MINUTE_MS);
    const slept = { fromAt: NOON + MINUTE_MS, toAt: NOON + 30 * MINUTE_MS };
    expect(pulse.lastAbsence()).toEqual(slept);
    expect((await open(31)).lastAbsence()).toEqual(slept);
  });

  it('does not say that it works when that could not be written', async () => {
    const pulse = await open(0);
    await database.write(['DROP TABLE hub_pulse']);
    await expect(pulse.beat(NOON + MINUTE_MS)).rejects.toThrow();
    expect(pulse.at()).toBe(NOON);
  });
});
