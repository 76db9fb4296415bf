import { beforeEach, describe, expect, it } from 'vitest';
import { type Door, openDoors } from './doors.ts';
import { keep } from './kept.ts';

const door = (changes: Partial<Door> = {}): Door => ({
  slug: 'family',
  language: 'en',
  isWrong: false,
  ...changes,
});

describe('the doors of protected pages', () => {
  let drawings: Door[];
  let isBroken: boolean;
  let doors: ReturnType<typeof openDoors>;
  beforeEach(() => {
    drawings = [];
    isBroken = false;
    doors = openDoors(async (one) => {
      drawings.push(one);
      if (isBroken) throw new Error('broken');
      return keep(JSON.stringify(one), {}, 403);
    });
  });

  it('are drawn once, however many ask and however often', async () => {
    await Promise.all([doors(door()), doors(door()), doors(door())]);
    await doors(door());
    expect(drawings).toEqual([door()]);
  });

  it.each<[string, Partial<Door>]>([
    ['page', { slug: 'other' }],
    ['language', { language: 'de' }],
    ['outcome', { isWrong: true }],
  ])('are another for each %s', async (_, changes) => {
    await doors(door());
    const other = await doors(door(changes));
    expect(other.body('identity').bytes.toString()).toBe(JSON.stringify(door(changes)));
  });

  it('are tried again when they could not be drawn', async () => {
    isBroken = true;
    await expect(doors(door())).rejects.toThrow('broken');
    isBroken = false;
    expect((await doors(door())).status).toBe(403);
  });
});
