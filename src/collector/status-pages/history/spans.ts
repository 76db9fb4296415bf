import type { PublicState } from '../../../words/status/public-page.ts';
import type { Component } from '../schema.ts';
import { impactOf } from './impact.ts';
import { measuredParts } from './measured.ts';
import { combine, cover } from './sweep.ts';
import type { Span, Told, Window } from './types.ts';

/** What is told of a component goes before what is measured, and planned work explains whatever does not work. */
function weighed([measured = 'unknown', down, impaired, planned]: PublicState[]): PublicState {
  const isImpaired = impaired === 'impaired' && (measured === 'working' || measured === 'unknown');
  const state = down === 'down' ? 'down' : isImpaired ? 'impaired' : measured;
  return planned === 'maintenance' && state !== 'working' ? 'maintenance' : state;
}

/** The times of incidents and planned work on one component, in the order that `weighed` takes them. */
function toldOf(key: string, { incidents, maintenances }: Told, window: Window): Span[][] {
  const own = incidents.filter(({ components }) => components.includes(key));
  const withImpact = (wanted: 'down' | 'impaired') =>
    cover(
      own.filter(({ impact }) => impact === wanted),
      wanted,
      window,
    );
  const planned = maintenances.filter(({ components }) => components.includes(key));
  return [withImpact('down'), withImpact('impaired'), cover(planned, 'maintenance', window)];
}

/**
 * How components were, by their keys: for each the whole window without gaps, neighbours with different states. One
 * that is not there, or needs itself, is unknown to what needs it.
 */
export function spansOf(components: readonly Component[], told: Told, window: Window): Map<string, Span[]> {
  const measured = measuredParts(told, window);
  const byKey = new Map(components.map((component) => [component.key, component]));
  const unknown: Span[] = [{ from: window.from, to: window.now, state: 'unknown' }];
  const counted = new Map<string, Span[]>();

  function partsOf({ impact, parts }: Component): Span[] {
    const lists = parts.map((part) => (part.kind === 'component' ? spansOfKey(part.key) : measured(part)));
    return combine(lists, (states) => impactOf(impact, states), window);
  }

  function spansOfKey(key: string): Span[] {
    const known = counted.get(key);
    const component = byKey.get(key);
    if (known || !component) return known ?? unknown;
    counted.set(key, unknown);
    const spans = combine([partsOf(component), ...toldOf(key, told, window)], weighed, window);
    counted.set(key, spans);
    return spans;
  }

  return new Map(components.map(({ key }) => [key, spansOfKey(key)]));
}
