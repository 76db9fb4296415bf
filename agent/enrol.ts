import fs from 'node:fs';
import { dirname } from 'node:path';
import { type Config, type ConfigFile, missingForReporting } from './config.ts';
import { postTo } from './post.ts';
import { createHost } from './probes/index.ts';
import type { EnrolRequest } from './protocol.ts';
import { readEnrolled } from './reply.ts';
import type { RunOptions } from './run.ts';
import type { SendResult } from './send.ts';

/** Loaded here, because every other start of the agent needs no cryptography of its own. */
async function fingerprint(token: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

/** A token is exchanged once: a restart with the same one uses the key that it gave. */
export async function needsEnrolment({ token, apiKey, serverId, file }: Config): Promise<boolean> {
  if (!token) return false;
  if (!apiKey || !serverId) return true;
  return file.api_key === apiKey && file.enrolled_with !== (await fingerprint(token));
}

/** Written beside and moved into place, so that a power cut leaves the old file or the new one. */
function writeConfigFile(path: string, file: ConfigFile): void {
  const next = `${path}.new`;
  fs.rmSync(next, { force: true });
  fs.writeFileSync(next, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  fs.renameSync(next, path);
}

/** @throws Error in words: a token must not be spent when its key could not be kept */
function checkWritable(path: string): void {
  try {
    fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    fs.accessSync(dirname(path), fs.constants.W_OK);
  } catch (error) {
    throw new Error(`The key cannot be stored in ${path}: ${(error as Error).message}`);
  }
}

/**
 * Exchanges the token for a key of this machine and stores it, readable by this user alone.
 * @param post posts to the hub without a key
 * @throws Error in words when the hub refuses or does not answer; neither token nor key is in it
 */
export async function enrol(
  config: Config,
  hostname: string,
  post: (path: string, body: string) => Promise<SendResult>,
): Promise<Config> {
  const { token = '', filePath, hubUrl } = config;
  checkWritable(filePath);
  const body: EnrolRequest = { token, hostname };
  const result = await post('/api/v1/agents/enrol', JSON.stringify(body));
  if (!result.ok) throw new Error(`The hub at ${hubUrl} did not enrol this machine: ${result.reason}`);
  const enrolled = readEnrolled(result.reply);
  if (!enrolled) throw new Error(`What answers at ${hubUrl} is not a Porchlight hub`);
  const { serverId, apiKey } = enrolled;
  const hubPublicKey = enrolled.hubPublicKey ?? undefined;
  const { token: _spent, ...kept } = config.file;
  const file = {
    ...kept,
    hub_url: hubUrl,
    server_id: serverId,
    api_key: apiKey,
    enrolled_with: await fingerprint(token),
    hub_public_key: hubPublicKey,
  };
  writeConfigFile(filePath, file);
  return {
    ...config,
    serverId,
    apiKey,
    hubPublicKey,
    file,
    intervalSeconds: enrolled.intervalSeconds ?? config.intervalSeconds,
  };
}

/**
 * The settings as they are, or with the key that the token was exchanged for.
 * @throws Error naming what is missing, and as `enrol`
 */
export async function enrolIfNeeded(config: Config, { log, signal }: RunOptions): Promise<Config> {
  const missing = missingForReporting(config);
  if (missing.length > 0) throw new Error(`The agent needs ${missing.join(' and ')}`);
  if (!(await needsEnrolment(config))) return config;
  const post = postTo({ ...config, apiKey: undefined }, signal);
  const enrolled = await enrol(config, createHost(config.hostRoot).hostname(), post);
  log(`Enrolled as "${enrolled.serverId}"; the key is stored in ${enrolled.filePath}`);
  return enrolled;
}
