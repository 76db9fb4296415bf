import { type Alerts, type Preview, type Rule, type Rules, upsUnit } from '../../alerts/index.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import { describe } from '../../metrics/index.ts';
import type { RulePreview, RuleView } from '../schema/rules.ts';
import type { Views } from './types.ts';

export interface RuleViewParts {
  rules: Rules;
  fleet: Fleet;
  alerts: Pick<Alerts, 'allStanding'>;
}

/** Of a rule's levels; empty for states. */
function unitOf({ watch, scope }: Rule): string {
  if (watch.type === 'metric') return describe(watch.metric).unit || upsUnit(scope.subject);
  return watch.type === 'silence' ? 's' : '';
}

/** How many alerts of each rule are not over, of the asker's clients. */
function openByRule({ alerts }: RuleViewParts, ctx: Ctx): Map<string, number> {
  const clientIds = new Set(requireScope(ctx, 'read'));
  const counts = new Map<string, number>();
  for (const { clientId, ruleId } of alerts.allStanding()) {
    if (clientIds.has(clientId)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  }
  return counts;
}

/** Rules as the API tells of them. */
export function ruleViews(parts: RuleViewParts): Pick<Views, 'rules' | 'rule'> {
  const view = (rule: Rule, open: ReadonlyMap<string, number>): RuleView => {
    const { id, clientId, isDefault, ...definition } = rule;
    return {
      ...definition,
      rule_id: id,
      client_id: clientId,
      client_name: clientId === null ? null : parts.fleet.clientName(clientId),
      is_default: isDefault,
      unit: unitOf(rule),
      open_alerts: open.get(id) ?? 0,
    };
  };
  return {
    rules: (ctx) => {
      const open = openByRule(parts, ctx);
      return { items: parts.rules.list(ctx).map((rule) => view(rule, open)) };
    },
    rule: (ctx, id) => view(parts.rules.get(ctx, id), openByRule(parts, ctx)),
  };
}

/** How often a rule would have fired, with the servers' names. */
export function previewView(fleet: Fleet, { most, ...counts }: Preview): RulePreview {
  const named = most.map(({ serverId, subject, times }) => ({
    server_id: serverId,
    server_name: fleet.displayName(serverId),
    subject,
    times,
  }));
  return { ...counts, most: named };
}
