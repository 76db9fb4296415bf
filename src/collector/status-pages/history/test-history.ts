import type { Component, Part } from '../schema.ts';
import { spansOf } from './spans.ts';
import type { Change, Span, Told } from './types.ts';

const MINUTE_MS = 60_000;

export const minutes = (count: number): number => count * MINUTE_MS;

/** A component of a page under test. */
export const componentWith = (
  key: string,
  parts: Part[],
  impact: Component['impact'] = 'each',
): Component => ({
  key,
  name: key,
  icon: 'server',
  description: null,
  impact,
  parts,
});

export const server = (id: string): Part => ({ kind: 'server', server_id: id });
export const service = (id: string, subject: string): Part => ({ kind: 'service', server_id: id, subject });
export const needs = (key: string): Part => ({ kind: 'component', key });

/** Changes as "0 online, 10 offline": minutes and states. */
export const changesFrom = (text: string): Change[] =>
  text.split(', ').map((one) => {
    const [minute, state = ''] = one.split(' ');
    return { at: minutes(Number(minute)), state };
  });

/** What is told; changes by their key as `changesFrom` reads them. */
export const toldWith = ({
  changes = {},
  ...rest
}: Partial<Omit<Told, 'changes'>> & { changes?: Record<string, string> }): Told => ({
  changes: new Map(Object.entries(changes).map(([key, text]) => [key, changesFrom(text)])),
  absences: [],
  incidents: [],
  maintenances: [],
  ...rest,
});

/** Spans as "0 unknown, 5 working": minutes at which they begin. Gaps and false ends are told, too. */
export function asText(spans: readonly Span[]): string {
  return spans
    .map(({ from, to, state }, i) => {
      const next = spans[i + 1];
      const gap = next && next.from !== to ? ` (to ${to / MINUTE_MS})` : '';
      return `${from / MINUTE_MS} ${state}${gap}`;
    })
    .join(', ');
}

/** How a component was in the first hour of 1970, as `asText` tells it. */
export function hourOf(key: string, components: readonly Component[], told: Told): string {
  const spans = spansOf(components, told, { from: 0, now: minutes(60) }).get(key) ?? [];
  return spans.at(-1)?.to === minutes(60) ? asText(spans) : 'does not reach the end';
}
