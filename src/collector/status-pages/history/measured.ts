import type { PublicState } from '../../../words/status/public-page.ts';
import { componentStateOf } from './component-state.ts';
import { combine, cover, extend } from './sweep.ts';
import {
  type Change,
  changeKey,
  type MeasuredKind,
  type MeasuredPart,
  type Span,
  type Told,
  type Window,
} from './types.ts';

/** What changes tell of one thing; before the first of them nothing is known. */
function spansOfChanges(kind: MeasuredKind, changes: readonly Change[], { from, now }: Window): Span[] {
  const spans: Span[] = [];
  let since = from;
  let state: PublicState = 'unknown';
  for (const change of changes) {
    if (change.at > now) break;
    if (change.at > since) {
      extend(spans, { from: since, to: change.at, state });
      since = change.at;
    }
    state = componentStateOf(kind, change.state);
  }
  extend(spans, { from: since, to: now, state });
  return spans;
}

/** While its server is silent, or the hub away, nobody knows how a thing is. */
const whereKnown = ([own, server, hub]: PublicState[]): PublicState =>
  own !== undefined && server === 'working' && hub === 'working' ? own : 'unknown';

/** A server speaks for itself. */
const whereHeard = ([server, hub]: PublicState[]): PublicState =>
  server !== undefined && hub === 'working' ? server : 'unknown';

/** Looks up how measured parts were in a window; each is counted once, however many components share it. */
export function measuredParts({ changes, absences }: Told, window: Window): (part: MeasuredPart) => Span[] {
  const away = cover(absences, 'unknown', window);
  const counted = new Map<string, Span[]>();
  const told = (serverId: string, kind: MeasuredKind, subject: string) =>
    spansOfChanges(kind, changes.get(changeKey(serverId, kind, subject)) ?? [], window);

  function count(part: MeasuredPart): Span[] {
    const server = told(part.server_id, 'server', '');
    if (part.kind === 'server') return combine([server, away], whereHeard, window);
    const own = told(part.server_id, part.kind, part.subject);
    return combine([own, server, away], whereKnown, window);
  }

  return (part) => {
    const key = changeKey(part.server_id, part.kind, part.kind === 'server' ? '' : part.subject);
    const spans = counted.get(key) ?? count(part);
    counted.set(key, spans);
    return spans;
  };
}
