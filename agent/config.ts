import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandLine } from './command-line.ts';
import { DEFAULT_DOCKER } from './probes/docker.ts';

const DEFAULT_INTERVAL_SECONDS = 60;

/** The JSON file, as a person or an enrolment writes it. */
export interface ConfigFile {
  hub_url?: string;
  server_id?: string;
  api_key?: string;
  token?: string;
  /** Fingerprint of the token the key was got with, so that a new token is noticed and a spent one is not. */
  enrolled_with?: string;
  interval_seconds?: number;
  services?: string[];
  /** Names of probes that must not run. */
  off?: string[];
  /** Socket of the Docker engine, or the address of a proxy before it. */
  docker?: string;
  /** What the hub signs is checked against it; told by the hub at enrolment. */
  hub_public_key?: string;
}

/** Everything known at start; what is missing depends on the way the agent is used. */
export interface Config {
  hubUrl?: string;
  serverId?: string;
  apiKey?: string;
  token?: string;
  intervalSeconds: number;
  services: string[];
  off: string[];
  docker: string;
  hubPublicKey?: string;
  /** Where reports wait while the hub is away. */
  stateFolder: string;
  /** Where another unit leaves what apt says of pending updates. */
  updatesFile?: string;
  /** Where the machine's files are seen: "/" but in a container. */
  hostRoot: string;
  file: ConfigFile;
  filePath: string;
}

const TEXT_FIELDS = [
  'hub_url',
  'server_id',
  'api_key',
  'token',
  'enrolled_with',
  'docker',
  'hub_public_key',
] as const;
const LIST_FIELDS = ['services', 'off'] as const;

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value >= 1 && value <= 3600;
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** @throws Error naming every field that is wrong, never its value */
export function parseConfigFile(text: string, path: string): ConfigFile {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not valid JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${path} must hold a JSON object`);
  }
  const wrong: string[] = TEXT_FIELDS.filter(
    (name) => value[name] !== undefined && typeof value[name] !== 'string',
  );
  const { interval_seconds: interval } = value;
  if (interval !== undefined && !isPositive(interval)) wrong.push('interval_seconds (1 to 3600)');
  for (const name of LIST_FIELDS) {
    if (value[name] !== undefined && !isTextList(value[name])) wrong.push(`${name} (a list of names)`);
  }
  if (wrong.length > 0) throw new Error(`${path}: not usable: ${wrong.join(', ')}`);
  return value;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Error(code === 'EACCES' ? `${path} may not be read by this user` : message);
  }
}

/** A secret of the environment, or the content of the file that `NAME_FILE` names. */
function secret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = env[`${name}_FILE`];
  if (env[name] || !path) return env[name] || undefined;
  const text = readIfThere(path);
  if (text === null) throw new Error(`${name}_FILE names ${path}, which does not exist`);
  return text.trim() || undefined;
}

/** @throws Error unless it is an http or https address without a name or password in it */
export function checkHubUrl(hubUrl: string): string {
  if (!/^https?:\/\/[^/]/.test(hubUrl))
    throw new Error('The hub address must start with http:// or https://');
  const url = new URL(hubUrl);
  if (url.username || url.password) throw new Error('The hub address must not hold a user name or password');
  return hubUrl.replace(/\/+$/, '');
}

/**
 * Flags before environment before file. A key in the file belongs to the hub in the file: for another hub it
 * is left out.
 * @throws Error in words when something that is there cannot be used
 */
export function readConfig(line: CommandLine, env: NodeJS.ProcessEnv): Config {
  const text = readIfThere(line.config);
  const file = text === null ? {} : parseConfigFile(text, line.config);
  const chosenUrl = line.hub ?? (env.PORCHLIGHT_HUB_URL || file.hub_url);
  const hubUrl = chosenUrl === undefined ? undefined : checkHubUrl(chosenUrl);
  const isFilesHub = !file.hub_url || checkHubUrl(file.hub_url) === hubUrl;
  return {
    hubUrl,
    serverId: line.serverId ?? (env.PORCHLIGHT_SERVER_ID || (isFilesHub ? file.server_id : undefined)),
    apiKey: secret(env, 'PORCHLIGHT_AGENT_KEY') ?? (isFilesHub ? file.api_key : undefined),
    token: line.token ?? secret(env, 'PORCHLIGHT_AGENT_TOKEN') ?? file.token,
    intervalSeconds: file.interval_seconds ?? DEFAULT_INTERVAL_SECONDS,
    services: file.services ?? [],
    off: file.off ?? [],
    docker: file.docker ?? DEFAULT_DOCKER,
    hubPublicKey: isFilesHub ? file.hub_public_key : undefined,
    stateFolder: env.STATE_DIRECTORY || join(dirname(line.config), 'state'),
    updatesFile: env.PORCHLIGHT_UPDATES_FILE || undefined,
    hostRoot: env.PORCHLIGHT_HOST_ROOT || '/',
    file,
    filePath: line.config,
  };
}

/** What is missing before the agent can report, in words; empty when nothing is. */
export function missingForReporting({ hubUrl, serverId, apiKey, token }: Config): string[] {
  const missing: string[] = [];
  if (!hubUrl) missing.push('the address of the hub (--hub, PORCHLIGHT_HUB_URL or hub_url)');
  if (!apiKey && !token) {
    missing.push(
      'a key (PORCHLIGHT_AGENT_KEY or api_key) or an enrolment token (--token, PORCHLIGHT_AGENT_TOKEN)',
    );
  }
  if (apiKey && !serverId && !token) {
    missing.push('the id of this machine (--server-id, PORCHLIGHT_SERVER_ID or server_id)');
  }
  return missing;
}
