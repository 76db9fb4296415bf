import type { Database } from '../../db/open.ts';
import { auditStatement } from './audit-log.ts';
import { type Ctx, requireHub } from './context.ts';
import { AppError } from './errors.ts';
import type { Settings, SettingsStore } from './settings.ts';
import { settingProblem } from './settings-rules.ts';

/** Runs one piece of work after the other, whether or not the one before went well. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of its own, for changes of which each must see what the one before has left behind. */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Those of the wanted values that are not so already. */
function differing(current: Settings, wanted: Partial<Settings>): Partial<Settings> {
  const entries = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && current[key as keyof Settings] !== value,
  );
  return Object.fromEntries(entries);
}

/** Old and new value of each setting that changes. */
function story(current: Settings, changes: Partial<Settings>): Record<string, unknown> {
  const entries = Object.entries(changes).map(([key, to]) => [
    key,
    { from: current[key as keyof Settings], to },
  ]);
  return Object.fromEntries(entries);
}

/** How the asker names a setting. */
type FieldOf = (setting: keyof Settings) => string;

/**
 * The verb that changes settings. What is so already is not written.
 * @param inTurn shared with everything that changes what settings are compared with: rules between two of them must
 * hold for what both leave behind
 */
export function openSettingsChange(database: Database, settings: SettingsStore, inTurn: InTurn) {
  async function change(ctx: Ctx, wanted: Partial<Settings>, fieldOf: FieldOf, now: number): Promise<void> {
    const current = settings.current();
    const changes = differing(current, wanted);
    if (Object.keys(changes).length === 0) return;
    const problem = settingProblem({ ...current, ...changes }, changes) ?? settings.problem(changes);
    if (problem) {
      const field = fieldOf(problem.setting);
      throw new AppError('invalid', `${field}: ${problem.message}`, { field });
    }
    const details = story(current, changes);
    const audit = { clientId: null, action: 'settings.update', subject: 'settings', details };
    await database.write([...settings.change(changes, now), auditStatement(database, ctx, audit, now)]);
    await settings.reload();
  }

  /** @throws AppError `forbidden`; `invalid` when two settings would contradict each other */
  return async (ctx: Ctx, wanted: Partial<Settings>, fieldOf: FieldOf, now: number): Promise<void> => {
    requireHub(ctx, 'admin');
    await inTurn(() => change(ctx, wanted, fieldOf, now));
  };
}

export type ChangeSettings = ReturnType<typeof openSettingsChange>;
