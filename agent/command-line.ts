import { parseArgs } from 'node:util';

export const DEFAULT_CONFIG_PATH = '/etc/porchlight-agent/config.json';

export const COMMANDS = ['report', 'enrol', 'update', 'read-disks'] as const;
export type CommandName = (typeof COMMANDS)[number];

export const HELP = `porchlight-agent: reports this machine to a Porchlight hub

  porchlight-agent [report]     report until told to stop
  porchlight-agent enrol        exchange the token for a key of this machine, and end
  porchlight-agent update       fetch the hub's version of the agent, check its signature, put it in place
  porchlight-agent read-disks   read the health of the disks as root, for an agent that is not (--write FILE)

  --hub URL          address of the hub, as http://hub.lan:8080
  --token TOKEN      enrolment token from "Add server"; exchanged once for a key of this machine
  --config FILE      settings and the key (default ${DEFAULT_CONFIG_PATH})
  --server-id ID     id of this machine at the hub
  --once             send one heartbeat and end
  --once --print     show one heartbeat and send nothing
  --check            with update: say whether there is another version, change nothing
  --write FILE       with read-disks: where the agent finds it
  --child            end when standard input closes (as a child of the hub)
  --version, --help

The file is JSON: {"hub_url", "server_id", "api_key", "token", "interval_seconds", "services": [], "off": [],
"docker": "/run/docker.sock", "hub_public_key"}; "off" names probes that must not run, as "docker" or "smart".
Environment: PORCHLIGHT_HUB_URL, PORCHLIGHT_SERVER_ID, PORCHLIGHT_AGENT_KEY, PORCHLIGHT_AGENT_TOKEN (the last two
also as NAME_FILE), STATE_DIRECTORY (where reports wait while the hub is away), PORCHLIGHT_HOST_ROOT (where a
container sees the machine's files), PORCHLIGHT_UPDATES_FILE (where another unit leaves what apt says of pending
updates). For a hub with a certificate of your own set NODE_EXTRA_CA_CERTS.
`;

export interface CommandLine {
  command: CommandName;
  hub?: string;
  token?: string;
  config: string;
  serverId?: string;
  once: boolean;
  print: boolean;
  check: boolean;
  write?: string;
  child: boolean;
  help: boolean;
  version: boolean;
}

function commandOf(words: string[]): CommandName {
  const [word = 'report', ...more] = words;
  const known = COMMANDS.find((name) => name === word);
  if (!known || more.length > 0) throw new Error(`"${words.join(' ')}" is not a command: see --help`);
  return known;
}

/** @throws Error in words for an unknown flag or command, a missing value or flags that do not go together */
export function parseCommandLine(argv: string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      hub: { type: 'string' },
      token: { type: 'string' },
      config: { type: 'string' },
      'server-id': { type: 'string' },
      once: { type: 'boolean' },
      print: { type: 'boolean' },
      check: { type: 'boolean' },
      write: { type: 'string' },
      child: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  const { 'server-id': serverId, config = DEFAULT_CONFIG_PATH, hub, token, write } = values;
  const { once = false, print = false, check = false, child = false } = values;
  const { help = false, version = false } = values;
  const command = commandOf(positionals);
  if (print && !once) throw new Error('--print goes together with --once');
  return { command, hub, token, serverId, config, once, print, check, write, child, help, version };
}
