import { heartbeat, type TestHub, type TestRequest, testHub } from './factories.ts';

export type Ask = (path: string, request?: TestRequest) => Promise<Response>;

/** What tests read of an alert. */
export interface SeenAlert {
  alert_id: string;
  server_id: string;
  message: string;
  status: string;
  created_at: string;
}

/** A hub that does nothing by the clock, with ways to give it trouble and to ask about that. */
export async function troubledHub() {
  const hub: TestHub = await testHub(undefined, undefined, 'error', Date.now());
  let pushes = 0;

  /** A push of a workflow that says so much is wrong: `high` is its "warning". */
  async function push(id: string, alerts: [string, string][], rest: object = {}, client_name?: string) {
    pushes += 1;
    const told = alerts.map(([severity, message]) => ({ severity, message }));
    const json = { system: { id, client_name }, alerts: told, ...rest };
    const headers = { 'Idempotency-Key': `run-${pushes}` };
    const answered = await hub.request('/webhook/metrics', { json, headers });
    if (answered.status !== 200) throw new Error(await answered.text());
  }

  /** A report of a server whose `/data` is so full, each a second after the one before. */
  let reportedAt = Date.now() - 60_000;
  async function report(id: string, percent: number) {
    reportedAt += 1000;
    const mount = { mount_point: '/data', device: '/dev/sda1', filesystem: 'ext4', used_gb: 1, total_gb: 2 };
    const json = heartbeat(id, reportedAt, { mounts: [{ ...mount, percent }] });
    const answered = await hub.request('/api/v1/agents/heartbeat', { json });
    if (answered.status !== 200) throw new Error(await answered.text());
  }

  const ask: Ask = (path, request) => hub.request(path, request);
  const read = async (path: string, by: Ask = ask) => (await by(path)).json();
  const alerts = async (query = '', by: Ask = ask): Promise<SeenAlert[]> =>
    (await read(`/api/v1/alerts${query}`, by)).items;

  return {
    hub,
    push,
    report,
    read,
    alerts,
    /** The newest alert of a server. */
    newest: async (serverId: string): Promise<SeenAlert> => {
      const [alert] = await alerts(`?server_id=${serverId}`);
      if (!alert) throw new Error(`No alert of ${serverId}`);
      return alert;
    },
    act: (id: string, verb: string, json?: unknown, by: Ask = ask) =>
      by(`/api/v1/alerts/${id}/${verb}`, { method: 'POST', ...(json !== undefined && { json }) }),
    detail: (id: string, by?: Ask) => read(`/api/v1/alerts/${id}`, by),
  };
}

export type TroubledHub = Awaited<ReturnType<typeof troubledHub>>;
