import type { AlertMemory } from '../memory.ts';
import type { Rule } from '../rules/schema.ts';
import type { AlertStore } from '../store.ts';
import type { AlertRow, Judgement } from '../types.ts';
import { Draft } from './draft.ts';
import { type JudgedReport, type JudgedServer, judgeReport } from './judge-report.ts';
import { endLeftovers, lostGround } from './leftovers.ts';
import { endSilence, judgeSilence, type SilentServer } from './silence.ts';
import { type Watchers, watchersOf } from './watchers.ts';

/** The rules as a judge needs them. */
export interface JudgedRules {
  all: () => readonly Rule[];
  find: (id: string) => Rule | undefined;
  /** Grows with every change. */
  version: () => number;
}

export interface JudgeParts {
  store: AlertStore;
  memory: AlertMemory;
  rules: JudgedRules;
}

const NOTHING: Judgement = { statements: [], changes: [], committed: () => undefined };

/** Rules that are on, by what they watch; made anew when a rule has changed. */
function cachedRules(rules: JudgedRules) {
  let version = -1;
  let enabled: Rule[] = [];
  let watchers = watchersOf([]);
  return (): { enabled: readonly Rule[]; watchers: Watchers } => {
    if (version !== rules.version()) {
      version = rules.version();
      enabled = rules.all().filter((rule) => rule.is_enabled);
      watchers = watchersOf(enabled);
    }
    return { enabled, watchers };
  };
}

/** Compares reports and presence with the rules. */
export function openJudge({ store, memory, rules }: JudgeParts) {
  const current = cachedRules(rules);
  const isSilenceRule = (id: string) => rules.find(id)?.watch.type === 'silence';
  const draftOf = (server: JudgedServer, now: number) =>
    new Draft(memory, store, { clientId: server.clientId, serverId: server.serverId }, now);

  function judgePresence(server: SilentServer, listeningSince: number, now: number): Judgement {
    const draft = draftOf(server, now);
    for (const [, alert] of draft.before()) {
      if (alert.ruleId === 'reported') continue;
      const reason = lostGround(alert, rules.find(alert.ruleId), server);
      if (reason !== null) draft.resolve(alert, reason, false);
    }
    judgeSilence(draft, current().enabled, server, listeningSince);
    return draft.finish();
  }

  return {
    /**
     * What reports of one server change, oldest first; only those newer than the newest one judged before.
     * Any contact ends what stands of its silence.
     */
    judge: (server: JudgedServer, reports: readonly JudgedReport[], now: number): Judgement => {
      const draft = draftOf(server, now);
      const { watchers } = current();
      endSilence(draft, isSilenceRule);
      for (const report of reports) {
        draft.at = report.isLate ? report.at : now;
        judgeReport(draft, watchers, server, report);
        endLeftovers(draft, rules.find, server, report);
      }
      return draft.finish();
    },
    /**
     * Job: servers that have fallen silent, and alerts whose rule has changed.
     * @param listeningSince since when this hub could hear anybody, in ms
     */
    watchPresence: (servers: readonly SilentServer[], listeningSince: number, now: number): Judgement => {
      const standing = new Set(memory.standing().map(({ serverId }: AlertRow) => serverId));
      const judged = servers
        .filter(({ presence, serverId }) => presence === 'offline' || standing.has(serverId))
        .map((server) => judgePresence(server, listeningSince, now));
      return judged.length === 0 ? NOTHING : together(judged);
    },
  };
}

/** Several judgements as one. */
export function together(judgements: readonly Judgement[]): Judgement {
  return {
    statements: judgements.flatMap(({ statements }) => statements),
    changes: judgements.flatMap(({ changes }) => changes),
    committed: () => {
      for (const { committed } of judgements) committed();
    },
  };
}

export type Judge = ReturnType<typeof openJudge>;
