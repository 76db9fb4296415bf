import { type Database, isStale, type Statement } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { type Ctx, requireHub, requireScope } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import { newId } from '../../id.ts';
import { ruleOf } from './defaults.ts';
import { ruleProblem } from './rule-problem.ts';
import type { Rule, RuleChanges, RuleDefinition } from './schema.ts';
import type { RuleStore } from './store.ts';

export interface RuleParts {
  database: Database;
  store: RuleStore;
  find: (id: string) => Rule | undefined;
  all: () => readonly Rule[];
  reload: () => Promise<void>;
  /** How often agents report, in seconds. */
  intervalSeconds: () => number;
}

/** Every rule is looked at with every report. */
const MAX_OWN_RULES = 100;

/**
 * Rules for every client belong to who runs the hub, those of a client to its owners.
 * @throws AppError `forbidden`; `not_found` for a client that the asker cannot see
 */
function requireOwnerOf(ctx: Ctx, clientId: string | null): void {
  if (clientId === null) requireHub(ctx, 'admin');
  else if (!requireScope(ctx, 'admin').includes(clientId)) {
    if (!requireScope(ctx, 'read').includes(clientId)) throw notFound('client', clientId);
    throw new AppError('forbidden', 'Only owners of the client may do this');
  }
}

/** Whether the asker may know of a rule. One for every client that names a server speaks of that client's server. */
export function isFor(ctx: Ctx, { clientId, scope }: Rule): boolean {
  if (clientId === null) return scope.server_id === null || ctx.hubWide;
  return requireScope(ctx, 'read').includes(clientId);
}

/** A rule that the asker may see. @throws AppError `forbidden`, `not_found` */
export function findRule({ find }: Pick<RuleParts, 'find'>, ctx: Ctx, ruleId: string): Rule {
  requireScope(ctx, 'read');
  const rule = find(ruleId);
  if (!rule || !isFor(ctx, rule)) throw notFound('rule', ruleId);
  return rule;
}

/** @throws AppError `invalid` at the field that does not fit */
export function requireSound(rule: Rule, intervalSeconds: number): Rule {
  const problem = ruleProblem(rule, intervalSeconds);
  if (!problem) return rule;
  throw new AppError('invalid', `${problem.field}: ${problem.message}`, { field: problem.field });
}

interface Told {
  rule: Rule;
  verb: 'create' | 'update' | 'delete';
  details?: Record<string, unknown>;
}

/** Writes a change with its audit row, and reads the rules again. */
async function commit(
  { database, reload }: RuleParts,
  ctx: Ctx,
  statements: Statement[],
  { rule, verb, details = {} }: Told,
  now: number,
): Promise<void> {
  const { clientId, id, name } = rule;
  const entry = { clientId, action: `rule.${verb}`, subject: id, details: { name, ...details } };
  try {
    await database.write([...statements, auditStatement(database, ctx, entry, now)]);
  } catch (error) {
    if (isStale(error))
      throw new AppError('conflict', 'Somebody else changed this rule just now; look again');
    throw error;
  }
  await reload();
}

/**
 * Adds a rule.
 * @param clientId null: for every client
 * @throws AppError `forbidden`, `not_found` (client), `invalid`, `conflict` (too many)
 */
export async function createRule(
  parts: RuleParts,
  ctx: Ctx,
  definition: RuleDefinition,
  clientId: string | null,
  now: number,
): Promise<Rule> {
  requireOwnerOf(ctx, clientId);
  const rule = requireSound(ruleOf(newId(now), clientId, definition), parts.intervalSeconds());
  const own = parts.all().filter((other) => !other.isDefault && other.clientId === clientId);
  if (own.length >= MAX_OWN_RULES) {
    throw new AppError('conflict', `There are ${MAX_OWN_RULES} rules already`, {
      remediation: ['Remove one that is not needed'],
    });
  }
  await commit(parts, ctx, [parts.store.insert(rule, now)], { rule, verb: 'create' }, now);
  return rule;
}

/** Old and new value of each part that changes. */
function story(before: Rule, after: Rule): Record<string, unknown> {
  const names = Object.keys(after) as (keyof Rule)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}

/**
 * Changes any part of a rule; what it watches is replaced whole. What is so already is not written.
 * @throws AppError `forbidden`, `not_found`, `invalid`, `conflict`
 */
export async function changeRule(
  parts: RuleParts,
  ctx: Ctx,
  ruleId: string,
  changes: RuleChanges,
  now: number,
): Promise<Rule> {
  const before = findRule(parts, ctx, ruleId);
  requireOwnerOf(ctx, before.clientId);
  const rule = requireSound({ ...before, ...changes }, parts.intervalSeconds());
  const details = story(before, rule);
  if (Object.keys(details).length === 0) return before;
  await commit(parts, ctx, parts.store.update(rule, now), { rule, verb: 'update', details }, now);
  return rule;
}

/** @throws AppError `forbidden`, `not_found`, `conflict` for one that every hub has */
export async function removeRule(parts: RuleParts, ctx: Ctx, ruleId: string, now: number): Promise<void> {
  const rule = findRule(parts, ctx, ruleId);
  requireOwnerOf(ctx, rule.clientId);
  if (rule.isDefault) {
    throw new AppError('conflict', `“${rule.name}” is a rule that every hub has`, {
      remediation: ['Turn it off instead'],
    });
  }
  await commit(parts, ctx, parts.store.remove(rule), { rule, verb: 'delete' }, now);
}
