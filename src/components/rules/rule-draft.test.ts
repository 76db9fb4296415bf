import { describe, expect, it } from 'vitest';
import type { RuleView } from '../../collector/api/schema/rules.ts';
import { ruleBody, ruleDraft } from './rule-draft.ts';

type Watch = RuleView['watch'];
const RULE: Omit<RuleView, 'watch'> = {
  rule_id: 'r',
  name: 'Rule',
  warning_severity: 'medium',
  critical_severity: 'high',
  for_seconds: 90,
  consecutive: 2,
  scope: { tag: 'nas', server_id: 'media', subject: null },
  is_enabled: false,
  client_id: null,
  client_name: null,
  is_default: false,
  unit: '%',
  open_alerts: 0,
};

describe('a rule that is saved unchanged stays as it is', () => {
  it.each<[string, Watch]>([
    [
      'a figure',
      {
        type: 'metric',
        metric: 'disk_percent',
        comparison: 'below',
        warning: 20.5,
        critical: null,
        clear: 25,
      },
    ],
    [
      'a state',
      { type: 'state', kind: 'pool', warning_states: ['degraded'], critical_states: ['faulted', 'unavail'] },
    ],
    ['silence', { type: 'silence', reporter: 'agent', warning_seconds: null, critical_seconds: 90 }],
  ])('%s', (_, watch) => {
    const { name, warning_severity, critical_severity, for_seconds, consecutive, scope, is_enabled } = RULE;
    expect(ruleBody(ruleDraft({ ...RULE, watch }, ''))).toEqual({
      name,
      watch,
      warning_severity,
      critical_severity,
      for_seconds,
      consecutive,
      scope,
      is_enabled,
    });
  });
});

it('a new rule sends nothing that was left empty', () => {
  const draft = { ...ruleDraft(null, ''), name: ' Cellar ', warning: '', clear: ' ', tag: ' ' };
  expect(ruleBody(draft)).toMatchObject({
    name: 'Cellar',
    watch: { warning: null, critical: 90, clear: null },
    scope: { tag: null, server_id: null, subject: null },
  });
});
