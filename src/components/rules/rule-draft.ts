import type { RuleView } from '../../collector/api/schema/rules.ts';
import { typedList } from '../settings/typed-list.ts';

type Watch = RuleView['watch'];
type StateWatch = Extract<Watch, { type: 'state' }>;
type SilenceWatch = Extract<Watch, { type: 'silence' }>;
type MetricWatch = Extract<Watch, { type: 'metric' }>;
type Severity = RuleView['warning_severity'];

/** A rule as it stands in its form: numbers and lists as they are typed, times in minutes. */
export interface RuleDraft {
  name: string;
  /** Empty: every client. */
  clientId: string;
  type: Watch['type'];
  metric: string;
  comparison: MetricWatch['comparison'];
  warning: string;
  critical: string;
  clear: string;
  kind: StateWatch['kind'];
  warningStates: string;
  criticalStates: string;
  reporter: SilenceWatch['reporter'];
  warningMinutes: string;
  criticalMinutes: string;
  warningSeverity: Severity;
  criticalSeverity: Severity;
  forMinutes: string;
  consecutive: string;
  tag: string;
  serverId: string;
  subject: string;
  isEnabled: boolean;
}

/** Serious and broken, as disks that fill are. */
const NEW_RULE: RuleDraft = {
  name: '',
  clientId: '',
  type: 'metric',
  metric: 'disk_percent',
  comparison: 'above',
  warning: '80',
  critical: '90',
  clear: '',
  kind: 'service',
  warningStates: '',
  criticalStates: '',
  reporter: 'agent',
  warningMinutes: '',
  criticalMinutes: '',
  warningSeverity: 'high',
  criticalSeverity: 'critical',
  forMinutes: '0',
  consecutive: '1',
  tag: '',
  serverId: '',
  subject: '',
  isEnabled: true,
};

const MINUTE = 60;
const typed = (value: number | null): string => (value === null ? '' : String(value));
const inMinutes = (seconds: number | null): string => typed(seconds === null ? null : seconds / MINUTE);

function watchDraft(watch: Watch): Partial<RuleDraft> {
  if (watch.type === 'metric') {
    const { type, metric, comparison } = watch;
    const levels = {
      warning: typed(watch.warning),
      critical: typed(watch.critical),
      clear: typed(watch.clear),
    };
    return { type, metric, comparison, ...levels };
  }
  if (watch.type === 'state') {
    const [warningStates, criticalStates] = [
      watch.warning_states.join(', '),
      watch.critical_states.join(', '),
    ];
    return { type: watch.type, kind: watch.kind, warningStates, criticalStates };
  }
  return {
    type: watch.type,
    reporter: watch.reporter,
    warningMinutes: inMinutes(watch.warning_seconds),
    criticalMinutes: inMinutes(watch.critical_seconds),
  };
}

/**
 * What a form begins with.
 * @param rule null: a new one, of `clientId`
 */
export function ruleDraft(rule: RuleView | null, clientId: string): RuleDraft {
  if (!rule) return { ...NEW_RULE, clientId };
  return {
    ...NEW_RULE,
    ...watchDraft(rule.watch),
    name: rule.name,
    clientId: rule.client_id ?? '',
    warningSeverity: rule.warning_severity,
    criticalSeverity: rule.critical_severity,
    forMinutes: inMinutes(rule.for_seconds),
    consecutive: String(rule.consecutive),
    tag: rule.scope.tag ?? '',
    serverId: rule.scope.server_id ?? '',
    subject: rule.scope.subject ?? '',
    isEnabled: rule.is_enabled,
  };
}

const figure = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const orNull = (text: string): string | null => text.trim() || null;

function seconds(minutes: string): number | null {
  const value = figure(minutes);
  return value === null ? null : Math.round(value * MINUTE);
}

function watchOf(draft: RuleDraft): Watch {
  const { type, metric, comparison, kind, reporter } = draft;
  if (type === 'metric') {
    const levels = {
      warning: figure(draft.warning),
      critical: figure(draft.critical),
      clear: figure(draft.clear),
    };
    return { type, metric: metric.trim(), comparison, ...levels };
  }
  if (type === 'state') {
    const [warning_states, critical_states] = [
      typedList(draft.warningStates),
      typedList(draft.criticalStates),
    ];
    return { type, kind, warning_states, critical_states };
  }
  const [warning_seconds, critical_seconds] = [seconds(draft.warningMinutes), seconds(draft.criticalMinutes)];
  return { type, reporter, warning_seconds, critical_seconds };
}

/** What the API takes of a rule, without its client. */
export function ruleBody(draft: RuleDraft) {
  return {
    name: draft.name.trim(),
    watch: watchOf(draft),
    warning_severity: draft.warningSeverity,
    critical_severity: draft.criticalSeverity,
    for_seconds: seconds(draft.forMinutes) ?? 0,
    consecutive: figure(draft.consecutive) ?? 1,
    scope: { tag: orNull(draft.tag), server_id: orNull(draft.serverId), subject: orNull(draft.subject) },
    is_enabled: draft.isEnabled,
  };
}
