import type { Statement } from '../../../../db/open.ts';
import type { Thresholds } from '../../settings.ts';
import { DEFAULT_RULES, ruleOf } from './defaults.ts';
import type { Rule } from './schema.ts';
import type { RuleStore } from './store.ts';
import { rulesWith } from './thresholds.ts';

/**
 * What adds the rules that every hub has and this one lacks: all of them in a new database, and those of a later
 * version in an old one.
 * @param thresholds those that a person had set before there were rules
 */
export function seedRules(
  store: RuleStore,
  known: readonly Rule[],
  thresholds: Partial<Thresholds>,
  now: number,
): Statement[] {
  const ids = new Set(known.map(({ id }) => id));
  const missing = Object.entries(DEFAULT_RULES)
    .filter(([id]) => !ids.has(id))
    .map(([id, definition]) => ruleOf(id, null, definition));
  const byId = new Map(missing.map((rule) => [rule.id, rule]));
  for (const rule of rulesWith((id) => byId.get(id), thresholds)) byId.set(rule.id, rule);
  return [...byId.values()].map((rule) => store.insert(rule, now));
}
