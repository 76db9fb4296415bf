import { and, eq, isNull } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../../db/open.ts';
import { rules } from '../../../../db/tables/alerts.ts';
import { DEFAULT_RULES, ruleOf } from './defaults.ts';
import { type Rule, ruleSchema } from './schema.ts';

/** A row that does not fit is what the hub's own rule of that name is; one of a person's that does not is left out. */
function ruleFrom(row: typeof rules.$inferSelect): Rule[] {
  try {
    return [ruleOf(row.id, row.clientId, ruleSchema.parse(JSON.parse(row.definition)))];
  } catch {
    const known = DEFAULT_RULES[row.id];
    return known ? [ruleOf(row.id, null, known)] : [];
  }
}

function definitionOf({ id: _id, clientId: _clientId, isDefault: _isDefault, ...definition }: Rule): string {
  return JSON.stringify(definition);
}

/** Every query on rules. */
export function ruleStore({ read, writer }: Database) {
  const own = ({ id, clientId }: Rule) =>
    and(eq(rules.id, id), clientId === null ? isNull(rules.clientId) : eq(rules.clientId, clientId));
  return {
    /** Of every client: rules are judged in memory. */
    all: async (): Promise<Rule[]> =>
      (await read.select().from(rules).orderBy(rules.createdAt, rules.id)).flatMap(ruleFrom),

    insert: (rule: Rule, now: number): Statement =>
      statement(
        writer.insert(rules).values({
          id: rule.id,
          clientId: rule.clientId,
          definition: definitionOf(rule),
          createdAt: now,
          updatedAt: now,
        }),
      ),

    /** Fails as stale when it is gone. */
    update: (rule: Rule, now: number): Statement[] => [
      statement(
        writer
          .update(rules)
          .set({ definition: definitionOf(rule), updatedAt: now })
          .where(own(rule)),
      ),
      guardChanges(1),
    ],

    remove: (rule: Rule): Statement[] => [statement(writer.delete(rules).where(own(rule))), guardChanges(1)],
  };
}

export type RuleStore = ReturnType<typeof ruleStore>;
