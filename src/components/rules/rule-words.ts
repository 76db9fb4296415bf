import type { RulePreview, RuleView } from '../../collector/api/schema/rules.ts';
import { textOf } from '../../words/figures.ts';
import { markOf, type StateMark } from '../../words/states.ts';
import { diskMark, poolMark, replicationMark } from '../../words/storage-states.ts';
import { amount } from '../../words/times.ts';
import { metricLabel } from './rule-metrics.ts';

type Watch = RuleView['watch'];
type StateWatch = Extract<Watch, { type: 'state' }>;
type MetricWatch = Extract<Watch, { type: 'metric' }>;
type Told = Pick<RuleView, 'watch' | 'unit' | 'warning_severity' | 'critical_severity'>;

const SECOND_MS = 1000;

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A number with its unit; whole minutes are told as such. */
function figure(value: number, unit: string): string {
  const isMinutes = unit === 's' && value > 0 && value % 60 === 0;
  return isMinutes ? amount(value * SECOND_MS) : textOf({ value: String(value), unit });
}

function metricWords(watch: MetricWatch, level: 'warning' | 'critical', unit: string): string | null {
  const limit = watch[level];
  if (limit === null) return null;
  return watch.comparison === 'above' ? `from ${figure(limit, unit)}` : `at ${figure(limit, unit)} or less`;
}

const STATE_MARKS = { pool: poolMark, disk: diskMark, replication: replicationMark };

/** States as the other screens call them; those of services and containers are words already. */
function stateWords(kind: StateWatch['kind'], states: readonly string[]): string[] {
  if (kind === 'service' || kind === 'container') return [...states];
  return states.map((state) => STATE_MARKS[kind](state).word.toLowerCase());
}

/** From where on a level begins, without its severity: "from 80 %"; null: there is no such level. */
function beginWords(watch: Watch, level: 'warning' | 'critical', unit: string): string | null {
  if (watch.type === 'metric') return metricWords(watch, level, unit);
  if (watch.type === 'silence') {
    const seconds = watch[`${level}_seconds`];
    return seconds === null ? null : `after ${amount(seconds * SECOND_MS)}`;
  }
  const states = watch[`${level}_states`];
  if (states.length === 0) return null;
  const isMarked = watch.kind === 'service' && level === 'critical';
  return `when ${oneOf(stateWords(watch.kind, states))}${isMarked ? ', where it is marked as critical' : ''}`;
}

/** The levels of a rule, the milder first: "Serious from 80 %". */
export function levelMarks({ watch, unit, ...severities }: Told): StateMark[] {
  const told = (level: 'warning' | 'critical'): StateMark[] => {
    const words = beginWords(watch, level, unit);
    const mark = markOf(severities[`${level}_severity`]);
    return words === null ? [] : [{ ...mark, word: `${mark.word} ${words}` }];
  };
  return [...told('warning'), ...told('critical')];
}

/** When it is over, where that is not where it begins; empty otherwise. */
export function clearWords({ watch, unit }: Pick<Told, 'watch' | 'unit'>): string {
  if (watch.type !== 'metric' || watch.clear === null) return '';
  return `over ${watch.comparison === 'above' ? 'below' : 'above'} ${figure(watch.clear, unit)}`;
}

/** How long it must have lasted: "for 10 min", "in 3 reports in a row". */
export function lastingWords(rule: Pick<RuleView, 'for_seconds' | 'consecutive'>): string {
  const lasting = rule.for_seconds > 0 ? `for ${amount(rule.for_seconds * SECOND_MS)}` : '';
  const repeated = rule.consecutive > 1 ? `in ${rule.consecutive} reports in a row` : '';
  return [lasting, repeated].filter(Boolean).join(', ');
}

const KINDS: Record<StateWatch['kind'], string> = {
  service: 'State of services',
  container: 'State of containers',
  pool: 'State of pools',
  disk: 'Health of disks',
  replication: 'Replication',
};

/** What a rule looks at. */
export function watchWords(watch: Watch): string {
  if (watch.type === 'metric') return metricLabel(watch.metric);
  if (watch.type === 'state') return KINDS[watch.kind];
  return watch.reporter === 'agent' ? 'Silence of agents' : 'Silence of systems that a workflow reports';
}

/**
 * Whom a rule concerns: "servers with the tag nas, only /data".
 * @param serverName of the server that it names
 */
export function scopeWords(
  { scope, client_name: client }: Pick<RuleView, 'scope' | 'client_name'>,
  serverName: (id: string) => string,
): string {
  const whole = client === null ? 'every server' : `every server of ${client}`;
  const tagged = scope.tag === null ? whole : `servers with the tag ${scope.tag}`;
  const whom = scope.server_id === null ? tagged : serverName(scope.server_id);
  return scope.subject === null ? whom : `${whom}, only ${scope.subject}`;
}

export const RULE_GROUPS = ['Storage', 'Machine', 'Services', 'Silence', 'Custom'] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];

const STORAGE = /^(disk|mount|pool|replication)(_|$)/;
const SERVICES = /^(service|container)(_|$)/;

/** Where a rule stands in the list: those that somebody made come last. */
export function groupOf({ watch, is_default: isDefault }: Pick<RuleView, 'watch' | 'is_default'>): RuleGroup {
  if (!isDefault) return 'Custom';
  if (watch.type === 'silence') return 'Silence';
  const thing = watch.type === 'metric' ? watch.metric : watch.kind;
  if (STORAGE.test(thing)) return 'Storage';
  return SERVICES.test(thing) ? 'Services' : 'Machine';
}

const times = (count: number): string => (count === 1 ? 'Once' : `${count} times`);
const servers = (count: number): string => (count === 1 ? '1 server' : `${count} servers`);

/** How often a rule would have fired: "12 times in the last 30 days, most on Media /data (9)." */
export function previewWords({ days, times: count, servers: looked, most }: RulePreview): string {
  if (days === 0) return 'There is no history to look through yet.';
  const span = days === 1 ? 'in the last day' : `in the last ${days} days`;
  if (count === 0) return `Not once ${span}, by the history of ${servers(looked)}.`;
  const [first] = most;
  if (!first) return `${times(count)} ${span}.`;
  const place = [first.server_name, first.subject].filter(Boolean).join(' ');
  if (first.times === count) return `${times(count)} ${span}, on ${place}.`;
  return `${times(count)} ${span}, most on ${place} (${first.times}).`;
}
