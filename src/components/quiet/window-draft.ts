import type { WindowView } from '../../collector/api/schema/mutes.ts';

type Timetable = WindowView['timetable'];

/** A maintenance window as it stands in its form. */
export interface WindowDraft {
  name: string;
  /** Empty: the one that the hub takes. */
  clientId: string;
  zone: string;
  type: Timetable['type'];
  /** Local times, as "2026-11-25T22:00". */
  onceStarts: string;
  onceEnds: string;
  days: number[];
  /** Local times, as "02:00". */
  starts: string;
  ends: string;
  whom: 'all' | 'tag' | 'server';
  tag: string;
  serverId: string;
}

const NEW_WINDOW: WindowDraft = {
  name: '',
  clientId: '',
  zone: '',
  type: 'weekly',
  onceStarts: '',
  onceEnds: '',
  days: [7],
  starts: '02:00',
  ends: '04:00',
  whom: 'all',
  tag: '',
  serverId: '',
};

function timesOf(timetable: Timetable): Partial<WindowDraft> {
  const { type, starts, ends } = timetable;
  return type === 'once'
    ? { type, onceStarts: starts, onceEnds: ends }
    : { type, days: timetable.days, starts, ends };
}

/**
 * What a form begins with.
 * @param window null: a new one, of `clientId`
 */
export function windowDraft(window: WindowView | null, clientId: string, serverId: string): WindowDraft {
  if (!window) return { ...NEW_WINDOW, clientId, serverId, whom: serverId === '' ? 'all' : 'server' };
  const { scope } = window;
  const tagged = scope.tag === null ? 'all' : 'tag';
  return {
    ...NEW_WINDOW,
    ...timesOf(window.timetable),
    name: window.name,
    clientId: window.client_id,
    zone: window.zone,
    whom: scope.server_id === null ? tagged : 'server',
    tag: scope.tag ?? '',
    serverId: scope.server_id ?? '',
  };
}

/** What the API takes of a window, without its client. */
export function windowBody(draft: WindowDraft) {
  const { type, days, whom } = draft;
  const timetable: Timetable =
    type === 'once'
      ? { type, starts: draft.onceStarts, ends: draft.onceEnds }
      : { type, days, starts: draft.starts, ends: draft.ends };
  return {
    name: draft.name.trim(),
    zone: draft.zone.trim(),
    timetable,
    scope: {
      server_id: whom === 'server' ? draft.serverId : null,
      tag: whom === 'tag' ? draft.tag.trim() : null,
    },
  };
}
