import { parseArgs } from 'node:util';

export const DEFAULT_CONFIG_PATH = '/etc/porchlight-agent/config.json';

export const HELP = `porchlight-agent: reports this machine to a Porchlight hub

  --hub URL          address of the hub, as http://hub.lan:8080
  --token TOKEN      enrolment token from "Add server"; exchanged once for a key of this machine
  --config FILE      settings and the key (default ${DEFAULT_CONFIG_PATH})
  --server-id ID     id of this machine at the hub
  --once             send one heartbeat and end
  --once --print     show one heartbeat and send nothing
  --child            end when standard input closes (as a child of the hub)
  --version, --help

The file is JSON: {"hub_url", "server_id", "api_key", "token", "interval_seconds", "services": []}.
Environment: PORCHLIGHT_HUB_URL, PORCHLIGHT_SERVER_ID, PORCHLIGHT_AGENT_KEY, PORCHLIGHT_AGENT_TOKEN; the last two
also as NAME_FILE. For a hub with a certificate of your own set NODE_EXTRA_CA_CERTS.
`;

export interface CommandLine {
  hub?: string;
  token?: string;
  config: string;
  serverId?: string;
  once: boolean;
  print: boolean;
  child: boolean;
  help: boolean;
  version: boolean;
}

/** @throws Error in words for an unknown flag, a missing value or flags that do not go together */
export function parseCommandLine(argv: string[]): CommandLine {
  const { values } = parseArgs({
    args: argv,
    options: {
      hub: { type: 'string' },
      token: { type: 'string' },
      config: { type: 'string' },
      'server-id': { type: 'string' },
      once: { type: 'boolean' },
      print: { type: 'boolean' },
      child: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  const { 'server-id': serverId, config = DEFAULT_CONFIG_PATH, hub, token } = values;
  const { once = false, print = false, child = false, help = false, version = false } = values;
  if (print && !once) throw new Error('--print goes together with --once');
  return { hub, token, serverId, config, once, print, child, help, version };
}
