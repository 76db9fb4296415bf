import type { Database, Statement } from '../../../../db/open.ts';
import { type Ctx, requireScope } from '../../context.ts';
import { DEFAULT_SETTINGS, type StoredSettings, type Thresholds } from '../../settings.ts';
import { takeTurns } from '../../settings-change.ts';
import { changeRule, createRule, findRule, isFor, removeRule } from './change-rules.ts';
import { DEFAULT_RULES } from './defaults.ts';
import { thresholdProblem } from './rule-problem.ts';
import type { Rule, RuleChanges, RuleDefinition } from './schema.ts';
import { seedRules } from './seed.ts';
import { ruleStore } from './store.ts';
import { rulesWith, THRESHOLD_NAMES, thresholdsIn } from './thresholds.ts';

export interface RuleDeps {
  database: Database;
  /** Those of their own table: thresholds that a hub without rules kept there are moved. */
  settings: Pick<StoredSettings, 'current' | 'given' | 'forget' | 'reload'>;
}

/** Makes the rules that every hub has, and moves thresholds into them: rules are the one store of those. */
async function prepareRules({ database, settings }: RuleDeps, now: number): Promise<void> {
  const store = ruleStore(database);
  const given = settings.given();
  const old = THRESHOLD_NAMES.filter((name) => given[name] !== undefined);
  const statements = [
    ...seedRules(store, await store.all(), given, now),
    ...(old.length === 0 ? [] : settings.forget(old)),
  ];
  if (statements.length === 0) return;
  await database.write(statements);
  await settings.reload();
}

/** Rules in memory, and how they get there. */
async function loadRules(database: Database) {
  const store = ruleStore(database);
  let rules = new Map<string, Rule>();
  let thresholds: Thresholds = DEFAULT_SETTINGS;
  let version = 0;
  const reload = async () => {
    rules = new Map((await store.all()).map((rule) => [rule.id, rule]));
    thresholds = thresholdsIn((id) => rules.get(id), DEFAULT_SETTINGS);
    version += 1;
  };
  await reload();
  return {
    store,
    reload,
    all: () => [...rules.values()],
    find: (id: string) => rules.get(id),
    version: () => version,
    thresholds: () => thresholds,
  };
}

const ORDER = new Map(Object.keys(DEFAULT_RULES).map((id, i) => [id, i]));
const placeOf = ({ id }: Rule) => ORDER.get(id) ?? ORDER.size;

/** Opens the rules, making those that every hub has and this one lacks. */
export async function openRules(deps: RuleDeps, now: number) {
  await prepareRules(deps, now);
  const memory = await loadRules(deps.database);
  const { store, all, find, version, thresholds, reload } = memory;
  const intervalSeconds = () => deps.settings.current().heartbeat_interval_seconds;
  const parts = { ...memory, database: deps.database, intervalSeconds };
  const inTurn = takeTurns();
  return {
    all,
    find,
    /** Grows with every change. */
    version,
    reload,
    /** For other changes that must agree with rules. */
    inTurn,
    /** The same object until a rule changes. */
    thresholds,
    /** The statements that change thresholds; within `inTurn`, and `reload` once they are committed. */
    changeThresholds: (changes: Partial<Thresholds>, now: number): Statement[] =>
      rulesWith(find, changes).flatMap((rule) => store.update(rule, now)),
    thresholdProblem: (changes: Partial<Thresholds>) => thresholdProblem(find, changes),
    /** Rules that the asker may see: those of every hub first, then the oldest. */
    list: (ctx: Ctx): Rule[] => {
      requireScope(ctx, 'read');
      return all()
        .filter((rule) => isFor(ctx, rule))
        .sort((a, b) => placeOf(a) - placeOf(b));
    },
    get: (ctx: Ctx, ruleId: string): Rule => findRule(parts, ctx, ruleId),
    create: (ctx: Ctx, definition: RuleDefinition, clientId: string | null, now: number) =>
      inTurn(() => createRule(parts, ctx, definition, clientId, now)),
    change: (ctx: Ctx, ruleId: string, changes: RuleChanges, now: number) =>
      inTurn(() => changeRule(parts, ctx, ruleId, changes, now)),
    remove: (ctx: Ctx, ruleId: string, now: number) => inTurn(() => removeRule(parts, ctx, ruleId, now)),
  };
}

export type Rules = Awaited<ReturnType<typeof openRules>>;
