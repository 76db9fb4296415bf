import { activeUntil, type Mute, type Mutes, nextStart } from '../../alerts/index.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { SilenceView, WindowView } from '../schema/mutes.ts';
import { iso } from './parts.ts';
import type { Views } from './types.ts';

export interface MuteViewParts {
  fleet: Fleet;
  alerts: { mutes: Mutes };
}

const placeOf = (fleet: Fleet, { clientId, createdAt, createdBy }: Mute) => ({
  client_id: clientId,
  client_name: fleet.clientName(clientId),
  created_at: iso(createdAt),
  created_by: createdBy,
});

export function windowView(fleet: Fleet, mute: Extract<Mute, { kind: 'window' }>, now: number): WindowView {
  const until = activeUntil(mute.definition, now);
  return {
    window_id: mute.id,
    ...placeOf(fleet, mute),
    ...mute.definition,
    is_active: until !== null,
    active_until: iso(until),
    next_start: iso(nextStart(mute.definition, now)),
  };
}

export function silenceView(
  fleet: Fleet,
  mute: Extract<Mute, { kind: 'silence' }>,
  now: number,
): SilenceView {
  const { until } = mute.definition;
  return {
    silence_id: mute.id,
    ...placeOf(fleet, mute),
    ...mute.definition,
    until: until === null ? null : iso(Date.parse(until)),
    is_active: until === null || Date.parse(until) > now,
  };
}

/** Times in which alerts are kept quiet. */
export function muteViews({ fleet, alerts }: MuteViewParts): Pick<Views, 'windows' | 'silences'> {
  const { mutes } = alerts;
  return {
    windows: (ctx) => ({ items: mutes.listWindows(ctx).map((mute) => windowView(fleet, mute, Date.now())) }),
    silences: (ctx) => ({
      items: mutes.listSilences(ctx).map((mute) => silenceView(fleet, mute, Date.now())),
    }),
  };
}
