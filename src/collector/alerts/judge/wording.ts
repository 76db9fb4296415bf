import { textOf } from '../../../words/figures.ts';
import { amount } from '../../../words/times.ts';
import { describe } from '../../metrics/index.ts';
import type { Rule, StateWatch } from '../rules/schema.ts';
import { upsText, upsUnit } from '../rules/ups.ts';
import type { Level } from '../types.ts';

/** What an alert is called and what it says. */
export interface Wording {
  title: string;
  message: string;
}

/** What a rule saw of one thing. */
export type Finding =
  | { type: 'value'; value: number; limit: number | null }
  | { type: 'state'; state: string }
  | { type: 'silence'; silentMs: number };

const TITLES: Record<string, Record<Level, string>> = {
  disk: { warning: 'Disk usage high', critical: 'Disk nearly full' },
  pool: { warning: 'Pool usage high', critical: 'Pool nearly full' },
  'pool-health': { warning: 'Pool degraded', critical: 'Pool out of order' },
  'disk-temperature': { warning: 'Disk is warm', critical: 'Disk is hot' },
  'disk-health': { warning: 'Disk is failing', critical: 'Disk is failing' },
  memory: { warning: 'Memory usage high', critical: 'Memory nearly full' },
  cpu: { warning: 'CPU busy for long', critical: 'CPU busy for long' },
  service: { warning: 'Service stopped', critical: 'Service stopped' },
  container: { warning: 'Container is unwell', critical: 'Container is unwell' },
  replication: { warning: 'Replication failed', critical: 'Replication failed' },
  updates: { warning: 'Security updates available', critical: 'Security updates available' },
  'agent-offline': { warning: 'Server offline', critical: 'Server offline' },
  'push-offline': { warning: 'System is silent', critical: 'System offline' },
  'ups-battery': { warning: 'Running on battery', critical: 'Running on battery' },
  'ups-charge': { warning: 'Battery is running down', critical: 'Battery nearly empty' },
  'ups-runtime': { warning: 'Battery is running down', critical: 'Battery nearly empty' },
};

export function titleOf(rule: Pick<Rule, 'id' | 'name'>, level: Level): string {
  return Object.hasOwn(TITLES, rule.id) ? (TITLES[rule.id]?.[level] ?? rule.name) : rule.name;
}

/** A value with its metric's unit, with the decimals worth showing. */
function figure(metric: string, value: number, unit = describe(metric).unit): string {
  const { decimals } = describe(metric);
  const rounded = unit === '%' ? Math.round(value) : Number(value.toFixed(decimals));
  return textOf({ value: String(rounded), unit });
}

const named = (noun: string, subject: string) => (subject === '' ? `The ${noun}` : `${noun} ${subject}`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type Saying = (told: string, subject: string, value: number) => string;

const SAYINGS: Record<string, Saying> = {
  disk_percent: (told, subject) => `${capital(named('disk', subject))} is ${told} full`,
  pool_percent: (told, subject) => `${capital(named('pool', subject))} is ${told} full`,
  disk_temperature_celsius: (told, subject) => `${capital(named('disk', subject))} is ${told} warm`,
  memory_percent: (told) => `Memory is ${told} used`,
  cpu_percent: (told) => `CPU is ${told} busy`,
  security_updates: (_told, _subject, value) =>
    value === 1 ? '1 security update waits' : `${value} security updates wait`,
};

function valueText(metric: string, subject: string, value: number): string {
  const told = figure(metric, value);
  const saying = Object.hasOwn(SAYINGS, metric) ? SAYINGS[metric] : undefined;
  if (saying) return saying(told, subject, value);
  if (metric === 'reported_value') return upsText(subject, value) ?? `${capital(subject)} is ${told}`;
  const { label } = describe(metric);
  return `${subject === '' ? label : `${label} ${subject}`} is ${told}`;
}

const STATE_TEXTS: Record<StateWatch['kind'], (subject: string, state: string) => string> = {
  service: (subject, state) => (state === 'failed' ? `${subject} has failed` : `${subject} is ${state}`),
  container: (subject, state) =>
    state === 'unhealthy'
      ? `Container ${subject} fails its own health check`
      : `Container ${subject} is ${state}`,
  pool: (subject, state) => `Pool ${subject} is ${state}`,
  disk: (subject, state) =>
    state === 'fail' ? `Disk ${subject} fails its own health test` : `Disk ${subject} is ${state}`,
  replication: (subject, state) =>
    `Replication ${subject} is ${state === 'failed' ? 'not done: it failed' : state}`,
};

/** What a rule saw, as one sentence without its full stop. */
function findingText({ watch }: Rule, subject: string, finding: Finding): string {
  if (finding.type === 'silence') return `No report for ${amount(finding.silentMs)}`;
  if (watch.type === 'metric' && finding.type === 'value')
    return valueText(watch.metric, subject, finding.value);
  if (watch.type === 'state' && finding.type === 'state')
    return STATE_TEXTS[watch.kind](subject, finding.state);
  return subject;
}

function limitText({ watch, for_seconds: seconds, scope }: Rule, finding: Finding): string {
  if (watch.type !== 'metric' || finding.type !== 'value' || finding.limit === null) return '';
  // Of a count the first one is the limit: nobody needs to be told.
  const unit = describe(watch.metric).unit || upsUnit(scope.subject);
  if (unit === '' && finding.limit === 1) return '';
  const lasting = seconds > 0 ? ` for ${amount(seconds * 1000)}` : '';
  return ` The limit is ${figure(watch.metric, finding.limit, unit)}${lasting}.`;
}

/** What an alert says: what its rule saw, and the limit it went by. */
export function wordingOf(rule: Rule, level: Level, subject: string, finding: Finding): Wording {
  return {
    title: titleOf(rule, level),
    message: `${findingText(rule, subject, finding)}.${limitText(rule, finding)}`,
  };
}

/** Why an alert is over, by what its rule sees now. */
export function clearText(rule: Rule, subject: string, finding: Finding): string {
  return `${findingText(rule, subject, finding)}.`;
}
