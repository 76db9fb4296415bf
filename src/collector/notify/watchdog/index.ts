import type { Database } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import type { SecretBox } from '../../auth/index.ts';
import { type Ctx, requireHub } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import type { Outbound } from '../../outbound.ts';
import { failureOfError, failureOfStatus } from '../../outbound-failure.ts';
import { type WatchdogRow, watchdogStore } from './store.ts';

const PLACE = 'watchdog.url';
const WHO = 'Who watches the hub';
/** What tells nobody that it is alive: a delivery job that has not run for so long. */
const STUCK_MS = 60_000;

export interface WatchdogDeps {
  database: Database;
  box: SecretBox;
  out: Outbound;
  /** When messages were last looked after, in ms. */
  deliveredAt: () => number;
}

/** What may be told of it: the rest of its address is a secret. */
export interface WatchdogState {
  isSet: boolean;
  host: string | null;
  lastCalledAt: number | null;
  failedReason: string | null;
}

const NONE: WatchdogState = { isSet: false, host: null, lastCalledAt: null, failedReason: null };

const UNREADABLE = 'Its address cannot be read with this hub’s secret: set it again';

/** Null when the hub's secret is not the one it was sealed with. */
function readUrl(box: SecretBox, { url }: WatchdogRow): string | null {
  try {
    return box.open(url, PLACE);
  } catch {
    return null;
  }
}

/** Opens the calls by which somebody outside notices when the hub falls silent. */
export function openWatchdog({ database, box, out, deliveredAt }: WatchdogDeps) {
  const store = watchdogStore(database);

  /** Answers why nobody was reached; null when somebody was. */
  async function call(row: WatchdogRow): Promise<string | null> {
    const url = readUrl(box, row);
    if (url === null) return UNREADABLE;
    try {
      const { status } = await out.post({ url, headers: {}, body: '' });
      return failureOfStatus(WHO, status)?.message ?? null;
    } catch (error) {
      return failureOfError(WHO, error).message;
    }
  }

  /** The note is the proof that the database can be written: nothing is called before it. */
  async function callAndNote(row: WatchdogRow, now: number): Promise<string | null> {
    await database.write([store.note(row.url, { failedReason: row.failedReason })]);
    const failedReason = await call(row);
    await database.write([
      store.note(row.url, { failedReason, ...(failedReason === null && { lastCalledAt: now }) }),
    ]);
    return failedReason;
  }

  return {
    /** @throws AppError `forbidden` unless the asker runs the hub */
    state: async (ctx: Ctx): Promise<WatchdogState> => {
      requireHub(ctx, 'admin');
      const row = await store.read();
      if (!row) return NONE;
      const url = readUrl(box, row);
      const { lastCalledAt, failedReason } = row;
      if (url === null) return { isSet: true, host: null, lastCalledAt, failedReason: UNREADABLE };
      return { isSet: true, host: new URL(url).host, lastCalledAt, failedReason };
    },
    /** @throws AppError `forbidden` */
    set: async (ctx: Ctx, url: string, now: number): Promise<void> => {
      requireHub(ctx, 'admin');
      const details = { host: new URL(url).host };
      const audit = { clientId: null, action: 'watchdog.update', subject: 'watchdog', details };
      await database.write([...store.set(box.seal(url, PLACE)), auditStatement(database, ctx, audit, now)]);
    },
    /** @throws AppError `forbidden`, `not_found` */
    clear: async (ctx: Ctx, now: number): Promise<void> => {
      requireHub(ctx, 'admin');
      if (!(await store.read())) throw notFound('watchdog', 'address');
      const audit = { clientId: null, action: 'watchdog.delete', subject: 'watchdog' };
      await database.write([store.clear(), auditStatement(database, ctx, audit, now)]);
    },
    /** Calls at once. @throws AppError `forbidden`, `conflict` when nobody is set */
    test: async (ctx: Ctx, now: number): Promise<{ outcome: 'accepted' | 'failed'; message: string }> => {
      requireHub(ctx, 'admin');
      const row = await store.read();
      if (!row)
        throw new AppError('conflict', 'Nobody watches the hub yet', {
          remediation: ['Set an address first'],
        });
      const failed = await callAndNote(row, now);
      return failed === null
        ? { outcome: 'accepted', message: 'It answered.' }
        : { outcome: 'failed', message: `${failed}.` };
    },
    /** Job: says that the hub is there, while it is: its database can be written, and its messages go out. */
    call: async (now: number): Promise<void> => {
      const row = await store.read();
      if (!row || now - deliveredAt() > STUCK_MS) return;
      await callAndNote(row, now);
    },
  };
}

export type Watchdog = ReturnType<typeof openWatchdog>;
