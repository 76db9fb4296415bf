import type { Database } from '../../../db/open.ts';
import { type AlertChange, keyOf, type Reaction } from '../alerts/index.ts';
import type { Change } from '../changes.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Review } from '../notify/index.ts';
import type { Settings } from '../settings.ts';
import { quietAsked } from './circumstances.ts';
import { openGoodNews } from './good-news.ts';
import { allMissedAt } from './many-silent.ts';
import type { DispatchParts, Turn } from './parts.ts';
import { react, reactTo, together } from './react.ts';
import { review } from './review.ts';
import { hushOf } from './tell.ts';

export interface DispatchDeps extends DispatchParts {
  database: Database;
  settings: () => Settings;
  changed: (change: Change) => void;
}

/** What was published for visitors is told as it was written: no alert decides. */
const isUpdate = (event: string) => event.startsWith('update:');

const isToldOver = ({ alert: { status, toldSeverity } }: AlertChange) =>
  status === 'resolved' && toldSeverity !== null;

/** Opens what tells people of alerts. */
export function openDispatch(deps: DispatchDeps) {
  const { database, alerts, notify, fleet, settings, changed } = deps;
  const goodNews = openGoodNews();

  /** A turn that does not tell of silence need not know who else is silent: most do not. */
  const quickTurn = (now: number): Turn => ({
    now,
    overAt: goodNews.tellAt(now),
    silentUntil: null,
    lastSeenAt: () => null,
    isOffline: () => false,
  });
  function wholeTurn(servers: ReturnType<Fleet['presences']>, now: number): Turn {
    const { heartbeat_interval_seconds: intervalSeconds, server_offline_seconds: offlineSeconds } =
      settings();
    const heard = new Map(servers.map(({ serverId, lastSeenAt }) => [serverId, lastSeenAt]));
    return {
      ...quickTurn(now),
      silentUntil: allMissedAt(servers, { intervalSeconds, offlineSeconds }, now),
      lastSeenAt: (serverId) => heard.get(serverId) ?? null,
      isOffline: fleet.isOffline,
    };
  }

  /** As `react`, and what is over later joins what is over now. */
  function reactIn(changes: readonly AlertChange[], turn: Turn): Reaction {
    const { statements, committed } = react(deps, changes, turn);
    if (!changes.some(isToldOver)) return { statements, committed };
    return {
      statements,
      committed: () => {
        committed();
        goodNews.join(turn.overAt);
      },
    };
  }

  return {
    /** What changes mean for people; for the batch that makes them. Silence is told by `tick` alone. */
    react: (changes: readonly AlertChange[], now: number): Reaction => reactIn(changes, quickTurn(now)),

    /**
     * Job: looks at silence and changed rules, and again at every alert that is not over: what was kept quiet is told
     * when the reason for that has gone.
     * @param listeningSince since when this hub could hear anybody, in ms
     */
    tick: async (now: number, listeningSince: number): Promise<void> => {
      const servers = fleet.presences();
      const turn = wholeTurn(servers, now);
      const judgement = alerts.watchPresence(servers, listeningSince, now);
      const own = new Set(judgement.changes.map(({ alert }) => alert.id));
      const others = alerts.allStanding().filter(({ id }) => !own.has(id));
      const reaction = together([
        reactIn(judgement.changes, turn),
        ...others.map((alert) => reactTo(deps, { alert, reason: '', isLate: false }, turn)),
      ]);
      await database.write([...judgement.statements, ...reaction.statements]);
      judgement.committed();
      reaction.committed();
      alerts.forgetOld(now);
      notify.rememberOnly(new Set(alerts.allStanding().map(({ id }) => id)));
      for (const { alert } of judgement.changes) {
        changed({ clientId: alert.clientId, kind: 'server', id: alert.serverId });
      }
    },

    /** Whether a delivery that is due should still go out. */
    review: ({ thread, event }: { thread: string; event: string }, now: number): Review => {
      if (isUpdate(event)) return { type: 'send' };
      const alert = alerts.rowOf(thread);
      if (!alert) return review(null, event, { isBack: false, hush: null }, now);
      const standing = alerts.standingOf(alert.serverId, keyOf(alert.ruleId, alert.subject));
      const isBack = standing !== null && standing.id !== thread;
      const hush = hushOf(quietAsked(deps, alert, { now, isOffline: fleet.isOffline }), now);
      return review(alert, event, { isBack, hush }, now);
    },
  };
}

export type Dispatch = ReturnType<typeof openDispatch>;
