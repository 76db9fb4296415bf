import type { Config } from './config.ts';
import type { Post } from './deliver.ts';
import { getJson, postJson, type SendResult } from './send.ts';
import { AGENT_VERSION } from './version.ts';

const SINGLE_MS = 10_000;
/** A full request is a quarter of a megabyte; a Pi behind a slow link needs longer for it. */
const BACKLOG_MS = 60_000;
/** Answers with the hub's time, also to a key that may do nothing but report. */
const TIME_PATH = '/api/v1/system/health';

type HubAccess = Pick<Config, 'hubUrl' | 'apiKey'>;

const userAgent = `porchlight-agent/${AGENT_VERSION}`;

/** Posts to the hub of the settings, with the key if there is one. */
export function postTo({ hubUrl = '', apiKey }: HubAccess, signal: AbortSignal): Post {
  return (path, body) => {
    const timeoutMs = path.endsWith('/heartbeats') ? BACKLOG_MS : SINGLE_MS;
    return postJson(path, body, { hubUrl, apiKey, userAgent, timeoutMs, signal });
  };
}

/** Asks the hub of the settings for its time. */
export function askTimeOf(
  { hubUrl = '', apiKey }: HubAccess,
  signal: AbortSignal,
): () => Promise<SendResult> {
  return () => getJson(TIME_PATH, { hubUrl, apiKey, userAgent, timeoutMs: SINGLE_MS, signal });
}
